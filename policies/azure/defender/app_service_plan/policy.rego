# METADATA
# title: Microsoft Defender for App Service should be enabled
# description: >-
#   The plan detects attacks on web apps, from scans of their pages to commands run on their hosts. Evidence is
#   the tier of the plan AppServices of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for App Service of the subscription.
#   fix: az security pricing create --subscription {subscription} --name AppServices --tier Standard
#   assessment_key: 0876ef51-fee7-449d-ba1e-f2662c7e43c6
#   azure_policy: 2913021d-f2fd-4f3d-b958-22354e2bdbcb
package azure.defender.app_service_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "AppServices")

reasons contains defender.not_on(input, "AppServices") if not healthy
