# METADATA
# title: System updates should be installed on your machines
# description: >-
#   Attackers exploit known holes within days of their publication. Evidence is the latest patch assessment of
#   Azure Update Manager; a machine without one, or one that is stopped, is not assessed.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.classiccompute/virtualmachines]
#   requires: [microsoft.compute/virtualmachines/patchassessmentresults]
#   remediation: Install the missing security and critical updates of the operating system, and assess it anew.
#   assessment_key: 4ab6e3c5-74dd-8b35-9ab9-f61b30875b27
#   azure_policy: 86b3d65f-7626-441e-b690-81a8b71cff60
#   deprecated: true
package azure.compute.system_updates

import data.lib.updates

default healthy := false

applicable if updates.is_assessed(input)

healthy if updates.is_up_to_date(input)

reasons contains message if some message in updates.shortcomings(input)
