# METADATA
# title: Doors should be locked
# description: An open door lets anybody in.
# custom:
#   severity: high
#   resource_types: [team.building/doors]
#   remediation: Lock the door.
package team.door # securescore: allow lint::unlisted: the catalog of the team has it

default healthy := false

# The doors of a ward have no state but when they are open.
# securescore: allow lint::healthy_by_absence: a door without a state is closed
healthy if not input.properties.open

isOpen := input.properties.open # securescore: allow lint::rule_name, lint::unused_rule as in the API

# securescore: allow lint::bare_reason
reasons contains "too many keys" if input.properties.keys > 3

# securescore: allow lint::unused_rle: a typing error
# securescore: allow all of it
# securescore: forbid lint::unused_rule: no such order
reasons contains "a text" if not healthy
