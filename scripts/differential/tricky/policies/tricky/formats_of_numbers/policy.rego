# METADATA
# title: Numbers in texts
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.formats_of_numbers

default healthy := false

healthy if sprintf("%d", [input.properties.count]) == "3"

healthy if sprintf("%v", [input.properties.a]) == "1"

reasons contains sprintf("%v %v", [input.properties.count, input.properties.a])
