# METADATA
# title: "[Enable if required] Azure Machine Learning workspaces should be encrypted with a customer-managed key (CMK)"
# description: >-
#   With a key of your own you decide who can decrypt the data, and can revoke access. The policy reads the state
#   of the workspace's encryption; the projects of a hub are encrypted with the hub.
# custom:
#   severity: low
#   resource_types: [microsoft.machinelearningservices/workspaces]
#   remediation: >-
#     The key is chosen when a workspace is created. Create a workspace with a key of your vault, and move the work
#     to it.
#   assessment_key: bbd14f11-6228-4588-82a4-517b8d77b23f
#   azure_policy: ba769a63-b8cc-4b2d-abf6-ac33c7204be8
package azure.machine_learning.customer_managed_key

import data.lib.attributes
import data.lib.text

default healthy := false

applicable if not text.same(attributes.value(input, "kind"), "Project")

healthy if text.same(input.properties.encryption.status, "Enabled")

reasons contains attributes.mismatch(input, "properties.encryption.status", "Enabled") if not healthy
