# METADATA
# title: Lists of texts in one text
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.concatenations

default healthy := false

names := [item.name | some item in input.properties.list]

healthy if concat(",", names) == "a,b"

healthy if concat(",", input.properties.list) == "a,*,zz"

healthy if count(array.concat(names, input.properties.list)) == 0
