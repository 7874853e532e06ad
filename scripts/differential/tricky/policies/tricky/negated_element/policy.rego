# METADATA
# title: A lookup of every element under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_element

default healthy := false

open := {item | some item in input.properties.list; not item.closed}

healthy if count(open) == 0
