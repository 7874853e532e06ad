# METADATA
# title: Images of virtual machines
# description: |
#   Which machines guest configuration supports: by publisher, offer and SKU of the image they were made from, or by
#   operating system. Of the images of a listed publisher, `like` tells those that are supported, `not_like` those
#   that are not; an attribute that is not set is like nothing.
package lib.images

import data.lib.attributes
import data.lib.text

linux := {
	"microsoft-aks": {},
	"qubole-inc": {},
	"datastax": {},
	"couchbase": {},
	"scalegrid": {},
	"checkpoint": {},
	"paloaltonetworks": {},
	"debian": {},
	"credativ": {},
	"OpenLogic": {"not_like": {"sku": "6*"}},
	"Oracle": {"not_like": {"sku": "6*"}},
	"RedHat": {"not_like": {"sku": "6*"}},
	"cloudera": {"not_like": {"sku": "6*"}},
	"Suse": {"not_like": {"sku": "11*"}},
	"Canonical": {"not_like": {"sku": "12*"}},
	"center-for-internet-security-inc": {"not_like": {"offer": "cis-win*"}},
	"microsoft-dsvm": {"not_like": {"offer": "dsvm-win*"}},
	"microsoft-ads": {"like": {"offer": ["linux*"]}},
}

windows := {
	"esri": {},
	"incredibuild": {},
	"MicrosoftDynamicsAX": {},
	"MicrosoftSharepoint": {},
	"MicrosoftVisualStudio": {},
	"MicrosoftWindowsDesktop": {},
	"MicrosoftWindowsServerHPCPack": {},
	"MicrosoftWindowsServer": {"not_like": {"sku": "2008*"}},
	"MicrosoftSQLServer": {"not_like": {"offer": "SQL2008*"}},
	"microsoft-dsvm": {"like": {"offer": ["dsvm-win*"]}},
	"microsoft-ads": {"like": {"offer": ["standard-data-science-vm", "windows-data-science-vm"]}},
	"batch": {"like": {"offer": ["rendering-windows2016"]}},
	"center-for-internet-security-inc": {"like": {"offer": ["cis-windows-server-201*"]}},
	"pivotal": {"like": {"offer": ["bosh-windows-server*"]}},
	"cloud-infrastructure-services": {"like": {"offer": ["ad*"]}},
}

# The operating system alone does not make a machine of these publishers a supported one.
linux_by_image_only := {
	"OpenLogic", "Oracle", "RedHat", "cloudera", "Suse", "Canonical", "center-for-internet-security-inc",
	"microsoft-dsvm", "microsoft-ads", "AzureDatabricks", "azureopenshift",
}

# A scale set describes its machines one level deeper.
path(machine, name) := sprintf("properties.virtualMachineProfile.%s", [name]) if {
	text.same(machine.type, "microsoft.compute/virtualmachinescalesets")
} else := sprintf("properties.%s", [name])

value(machine, name) := attributes.value(machine, path(machine, name))

image(machine, name) := value(machine, sprintf("storageProfile.imageReference.%s", [name]))

like(text_value, pattern) if text.same(text_value, pattern)

like(text_value, pattern) if {
	endswith(pattern, "*")
	text.starts_with(text_value, trim_suffix(pattern, "*"))
}

like_one_of(text_value, patterns) if {
	some pattern in patterns
	like(text_value, pattern)
}

is_listed(machine, publishers) if {
	some publisher, wanted in publishers
	text.same(image(machine, "publisher"), publisher)
	every name, patterns in object.get(wanted, "like", {}) {
		like_one_of(image(machine, name), patterns)
	}
	every name, pattern in object.get(wanted, "not_like", {}) {
		not like(image(machine, name), pattern)
	}
}

is_virtual_machine(machine) if text.same(machine.type, "microsoft.compute/virtualmachines")

runs(machine, system) if like(value(machine, "storageProfile.osDisk.osType"), sprintf("%s*", [system]))

runs(machine, system) if attributes.present(machine, sprintf("properties.osProfile.%sConfiguration", [lower(system)]))

is_linux(machine) if is_linux_of(machine, linux)

is_linux_of(machine, publishers) if {
	is_virtual_machine(machine)
	is_listed(machine, publishers)
}

is_linux_of(machine, _) if {
	is_virtual_machine(machine)
	runs(machine, "Linux")
	not text.one_of(image(machine, "publisher"), linux_by_image_only)
}

is_windows(machine) if is_windows_of(machine, windows)

# Images of Windows for desktops are not on the list of servers, but pass by their operating system.
is_windows_server(machine) if is_windows_of(machine, object.remove(windows, ["MicrosoftWindowsDesktop"]))

is_windows_of(machine, publishers) if {
	is_virtual_machine(machine)
	is_listed(machine, publishers)
}

is_windows_of(machine, _) if {
	is_virtual_machine(machine)
	runs(machine, "Windows")
	not is_outdated_windows(machine)
}

is_outdated_windows(machine) if like(image(machine, "sku"), "2008*")

is_outdated_windows(machine) if {
	not image(machine, "sku") in {null, ""}
	like(image(machine, "offer"), "SQL2008*")
}

# The extension itself is judged by slightly other lists than the configurations that it runs.
takes_extension(machine) if {
	hardened := {"center-for-internet-security-inc": {"not_like": {"offer": "cis-windows*"}}}
	is_linux_of(machine, object.union(linux, hardened))
}

takes_extension(machine) if {
	is_windows_of(machine, object.union(windows, {"microsoft-dsvm": {"like": {"offer": ["dsvm-windows"]}}}))
}
