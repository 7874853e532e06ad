# METADATA
# title: An object taken apart
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.unified_objects

default healthy := false

healthy if {
	{"name": name, "ok": true} = input.properties.map.a
	name != ""
}
