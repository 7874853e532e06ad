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

import data.lib.defaults

default healthy := false

healthy if input.properties.enableNonSslPort == false

# A cache that does not state the setting has the port closed.
healthy if defaults.left_out(input, "properties.enableNonSslPort")

reasons contains defaults.mismatch(input, "cache", "properties.enableNonSslPort", "false") if not healthy
