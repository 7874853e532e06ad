# METADATA
# title: Ids of resources
# description: >-
#   The inventory holds ids in lower case, as far as the letters of ASCII go. Beyond them lower case merges what is not
#   the same: the sign for kelvin has the lower case of K.
package lib.ids

import data.lib.text

letters := {
	"A": "a", "B": "b", "C": "c", "D": "d", "E": "e", "F": "f", "G": "g", "H": "h", "I": "i",
	"J": "j", "K": "k", "L": "l", "M": "m", "N": "n", "O": "o", "P": "p", "Q": "q", "R": "r",
	"S": "s", "T": "t", "U": "u", "V": "v", "W": "w", "X": "x", "Y": "y", "Z": "z",
}

# An id as the inventory has it, whoever wrote it.
folded(id) := strings.replace_n(letters, id)

# What the inventory holds under an id; nothing is in it where it holds none.
resource(id) := row if {
	row := data.inventory.by_id[id]
} else := {}

# What differs in lower case differs; the rest is looked at closely.
same(a, b) if {
	text.same(a, b)
	folded(a) == folded(b)
}

is_under(id, parent) if {
	text.starts_with(id, sprintf("%s/", [parent]))
	startswith(folded(id), sprintf("%s/", [folded(parent)]))
}
