package lib.private_endpoints_sample_test

import data.lib.resources_sample_test as sample

# A resource with one private endpoint connection in each of the states, and the verdicts on one without an approved one.
connected(type, statuses) := sample.resource(type, {"privateEndpointConnections": [connection(status) | some status in statuses]})

connection(status) := {"properties": {"privateLinkServiceConnectionState": {"status": status}}}

none := sample.unhealthy("no private endpoint connection, wanted one that is Approved")

unhealthy(status) := sample.unhealthy(sprintf("private endpoint connections are %s, wanted one that is Approved", [status]))
