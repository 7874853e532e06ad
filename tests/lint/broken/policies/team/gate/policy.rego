# METADATA
# title: Gates should be locked
# custom:
#   severity: high
#   resource_types: [team.building/gates]
package team.gate

default healthy := false

healthy if uuid.rfc4122("x") == input.id
