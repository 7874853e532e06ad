# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

texts := split(sprintf("%0100000d", [0]), "")

prefixes := [concat("", [text, "1"]) | some text in array.slice(texts, 0, 5000)]

healthy if strings.any_prefix_match(array.concat(array.concat(texts, texts), array.concat(texts, texts)), prefixes)
