# METADATA
# title: Resource quantities of Kubernetes
# description: Amounts of CPU and memory such as 250m, 1.5, 64Mi, 2G or 1e3, in thousandths of the unit.
package lib.quantities

thousandths := {
	"n": 0.000001,
	"u": 0.001,
	"m": 1,
	"": 1000,
	"k": 1000000,
	"K": 1000000,
	"M": 1000000000,
	"G": 1000000000000,
	"T": 1000000000000000,
	"P": 1000000000000000000,
	"E": 1000000000000000000000,
	"Ki": 1024000,
	"Mi": 1048576000,
	"Gi": 1073741824000,
	"Ti": 1099511627776000,
	"Pi": 1125899906842624000,
	"Ei": 1152921504606846976000,
}

# Undefined for what is no quantity: such a value is neither above nor below another.
amount(value) := value * 1000 if is_number(value)

amount(value) := to_number(digits) * thousandths[suffix] if {
	is_string(value)
	[[_, digits, suffix]] := regex.find_all_string_submatch_n(`^([0-9]+(?:\.[0-9]+)?)([a-zA-Z]*)$`, value, 1)
}

amount(value) := to_number(lower(value)) * 1000 if {
	is_string(value)
	regex.match(`^[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+$`, value)
}

# Kubernetes takes a limit of 0 for none.
at_most(value, limit) if {
	found := amount(value)
	found > 0
	found <= amount(limit)
}
