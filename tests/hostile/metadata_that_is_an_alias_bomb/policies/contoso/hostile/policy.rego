# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
#   parameters:
#     a: {type: string, default: &a0 "ha"}
#     b0: {type: array, default: &a1 [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]}
#     b1: {type: array, default: &a2 [*a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1]}
#     b2: {type: array, default: &a3 [*a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2]}
#     b3: {type: array, default: &a4 [*a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3]}
#     b4: {type: array, default: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]}
#     b5: {type: array, default: &a6 [*a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5]}
#     b6: {type: array, default: &a7 [*a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6]}
#     b7: {type: array, default: &a8 [*a7, *a7, *a7, *a7, *a7, *a7, *a7, *a7, *a7, *a7]}
#     b8: {type: array, default: &a9 [*a8, *a8, *a8, *a8, *a8, *a8, *a8, *a8, *a8, *a8]}
#     b9: {type: array, default: &a10 [*a9, *a9, *a9, *a9, *a9, *a9, *a9, *a9, *a9, *a9]}
package contoso.hostile

default healthy := false

healthy if false
