# METADATA
# title: Management ports of virtual machines should be protected with just-in-time network access control
# description: >-
#   Just-in-time access opens a management port on request and for a limited time only. It concerns machines whose
#   security groups leave such a port open, and those that a just-in-time policy lists.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines]
#   requires: [microsoft.security/locations/jitnetworkaccesspolicies, microsoft.security/pricings,
#     microsoft.network/networkinterfaces, microsoft.network/networksecuritygroups,
#     microsoft.network/virtualnetworks]
#   parameters:
#     ports:
#       type: array
#       default: [22, 3389, 5985, 5986]
#       description: The management ports.
#   remediation: Enable just-in-time access for the management ports of the virtual machine.
#   assessment_key: 805651bc-6ecd-4c73-9b55-97a19d0582d0
#   azure_policy: b0f33259-77d7-4c9e-aac6-3aabcfae693c
package azure.compute.jit_network_access

import data.lib.jit
import data.lib.network

default healthy := false

ports := {port | some port in data.parameters.azure.compute.jit_network_access.ports}

protected := jit.ports(input) & ports

guarded := {nic | some nic in network.nics(input); network.may_have_group(nic)}

open := union({network.open_ports(nic, "tcp", ports) | some nic in guarded})

unknown := network.unknown_nics(input)

applicable if {
	network.may_have_nics(input)
	not jit.defender_is_off(input)
	count(protected) + count(open) + count(unknown) > 0
}

healthy if {
	count(unknown) == 0
	count(protected) > 0
	count(open - protected) == 0
}

missing := unknown | union({network.unknown_groups(nic) | some nic in guarded})

reasons contains sprintf("management port %v is open, wanted in a just-in-time policy for this machine", [port]) if {
	count(missing) == 0
	some port in open - protected
}

reasons contains message if {
	not healthy
	some message in missing
}
