# METADATA
# title: Label selectors of Kubernetes
# description: |
#   `matchLabels` and `matchExpressions` as Kubernetes reads them. An object is left out only where the selector
#   says so: an operator that is unknown here leaves nothing out.
package lib.label_selector

import data.lib.attributes

selects(selector, labels) if {
	selector == {}
} else if {
	every name, value in wanted_labels(selector) {
		object.get(labels, name, null) == value
	}
	every expression in attributes.items(selector, "matchExpressions") {
		not excludes(expression, labels)
	}
}

wanted_labels(selector) := {} if {
	attributes.absent(selector, "matchLabels")
} else := selector.matchLabels

excludes(expression, labels) if {
	expression.operator == "In"
	key := expression.key
	values := expression.values
	not object.get(labels, key, null) in values
}

excludes(expression, labels) if {
	expression.operator == "NotIn"
	labels[expression.key] in expression.values
}

excludes(expression, labels) if {
	expression.operator == "Exists"
	key := expression.key
	not key in object.keys(labels)
}

excludes(expression, labels) if {
	expression.operator == "DoesNotExist"
	expression.key in object.keys(labels)
}
