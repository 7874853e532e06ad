# METADATA
# title: Diagnostic settings
# description: |
#   Whether a resource sends logs anywhere, and whether they are kept long enough: a setting limits how long what it
#   writes to a storage account is kept. Azure Policy judges three groups of services by slightly different rules;
#   all of them take a log without a limit, wherever it goes, for one that is kept long enough.
package lib.diagnostics

import data.lib.attributes

settings(resource) := [setting |
	some setting in data.inventory.children[resource.id]["microsoft.insights/diagnosticsettings"]
]

# The enabled logs, each with the setting that it stands in.
logs(resource) := [[log, setting] |
	some setting in settings(resource)
	some log in attributes.objects(setting, "properties.logs")
	log.enabled == true
]

sent(resource, days) if sent_and_kept(resource, days)

sent(resource, _) if kept_forever(resource)

sent(resource, _) if not_stored(resource)

# Zero days are not taken for an unlimited time here.
sent_by_logic_app(resource, days) if sent_and_kept(resource, days)

sent_by_logic_app(resource, _) if not_stored(resource)

# A limit counts here even where nothing goes to a storage account.
sent_by_iot_hub(resource, days) if sent_and_kept(resource, days)

sent_by_iot_hub(resource, _) if kept_forever(resource)

sent_and_kept(resource, days) if {
	some [log, _] in logs(resource)
	log.retentionPolicy.enabled == true
	is_number(log.retentionPolicy.days)
	log.retentionPolicy.days >= to_number(days)
}

sent_and_kept(resource, _) if {
	some [log, _] in logs(resource)
	attributes.value(log, "retentionPolicy.enabled") in {false, null}
}

kept_forever(resource) if {
	some [log, _] in logs(resource)
	log.retentionPolicy.enabled == true
	log.retentionPolicy.days == 0
}

not_stored(resource) if {
	some [_, setting] in logs(resource)
	not attributes.present(setting, "properties.storageAccountId")
}

# Why a resource that does not send its logs as wanted falls short.
not_sent(resource, days) := "no diagnostic setting, wanted one with an enabled log" if {
	count(settings(resource)) == 0
} else := "no log is enabled in the diagnostic settings, wanted at least one" if {
	count(logs(resource)) == 0
} else := sprintf("enabled logs are kept for %s days, wanted at least %v", [concat(", ", kept_days(resource)), days])

kept_days(resource) := {attributes.shown(log, "retentionPolicy.days") | some [log, _] in logs(resource)}
