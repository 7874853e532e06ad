# METADATA
# title: Another element of the inventory for a while
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.with_element

default healthy := false

known if data.inventory.by_id[input.properties.ref].properties.ok == true

healthy if known with data.inventory.by_id as {input.properties.ref: {"properties": {"ok": input.properties.flag}}}
