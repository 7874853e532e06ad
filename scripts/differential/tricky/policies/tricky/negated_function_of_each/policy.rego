# METADATA
# title: A function of each element under `not`
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.negated_function_of_each

default healthy := false

open := {item | some item in input.properties.list; not is_closed(item.state)}

is_closed(state) if state in {"closed", "fixed"}

healthy if count(open) == 0
