# METADATA
# title: Values in a text
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.formats

default healthy := false

healthy if input.properties.flag == true

reasons contains sprintf("%s, %d, %v", [input.properties.name, input.properties.count, input.properties.list])
