# METADATA
# title: Numbers written as texts
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.numbers_in_texts

default healthy := false

healthy if to_number(input.properties.count) < 4

healthy if to_number(input.properties.text) < 4
