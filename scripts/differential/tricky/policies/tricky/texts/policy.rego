# METADATA
# title: Parts of texts
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.texts

default healthy := false

healthy if {
	parts := split(input.properties.name, "-")
	parts[count(parts) - 1] == "ok"
}

healthy if substring(upper(input.properties.name), 0, 2) == "OK"

healthy if trim_space(replace(input.properties.name, "x", "")) == "ok"
