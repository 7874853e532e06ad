package azure.cache.ssl_only_test

import data.azure.cache.ssl_only
import data.lib.resources_sample_test as sample

cache(properties) := sample.resource("microsoft.cache/redis", properties)

test_healthy if {
	sample.verdict(ssl_only) == sample.healthy with input as cache({"enableNonSslPort": false})
}

test_malformed_attribute_is_unhealthy if {
	every odd in ["false", "true", "", 0, [], {}] {
		not ssl_only.healthy with input as cache({"enableNonSslPort": odd})
	}
}

test_unhealthy if {
	sample.verdict(ssl_only) == sample.unhealthy("properties.enableNonSslPort is true, wanted false")
		with input as cache({"enableNonSslPort": true})
}

test_missing_attribute_is_healthy if {
	ssl_only.healthy with input as cache({})
	ssl_only.healthy with input as cache({"enableNonSslPort": null})
}

test_missing_properties_are_unhealthy if {
	sample.verdict(ssl_only) == sample.unhealthy("the inventory holds no properties of the cache")
		with input as sample.shell("microsoft.cache/redis")
}
