# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

edges := {node: neighbours |
	some node in numbers.range(1, 20)
	neighbours := [other | some other in numbers.range(1, 20); other != node]
}

healthy if {
	input.type
	count(graph.reachable_paths(edges, [1])) == 0
}
