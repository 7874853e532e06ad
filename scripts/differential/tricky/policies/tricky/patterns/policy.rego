# METADATA
# title: A pattern out of the inventory
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.patterns

default healthy := false

healthy if regex.match(input.properties.pattern, input.properties.name)

healthy if glob.match(input.properties.pattern, [], input.properties.name)
