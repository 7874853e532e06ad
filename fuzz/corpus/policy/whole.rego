# METADATA
# title: One
# custom:
#   severity: high
#   resource_types: [m.x/site]
package a.one

import rego.v1

default healthy := false

healthy if every x in input.list { x.ok }
