# METADATA
# title: Automation account variables should be encrypted
# description: >-
#   Everyone who may read an account sees the values of variables that are not encrypted. The policy reads
#   `isEncrypted` of each variable.
# custom:
#   severity: high
#   resource_types: [microsoft.automation/automationaccounts/variables]
#   remediation: Create the variable again as an encrypted one; an existing variable cannot be encrypted.
#   assessment_key: b12bc79e-4f12-44db-acda-571820191ddc
#   azure_policy: 3657f5a0-770e-44a3-b44e-9431ba1e9735
package azure.automation.encrypted_variables

import data.lib.attributes

default healthy := false

healthy if input.properties.isEncrypted == true

reasons contains attributes.mismatch(input, "properties.isEncrypted", "true") if not healthy
