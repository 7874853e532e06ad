# METADATA
# title: Cognitive Services accounts should enable data encryption
# description: >-
#   Data that is not encrypted can be read by whoever reaches the storage. Azure encrypts every account by now;
#   evidence against an account is an encryption block that names no key source.
# custom:
#   severity: low
#   resource_types: [microsoft.cognitiveservices/accounts]
#   remediation: Set the key source of the account's encryption.
#   fix: az resource update --ids {id} --set properties.encryption.keySource=Microsoft.CognitiveServices
#   assessment_key: cdcf4f71-60d3-540b-91e3-aa19792da364
#   azure_policy: 2bdd0062-9d75-436e-89df-487dd8e4b3c7
#   deprecated: true
package azure.cognitive_services.data_encryption

import data.lib.cognitive_services

default healthy := false

healthy if cognitive_services.encrypted(input)

reasons contains cognitive_services.not_encrypted(input) if not healthy
