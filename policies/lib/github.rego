# METADATA
# title: Repositories on GitHub
# description: |
#   Which scans run on a repository that GitHub itself listed. One with an Azure id comes from a connector, which
#   knows nothing of its settings.
package lib.github

import data.lib.text

# On github.com, or on a server of one's own.
is_listed(repository) if startswith(repository.id, "//")

is_in_use(repository) if {
	is_listed(repository)
	not is_put_away(repository)
}

is_put_away(repository) if repository.archived == true

is_put_away(repository) if repository.disabled == true

# At least one record of the type was exported, and records of it stand under their repositories.
has_collected(type) if {
	repository_id := concat("/", array.slice(split(data.inventory.by_type[type][0].id, "/"), 0, 5))
	count(data.inventory.children[repository_id][type]) > 0
}

records(repository, type) := [record | some record in data.inventory.children[repository.id][type]]

has_code_scanning(repository) if {
	some setup in records(repository, "github/codescanningdefaultsetup")
	text.same(setup.state, "configured")
}

has_code_scanning(repository) if count(recent_analyses(repository)) > 0

instant := `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$`

# An analysis counts for 90 days, unless it failed. One that does not say when it was made proves nothing.
recent_analyses(repository) := [analysis |
	some analysis in records(repository, "github/codescanninganalyses")
	object.get(analysis, "error", null) in {"", null}
	is_string(analysis.created_at)
	regex.match(instant, analysis.created_at)
	time.now_ns() - time.parse_rfc3339_ns(analysis.created_at) <= time.parse_duration_ns("2160h")
]

has_dependabot(repository) if {
	some setting in records(repository, "github/vulnerabilityalerts")
	setting.enabled == true
}

has_secret_scanning(repository) if text.same(repository.security_and_analysis.secret_scanning.status, "enabled")
