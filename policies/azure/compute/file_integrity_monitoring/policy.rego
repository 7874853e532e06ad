# METADATA
# title: File integrity monitoring should be enabled on machines
# description: >-
#   A change of a system file or of the registry is often the first trace of an attack. Evidence is the change
#   tracking extension with a data collection rule, Defender for Endpoint where the plan monitors files, or the
#   retired Log Analytics agent with the ChangeTracking solution on its workspace.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.hybridcompute/machines]
#   requires: [microsoft.compute/virtualmachines/extensions, microsoft.hybridcompute/machines/extensions,
#     microsoft.insights/datacollectionruleassociations, microsoft.security/pricings]
#   remediation: >-
#     Enable file integrity monitoring in the settings of Defender for Servers plan 2, and see that Defender for
#     Endpoint is on the machine.
#   assessment_key: 9b7d740f-c271-4bfd-88fb-515680c33440
package azure.compute.file_integrity_monitoring

import data.lib.change_tracking
import data.lib.machines

default healthy := false

applicable if not machines.lacks_plan_2(input)

healthy if change_tracking.is_covered(input)

reasons contains change_tracking.not_covered(input) if not healthy
