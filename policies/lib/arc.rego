# METADATA
# title: Azure Arc-enabled machines
# description: Operating system and extensions of a machine connected through Azure Arc.
package lib.arc

import data.lib.text

runs(machine, os) if text.starts_with(machine.properties.osType, os)

# Early agent versions report the operating system under osName alone.
runs(machine, os) if text.starts_with(machine.properties.osName, os)

extensions(machine, extension_type, publisher) := [extension |
	some extension in data.inventory.children[machine.id]["microsoft.hybridcompute/machines/extensions"]
	text.same(extension.properties.type, extension_type)
	text.same(extension.properties.publisher, publisher)
]

installed(machine, extension_type, publisher) if {
	some extension in extensions(machine, extension_type, publisher)
	text.same(extension.properties.provisioningState, "Succeeded")
}

# Why a machine on which the extension is not installed falls short.
not_installed(machine, extension_type, publisher) := sprintf("extension %s is missing", [extension_type]) if {
	count(extensions(machine, extension_type, publisher)) == 0
} else := sprintf("extension %s is not in state Succeeded", [extension_type])
