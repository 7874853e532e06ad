package lib.ip_ranges_test

import data.lib.ip_ranges

test_range_of_one_address if {
	ip_ranges.range("10.0.0.1") == "10.0.0.1/32"
	ip_ranges.range("fd00::1") == "fd00::1/128"
	ip_ranges.range("10.0.0.0/8") == "10.0.0.0/8"
}

test_within_any if {
	ip_ranges.within_any("10.1.2.3", ["192.0.2.0/24", "10.0.0.0/8"])
	ip_ranges.within_any("10.1.2.3", ["10.1.2.3"])
	ip_ranges.within_any("10.1.0.0/16", ["10.0.0.0/8"])
	ip_ranges.within_any("fd00::1", ["fd00::/8"])
}

test_not_within_any if {
	not ip_ranges.within_any("198.51.100.1", ["192.0.2.0/24"])
	not ip_ranges.within_any("10.0.0.0/8", ["10.1.0.0/16"])
	not ip_ranges.within_any("10.1.2.3", [])
}

test_permitted if {
	ip_ranges.permitted("10.1.2.3", [], [])
	ip_ranges.permitted("10.1.2.3", ["10.0.0.0/8"], ["192.0.2.0/24"])
	not ip_ranges.permitted("10.1.2.3", ["192.0.2.0/24"], [])
	not ip_ranges.permitted("10.1.2.3", [], ["10.0.0.0/8"])
	not ip_ranges.permitted("10.1.2.3", ["10.0.0.0/8"], ["10.1.0.0/16"])
	not ip_ranges.permitted("0.0.0.0/0", [], ["10.1.0.0/16"])
	ip_ranges.permitted("fd00::1", [], ["10.1.0.0/16"])
	every odd in ["", "not set", "10.1.2.300", "10.0.0.0/33"] {
		not ip_ranges.permitted(odd, [], [])
	}
}
