# METADATA
# title: App Service sites
# description: Kinds of sites, and the configuration record `config/web` that belongs to a site.
package lib.web

import data.lib.attributes
import data.lib.text

# A kind that is no text is as good as none.
kind(site) := lower(site.kind) if {
	is_string(site.kind)
} else := ""

is_api_app(site) if endswith(kind(site), "api")

# A site without a kind is a web app.
is_web_app(site) if not contains(kind(site), "functionapp")

# Logic apps carry `functionapp` in their kind as well.
runs_functions(site) if {
	contains(kind(site), "functionapp")
	not contains(kind(site), "workflowapp")
}

# So do function apps that are hosted on Container Apps.
is_function_app(site) if {
	runs_functions(site)
	not contains(kind(site), "azurecontainerapps")
}

is_linux(site) if contains(kind(site), "linux")

is_linux_api_app(site) if {
	is_api_app(site)
	is_linux(site)
}

is_linux_web_app(site) if {
	is_web_app(site)
	is_linux(site)
}

runs_functions_on_linux(site) if {
	runs_functions(site)
	is_linux(site)
}

# The name of the record is `web`, `<site>/web` or `<site>`, depending on the API; its id always ends alike.
config(site) := record if {
	some record in data.inventory.children[site.id]["microsoft.web/sites/config"]
	text.ends_with(record.id, "/config/web")
	is_object(record.properties)
}

# Reads a configuration without cross-origin rules as an empty list. Malformed rules are no list at all.
origins(site) := [] if setting(site, "cors") == null

origins(site) := [] if {
	is_object(setting(site, "cors"))
	setting(site, "cors.allowedOrigins") == null
}

origins(site) := listed if {
	listed := setting(site, "cors.allowedOrigins")
	is_array(listed)
}

cors_restricted(site) if {
	every origin in origins(site) {
		is_string(origin)
		origin != "*"
	}
}

setting(site, name) := attributes.value(config(site), sprintf("properties.%s", [name]))

# A reason for a configuration setting that should have another value.
mismatch(site, name, wanted) := attributes.mismatch(config(site), sprintf("properties.%s", [name]), wanted) if {
	config(site)
} else := sprintf("the inventory holds no configuration (config/web) of the app, wanted %s %s", [name, wanted])

# Versions such as "1.2" compare as text. Text that is no version would be higher than any.
tls_at_least(site, version) if {
	configured := setting(site, "minTlsVersion")
	is_string(configured)
	regex.match(`^[0-9][.][0-9]$`, configured)
	configured >= version
}

# The site itself and its configuration each name the identity: either is evidence enough.
has_identity(site) if {
	assigned := attributes.value(site, "identity.type")
	is_string(assigned)
	some part in split(assigned, ",")
	text.one_of(trim_space(part), ["SystemAssigned", "UserAssigned"])
}

has_identity(site) if {
	some name in ["managedServiceIdentityId", "xManagedServiceIdentityId"]
	is_number(setting(site, name))
}

names_language(site, language) if text.contains_text(setting(site, "linuxFxVersion"), language)

# `linuxFxVersion` is "PYTHON|3.12" or, of containers and the like, text without the name of the language.
runs_another_language(site, language) if {
	is_string(setting(site, "linuxFxVersion"))
	not names_language(site, language)
}

language_fits(site, language, _) if runs_another_language(site, language)

language_fits(site, language, version) if {
	version != ""
	text.same(setting(site, "linuxFxVersion"), sprintf("%s|%s", [language, version]))
}

# A reason for a site that does not run the version which the parameter wants.
language_mismatch(site, language, version, parameter) := reason if {
	names_language(site, language)
	version == ""
	found := attributes.shown(config(site), "properties.linuxFxVersion")
	reason := sprintf("properties.linuxFxVersion is %s, the parameter %s has to be set to the wanted version", [found, parameter])
} else := mismatch(site, "linuxFxVersion", sprintf("%s|%s", [language, version])) if {
	names_language(site, language)
} else := mismatch(site, "linuxFxVersion", "the name of a runtime")
