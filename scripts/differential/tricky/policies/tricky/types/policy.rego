# METADATA
# title: Types of values
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.types

default healthy := false

healthy if {
	type_name(input.properties.count) == "number"
	is_array(input.properties.list)
	not is_null(input.properties.map)
}
