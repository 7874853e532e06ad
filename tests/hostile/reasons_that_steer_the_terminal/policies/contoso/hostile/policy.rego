# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

healthy if {
	input.type
	false
}

reasons contains "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202ebackwards\u2066\u200f\r\n::error::owned\n##vso[task.complete result=Succeeded;]done\n##[error]owned"
