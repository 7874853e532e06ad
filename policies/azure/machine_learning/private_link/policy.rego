# METADATA
# title: Azure Machine Learning workspaces should use private link
# description: >-
#   A public endpoint lets anyone on the internet reach models and training data; a private endpoint keeps
#   the traffic on the Microsoft network. Evidence is a private endpoint connection in state Approved.
# custom:
#   severity: medium
#   resource_types: [microsoft.machinelearningservices/workspaces]
#   remediation: >-
#     Create a private endpoint for the workspace in your virtual network and have its connection approved.
#   assessment_key: 692343df-7e70-b082-7b0e-67f97146cea3
#   azure_policy: 45e05259-1eb5-4f70-9574-baf73e9d219b
package azure.machine_learning.private_link

import data.lib.private_endpoints

default healthy := false

healthy if private_endpoints.approved(input)

reasons contains private_endpoints.not_approved(input) if not healthy
