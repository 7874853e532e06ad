package azure.cache.ssl_only_test

import data.azure.cache.ssl_only

cache(properties) := {"id": "/s/cache", "type": "microsoft.cache/redis", "properties": properties}

test_healthy if ssl_only.healthy with input as cache({"enableNonSslPort": false})

test_unhealthy if {
	not ssl_only.healthy with input as cache({"enableNonSslPort": true})
	ssl_only.reasons == {"properties.enableNonSslPort is true, wanted false"} with input as cache({"enableNonSslPort": true})
}

test_missing_attribute_is_healthy if {
	ssl_only.healthy with input as cache({})
	ssl_only.healthy with input as cache({"enableNonSslPort": null})
}

test_missing_properties_are_unhealthy if {
	shell := {"id": "/s/cache", "type": "microsoft.cache/redis"}
	not ssl_only.healthy with input as shell
	ssl_only.reasons == {"the inventory holds no properties of the cache"} with input as shell
}
