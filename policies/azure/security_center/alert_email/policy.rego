# METADATA
# title: Email notification for high severity alerts should be enabled
# description: >-
#   An alert that nobody reads stops no attack. Evidence is a security contact whose `alertNotifications` are
#   on, or that is enabled and has alerts among its notification sources.
# custom:
#   severity: low
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/securitycontacts]
#   remediation: Turn on email notifications of alerts for the security contact of the subscription.
#   fix: az security contact create --subscription {subscription} --name default --emails "$EMAIL" --notifications-by-role state=On 'roles=[Owner]' --alert-notifications state=On minimalSeverity=High
#   assessment_key: 3869fbd7-5d90-84e4-37bd-d9a7f4ce9a24
#   azure_policy: 6e2593d9-add6-4083-9c9b-4b7d2188c899
package azure.security_center.alert_email

import data.lib.defender_contacts

default healthy := false

healthy if {
	some contact in defender_contacts.contacts
	defender_contacts.receives_alerts(contact)
}

reasons contains defender_contacts.none_fit("that receives alerts") if not healthy
