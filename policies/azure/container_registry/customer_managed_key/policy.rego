# METADATA
# title: "[Enable if required] Container registries should be encrypted with a customer-managed key (CMK)"
# description: >-
#   With a key of your own you decide who can decrypt the images, and can revoke access. The policy reads the
#   state of the registry's encryption.
# custom:
#   severity: low
#   resource_types: [microsoft.containerregistry/registries]
#   remediation: >-
#     The key is chosen when a registry is created, in the Premium SKU. Create a registry with a key of your vault,
#     and import the images into it.
#   assessment_key: af560c4d-9c05-e073-b9f1-f7a94958ff25
#   azure_policy: 5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580
package azure.container_registry.customer_managed_key

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.encryption.status, "enabled")

reasons contains attributes.mismatch(input, "properties.encryption.status", "enabled") if not healthy
