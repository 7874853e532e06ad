package lib.guest_attestation_test

import data.lib.guest_attestation

machine(properties) := {"id": "/m", "type": "microsoft.compute/virtualmachines", "properties": properties}

scale_set(profile) := {
	"id": "/s",
	"type": "microsoft.compute/virtualmachinescalesets",
	"properties": {"virtualMachineProfile": profile},
}

security(security_type, secure_boot, vtpm) := {"securityProfile": {
	"securityType": security_type,
	"uefiSettings": {"secureBootEnabled": secure_boot, "vTpmEnabled": vtpm},
}}

test_attestable if {
	guest_attestation.is_attestable(machine(security("TrustedLaunch", true, true)))
	guest_attestation.is_attestable(machine(security("confidentialvm", true, true)))
	guest_attestation.is_attestable(scale_set(security("TrustedLaunch", true, true)))
}

test_not_attestable if {
	not guest_attestation.is_attestable(machine(security("TrustedLaunch", false, true)))
	not guest_attestation.is_attestable(machine(security("TrustedLaunch", true, false)))
	not guest_attestation.is_attestable(machine(security("TrustedLaunch", true, null)))
	not guest_attestation.is_attestable(machine(security("Standard", true, true)))
	not guest_attestation.is_attestable(machine({"securityProfile": {"securityType": "TrustedLaunch"}}))
	not guest_attestation.is_attestable(scale_set({}))
}

image(row) := {"storageProfile": {"imageReference": {"publisher": row[0], "offer": row[1], "sku": row[2]}}}

linux_images := [
	["canonical", "ubuntuserver", "18_04-LTS-gen2"],
	["Canonical", "0001-com-ubuntu-server-focal", "20_04-lts-gen2"],
	["Canonical", "0001-com-ubuntu-confidential-vm-focal", "20_04-lts-cvm"],
	["redhat", "rhel", "83-gen2"],
	["suse", "sles-15-sp2", "gen2"],
	["OpenLogic", "CentOS", "8_3-gen2"],
	["Oracle", "oracle-linux", "ol83-lvm-gen2"],
	["MicrosoftCBLMariner", "cbl-mariner", "1-gen2"],
	["Debian", "debian-11", "11-gen2"],
]

test_linux_images if {
	every row in linux_images {
		guest_attestation.has_linux_image(machine(image(row)))
		guest_attestation.has_linux_image(scale_set(image(row)))
		not guest_attestation.has_windows_image(machine(image(row)))
	}
}

test_other_linux_images if {
	every row in [
		["Debian", "debian-11", "11"],
		["Debian", "debian-12", "11-gen2"],
		["credativ", "debian-11", "11-gen2"],
		[null, null, null],
	] {
		not guest_attestation.has_linux_image(machine(image(row)))
	}
}

test_windows_images if {
	guest_attestation.has_windows_image(machine(image(["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2"])))
	guest_attestation.has_windows_image(scale_set(image(["contoso", "windows-11", "pro"])))
	not guest_attestation.has_windows_image(machine(image(["MicrosoftSQLServer", "sql2022-ws2022", "standard"])))
	not guest_attestation.has_windows_image(machine({}))
}

on_disk(system) := {"storageProfile": {"osDisk": {"osType": system}}}

debian := image(["Debian", "debian-11", "11-gen2"])

server := image(["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2"])

test_system_by_the_disk_or_the_image if {
	every properties in [on_disk("linux"), debian] {
		guest_attestation.runs(machine(properties), "linux")
		not guest_attestation.runs(machine(properties), "windows")
	}
	every properties in [on_disk("Windows"), server] {
		guest_attestation.runs(machine(properties), "windows")
		not guest_attestation.runs(machine(properties), "linux")
	}
	not guest_attestation.runs(machine(on_disk(null)), "linux")
}

secure := security("TrustedLaunch", true, true)

test_supported_machines if {
	every properties in [on_disk("Linux"), debian] {
		guest_attestation.is_supported(machine(object.union(secure, properties)), "linux")
		not guest_attestation.is_supported(machine(object.union(secure, properties)), "windows")
		not guest_attestation.is_supported(machine(properties), "linux")
	}
}

test_supported_scale_sets if {
	guest_attestation.is_supported_scale_set(scale_set(object.union(secure, server)), "windows")
	not guest_attestation.is_supported_scale_set(scale_set(object.union(secure, server)), "linux")
	not guest_attestation.is_supported_scale_set(scale_set(server), "windows")
	not guest_attestation.is_supported_scale_set(scale_set(object.union(secure, on_disk("Windows"))), "windows")
}

agent(system, state) := {"properties": {
	"publisher": sprintf("Microsoft.Azure.Security.%sAttestation", [system]),
	"type": "GuestAttestation",
	"provisioningState": state,
}}

inventory(list) := {"children": {"/m": {"microsoft.compute/virtualmachines/extensions": list}}}

bare := machine({})

test_an_agent_belongs_to_its_system if {
	guest_attestation.has_agent(bare, "linux") with data.inventory as inventory([agent("Linux", "Failed")])
	guest_attestation.has_agent(bare, "windows") with data.inventory as inventory([agent("windows", "Failed")])
	not guest_attestation.has_agent(bare, "windows") with data.inventory as inventory([agent("Linux", "Failed")])
	not guest_attestation.has_agent(bare, "linux") with data.inventory as inventory([agent("Windows", "Failed")])
	not guest_attestation.has_agent(bare, "linux") with data.inventory as inventory([])
}

test_another_extension_of_the_publisher_is_no_agent if {
	other := object.union(agent("Linux", "Succeeded"), {"properties": {"type": "GuestHealth"}})
	not guest_attestation.has_agent(bare, "linux") with data.inventory as inventory([other])
	not guest_attestation.has_succeeded(bare, "linux") with data.inventory as inventory([other])
}

test_succeeded if {
	guest_attestation.has_succeeded(bare, "linux") with data.inventory as inventory([agent("Linux", "succeeded")])
	guest_attestation.has_succeeded(bare, "linux")
		with data.inventory as inventory([agent("Linux", "Provisioning succeeded")])
	not guest_attestation.has_succeeded(bare, "linux") with data.inventory as inventory([agent("Linux", "Failed")])
	not guest_attestation.has_succeeded(bare, "linux") with data.inventory as inventory([agent("Linux", null)])
}

test_reasons if {
	guest_attestation.not_attested(bare, "linux") == "extension GuestAttestation is missing"
		with data.inventory as inventory([])
	guest_attestation.not_attested(bare, "linux") == "extension GuestAttestation is not in state Succeeded"
		with data.inventory as inventory([agent("Linux", "Failed")])
}
