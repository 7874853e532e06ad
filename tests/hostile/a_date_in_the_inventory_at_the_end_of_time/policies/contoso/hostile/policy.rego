# METADATA
# title: An innocent policy
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

near if time.add_date(time.parse_rfc3339_ns(input.tags.owner), 100, 0, 0) < time.add_date(time.now_ns(), 200, 0, 0)

healthy if near
