package lib.capabilities_test

import data.lib.capabilities

container := {"securityContext": {"capabilities": {"add": ["NET_ADMIN", "cap_sys_admin"], "drop": ["all"]}}}

test_added if capabilities.added(container) == {"NET_ADMIN", "SYS_ADMIN"}

test_dropped if capabilities.dropped(container) == {"ALL"}

test_none if {
	capabilities.added({}) == set()
	capabilities.dropped({"securityContext": {"capabilities": null}}) == set()
	every odd in [null, "ALL", {"a": "ALL"}, [7], [null]] {
		capabilities.added({"securityContext": {"capabilities": {"add": odd}}}) == set()
	}
}
