package lib.web_test

import data.lib.web

site(kind) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": {}}

record(name, properties) := {"id": sprintf("/s/app/config/%s", [name]), "type": "microsoft.web/sites/config", "name": name, "properties": properties}

inventory(records) := {"children": {"/s/app": {"microsoft.web/sites/config": records}}}

test_api_app if {
	web.is_api_app(site("api"))
	web.is_api_app(site("App,API"))
	not web.is_api_app(site("api,linux"))
	not web.is_api_app({"id": "/s/app"})
}

test_web_app if {
	web.is_web_app(site("app,linux"))
	web.is_web_app(site("api"))
	web.is_web_app(site(null))
	web.is_web_app({"id": "/s/app"})
	not web.is_web_app(site("FunctionApp,linux"))
}

test_function_app if {
	web.is_function_app(site("FunctionApp,linux"))
	not web.is_function_app(site("app"))
	not web.is_function_app(site("functionapp,workflowapp"))
	not web.is_function_app(site("functionapp,linux,container,azurecontainerapps"))
	not web.is_function_app({"id": "/s/app"})
}

test_config_is_the_record_named_web if {
	web.config(site("app")).properties.a == 1 with data.inventory as inventory([record("logs", {"a": 2}), record("web", {"a": 1})])
}

test_config_is_found_without_regard_to_case if {
	upper_case := {"id": "/s/app/config/Web", "name": "app", "properties": {"a": 1}}
	web.config(site("app")) with data.inventory as inventory([upper_case])
}

test_no_config if {
	not web.config(site("app")) with data.inventory as inventory([record("logs", {})])
	not web.config(site("app")) with data.inventory as inventory([{"id": "/s/app/config/web", "name": "web"}])
	not web.config(site("app")) with data.inventory as {"children": {}}
}

test_cors_restricted if {
	web.cors_restricted(site("app")) with data.inventory as inventory([record("web", {"cors": {"allowedOrigins": ["https://a.example"]}})])
	web.cors_restricted(site("app")) with data.inventory as inventory([record("web", {"cors": {"allowedOrigins": null}})])
	web.cors_restricted(site("app")) with data.inventory as inventory([record("web", {"cors": null})])
	web.cors_restricted(site("app")) with data.inventory as inventory([record("web", {})])
}

test_cors_not_restricted if {
	not web.cors_restricted(site("app")) with data.inventory as inventory([record("web", {"cors": {"allowedOrigins": ["https://a.example", "*"]}})])
	not web.cors_restricted(site("app")) with data.inventory as inventory([])
}

test_setting if {
	web.setting(site("app"), "ftpsState") == "Disabled" with data.inventory as inventory([record("web", {"ftpsState": "Disabled"})])
	web.setting(site("app"), "ftpsState") == null with data.inventory as inventory([record("web", {})])
}

test_mismatch_names_the_value if {
	reason := web.mismatch(site("app"), "ftpsState", "Disabled") with data.inventory as inventory([record("web", {"ftpsState": "AllAllowed"})])
	reason == "properties.ftpsState is AllAllowed, wanted Disabled"
}

test_mismatch_without_config if {
	reason := web.mismatch(site("app"), "ftpsState", "Disabled") with data.inventory as {"children": {}}
	reason == "the inventory holds no configuration (config/web) of the app, wanted ftpsState Disabled"
}

test_tls_at_least if {
	web.tls_at_least(site("app"), "1.2") with data.inventory as inventory([record("web", {"minTlsVersion": "1.3"})])
	not web.tls_at_least(site("app"), "1.2") with data.inventory as inventory([record("web", {"minTlsVersion": "1.1"})])
	not web.tls_at_least(site("app"), "1.2") with data.inventory as inventory([record("web", {"minTlsVersion": 2})])
	not web.tls_at_least(site("app"), "1.2") with data.inventory as inventory([])
}
