# METADATA
# title: Key vaults and the objects in them
# description: |
#   Keys and secrets come from the resource manager, with times in seconds since 1970, or from the vault itself, with
#   times as text (Azure CLI) or in seconds (REST).
package lib.key_vault

import data.lib.attributes
import data.lib.text

# A vault that is being recovered carries no settings of its own.
is_recovering(vault) if text.same(vault.properties.createMode, "recover")

expiries := {"attributes.expires", "attributes.expiresOn", "attributes.exp", "properties.attributes.exp"}

# A time as text has a year at least: words such as `None` are no time.
expires(object) if {
	some path in expiries
	is_time(attributes.value(object, path))
}

is_time(value) if {
	is_string(value)
	regex.match(`[0-9]{4}`, value)
}

is_time(value) if {
	is_number(value)
	value > 0
}
