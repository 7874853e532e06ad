# METADATA
# title: A set whose elements are looked up and may be missing
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.head_undefined_set

default healthy := false

names := {"a": "first", "b": "second"}

offences contains names[key] if some key in input.properties.list

healthy if count(offences) == 0

reasons contains offence if some offence in offences
