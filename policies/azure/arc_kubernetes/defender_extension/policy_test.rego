package azure.arc_kubernetes.defender_extension_test

import data.azure.arc_kubernetes.defender_extension
import data.lib.kubernetes_sample_test as kubernetes
import data.lib.resources_sample_test as sample

# The verdict on a cluster with one extension.
defender_by(extension_type, state) := verdict if {
	verdict := sample.verdict(defender_extension)
		with input as kubernetes.arc_cluster
		with data.inventory as kubernetes.arc_extension(extension_type, state)
}

test_healthy if defender_by("Microsoft.azuredefender.kubernetes", "succeeded") == sample.healthy

test_unhealthy_unless_the_extension_succeeded if {
	reason := "extension microsoft.azuredefender.kubernetes is not in state Succeeded"
	every state in ["Failed", null] {
		defender_by("microsoft.azuredefender.kubernetes", state) == sample.unhealthy(reason)
	}
}

test_missing_extension_is_unhealthy if {
	reason := "extension microsoft.azuredefender.kubernetes is missing"
	defender_by("microsoft.flux", "Succeeded") == sample.unhealthy(reason)
}

test_not_applicable_to_other_distributions if {
	every distribution in ["aks", "aks_management", "eks", "gke", "AKS"] {
		not defender_extension.applicable with input as {"properties": {"distribution": distribution}}
	}
}

test_applicable if {
	every distribution in ["k3s", null] {
		defender_extension.applicable with input as {"properties": {"distribution": distribution}}
	}
	defender_extension.applicable with input as {"properties": {}}
}
