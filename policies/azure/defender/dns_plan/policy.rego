# METADATA
# title: Microsoft Defender for DNS should be enabled
# description: >-
#   The plan detects connections to malicious domains in the DNS queries of Azure resources. Evidence is the
#   tier of the plan Dns of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Keep the plan Defender for DNS where a subscription still has it; elsewhere it has become part of Defender for Servers Plan 2.
#   assessment_key: aae10e53-8403-3576-5d97-3b00f97332b2
#   azure_policy: bdc59948-5574-49b3-bb91-76b7c986428d
#   deprecated: true
package azure.defender.dns_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "Dns")

reasons contains defender.not_on(input, "Dns") if not healthy
