# METADATA
# title: IP addresses and ranges
# description: An address without a prefix length is a range of one address.
package lib.ip_ranges

# An empty list of allowed ranges allows every address. What is no address at all is not known to be permitted.
permitted(address, allowed, forbidden) if {
	net.cidr_is_valid(range(address))
	allowed_by(address, allowed)
	not overlaps_any(address, forbidden)
}

allowed_by(_, []) := true

allowed_by(address, allowed) if within_any(address, allowed)

within_any(address, ranges) if {
	some candidate in ranges
	net.cidr_contains(range(candidate), range(address))
}

# A range that holds a forbidden address among others lets it in as well.
overlaps_any(address, ranges) if {
	some candidate in ranges
	net.cidr_intersects(range(candidate), range(address))
}

range(address) := address if {
	contains(address, "/")
} else := sprintf("%s/128", [address]) if {
	contains(address, ":")
} else := sprintf("%s/32", [address])
