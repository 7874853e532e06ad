# METADATA
# title: All advanced threat protection types should be enabled in SQL server advanced data security settings
# description: >-
#   Each alert type that is off is a kind of attack that goes unseen. The policy reads the list of disabled
#   alerts in the threat detection policy of the server; it does not judge whether threat detection is on.
# custom:
#   severity: medium
#   resource_types: [microsoft.sql/servers]
#   requires: [microsoft.sql/servers/securityalertpolicies]
#   remediation: Remove every entry from the disabled alerts of the server's threat detection policy.
#   fix: az resource update --ids {id}/securityAlertPolicies/Default --set "properties.disabledAlerts=[]"
#   assessment_key: f7010359-8d21-4598-a9f2-c3e81a17141e
#   azure_policy: e756b945-1b1b-480b-8de8-9a0859d5f7ad
#   deprecated: true
package azure.sql.threat_protection_types

import data.lib.sql

default healthy := false

healthy if sql.every_alert_enabled(input)

reasons contains sql.not_every_alert(input) if not healthy
