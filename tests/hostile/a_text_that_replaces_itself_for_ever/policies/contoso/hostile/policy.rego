# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

text0 := "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

text1 := replace(text0, "a", text0)

text2 := replace(text1, "a", text1)

text3 := replace(text2, "a", text2)

text4 := replace(text3, "a", text3)

text5 := replace(text4, "a", text4)

text6 := replace(text5, "a", text5)

healthy if {
	input.type
	text6 == ""
}
