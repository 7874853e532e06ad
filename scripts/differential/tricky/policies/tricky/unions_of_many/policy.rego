# METADATA
# title: Unions of a set of sets
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.unions_of_many

default healthy := false

healthy if count(union({{item.name} | some item in input.properties.list})) == 2

healthy if count(union({input.properties.list, {"a"}})) == 1
