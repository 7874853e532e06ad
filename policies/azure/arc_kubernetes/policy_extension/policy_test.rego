package azure.arc_kubernetes.policy_extension_test

import data.azure.arc_kubernetes.policy_extension
import data.lib.kubernetes_sample_test as kubernetes
import data.lib.resources_sample_test as sample

# The verdict on a cluster with one extension.
policy_by(extension_type, state) := verdict if {
	verdict := sample.verdict(policy_extension)
		with input as kubernetes.arc_cluster
		with data.inventory as kubernetes.arc_extension(extension_type, state)
}

test_healthy if policy_by("Microsoft.policyinsights", "succeeded") == sample.healthy

test_unhealthy_unless_the_extension_succeeded if {
	reason := "extension microsoft.policyinsights is not in state Succeeded"
	every state in ["Failed", null] {
		policy_by("microsoft.policyinsights", state) == sample.unhealthy(reason)
	}
}

test_missing_extension_is_unhealthy if {
	policy_by("microsoft.flux", "Succeeded") == sample.unhealthy("extension microsoft.policyinsights is missing")
}

test_not_applicable_to_other_distributions if {
	every distribution in ["aks", "AKS"] {
		not policy_extension.applicable with input as {"properties": {"distribution": distribution}}
	}
}

test_applicable if {
	every distribution in ["k3s", "eks", null] {
		policy_extension.applicable with input as {"properties": {"distribution": distribution}}
	}
	policy_extension.applicable with input as {"properties": {}}
}
