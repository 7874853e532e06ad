# METADATA
# title: Every element, under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_every

default healthy := false

all_open if {
	every item in input.properties.list {
		item.open == true
	}
}

healthy if not all_open
