# METADATA
# title: An innocent policy
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

expired if time.add_date(time.parse_rfc3339_ns(input.tags.owner), 1, 0, 0) < time.now_ns()

healthy if not expired
