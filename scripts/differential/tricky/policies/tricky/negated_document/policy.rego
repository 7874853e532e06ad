# METADATA
# title: A document that may not hold a key, under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_document

default healthy := false

healthy if not data.inventory.by_id[input.properties.ref]
