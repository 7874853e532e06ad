package azure.web.managed_identity_api_app_test

import data.azure.web.managed_identity_api_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

app(identity) := object.union(web.site("api"), {"identity": identity})

test_healthy if sample.verdict(managed_identity_api_app) == sample.healthy with input as app({"type": "SystemAssigned"})

test_healthy_by_its_configuration if {
	managed_identity_api_app.healthy
		with input as app(null)
		with data.inventory as web.config({"managedServiceIdentityId": 20417})
}

test_unhealthy if {
	sample.verdict(managed_identity_api_app) == sample.unhealthy("identity.type is None, wanted SystemAssigned or UserAssigned")
		with input as app({"type": "None"})
}

test_missing_attribute_is_unhealthy if {
	sample.verdict(managed_identity_api_app) == sample.unhealthy("identity.type is not set, wanted SystemAssigned or UserAssigned")
		with input as web.site("api")
}

test_not_applicable if {
	managed_identity_api_app.applicable with input as web.site("api")
	not managed_identity_api_app.applicable with input as web.site("app,linux")
}
