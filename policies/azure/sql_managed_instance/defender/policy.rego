# METADATA
# title: Microsoft Defender for SQL should be enabled for unprotected SQL Managed Instances
# description: >-
#   Defender for SQL detects injection, brute force and unusual access to the databases. Evidence is that the
#   threat detection policy of the instance itself is enabled.
# custom:
#   severity: high
#   resource_types: [microsoft.sql/managedinstances]
#   requires: [microsoft.sql/managedinstances/securityalertpolicies]
#   remediation: Enable Microsoft Defender for SQL on the instance, or for the whole subscription.
#   fix: az resource update --ids {id}/securityAlertPolicies/Default --set properties.state=Enabled
#   assessment_key: ff6dbca8-d93c-49fc-92af-dc25da7faccd
#   azure_policy: abfb7388-5bf4-4ad7-ba99-2cd2f41cebb9
package azure.sql_managed_instance.defender

import data.lib.sql
import data.lib.text

default healthy := false

healthy if text.same(sql.value(input, "securityAlertPolicies/default", "properties.state"), "Enabled")

reasons contains sql.mismatch(input, "securityAlertPolicies/default", "properties.state", "Enabled") if not healthy
