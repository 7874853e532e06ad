package lib.label_selector_test

import data.lib.label_selector

labels := {"app": "web", "tier": "front"}

expression(operator, values) := {"matchExpressions": [{"key": "app", "operator": operator, "values": values}]}

test_the_empty_selector_selects_all if {
	label_selector.selects({}, labels)
	label_selector.selects({"matchLabels": null, "matchExpressions": null}, {})
}

test_match_labels if {
	label_selector.selects({"matchLabels": labels}, labels)
	not label_selector.selects({"matchLabels": {"app": "web", "tier": "back"}}, labels)
	not label_selector.selects({"matchLabels": {"app": "web"}}, {})
}

test_in if {
	label_selector.selects(expression("In", ["web", "api"]), labels)
	not label_selector.selects(expression("In", ["api"]), labels)
	not label_selector.selects(expression("In", ["api"]), {})
}

test_not_in if {
	label_selector.selects(expression("NotIn", ["api"]), labels)
	label_selector.selects(expression("NotIn", ["web"]), {})
	not label_selector.selects(expression("NotIn", ["web"]), labels)
}

test_exists if {
	label_selector.selects(expression("Exists", []), labels)
	not label_selector.selects(expression("Exists", []), {"tier": "front"})
}

test_does_not_exist if {
	label_selector.selects(expression("DoesNotExist", []), {"tier": "front"})
	not label_selector.selects(expression("DoesNotExist", []), labels)
}

test_every_expression_counts if {
	both := {"matchExpressions": [
		{"key": "app", "operator": "Exists"},
		{"key": "tier", "operator": "In", "values": ["back"]},
	]}
	not label_selector.selects(both, labels)
}

test_an_unknown_operator_leaves_nothing_out if label_selector.selects(expression("Near", ["api"]), labels)
