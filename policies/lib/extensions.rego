# METADATA
# title: Extensions of machines
# description: |
#   A machine has its extensions as child resources; a scale set may also list them in the profile of its
#   machines. Publisher and type tell what an extension is: its name is the user's choice.
package lib.extensions

import data.lib.attributes
import data.lib.text

all_of(machine) := array.concat(
	attributes.objects(machine, "properties.virtualMachineProfile.extensionProfile.extensions"),
	[child | some child in data.inventory.children[machine.id][sprintf("%s/extensions", [machine.type])]],
)

by_publisher(machine, publisher) := [extension |
	some extension in all_of(machine)
	text.same(extension.properties.publisher, publisher)
]

by_type(machine, publisher, extension_type) := [extension |
	some extension in by_publisher(machine, publisher)
	text.same(extension.properties.type, extension_type)
]

present(machine, publisher, extension_type) if count(by_type(machine, publisher, extension_type)) > 0

installed(machine, publisher, extension_type) if any_succeeded(by_type(machine, publisher, extension_type))

any_succeeded(extensions) if {
	some extension in extensions
	text.same(extension.properties.provisioningState, "Succeeded")
}

# Why a machine on which none of these extensions is installed falls short; `title` is what the user knows them by.
not_installed([], title) := sprintf("extension %s is missing", [title])

not_installed(extensions, title) := sprintf("extension %s is not in state Succeeded", [title]) if count(extensions) > 0
