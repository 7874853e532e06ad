# METADATA
# title: Every child in the inventory
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.every_child

default healthy := false

healthy if {
	every part in data.inventory.children[input.id]["test.tricky/parts"] {
		part.properties.ok == true
	}
}

reasons contains "a part is not ok" if not healthy
