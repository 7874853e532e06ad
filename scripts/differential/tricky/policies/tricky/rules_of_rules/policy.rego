# METADATA
# title: A partial rule of several levels
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.rules_of_rules

default healthy := false

found[item.name][item.state] := item.size if some item in input.properties.list

healthy if found.a.closed
