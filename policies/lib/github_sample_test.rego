package lib.github_sample_test

import data.lib.imported_sample_test as imported

# A repository that GitHub itself listed, and two that connectors know, the second one in Azure DevOps.
repository := {
	"id": "//github.com/contoso/shop",
	"type": "microsoft.security/securityconnectors/devops/githubowners/repos",
	"full_name": "contoso/shop",
	"archived": false,
}

connected := {
	"id": sprintf("%s/githubowners/contoso/repos/shop", [connector]),
	"type": "microsoft.security/securityconnectors/devops/githubowners/repos",
}

azure_repository := {
	"id": sprintf("%s/azuredevopsorgs/contoso/projects/shop/repos/api", [connector]),
	"type": "microsoft.security/securityconnectors/devops/azuredevopsorgs/projects/repos",
}

connector := "/subscriptions/0001/resourcegroups/devops/providers/microsoft.security/securityconnectors/hub/devops/default"

# What GitHub lists of the repository, by type.
inventory(types) := {"by_type": rows, "children": {repository.id: rows}} if {
	rows := {type: [record(row) | some row in list] | some type, list in types}
}

record(fields) := object.union({"id": sprintf("%s/records/1", [repository.id])}, fields)

# The verdict of Defender for Cloud on the repository of the connector.
assessed(key, title, code) := imported.inventory(connected, [imported.assessment(connected, key, title, {"code": code})], [])
