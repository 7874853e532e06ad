package azure.web.diagnostic_logs_test

import data.azure.web.diagnostic_logs
import data.lib.resources_sample_test as sample
import data.lib.web_sample_test as web

web_app(inventory) := found if {
	found := {"healthy": diagnostic_logs.healthy, "reasons": diagnostic_logs.reasons}
		with input as web.site("app")
		with data.inventory as inventory
}

all_on := {"detailedErrorLoggingEnabled": true, "httpLoggingEnabled": true, "requestTracingEnabled": true}

test_healthy_when_every_log_is_on if web_app(web.config(all_on)) == sample.healthy

test_unhealthy_when_any_log_is_off if {
	every name, _ in all_on {
		every value in [false, null, "true"] {
			partial := web_app(web.config(object.union(all_on, {name: value})))
			partial.healthy == false
			count(partial.reasons) == 1
		}
	}
}

test_reason_names_the_log if {
	partial := web.config(object.union(all_on, {"httpLoggingEnabled": false}))
	web_app(partial) == sample.unhealthy("properties.httpLoggingEnabled is false, wanted true")
}

test_missing_attributes_are_unhealthy if web_app(web.config({})).healthy == false

test_missing_config_is_unhealthy if {
	unknown := web_app(web.no_config)
	unknown.healthy == false
	count(unknown.reasons) == 3
}

test_not_applicable_to_functions_and_linux if {
	not diagnostic_logs.applicable with input as web.site("functionapp")
	not diagnostic_logs.applicable with input as web.site("app,Linux,container")
	diagnostic_logs.applicable with input as web.site("app")
	diagnostic_logs.applicable with input as web.site_without_kind
}
