package azure.web.client_certificates_function_app_test

import data.azure.web.client_certificates_function_app
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

verdict(properties, inventory) := found if {
	found := {"healthy": client_certificates_function_app.healthy, "reasons": client_certificates_function_app.reasons}
		with input as web.app("functionapp", properties)
		with data.inventory as inventory
}

test_healthy_with_client_certificates if {
	verdict({"clientCertEnabled": true}, web.config({"http20Enabled": false})) == sample.healthy
}

test_healthy_with_http2 if verdict({"clientCertEnabled": false}, web.config({"http20Enabled": true})) == sample.healthy

test_unhealthy if {
	reason := "properties.clientCertEnabled is false, wanted true (or HTTP/2 in config/web)"
	verdict({"clientCertEnabled": false}, web.config({"http20Enabled": false})) == sample.unhealthy(reason)
}

test_missing_attributes_are_unhealthy if {
	verdict({}, web.config({})).healthy == false
	verdict({}, web.no_config).healthy == false
	not client_certificates_function_app.healthy with input as {"id": "/s/app", "kind": "functionapp"} with data.inventory as web.no_config
}

test_applicable if client_certificates_function_app.applicable with input as web.site("functionapp,linux")

test_not_applicable if not client_certificates_function_app.applicable with input as web.site("functionapp,workflowapp")
