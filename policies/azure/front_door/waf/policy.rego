# METADATA
# title: Web Application Firewall (WAF) should be enabled for Azure Front Door Service service
# description: >-
#   A web application firewall in front of public applications filters common attacks and floods of
#   requests. Evidence is a firewall policy linked to a frontend endpoint of a classic Front Door.
# custom:
#   severity: low
#   resource_types: [microsoft.network/frontdoors]
#   remediation: Link a web application firewall policy to the frontend endpoints.
#   assessment_key: 0c02a769-03f1-c4d7-85a5-db5dca505c49
#   azure_policy: 055aa869-bc98-4af8-bafc-23f1ab6ffe2c
package azure.front_door.waf

import data.lib.attributes

default healthy := false

healthy if {
	some endpoint in attributes.objects(input, "properties.frontendEndpoints")
	attributes.has_text(endpoint, "properties.webApplicationFirewallPolicyLink.id")
}

reasons contains "no frontend endpoint has a webApplicationFirewallPolicyLink, wanted a linked policy" if not healthy
