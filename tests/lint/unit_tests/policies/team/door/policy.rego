# METADATA
# title: Doors should be locked
# description: An open door lets anybody in.
# custom:
#   severity: high
#   resource_types: [team.building/doors]
#   remediation: Lock the door.
package team.door

default healthy := false

healthy if input.properties.locked == true

reasons contains sprintf("locked is %v, wanted true", [input.properties.locked]) if not healthy
