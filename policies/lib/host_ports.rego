# METADATA
# title: Host ports
# description: |
#   Ports of a node that containers may use: `allowedHostPorts` lists ports and ranges ("80", "3000-5000"), `minPort`
#   and `maxPort` are the ends of a further range.
package lib.host_ports

allowed(port, settings) if {
	is_number(port)
	some [first, last] in ranges(settings)
	first <= port
	port <= last
}

ranges(settings) := {[settings.minPort, settings.maxPort]} | {[first, last] |
	some entry in settings.allowedHostPorts
	ends := split(sprintf("%v", [entry]), "-")
	first := to_number(ends[0])
	last := to_number(ends[count(ends) - 1])
}
