# METADATA
# title: Redis Cache should allow access only via SSL
# description: >-
#   The port without SSL hands access keys and cached data to anyone on the path. The policy reads
#   `enableNonSslPort` of the cache.
# custom:
#   severity: high
#   resource_types: [microsoft.cache/redis]
#   remediation: Disable the non-SSL port of the cache, after its clients have been changed to connect with SSL.
#   fix: az redis update --ids {id} --set enableNonSslPort=false
#   assessment_key: 35b25be2-d08a-e340-45ed-f08a95d804fc
#   azure_policy: 22bee202-a82f-4305-9a2a-6d7f44d4dedb
package azure.cache.ssl_only

import data.lib.attributes

default healthy := false

# A cache that does not state the setting has the port closed; a cache exported without any properties is unhealthy.
healthy if {
	is_object(input.properties)
	attributes.value(input, "properties.enableNonSslPort") in {false, null}
}

reasons contains "the inventory holds no properties of the cache" if {
	not healthy
	attributes.absent(input, "properties")
}

reasons contains attributes.mismatch(input, "properties.enableNonSslPort", "false") if {
	not healthy
	not attributes.absent(input, "properties")
}
