# METADATA
# title: Division, remainders and rounding
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.arithmetic

default healthy := false

healthy if {
	input.properties.a % input.properties.b == 0
	round(input.properties.a / input.properties.b) == 1
}
