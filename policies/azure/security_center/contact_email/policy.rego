# METADATA
# title: Subscriptions should have a contact email address for security issues
# description: >-
#   Defender for Cloud and Microsoft Security Response Center write to this address when resources are under
#   attack. Evidence is a security contact with an address.
# custom:
#   severity: low
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/securitycontacts]
#   remediation: Enter the email address of the team that handles security incidents as security contact of the subscription.
#   fix: az security contact create --subscription {subscription} --name default --emails "$EMAIL" --notifications-by-role state=On 'roles=[Owner]' --alert-notifications state=On minimalSeverity=High
#   assessment_key: 77758c9d-8a56-5f54-6ff7-69a762ca6004
#   azure_policy: 4f4f78b8-e367-4b10-a341-d9a4ad5cf1c7
package azure.security_center.contact_email

import data.lib.defender_contacts

default healthy := false

healthy if {
	some contact in defender_contacts.contacts
	defender_contacts.has_email(contact)
}

reasons contains defender_contacts.none_fit("with an email address") if not healthy
