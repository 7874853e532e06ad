# METADATA
# title: Identical Authentication Credentials
# description: >-
#   Whoever takes one of several devices with the same credential can pose as all of them. Evidence are the symmetric
#   keys and certificate thumbprints in the device registry of the hub, or hashes of them, compared between devices.
# custom:
#   severity: high
#   resource_types: [microsoft.devices/iothubs]
#   requires: [microsoft.devices/iothubs/devices]
#   remediation: Give each device keys or a certificate of its own.
#   assessment_key: 9d07b7e6-2986-4964-a76c-b2689604e212
package azure.iot_hub.identical_credentials

import data.lib.attributes
import data.lib.text

default healthy := false

applicable if count(devices) > 0

devices := [device | some device in data.inventory.children[input.id]["microsoft.devices/iothubs/devices"]]

keys := ["authentication.symmetricKey.primaryKey", "authentication.symmetricKey.secondaryKey"]

holder := ["x509Thumbprint", "authentication.x509Thumbprint"]

thumbprints := [sprintf("%s.%sThumbprint", [at, order]) | some at in holder; some order in ["primary", "secondary"]]

texts(device, paths) := {attributes.value(device, path) | some path in paths; attributes.has_text(device, path)}

credentials(device) := texts(device, keys) | {lower(value) | some value in texts(device, thumbprints)}

holders[credential] contains trim_prefix(device.id, sprintf("%s/devices/", [input.id])) if {
	some device in devices
	some credential in credentials(device)
}

shared := {names | some names in holders; count(names) > 1}

# The hub knows no credential of a device that a certificate authority vouches for, or of one that cannot sign in.
may_have_none(device) if {
	some path in ["authenticationType", "authentication.type"]
	text.one_of(attributes.value(device, path), ["certificateAuthority", "none"])
}

unknown := [device | some device in devices; not is_known(device)]

# A device has both symmetric keys or none.
is_known(device) if {
	count(credentials(device)) > 0
	count([path | some path in keys; count(texts(device, [path])) > 0]) != 1
}

is_known(device) if may_have_none(device)

healthy if count(shared) + count(unknown) == 0

reasons contains sprintf("devices %s have the same credential", [concat(", ", names)]) if some names in shared

reasons contains sprintf("the inventory does not hold the credentials of %d devices", [count(unknown)]) if count(unknown) > 0
