# METADATA
# title: Guest attestation
# description: |
#   Machines whose boot can be attested, for they start from Secure Boot and measure it with a virtual TPM, and
#   the extension that does so.
package lib.guest_attestation

import data.lib.extensions
import data.lib.images
import data.lib.text

is_attestable(machine) if {
	text.one_of(images.value(machine, "securityProfile.securityType"), ["TrustedLaunch", "ConfidentialVM"])
	images.value(machine, "securityProfile.uefiSettings.secureBootEnabled") == true
	images.value(machine, "securityProfile.uefiSettings.vTpmEnabled") == true
}

# Publisher, offer and SKU.
linux_images := {
	["Canonical", "UbuntuServer", "18_04-lts-gen2"],
	["Canonical", "0001-com-ubuntu-server-focal", "20_04-lts-gen2"],
	["Canonical", "0001-com-ubuntu-confidential-vm-focal", "20_04-lts-cvm"],
	["RedHat", "RHEL", "83-gen2"],
	["SUSE", "SLES-15-SP2", "gen2"],
	["OpenLogic", "CENTOS", "8_3-gen2"],
	["Oracle", "Oracle-Linux", "ol83-lvm-gen2"],
	["microsoftcblmariner", "cbl-mariner", "1-gen2"],
	["debian", "debian-11", "11-gen2"],
}

has_linux_image(machine) if {
	some image in linux_images
	text.same(images.image(machine, "publisher"), image[0])
	text.same(images.image(machine, "offer"), image[1])
	text.same(images.image(machine, "sku"), image[2])
}

has_windows_image(machine) if text.starts_with(images.image(machine, "offer"), "windows")

has_image(machine, "linux") if has_linux_image(machine)

has_image(machine, "windows") if has_windows_image(machine)

runs(machine, system) if text.starts_with(machine.properties.storageProfile.osDisk.osType, system)

runs(machine, system) if has_image(machine, system)

is_supported(machine, system) if {
	is_attestable(machine)
	runs(machine, system)
}

# The operating system of its disk does not make a scale set a supported one.
is_supported_scale_set(scale_set, system) if {
	is_attestable(scale_set)
	has_image(scale_set, system)
}

publisher("linux") := "Microsoft.Azure.Security.LinuxAttestation"

publisher("windows") := "Microsoft.Azure.Security.WindowsAttestation"

agents(machine, system) := extensions.by_type(machine, publisher(system), "GuestAttestation")

has_agent(machine, system) if count(agents(machine, system)) > 0

has_succeeded(machine, system) if {
	some agent in agents(machine, system)
	text.one_of(agent.properties.provisioningState, ["Succeeded", "Provisioning succeeded"])
}

# Why a machine whose boot is not attested falls short.
not_attested(machine, system) := extensions.not_installed(agents(machine, system), "GuestAttestation")
