# METADATA
# title: Texts in parts
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.splits

default healthy := false

healthy if split(input.properties.name, "") == ["o", "k"]

healthy if count(split(input.properties.cidr, "/")) == 2
