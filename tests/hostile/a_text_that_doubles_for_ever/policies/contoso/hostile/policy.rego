# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

text0 := "all work and no play"

text1 := concat("", [text0, text0])

text2 := concat("", [text1, text1])

text3 := concat("", [text2, text2])

text4 := concat("", [text3, text3])

text5 := concat("", [text4, text4])

text6 := concat("", [text5, text5])

text7 := concat("", [text6, text6])

text8 := concat("", [text7, text7])

text9 := concat("", [text8, text8])

text10 := concat("", [text9, text9])

text11 := concat("", [text10, text10])

text12 := concat("", [text11, text11])

text13 := concat("", [text12, text12])

text14 := concat("", [text13, text13])

text15 := concat("", [text14, text14])

text16 := concat("", [text15, text15])

text17 := concat("", [text16, text16])

text18 := concat("", [text17, text17])

text19 := concat("", [text18, text18])

text20 := concat("", [text19, text19])

text21 := concat("", [text20, text20])

text22 := concat("", [text21, text21])

text23 := concat("", [text22, text22])

text24 := concat("", [text23, text23])

text25 := concat("", [text24, text24])

text26 := concat("", [text25, text25])

text27 := concat("", [text26, text26])

text28 := concat("", [text27, text27])

text29 := concat("", [text28, text28])

text30 := concat("", [text29, text29])

text31 := concat("", [text30, text30])

text32 := concat("", [text31, text31])

text33 := concat("", [text32, text32])

text34 := concat("", [text33, text33])

text35 := concat("", [text34, text34])

text36 := concat("", [text35, text35])

text37 := concat("", [text36, text36])

text38 := concat("", [text37, text37])

text39 := concat("", [text38, text38])

text40 := concat("", [text39, text39])

healthy if {
	input.type
	text40 == ""
}
