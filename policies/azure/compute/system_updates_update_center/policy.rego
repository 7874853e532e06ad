# METADATA
# title: System updates should be installed on your machines (powered by Update Center)
# description: >-
#   Attackers exploit known holes within days of their publication. Evidence is the latest patch assessment of
#   Azure Update Manager; a machine without one, or one that is stopped, is not assessed.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.hybridcompute/machines]
#   requires: [microsoft.compute/virtualmachines/patchassessmentresults,
#     microsoft.hybridcompute/machines/patchassessmentresults]
#   remediation: >-
#     Install the missing security and critical updates through Azure Update Manager, and assess the machine anew.
#   assessment_key: e1145ab1-eb4f-43d8-911b-36ddf771d13f
#   azure_policy: f85bf3e0-d513-442e-89c3-1784ad63382b
package azure.compute.system_updates_update_center

import data.lib.updates

default healthy := false

applicable if updates.is_assessed(input)

healthy if updates.is_up_to_date(input)

reasons contains message if some message in updates.shortcomings(input)
