package azure.compute.secure_boot_linux_test

import data.azure.compute.secure_boot_linux
import data.lib.machines_sample_test as machines
import data.lib.resources_sample_test as sample

machine(profile) := sample.resource("microsoft.compute/virtualmachines", {
	"storageProfile": {"osDisk": {"osType": "Linux"}},
	"securityProfile": profile,
})

trusted(settings) := machine({"securityType": "TrustedLaunch", "uefiSettings": settings})

on := trusted({"secureBootEnabled": true, "vTpmEnabled": true})

off := trusted({"secureBootEnabled": false, "vTpmEnabled": true})

mismatch(shown) := sprintf("properties.securityProfile.uefiSettings.secureBootEnabled is %s, wanted true", [shown])

with_extension(publisher, extension_type) := machines.with_extensions(on, [machines.extension(publisher, extension_type, "Succeeded")])

test_healthy if sample.verdict(secure_boot_linux) == sample.healthy with input as on

test_unhealthy if sample.verdict(secure_boot_linux) == sample.unhealthy(mismatch("false")) with input as off

test_missing_secure_boot_is_unhealthy if {
	every bare in [trusted({"vTpmEnabled": true}), trusted(null), machine(null), object.remove(on, ["properties"])] {
		sample.verdict(secure_boot_linux) == sample.unhealthy(mismatch("not set")) with input as bare
	}
	not secure_boot_linux.healthy with input as trusted({"secureBootEnabled": "true"})
}

test_applicable if {
	secure_boot_linux.applicable with input as machine(null)
		with data.inventory as with_extension("microsoft.azure.security.monitoring", "azuresecuritylinuxagent")
}

test_not_applicable_without_the_extension if {
	not secure_boot_linux.applicable with input as off with data.inventory as {"children": {}}
	not secure_boot_linux.applicable with input as off
		with data.inventory as with_extension("Microsoft.Azure.Security.Monitoring", "AzureSecurityWindowsAgent")
	not secure_boot_linux.applicable with input as off with data.inventory as with_extension("Contoso", "AzureSecurityLinuxAgent")
}
