# METADATA
# title: Web apps should request an SSL certificate for all incoming requests
# description: >-
#   Without client certificates anyone who reaches the app over the network can talk to it. The policy reads
#   whether the app asks every client for a certificate.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Turn on incoming client certificates (`clientCertEnabled`) for the app.
#   fix: az webapp update --ids {id} --set clientCertEnabled=true
#   assessment_key: ca4e6a5a-3a9a-bad3-798a-d420a1d9bd6d
#   azure_policy: 5bb220d9-2698-4ee4-8404-b9c30c9df609
#   deprecated: true
package azure.web.client_certificates_web_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_web_app(input)

healthy if input.properties.clientCertEnabled == true

reasons contains attributes.mismatch(input, "properties.clientCertEnabled", "true") if not healthy
