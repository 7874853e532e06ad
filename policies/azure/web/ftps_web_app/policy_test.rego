package azure.web.ftps_web_app_test

import data.azure.web.ftps_web_app

site(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

web_config(properties) := {"children": {"/s/app": {"microsoft.web/sites/config": [{
	"id": "/s/app/config/web",
	"type": "microsoft.web/sites/config",
	"name": "web",
	"properties": properties,
}]}}}

app := site("app,linux", {})

test_healthy if {
	ftps_web_app.healthy with input as app with data.inventory as web_config({"ftpsState": "FtpsOnly"})
	ftps_web_app.healthy with input as app with data.inventory as web_config({"ftpsState": "disabled"})
}

test_unhealthy if {
	not ftps_web_app.healthy with input as app with data.inventory as web_config({"ftpsState": "AllAllowed"})
	reasons := ftps_web_app.reasons with input as app with data.inventory as web_config({"ftpsState": "AllAllowed"})
	reasons == {"properties.ftpsState is AllAllowed, wanted FtpsOnly or Disabled"}
}

test_missing_attribute_is_unhealthy if {
	not ftps_web_app.healthy with input as app with data.inventory as web_config({})
	reasons := ftps_web_app.reasons with input as app with data.inventory as web_config({})
	reasons == {"properties.ftpsState is not set, wanted FtpsOnly or Disabled"}
}

test_missing_config_is_unhealthy if {
	not ftps_web_app.healthy with input as app with data.inventory as {"children": {}}
	reasons := ftps_web_app.reasons with input as app with data.inventory as {"children": {}}
	reasons == {"the inventory holds no configuration (config/web) of the app, wanted ftpsState FtpsOnly or Disabled"}
}

test_applicable if ftps_web_app.applicable with input as site("app,linux", {})

test_not_applicable if not ftps_web_app.applicable with input as site("functionapp", {})

test_applies_without_a_kind if ftps_web_app.applicable with input as {"id": "/s/app", "type": "microsoft.web/sites"}
