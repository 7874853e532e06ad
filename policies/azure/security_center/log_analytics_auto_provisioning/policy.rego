# METADATA
# title: Auto provisioning of the Log Analytics agent should be enabled on subscriptions
# description: >-
#   With auto provisioning every new machine gets the agent that collects its security events; Microsoft retired
#   this agent on 2024-08-31. Evidence is the auto provisioning setting of the subscription.
# custom:
#   severity: low
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/autoprovisioningsettings]
#   remediation: Turn on auto provisioning of the Log Analytics agent for the subscription.
#   fix: az security auto-provisioning-setting update --subscription {subscription} --name default --auto-provision On
#   assessment_key: af849052-4299-0692-acc0-bffcbe9e440c
#   azure_policy: 475aae12-b88a-4572-8b36-9b712b2b3a17
#   deprecated: true
package azure.security_center.log_analytics_auto_provisioning

import data.lib.attributes
import data.lib.text

default healthy := false

settings := [setting | some setting in data.inventory.by_type["microsoft.security/autoprovisioningsettings"]]

healthy if {
	some setting in settings
	text.same(setting.properties.autoProvision, "On")
}

reasons contains "no auto provisioning setting found, wanted autoProvision On" if count(settings) == 0

reasons contains attributes.mismatch(setting, "properties.autoProvision", "On") if {
	not healthy
	some setting in settings
}
