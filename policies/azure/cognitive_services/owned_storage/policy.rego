# METADATA
# title: Cognitive Services accounts should use customer owned storage or enable data encryption
# description: >-
#   Storage of your own is under your rules for access and encryption. Evidence is such a storage account, or
#   data encryption; Azure encrypts every account by now.
# custom:
#   severity: low
#   resource_types: [microsoft.cognitiveservices/accounts]
#   remediation: Set the key source of the account's encryption, or create the account with storage of your own.
#   fix: az resource update --ids {id} --set properties.encryption.keySource=Microsoft.CognitiveServices
#   assessment_key: aa395469-1687-78a7-bf76-f4614ef72977
#   azure_policy: 11566b39-f7f7-4b82-ab06-68d8700eb0a4
#   deprecated: true
package azure.cognitive_services.owned_storage

import data.lib.attributes
import data.lib.cognitive_services

default healthy := false

healthy if count(attributes.objects(input, "properties.userOwnedStorage")) > 0

healthy if cognitive_services.encrypted(input)

reasons contains sprintf("%s, or owned storage", [cognitive_services.not_encrypted(input)]) if not healthy
