# METADATA
# title: Microsoft Defender for SQL should be enabled for unprotected Azure SQL servers
# description: >-
#   Defender for SQL detects injection, brute force and unusual access to the databases. Evidence is that the
#   threat detection policy of the server itself is enabled.
# custom:
#   severity: high
#   resource_types: [microsoft.sql/servers]
#   requires: [microsoft.sql/servers/securityalertpolicies]
#   remediation: Enable Microsoft Defender for SQL on the server, or for the whole subscription.
#   fix: az resource update --ids {id}/securityAlertPolicies/Default --set properties.state=Enabled
#   assessment_key: 400a6682-992c-4726-9549-629fbc3b988f
#   azure_policy: abfb4388-5bf4-4ad7-ba82-2cd2f41ceae9
package azure.sql.defender

import data.lib.sql
import data.lib.text

default healthy := false

# The documentation leaves out the servers that the plan of the subscription protects as well, the definition in
# Azure Policy does not: whether a server is protected is what is judged here.
applicable if sql.is_logical_server(input)

healthy if text.same(sql.value(input, "securityAlertPolicies/default", "properties.state"), "Enabled")

reasons contains sql.mismatch(input, "securityAlertPolicies/default", "properties.state", "Enabled") if not healthy
