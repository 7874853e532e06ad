# METADATA
# title: Public network access should be disabled for Cognitive Services accounts
# description: >-
#   An account that listens on a public endpoint can be attacked from anywhere; without one it is reached
#   through private endpoints alone. Evidence is `publicNetworkAccess` of the account.
# custom:
#   severity: medium
#   resource_types: [microsoft.cognitiveservices/accounts]
#   remediation: Set `publicNetworkAccess` to Disabled, and give clients a private endpoint.
#   fix: az resource update --ids {id} --set properties.publicNetworkAccess=Disabled
#   assessment_key: 684a5b6d-a270-61ce-306e-5cea400dc3a7
#   azure_policy: 0725b4dd-7e76-479c-a735-68e7ee23d5ca
#   deprecated: true
package azure.cognitive_services.public_network_access

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

reasons contains attributes.mismatch(input, "properties.publicNetworkAccess", "Disabled") if not healthy
