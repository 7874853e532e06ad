# METADATA
# title: All advanced threat protection types should be enabled in SQL managed instance advanced data security settings
# description: >-
#   Each alert type that is off is a kind of attack that goes unseen. The policy reads the list of disabled
#   alerts in the threat detection policy of the instance; it does not judge whether threat detection is on.
# custom:
#   severity: medium
#   resource_types: [microsoft.sql/managedinstances]
#   requires: [microsoft.sql/managedinstances/securityalertpolicies]
#   remediation: Remove every entry from the disabled alerts of the instance's threat detection policy.
#   fix: az resource update --ids {id}/securityAlertPolicies/Default --set "properties.disabledAlerts=[]"
#   assessment_key: ebe970fe-9c27-4dd7-a165-1e943d565e10
#   azure_policy: bda18df3-5e41-4709-add9-2554ce68c966
#   deprecated: true
package azure.sql_managed_instance.threat_protection_types

import data.lib.sql

default healthy := false

healthy if sql.every_alert_enabled(input)

reasons contains sql.not_every_alert(input) if not healthy
