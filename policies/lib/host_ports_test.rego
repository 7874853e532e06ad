package lib.host_ports_test

import data.lib.host_ports

settings := {"allowedHostPorts": ["80", "3000-3010", 443], "minPort": 9000, "maxPort": 9010}

test_listed_ports if {
	host_ports.allowed(80, settings)
	host_ports.allowed(443, settings)
	not host_ports.allowed(81, settings)
	not host_ports.allowed("80", settings)
}

test_ranges if {
	every port in [3000, 3010, 9000, 9010] {
		host_ports.allowed(port, settings)
	}
	every port in [2999, 3011, 8999, 9011] {
		not host_ports.allowed(port, settings)
	}
}
