# METADATA
# title: Microsoft Defender for Containers should be enabled
# description: >-
#   The plan scans images for vulnerabilities and detects attacks on Kubernetes clusters at run time. Evidence
#   is the tier of the plan Containers of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for Containers of the subscription.
#   fix: az security pricing create --subscription {subscription} --name Containers --tier Standard
#   assessment_key: e599a9fe-30e3-47c6-a173-8b4b6d9d3255
#   azure_policy: 1c988dd6-ade4-430f-a608-2a3e5b0a6d38
package azure.defender.containers_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "Containers")

reasons contains defender.not_on(input, "Containers") if not healthy
