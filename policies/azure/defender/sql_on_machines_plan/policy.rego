# METADATA
# title: Microsoft Defender for SQL servers on machines should be enabled
# description: >-
#   The plan finds vulnerabilities of SQL servers that run on virtual machines and detects injection and unusual
#   access. Evidence is the tier of the plan SqlServerVirtualMachines of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for SQL servers on machines of the subscription.
#   fix: az security pricing create --subscription {subscription} --name SqlServerVirtualMachines --tier Standard
#   assessment_key: 6ac66a74-761f-4a59-928a-d373eea3f028
#   azure_policy: 6581d072-105e-4418-827f-bd446d56421b
package azure.defender.sql_on_machines_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "SqlServerVirtualMachines")

reasons contains defender.not_on(input, "SqlServerVirtualMachines") if not healthy
