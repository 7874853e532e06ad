# METADATA
# title: Numbers and texts as keys
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.numbers_as_keys

default healthy := false

healthy if input.properties.list["0"].ok == true

healthy if input.properties.map[0].ok == true

healthy if {"1": true}[input.properties.a]

healthy if {1: true}[input.properties.b] == input.properties.flag
