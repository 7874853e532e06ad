# METADATA
# title: An innocent policy
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

edges := {node: input.tags.owner | some node in input.tags.owner}

healthy if count(graph.reachable_paths(edges, input.tags.owner)) > 0
