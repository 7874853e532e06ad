# METADATA
# title: Email notification to subscription owner for high severity alerts should be enabled
# description: >-
#   The owners of a subscription can stop an attack at once, if they hear of it. Evidence is a security contact
#   that notifies the administrators of the subscription, or one that is notified of alerts below high severity.
# custom:
#   severity: medium
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/securitycontacts]
#   remediation: Turn on email notifications of alerts for the role Owner of the subscription.
#   fix: az security contact create --subscription {subscription} --name default --emails "$EMAIL" --notifications-by-role state=On 'roles=[Owner]' --alert-notifications state=On minimalSeverity=High
#   assessment_key: 9f97e78d-88ee-a48d-abe2-5ef12954e7ea
#   azure_policy: 0b15565f-aa9e-48ba-8619-45960f2c314d
package azure.security_center.owner_alert_email

import data.lib.defender_contacts

default healthy := false

# A contact that is also notified of lesser alerts is accepted without the owners. Azure Policy also accepts a contact
# that states neither setting; here, what is not stated is no evidence.
healthy if {
	some contact in defender_contacts.contacts
	defender_contacts.includes_owners(contact)
}

healthy if {
	some contact in defender_contacts.contacts
	defender_contacts.notified_below_high(contact)
}

reasons contains defender_contacts.none_fit("that includes the owners or alerts below high severity") if not healthy
