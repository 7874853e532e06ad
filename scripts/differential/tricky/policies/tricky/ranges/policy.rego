# METADATA
# title: A range of numbers
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.ranges

default healthy := false

healthy if input.properties.count in numbers.range(1, 5)
