# METADATA
# title: Web Application Firewall (WAF) should be enabled for Application Gateway
# description: >-
#   A web application firewall in front of public applications filters common attacks and floods of
#   requests. Evidence is that a firewall is configured on the gateway, not that it is switched on.
# custom:
#   severity: low
#   resource_types: [microsoft.network/applicationgateways]
#   remediation: Move the gateway to the WAF tier, and attach a web application firewall policy.
#   assessment_key: efe75f01-6fff-5d9d-08e6-092b98d3fb3f
#   azure_policy: 564feb30-bf6a-4854-b4bb-0d2d2d1e6c66
package azure.application_gateway.waf

import data.lib.attributes

default healthy := false

healthy if attributes.has_fields(input, "properties.webApplicationFirewallConfiguration")

healthy if attributes.has_fields(input, "properties.firewallPolicy")

reasons contains "neither webApplicationFirewallConfiguration nor firewallPolicy is set, wanted either" if not healthy
