# METADATA
# title: IP addresses and ranges
# description: An address without a prefix length is a range of one address.
package lib.ip_ranges

# An empty list of allowed ranges allows every address.
permitted(address, allowed, forbidden) if {
	allowed_by(address, allowed)
	not within_any(address, forbidden)
}

allowed_by(_, []) := true

allowed_by(address, allowed) if within_any(address, allowed)

within_any(address, ranges) if {
	some candidate in ranges
	net.cidr_contains(range(candidate), range(address))
}

range(address) := address if {
	contains(address, "/")
} else := sprintf("%s/128", [address]) if {
	contains(address, ":")
} else := sprintf("%s/32", [address])
