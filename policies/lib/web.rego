# METADATA
# title: App Service sites
# description: Kinds of sites, and the configuration record `config/web` that belongs to a site.
package lib.web

import data.lib.attributes
import data.lib.text

kind(site) := "" if {
	attributes.absent(site, "kind")
} else := lower(site.kind)

is_api_app(site) if endswith(kind(site), "api")

# A site without a kind is a web app.
is_web_app(site) if not contains(kind(site), "functionapp")

# Logic apps and apps hosted on Container Apps carry `functionapp` in their kind as well.
is_function_app(site) if {
	contains(kind(site), "functionapp")
	not contains(kind(site), "workflowapp")
	not contains(kind(site), "azurecontainerapps")
}

# The name of the record is `web`, `<site>/web` or `<site>`, depending on the API; its id always ends alike.
config(site) := record if {
	some record in data.inventory.children[site.id]["microsoft.web/sites/config"]
	text.ends_with(record.id, "/config/web")
	is_object(record.properties)
}

# Reads a configuration without cross-origin rules as an empty list.
origins(site) := attributes.items(config(site), "properties.cors.allowedOrigins")

cors_restricted(site) if {
	every origin in origins(site) {
		origin != "*"
	}
}

setting(site, name) := attributes.value(config(site), sprintf("properties.%s", [name]))

# A reason for a configuration setting that should have another value.
mismatch(site, name, wanted) := attributes.mismatch(config(site), sprintf("properties.%s", [name]), wanted) if {
	config(site)
} else := sprintf("the inventory holds no configuration (config/web) of the app, wanted %s %s", [name, wanted])

# Versions such as "1.2" compare as text.
tls_at_least(site, version) if {
	configured := setting(site, "minTlsVersion")
	is_string(configured)
	configured >= version
}
