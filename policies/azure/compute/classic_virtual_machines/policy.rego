# METADATA
# title: Virtual machines should be migrated to new Azure Resource Manager resources
# description: >-
#   Classic virtual machines know neither role-based access control nor managed identities, policies and locks.
#   Evidence is the type of the machine.
# custom:
#   severity: high
#   resource_types: [microsoft.classiccompute/virtualmachines, microsoft.compute/virtualmachines]
#   remediation: Migrate the classic virtual machine to Azure Resource Manager.
#   assessment_key: 12018f4f-3d10-999b-e4c4-86ec25be08a1
#   azure_policy: 1d84d5fb-01f6-4d12-ba4f-4a26081d403d
package azure.compute.classic_virtual_machines

import data.lib.attributes
import data.lib.text

default healthy := false

wanted := "microsoft.compute/virtualmachines"

healthy if text.same(input.type, wanted)

reasons contains attributes.mismatch(input, "type", wanted) if not healthy
