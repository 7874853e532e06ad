# METADATA
# title: Secure transfer to storage accounts should be enabled
# description: >-
#   Plain HTTP exposes account keys and data to anyone on the path. The policy reads whether the account refuses
#   requests over HTTP.
# custom:
#   severity: high
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: Set `supportsHttpsTrafficOnly` of the account to true.
#   fix: az storage account update --ids {id} --https-only true
#   assessment_key: 1c5de8e1-f68d-6a17-e0d2-ec259c42768c
#   azure_policy: 404c3081-a854-4457-ae30-26a93ef643f9
package azure.storage.secure_transfer

import data.lib.attributes

default healthy := false

healthy if input.properties.supportsHttpsTrafficOnly == true

# From API version 2019-04-01 on an account that does not state the setting requires secure transfer.
healthy if {
	is_object(input.properties)
	attributes.absent(input, "properties.supportsHttpsTrafficOnly")
	is_string(input.apiVersion)
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`, input.apiVersion)
	input.apiVersion >= "2019-04-01"
}

reasons contains attributes.mismatch(input, "properties.supportsHttpsTrafficOnly", "true") if not healthy
