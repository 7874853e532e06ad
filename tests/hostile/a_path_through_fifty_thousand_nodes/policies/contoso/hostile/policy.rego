# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

edges := {node: [node + 1] | some node in numbers.range(1, 50000)}

healthy if {
	input.type
	count(graph.reachable_paths(edges, [1])) == 0
}
