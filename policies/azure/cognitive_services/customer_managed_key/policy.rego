# METADATA
# title: "[Enable if required] Cognitive Services accounts should enable data encryption with a customer-managed key (CMK)"
# description: >-
#   With a key of your own you decide who can decrypt the data, and can revoke access. The policy reads the
#   key source of the account's encryption.
# custom:
#   severity: low
#   resource_types: [microsoft.cognitiveservices/accounts]
#   parameters:
#     excludedKinds:
#       type: array
#       default: [
#         CognitiveServices, ContentSafety, ImmersiveReader, HealthInsights, LUIS.Authoring,
#         LUIS, QnAMaker, QnAMaker.V2, AIServices, MetricsAdvisor,
#         SpeechTranslation, Internal.AllInOne, ConversationalLanguageUnderstanding,
#         knowledge, TranscriptionIntelligence, HealthDecisionSupport]
#       description: Kinds of accounts that are not assessed.
#   remediation: >-
#     Give the managed identity of the account access to a key in your vault, then choose Microsoft.KeyVault as
#     its key source.
#   assessment_key: 18bf29b3-a844-e170-2826-4e95d0ba4dc9
#   azure_policy: 67121cc7-ff39-4ab8-b7e3-95b84dab487d
package azure.cognitive_services.customer_managed_key

import data.lib.attributes
import data.lib.text

default healthy := false

settings := data.parameters.azure.cognitive_services.customer_managed_key

applicable if not text.one_of(attributes.value(input, "kind"), settings.excludedKinds)

healthy if text.same(input.properties.encryption.keySource, "Microsoft.KeyVault")

reasons contains attributes.mismatch(input, "properties.encryption.keySource", "Microsoft.KeyVault") if not healthy
