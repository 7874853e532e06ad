# METADATA
# title: Azure Cosmos DB accounts should use Azure Active Directory as the only authentication method
# description: >-
#   Account keys give full access, name no person and are often copied; Azure Active Directory identities
#   can be limited and blocked. Evidence is that local authentication is disabled.
# custom:
#   severity: medium
#   resource_types: [microsoft.documentdb/databaseaccounts]
#   remediation: Set `disableLocalAuth` to true once every client uses Azure Active Directory.
#   fix: az resource update --ids {id} --set properties.disableLocalAuth=true
#   assessment_key: 14acab4e-ad95-11ec-b909-0242ac120002
#   azure_policy: 5450f5bd-9c72-4390-a9c4-a7aba4edfdd2
package azure.cosmosdb.aad_only

import data.lib.attributes
import data.lib.text

default healthy := false

# Azure Active Directory data access exists for the API for NoSQL alone.
applicable if not has_other_api

has_other_api if {
	some capability in attributes.objects(input, "properties.capabilities")
	text.one_of(capability.name, ["EnableMongo", "EnableCassandra", "EnableTable", "EnableGremlin"])
}

healthy if input.properties.disableLocalAuth == true

reasons contains attributes.mismatch(input, "properties.disableLocalAuth", "true") if not healthy
