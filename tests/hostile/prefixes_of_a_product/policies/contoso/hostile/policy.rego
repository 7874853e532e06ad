# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

line := sprintf("%0500d", [0])

texts := split(concat("", [line | some _ in numbers.range(1, 100)]), "")

prefixes := [concat("", [text, "1"]) | some text in array.slice(texts, 0, 5000)]

healthy if {
	input.type
	strings.any_prefix_match(array.concat(array.concat(texts, texts), array.concat(texts, texts)), prefixes)
}
