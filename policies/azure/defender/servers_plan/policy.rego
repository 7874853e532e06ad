# METADATA
# title: Microsoft Defender for servers should be enabled
# description: >-
#   The plan detects threats on machines and finds their vulnerabilities and weak settings. Evidence is the tier
#   of the plan VirtualMachines of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for Servers of the subscription.
#   fix: az security pricing create --subscription {subscription} --name VirtualMachines --tier Standard
#   assessment_key: 56a6e81f-7413-4f72-9a1b-aaeeaa87c872
#   azure_policy: 4da35fc9-c9e7-4960-aec9-797fe7d9051d
package azure.defender.servers_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "VirtualMachines")

reasons contains defender.not_on(input, "VirtualMachines") if not healthy
