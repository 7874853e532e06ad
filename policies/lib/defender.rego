# METADATA
# title: Microsoft Defender for Cloud plans
# description: The plan of a whole subscription. Plans set on a single resource have a longer id and are left out.
package lib.defender

plan(subscription, name) := pricing if {
	some pricing in data.inventory.by_type["microsoft.security/pricings"]
	lower(pricing.id) == lower(sprintf("%s/providers/microsoft.security/pricings/%s", [subscription.id, name]))
}
