# METADATA
# title: Every value at any depth
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.walks

default healthy := false

offences contains concat(".", [sprintf("%v", [step]) | some step in path]) if {
	some path, value
	walk(input.properties, [path, value])
	value == "Enabled"
}

healthy if count(offences) == 0

reasons contains offence if some offence in offences
