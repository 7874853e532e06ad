# METADATA
# title: Text comparison without regard to case
# description: Azure compares names, states and SKUs without regard to case. A value that is not a string matches nothing.
package lib.text

same(a, b) if {
	is_string(a)
	is_string(b)
	lower(a) == lower(b)
}

starts_with(value, prefix) if {
	is_string(value)
	is_string(prefix)
	startswith(lower(value), lower(prefix))
}

ends_with(value, suffix) if {
	is_string(value)
	is_string(suffix)
	endswith(lower(value), lower(suffix))
}

contains_text(value, part) if {
	is_string(value)
	is_string(part)
	contains(lower(value), lower(part))
}

one_of(value, candidates) if {
	some candidate in candidates
	same(value, candidate)
}
