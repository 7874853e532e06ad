# METADATA
# title: Linux capabilities of containers
# description: Names of capabilities in upper case, without the prefix CAP_ that some runtimes accept.
package lib.capabilities

import data.lib.attributes

added(container) := normalized(listed(container, "add"))

dropped(container) := normalized(listed(container, "drop"))

# A list that nobody can read shows nothing: lib.workloads finds fault with it.
listed(container, field) := [name |
	list := attributes.value(container, sprintf("securityContext.capabilities.%s", [field]))
	is_array(list)
	some name in list
	is_string(name)
]

normalized(names) := {trim_prefix(upper(name), "CAP_") | some name in names}
