# METADATA
# title: Role-Based Access Control should be used on Kubernetes Services
# description: >-
#   Without role-based access control everyone with access to the cluster may do everything in it. Evidence is
#   that the cluster was not created with `enableRBAC` false.
# custom:
#   severity: high
#   resource_types: [microsoft.containerservice/managedclusters]
#   remediation: >-
#     Role-based access control is chosen when a cluster is created. Create a cluster with it, and move the
#     workloads there.
#   assessment_key: b0fdc63a-38e7-4bab-a7c4-2c2665abbaa9
#   azure_policy: ac4a19c2-fa67-49b4-8ae5-0b2e78c49457
package azure.aks.rbac

import data.lib.attributes
import data.lib.defaults

default healthy := false

healthy if input.properties.enableRBAC == true

# Role-based access control is the default: it is off only where it was refused explicitly.
healthy if defaults.left_out(input, "properties.enableRBAC")

reasons contains attributes.mismatch(input, "properties.enableRBAC", "true") if not healthy
