# METADATA
# title: Another built-in for a while
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.with_builtin

default healthy := false

long if count(input.properties.list) > 2

healthy if not long with count as 1
