# METADATA
# title: Private endpoint connections of a resource
# description: |
#   The resource itself lists its connections; an export may also hold them as child resources. Either source
#   is evidence enough, so a policy that asks here needs no related type.
package lib.private_endpoints

import data.lib.attributes
import data.lib.text

connections(resource) := array.concat(
	attributes.objects(resource, "properties.privateEndpointConnections"),
	[child |
		kind := sprintf("%s/privateendpointconnections", [resource.type])
		some child in data.inventory.children[resource.id][kind]
	],
)

approved(resource) if {
	some connection in connections(resource)
	text.same(connection.properties.privateLinkServiceConnectionState.status, "Approved")
}

# Why a resource without an approved connection falls short.
not_approved(resource) := "no private endpoint connection, wanted one that is Approved" if {
	count(connections(resource)) == 0
} else := sprintf("private endpoint connections are %s, wanted one that is Approved", [concat(", ", statuses(resource))])

statuses(resource) := {status |
	some connection in connections(resource)
	status := attributes.shown(connection, "properties.privateLinkServiceConnectionState.status")
}
