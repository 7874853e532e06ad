# METADATA
# title: Reasons that may be no texts
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.reasons_of_any_value

default healthy := false

healthy if input.properties.flag == true

reasons contains item.name if some item in input.properties.list
