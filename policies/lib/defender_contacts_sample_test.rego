package lib.defender_contacts_sample_test

# Security contacts of a subscription: a row, the inventory of some, and one with a single contact.
row(name, properties) := {
	"id": sprintf("/subscriptions/0001/providers/microsoft.security/securitycontacts/%s", [name]),
	"name": name,
	"properties": properties,
}

inventory(rows) := {"by_type": {"microsoft.security/securitycontacts": rows}}

contact(properties) := inventory([row("default", properties)])
