# METADATA
# title: Base64
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.encoded

default healthy := false

healthy if base64.encode(input.properties.name) == "YS1vaw=="

healthy if base64.decode(input.properties.text) == "ok"
