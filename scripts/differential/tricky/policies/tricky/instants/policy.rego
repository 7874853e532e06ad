# METADATA
# title: Instants and durations
# custom:
#   severity: low
#   resource_types: [test.tricky/things]
package tricky.instants

default healthy := false

healthy if time.parse_rfc3339_ns(input.properties.time) > time.now_ns()

reasons contains sprintf("ended on %v", [time.date(time.parse_rfc3339_ns(input.properties.time))]) if not healthy
