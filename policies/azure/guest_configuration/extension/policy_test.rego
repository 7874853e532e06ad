package azure.guest_configuration.extension_test

import data.azure.guest_configuration.extension
import data.lib.guest_configuration_sample_test as machines
import data.lib.resources_sample_test as sample

ubuntu := machines.vm_from("Linux", {"publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server"})

# The verdict on a machine with one extension.
ubuntu_with(publisher, state) := verdict if {
	agent := {"publisher": publisher, "type": "ConfigurationForLinux", "provisioningState": state}
	verdict := sample.verdict(extension)
		with input as ubuntu
		with data.inventory as sample.children(ubuntu, "extensions", [agent])
}

test_healthy_when_installed if ubuntu_with("microsoft.guestconfiguration", "Succeeded") == sample.healthy

test_unhealthy_unless_the_extension_succeeded if {
	reason := "extension of publisher Microsoft.GuestConfiguration is not in state Succeeded"
	every state in ["Failed", null] {
		ubuntu_with("Microsoft.GuestConfiguration", state) == sample.unhealthy(reason)
	}
}

missing := sample.unhealthy("extension of publisher Microsoft.GuestConfiguration is missing")

test_unhealthy_with_another_extension if ubuntu_with("Contoso", "Succeeded") == missing

test_missing_extension_is_unhealthy if {
	sample.verdict(extension) == missing with input as ubuntu with data.inventory as {"children": {}}
}

test_applicable if extension.applicable with input as ubuntu

test_not_applicable_to_unsupported_images if {
	not extension.applicable with input as machines.vm_from("Linux", {"publisher": "RedHat", "offer": "RHEL", "sku": "6.10"})
}
