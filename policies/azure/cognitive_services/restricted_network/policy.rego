# METADATA
# title: Cognitive Services accounts should restrict network access
# description: >-
#   A service that admits every network leaves its keys as the only barrier. Evidence is disabled public
#   access or network rules; Azure AI Search is assessed as well.
# custom:
#   severity: medium
#   resource_types: [microsoft.cognitiveservices/accounts, microsoft.search/searchservices]
#   remediation: Disable public network access, or allow only the networks that need access.
#   fix: az resource update --ids {id} --set properties.publicNetworkAccess=Disabled
#   assessment_key: f738efb8-005f-680d-3d43-b3db762d6243
#   azure_policy: 037eea7a-bd0a-46c5-9a66-03aea78705d3
package azure.cognitive_services.restricted_network

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if text.same(input.properties.publicNetworkAccess, "Disabled")

healthy if {
	input.type == "microsoft.cognitiveservices/accounts"
	text.same(input.properties.networkAcls.defaultAction, "Deny")
}

healthy if {
	input.type == "microsoft.search/searchservices"
	some rule in attributes.objects(input, "properties.networkRuleSet.ipRules")
	attributes.has_text(rule, "value")
}

reasons contains attributes.mismatch(input, "properties.publicNetworkAccess", "Disabled or network rules") if {
	not healthy
}
