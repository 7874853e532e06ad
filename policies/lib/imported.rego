# METADATA
# title: Verdicts imported from Microsoft Defender for Cloud
# description: |
#   What no configuration shows is decided by the exported assessments of Defender for Cloud, or by their single
#   findings where those alone were exported. A finding that is open counts whatever its assessment says. `source` is
#   an object: `keys`, the names of the assessments; `title`, under which Defender shows them; and `below`, if the
#   assessments of such children (`databases`) count as well.
package lib.imported

import data.lib.attributes
import data.lib.text

holders(resource, source) := {resource.id} | {id |
	start := sprintf("%s/%s/", [resource.id, source.below])
	some kind in ["microsoft.security/assessments", "microsoft.security/assessments/subassessments"]
	some row in data.inventory.by_type[kind]
	startswith(row.id, start)
	some id in beginnings(row.id)
	startswith(id, start)
}

# Where something of this id may stand under: each of its beginnings that ends before a slash.
beginnings(id) := {concat("/", array.slice(words, 0, end)) |
	words := split(id, "/")
	some end, _ in words
}

rows(ids, kind) := [row | some id in ids; some row in data.inventory.children[id][kind]]

is_of(row, source) if text.one_of(row.name, source.keys)

is_of(row, source) if text.same(row.properties.displayName, source.title)

# An assessment that goes by the title tells its key.
evidence(resource, source) := {"assessments": assessments, "findings": findings} if {
	ids := holders(resource, source)
	assessments := {row | some row in rows(ids, "microsoft.security/assessments"); is_of(row, source)}
	keys := {key | some key in source.keys} | {row.name | some row in assessments}
	findings := {row |
		some row in rows(ids, "microsoft.security/assessments/subassessments")
		some key in keys
		text.contains_text(row.id, sprintf("/assessments/%s/", [key]))
	}
}

deciding(found) := found.assessments if {
	count(found.assessments) > 0
} else := found.findings

is_healthy(row) if text.same(row.properties.status.code, "Healthy")

is_not_applicable(row) if text.same(row.properties.status.code, "NotApplicable")

# All that is neither healthy nor not applicable: a status that nobody knows as well.
objections(rows) := {row |
	some row in rows
	not is_healthy(row)
	not is_not_applicable(row)
}

# Defender did not look at a resource that it says nothing about.
applicable(resource, source) if {
	found := evidence(resource, source)
	some row in deciding(found) | objections(found.findings)
	not is_not_applicable(row)
}

healthy(resource, source) if {
	found := evidence(resource, source)
	some row in deciding(found)
	is_healthy(row)
	count(objections(found.assessments | found.findings)) == 0
}

# Why a resource that is not healthy falls short.
reason(resource, source) := concat("; ", remarks) if {
	found := evidence(resource, source)
	open := count(objections(found.findings))
	remarks := array.concat(
		sort([verdict(row) | some row in objections(found.assessments)]),
		[sprintf("findings that are not healthy: %d, wanted none", [open]) | open > 0],
	)
	count(remarks) > 0
} else := "Defender for Cloud says nothing about the resource, wanted Healthy"

verdict(row) := sprintf("the assessment of Defender for Cloud is %s%s, wanted Healthy", [
	attributes.shown(row, "properties.status.code"),
	because(row),
])

because(row) := sprintf(" (%s)", [concat(": ", said)]) if {
	said := [attributes.shown(row, path) |
		some path in ["properties.status.cause", "properties.status.description"]
		attributes.present(row, path)
	]
	count(said) > 0
} else := ""
