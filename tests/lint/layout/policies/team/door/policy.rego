# METADATA
# title: Doors should be locked
# description: An open door lets anybody in.
# custom:
#   severity: high
#   resource_types: [team.building/doors]
#   remediation: Lock the door.

package team.door

default healthy = false

healthy if {
    input.properties.locked == true  
	lock = input.properties.lock
	lock != ""
	input.properties.keys[i].owner = "team"
	input.properties.mode in ["closed", "locked", "barred", "bolted", "guarded", "walled", "sealed", "latched", "chained", "shut", "secured"]
}

text := `a raw text 
holds what it holds	
`

reasons contains sprintf("%s: locked is not true", [text]) if not healthy	

