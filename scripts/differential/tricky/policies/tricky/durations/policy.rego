# METADATA
# title: Durations
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.durations

default healthy := false

healthy if time.parse_duration_ns(input.properties.size) > 0

healthy if time.parse_rfc3339_ns(input.properties.time) - time.now_ns() > 0
