# METADATA
# title: A difference with what may be no set
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.set_of_a_list

default healthy := false

healthy if count({"a", "b"} - input.properties.list) == 2
