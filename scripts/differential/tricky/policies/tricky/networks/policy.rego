# METADATA
# title: Networks and addresses
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.networks

default healthy := false

healthy if {
	net.cidr_contains("10.0.0.0/8", input.properties.cidr)
	not net.cidr_intersects("10.1.0.0/16", input.properties.cidr)
}
