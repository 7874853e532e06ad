package lib.web_test

import data.lib.web
import data.lib.web_sample_test as sample

test_kind if {
	web.kind(sample.site("App,Linux")) == "app,linux"
	web.kind(sample.site(null)) == ""
	web.kind({"id": "/s/app"}) == ""
	web.kind(sample.site(["functionapp"])) == ""
}

test_api_app if {
	web.is_api_app(sample.site("api"))
	web.is_api_app(sample.site("App,API"))
	not web.is_api_app(sample.site("api,linux"))
	not web.is_api_app({"id": "/s/app"})
}

test_web_app if {
	web.is_web_app(sample.site("app,linux"))
	web.is_web_app(sample.site("api"))
	web.is_web_app(sample.site(null))
	web.is_web_app({"id": "/s/app"})
	not web.is_web_app(sample.site("FunctionApp,linux"))
}

test_function_app if {
	web.is_function_app(sample.site("FunctionApp,linux"))
	not web.is_function_app(sample.site("app"))
	not web.is_function_app(sample.site("functionapp,workflowapp"))
	not web.is_function_app(sample.site("functionapp,linux,container,azurecontainerapps"))
	not web.is_function_app({"id": "/s/app"})
}

test_runs_functions if {
	web.runs_functions(sample.site("functionapp,linux,container,azurecontainerapps"))
	not web.runs_functions(sample.site("functionapp,workflowapp"))
	not web.runs_functions(sample.site("app"))
}

test_linux if {
	web.is_linux(sample.site("app,Linux,container"))
	not web.is_linux(sample.site("app"))
	not web.is_linux({"id": "/s/app"})
}

test_another_kind_or_another_system if {
	every kind in ["app,linux", "app,api"] {
		not web.is_linux_api_app(sample.site(kind))
	}
	every kind in ["functionapp,linux", "app"] {
		not web.is_linux_web_app(sample.site(kind))
	}
	every kind in ["app,linux", "functionapp"] {
		not web.runs_functions_on_linux(sample.site(kind))
	}
}

test_kinds_on_linux if {
	web.is_linux_api_app(sample.site("app,linux,api"))
	web.is_linux_web_app(sample.site("app,linux"))
	web.runs_functions_on_linux(sample.site("functionapp,linux"))
}

test_config_is_the_record_named_web if {
	web.config(sample.site("app")).properties.a == 1 with data.inventory as sample.inventory([sample.record("logs", {"a": 2}), sample.record("web", {"a": 1})])
}

test_config_is_found_without_regard_to_case if {
	upper_case := {"id": "/s/app/config/Web", "name": "app", "properties": {"a": 1}}
	web.config(sample.site("app")) with data.inventory as sample.inventory([upper_case])
}

test_no_config if {
	not web.config(sample.site("app")) with data.inventory as sample.inventory([sample.record("logs", {})])
	not web.config(sample.site("app")) with data.inventory as sample.inventory([{"id": "/s/app/config/web", "name": "web"}])
	not web.config(sample.site("app")) with data.inventory as {"children": {}}
}

test_cors_restricted if {
	web.cors_restricted(sample.site("app")) with data.inventory as sample.config({"cors": {"allowedOrigins": ["https://a.example"]}})
	web.cors_restricted(sample.site("app")) with data.inventory as sample.config({"cors": {"allowedOrigins": null}})
	web.cors_restricted(sample.site("app")) with data.inventory as sample.config({"cors": null})
	web.cors_restricted(sample.site("app")) with data.inventory as sample.config({})
}

test_cors_not_restricted if {
	not web.cors_restricted(sample.site("app")) with data.inventory as sample.config({"cors": {"allowedOrigins": ["https://a.example", "*"]}})
	not web.cors_restricted(sample.site("app")) with data.inventory as sample.inventory([])
}

test_malformed_cors_is_not_restricted if {
	every odd in ["odd", 1, {"a": "https://a.example"}, [null], [["*"]], ["https://a.example", {}]] {
		not web.cors_restricted(sample.site("app")) with data.inventory as sample.config({"cors": {"allowedOrigins": odd}})
	}
	every odd in ["*", ["*"], 1, false] {
		not web.cors_restricted(sample.site("app")) with data.inventory as sample.config({"cors": odd})
	}
}

test_setting if {
	web.setting(sample.site("app"), "ftpsState") == "Disabled" with data.inventory as sample.config({"ftpsState": "Disabled"})
	web.setting(sample.site("app"), "ftpsState") == null with data.inventory as sample.config({})
}

test_mismatch_names_the_value if {
	reason := web.mismatch(sample.site("app"), "ftpsState", "Disabled") with data.inventory as sample.config({"ftpsState": "AllAllowed"})
	reason == "properties.ftpsState is AllAllowed, wanted Disabled"
}

test_mismatch_without_config if {
	reason := web.mismatch(sample.site("app"), "ftpsState", "Disabled") with data.inventory as {"children": {}}
	reason == "the inventory holds no configuration (config/web) of the app, wanted ftpsState Disabled"
}

test_tls_at_least if {
	web.tls_at_least(sample.site("app"), "1.2") with data.inventory as sample.config({"minTlsVersion": "1.2"})
	web.tls_at_least(sample.site("app"), "1.2") with data.inventory as sample.config({"minTlsVersion": "1.3"})
	not web.tls_at_least(sample.site("app"), "1.2") with data.inventory as sample.config({"minTlsVersion": "1.1"})
	not web.tls_at_least(sample.site("app"), "1.2") with data.inventory as sample.config({"minTlsVersion": ["1.3"]})
	not web.tls_at_least(sample.site("app"), "1.2") with data.inventory as sample.inventory([])
}

test_tls_that_is_no_version if {
	every odd in ["", "default", "TLS1_0", "1.2 ", "1.x", "1.2.", "2", "1y3", "11.2", 1.3] {
		not web.tls_at_least(sample.site("app"), "1.2") with data.inventory as sample.config({"minTlsVersion": odd})
	}
}

assigned(identity) := object.union(sample.site("app"), {"identity": identity})

test_identity_of_the_site if {
	web.has_identity(assigned({"type": "systemassigned"}))
	web.has_identity(assigned({"type": "UserAssigned"}))
	web.has_identity(assigned({"type": "SystemAssigned, UserAssigned"}))
}

test_identity_in_the_configuration if {
	web.has_identity(sample.site("app")) with data.inventory as sample.config({"managedServiceIdentityId": 20417})
	web.has_identity(sample.site("app")) with data.inventory as sample.config({"xManagedServiceIdentityId": 20418})
}

test_no_identity if {
	not web.has_identity(assigned({"type": "None"}))
	not web.has_identity(assigned({"type": 1}))
	not web.has_identity(assigned(null))
	not web.has_identity(sample.site("app"))
	not web.has_identity(sample.site("app"))
		with data.inventory as sample.config({"managedServiceIdentityId": null, "xManagedServiceIdentityId": null})
}

python := sample.config({"linuxFxVersion": "Python|3.11"})

test_language_fits_in_the_wanted_version if {
	web.language_fits(sample.site("app"), "PYTHON", "3.11") with data.inventory as python
	not web.language_fits(sample.site("app"), "PYTHON", "3.12") with data.inventory as python
	not web.language_fits(sample.site("app"), "PYTHON", "3.1") with data.inventory as python
}

test_language_needs_a_wanted_version if {
	not web.language_fits(sample.site("app"), "PYTHON", "") with data.inventory as python
	not web.language_fits(sample.site("app"), "PYTHON", "") with data.inventory as sample.config({"linuxFxVersion": "PYTHON|"})
}

test_another_language_fits if {
	web.language_fits(sample.site("app"), "JAVA", "") with data.inventory as python
	web.runs_another_language(sample.site("app"), "JAVA") with data.inventory as python
	web.runs_another_language(sample.site("app"), "JAVA") with data.inventory as sample.config({"linuxFxVersion": ""})
	not web.runs_another_language(sample.site("app"), "PYTHON") with data.inventory as python
	not web.runs_another_language(sample.site("app"), "JAVA") with data.inventory as sample.config({"linuxFxVersion": "TOMCAT|10.1-java17"})
}

test_an_unknown_language_does_not_fit if {
	not web.language_fits(sample.site("app"), "JAVA", "17") with data.inventory as sample.config({"linuxFxVersion": null})
	not web.language_fits(sample.site("app"), "JAVA", "17") with data.inventory as sample.config({})
	not web.language_fits(sample.site("app"), "JAVA", "17") with data.inventory as sample.inventory([])
}

test_language_mismatch_names_the_version if {
	reason := web.language_mismatch(sample.site("app"), "PYTHON", "3.12", "Version") with data.inventory as python
	reason == "properties.linuxFxVersion is Python|3.11, wanted PYTHON|3.12"
}

test_language_mismatch_asks_for_the_parameter if {
	reason := web.language_mismatch(sample.site("app"), "PYTHON", "", "Version") with data.inventory as python
	reason == "properties.linuxFxVersion is Python|3.11, the parameter Version has to be set to the wanted version"
}

test_language_mismatch_without_a_runtime if {
	unset := web.language_mismatch(sample.site("app"), "PYTHON", "", "Version") with data.inventory as sample.config({})
	unset == "properties.linuxFxVersion is not set, wanted the name of a runtime"
	absent := web.language_mismatch(sample.site("app"), "PYTHON", "3.12", "Version") with data.inventory as sample.inventory([])
	absent == "the inventory holds no configuration (config/web) of the app, wanted linuxFxVersion the name of a runtime"
}
