# METADATA
# title: Doors should be locked
# custom:
#   severity: high
#   resource_types: [team.building/doors]
#   parameters:
#     most: {type: number, default: 3}
package team.door

import data.lib.words

default healthy := false

applicable if input.properties.mode == "closed"

healthy if not input.properties.open

healthy if {
	input.properties.mode == "closed"
	count(data.inventory.by_type["team.building/guards"]) > 0
	count(data.inventory.by_type["Team.Building/Dogs"]) > 0
}

isOpen := input.properties.open

reasons contains "too many keys" if input.properties.keys > 3
