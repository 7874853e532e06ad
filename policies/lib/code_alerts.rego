# METADATA
# title: Alerts of code repositories
# description: |
#   Whether a repository has open alerts of a scan, given as an object: `name`, that of the scan; `title` and `keys`, by
#   which the assessments of a connector go; and for infrastructure as code `tools`, parts of the names of its scanners.
#   Of a repository that GitHub listed, the absence of alerts is evidence only where the scan is on and some alert
#   of the organisation was exported: else nobody knows whether there are none, and the scan is not applicable.
#   Imported verdicts decide on repositories from a connector alone, whose alerts nothing else shows.
package lib.code_alerts

import data.lib.attributes
import data.lib.github
import data.lib.imported
import data.lib.text

types := {
	"code scanning": "github/codescanningalerts",
	"Dependabot": "github/dependabotalerts",
	"infrastructure as code scanning": "github/codescanningalerts",
	"secret scanning": "github/secretscanningalerts",
}

closed_states := ["auto_dismissed", "dismissed", "fixed", "resolved"]

# An alert in a state that nobody knows is open.
open(repository, scan) := [alert |
	some alert in github.records(repository, types[scan.name])
	not text.one_of(attributes.value(alert, "state"), closed_states)
	concerns(alert, scan)
]

concerns(_, scan) if not scan.tools

concerns(alert, scan) if names_one(alert, scan.tools)

concerns(alert, _) if {
	some tag in attributes.texts(alert, "rule.tags")
	text.one_of(tag, ["iac", "infrastructure-as-code", "misconfiguration"])
}

# An alert that does not say where it comes from may come from any scanner.
concerns(alert, _) if {
	name := attributes.value(alert, "tool.name")
	count([name | is_string(name); name != ""]) == 0
}

names_one(row, tools) if {
	some tool in tools
	text.contains_text(row.tool.name, tool)
}

is_on(repository, "code scanning", _) if github.has_code_scanning(repository)

is_on(repository, "Dependabot", _) if github.has_dependabot(repository)

is_on(repository, "secret scanning", _) if github.has_secret_scanning(repository)

is_on(repository, "infrastructure as code scanning", tools) if {
	some analysis in github.recent_analyses(repository)
	names_one(analysis, tools)
}

has_results(repository, scan) if count(open(repository, scan)) > 0

has_results(repository, scan) if {
	is_on(repository, scan.name, object.get(scan, "tools", []))
	github.has_collected(types[scan.name])
}

applicable(repository, scan) if {
	not github.is_listed(repository)
	imported.applicable(repository, scan)
}

applicable(repository, scan) if has_results(repository, scan)

healthy(repository, scan) if {
	not github.is_listed(repository)
	imported.healthy(repository, scan)
}

healthy(repository, scan) if {
	has_results(repository, scan)
	count(open(repository, scan)) == 0
}

# Why a repository that is not healthy falls short.
reason(repository, scan) := imported.reason(repository, scan) if {
	not github.is_listed(repository)
} else := sprintf("open alerts of %s: %d, wanted none", [scan.name, count(open(repository, scan))])
