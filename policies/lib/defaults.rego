# METADATA
# title: Attributes that an export may leave out
# description: |
#   Where a resource that does not state an attribute behaves as wanted, silence about the attribute is healthy. A
#   resource that was exported without any properties is not: nothing is known of it.
package lib.defaults

import data.lib.attributes

left_out(resource, path) if {
	is_object(resource.properties)
	attributes.absent(resource, path)
}

# A reason for an attribute that should have another value or be left out; `noun` is what a person calls the resource.
mismatch(resource, noun, path, wanted) := sprintf("the inventory holds no properties of the %s", [noun]) if {
	attributes.absent(resource, "properties")
} else := attributes.mismatch(resource, path, wanted)
