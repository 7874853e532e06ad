# METADATA
# title: Numbers that need more than 53 bits
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.large_numbers

default healthy := false

healthy if input.properties.count + 1 > input.properties.count

reasons contains sprintf("%d", [input.properties.count]) if not healthy
