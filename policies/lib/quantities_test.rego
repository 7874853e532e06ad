package lib.quantities_test

import data.lib.quantities

test_amounts if {
	amounts := {text: quantities.amount(text) | some text in ["250m", "2", "0.5", "1.5Gi", "1e3", "15E-1"]}
	amounts == {"250m": 250, "2": 2000, "0.5": 500, "1.5Gi": 1610612736000, "1e3": 1000000, "15E-1": 1500}
}

test_numbers if quantities.amount(2) == 2000

test_suffixes if {
	found := {suffix: amount |
		some suffix in object.keys(quantities.thousandths)
		amount := quantities.amount(sprintf("1%s", [suffix]))
	}
	found == quantities.thousandths
}

test_suffixes_follow_each_other if {
	decimal := [quantities.thousandths[suffix] | some suffix in ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]]
	every i in numbers.range(1, 9) {
		round(decimal[i] / decimal[i - 1]) == 1000
	}
	quantities.thousandths.K == quantities.thousandths.k
	binary := [quantities.thousandths[suffix] | some suffix in ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]]
	every i in numbers.range(1, 6) {
		binary[i] / binary[i - 1] == 1024
	}
	quantities.thousandths.m == 1
	binary[0] == 1000
}

test_what_is_no_quantity_has_no_amount if {
	not quantities.amount("lots")
	not quantities.amount("1X")
	not quantities.amount("-1")
	not quantities.amount("")
}

test_at_most if {
	quantities.at_most("2000m", "2")
	quantities.at_most("63Gi", "64Gi")
	not quantities.at_most("2001m", "2")
	not quantities.at_most("65Gi", "64Gi")
	quantities.at_most("2", "2")
}

test_a_limit_of_zero_is_none if {
	not quantities.at_most("0", "2")
	not quantities.at_most(0, "2")
	not quantities.at_most("0Gi", "64Gi")
}

test_what_is_no_quantity_is_not_below_a_limit if {
	not quantities.at_most("lots", "2")
	not quantities.at_most(null, "2")
	not quantities.at_most("1", "lots")
}
