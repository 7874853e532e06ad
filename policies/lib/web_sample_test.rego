package lib.web_sample_test

import data.lib.resources_sample_test as sample

# A site, and the configuration record `config/web` that belongs to it.
app(kind, properties) := {"id": "/s/app", "type": "microsoft.web/sites", "kind": kind, "properties": properties}

site(kind) := app(kind, {})

# As of an export that left the kind out.
site_without_kind := {"id": "/s/app", "type": "microsoft.web/sites"}

record(name, properties) := {"id": sprintf("/s/app/config/%s", [name]), "type": "microsoft.web/sites/config", "name": name, "properties": properties}

inventory(records) := {"children": {"/s/app": {"microsoft.web/sites/config": records}}}

config(properties) := inventory([record("web", properties)])

no_config := {"children": {}}

# The verdict on a site of which the inventory holds no configuration; `wanted` is a setting and its value.
unhealthy_without_config(wanted) := sample.unhealthy(sprintf("the inventory holds no configuration (config/web) of the app, wanted %s", [wanted]))

runtime(name) := config({"linuxFxVersion": name})
