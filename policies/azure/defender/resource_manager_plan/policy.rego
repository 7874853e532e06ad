# METADATA
# title: Microsoft Defender for Resource Manager should be enabled
# description: >-
#   The plan detects suspicious management operations on the resources of the subscription. Evidence is the tier
#   of the plan Arm of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for Resource Manager of the subscription.
#   fix: az security pricing create --subscription {subscription} --name Arm --tier Standard
#   assessment_key: f0fb2a7e-16d5-849f-be57-86db712e9bd0
#   azure_policy: c3d20c29-b36d-48fe-808b-99a87530ad99
package azure.defender.resource_manager_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "Arm")

reasons contains defender.not_on(input, "Arm") if not healthy
