# METADATA
# title: What is a network, and what is none
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.valid_networks

default healthy := false

healthy if net.cidr_is_valid(input.properties.cidr)

healthy if net.cidr_is_valid(sprintf("%v/32", [input.properties.cidr]))
