# METADATA
# title: Cognitive Services accounts
# description: Encryption of the data that an account keeps.
package lib.cognitive_services

import data.lib.customer_managed_keys
import data.lib.defaults

# Azure encrypts by default, so an account without an encryption block is fine.
encrypted(account) if defaults.left_out(account, "properties.encryption")

encrypted(account) if customer_managed_keys.named(account, "properties.encryption.keySource")

# Why an account that is not encrypted falls short.
not_encrypted(account) := defaults.mismatch(account, "account", "properties.encryption.keySource", "a key source")
