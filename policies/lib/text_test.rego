package lib.text_test

import data.lib.text

test_same_ignores_case if text.same("Disabled", "disabled")

test_same_tells_words_apart if not text.same("Disabled", "Enabled")

test_same_accepts_strings_only if {
	not text.same(true, "true")
	not text.same("1", 1)
	not text.same(null, null)
}

test_starts_with if {
	text.starts_with("Premium_LRS", "premium")
	not text.starts_with("Standard_LRS", "premium")
	not text.starts_with(null, "premium")
}

test_ends_with if {
	text.ends_with("/SUBSCRIPTIONS/a/Blobs", "/blobs")
	not text.ends_with("/subscriptions/a/queues", "/blobs")
	not text.ends_with(3, "/blobs")
}

test_contains_text if {
	text.contains_text("WindowsServer", "SERVER")
	not text.contains_text("UbuntuServer", "windows")
	not text.contains_text({"a": 1}, "a")
}

test_one_of if {
	text.one_of("developer", ["Developer", "Premium"])
	not text.one_of("basic", ["Developer", "Premium"])
	not text.one_of(null, ["Developer"])
}
