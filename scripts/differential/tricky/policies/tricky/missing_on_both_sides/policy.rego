# METADATA
# title: Comparisons in which both sides may be missing
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.missing_on_both_sides

default healthy := false

healthy if input.properties.map.a.name != input.properties.map.b.name

healthy if input.properties.map.b.name == input.properties.nothing
