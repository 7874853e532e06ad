# METADATA
# title: A function under `not` for every element
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_function_in_every

default healthy := false

is_open(state) if state in {"open", "new"}

healthy if {
	every item in input.properties.list {
		not is_open(item.state)
	}
}
