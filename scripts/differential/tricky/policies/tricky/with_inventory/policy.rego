# METADATA
# title: Another inventory for a while
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.with_inventory

default healthy := false

parts := data.inventory.by_type["test.tricky/parts"]

no_parts if count(parts) == 0

healthy if {
	no_parts with data.inventory as {"by_type": {"test.tricky/parts": []}}
	not no_parts
}
