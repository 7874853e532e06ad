# METADATA
# title: Service Fabric clusters should only use Azure Active Directory for client authentication
# description: >-
#   Client certificates are hard to revoke and name no person; Azure Active Directory identities can be
#   blocked at once. Evidence is the tenant that the cluster authenticates clients with.
# custom:
#   severity: high
#   resource_types: [microsoft.servicefabric/clusters]
#   remediation: >-
#     Set `azureActiveDirectory` of the cluster to your tenant and to the registered cluster and client
#     applications.
#   assessment_key: 03afeb6f-7634-adb3-0a01-803b0b9cb611
#   azure_policy: b54ed75b-3e1a-44ac-a333-05ba39b99ff0
package azure.service_fabric.aad_client_authentication

import data.lib.attributes

default healthy := false

healthy if attributes.has_text(input, "properties.azureActiveDirectory.tenantId")

reasons contains "properties.azureActiveDirectory.tenantId is not set, wanted the tenant of the clients" if not healthy
