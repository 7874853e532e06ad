package lib.key_vault_test

import data.lib.key_vault

test_recovering if key_vault.is_recovering({"properties": {"createMode": "Recover"}})

test_not_recovering if {
	every mode in ["default", "", null, true] {
		not key_vault.is_recovering({"properties": {"createMode": mode}})
	}
	not key_vault.is_recovering({"properties": {}})
}

test_expires if {
	key_vault.expires({"properties": {"attributes": {"enabled": true, "exp": 1830297600}}})
	key_vault.expires({"attributes": {"enabled": true, "exp": 1830297600}})
	key_vault.expires({"attributes": {"enabled": true, "expires": "2028-01-01T00:00:00+00:00"}})
	key_vault.expires({"attributes": {"enabled": true, "expiresOn": "2028-01-01T00:00:00+00:00"}})
}

test_does_not_expire if {
	every value in [null, "", "None", "never", 0, -1, true, false, [], {}] {
		not key_vault.expires({"attributes": {"enabled": true, "exp": value}})
	}
	not key_vault.expires({"attributes": {"enabled": true, "created": "2026-01-01T00:00:00+00:00"}})
	not key_vault.expires({"properties": {"attributes": {"enabled": true, "nbf": 1767225600}}})
	not key_vault.expires({"name": "a"})
}
