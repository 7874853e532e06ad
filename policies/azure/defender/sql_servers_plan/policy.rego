# METADATA
# title: Microsoft Defender for Azure SQL Database servers should be enabled
# description: >-
#   The plan finds vulnerabilities of databases and detects injection and unusual access. Evidence is the tier
#   of the plan SqlServers of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for Azure SQL Databases of the subscription.
#   fix: az security pricing create --subscription {subscription} --name SqlServers --tier Standard
#   assessment_key: 58d72d9d-0310-4792-9a3b-6dd111093cdb
#   azure_policy: 7fe3b40f-802b-4cdd-8bd4-fd799c948cc2
package azure.defender.sql_servers_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "SqlServers")

reasons contains defender.not_on(input, "SqlServers") if not healthy
