# METADATA
# title: Iteration over keys of anything
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.iteration_by_key

default healthy := false

offences contains key if {
	some key
	input.properties[key] == "Enabled"
}

healthy if count(offences) == 0
