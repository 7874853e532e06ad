# METADATA
# title: Versions
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.versions

default healthy := false

healthy if semver.compare(input.properties.version, "1.2.0") >= 0
