# METADATA
# title: Doors should be locked
# description: An open door lets anybody in.
# custom:
#   severity: high
#   resource_types: [Team.Building/Doors]
#   requires:
#     - Team.Building/Locks
#   remediation: Lock the door.
package team.door

default healthy := false

healthy if input.properties.locked == true
