# METADATA
# title: JSON inside a text
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.documents_in_texts

default healthy := false

healthy if json.unmarshal(input.properties.text).ok == true
