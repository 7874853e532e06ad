# METADATA
# title: IP forwarding on your virtual machine should be disabled
# description: >-
#   A machine that forwards packets can route around the filters of the network. The policy reads the setting of
#   every network interface of the machine.
# custom:
#   severity: medium
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.network/networkinterfaces]
#   remediation: >-
#     Disable IP forwarding on the network interfaces of the virtual machine, or exempt it if it is a network
#     appliance.
#   assessment_key: c3b51c94-588b-426b-a892-24696f9e54cc
#   azure_policy: bd352bd5-2853-4985-bf0d-73806b4a5744
package azure.compute.ip_forwarding_disabled

import data.lib.attributes
import data.lib.network

default healthy := false

applicable if network.may_have_nics(input)

healthy if {
	count(network.missing_nics(input)) == 0
	every nic in network.nics(input) {
		nic.properties.enableIPForwarding == false
	}
}

reasons contains message if some message in network.missing_nics(input)

reasons contains sprintf("network interface %s: %s", [nic.id, found]) if {
	some nic in network.nics(input)
	object.get(nic, ["properties", "enableIPForwarding"], null) != false
	found := attributes.mismatch(nic, "properties.enableIPForwarding", "false")
}
