# METADATA
# title: Every key and value of an object
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.every_value

default healthy := false

healthy if {
	every key, value in input.properties.map {
		startswith(key, "a")
		value.ok == true
	}
}
