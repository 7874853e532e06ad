# METADATA
# title: Ensure API app has Client Certificates Incoming client certificates set to On
# description: >-
#   Without client certificates anyone who reaches the app over the network can talk to it. The policy reads
#   whether the app asks every client for a certificate.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Turn on incoming client certificates (`clientCertEnabled`) for the app.
#   fix: az webapp update --ids {id} --set clientCertEnabled=true
#   assessment_key: ce2768c3-a7c7-1bbf-22cd-f9db675a9807
#   azure_policy: 0c192fe8-9cbb-4516-85b3-0ade8bd03886
#   deprecated: true
package azure.web.client_certificates_api_app

import data.lib.defaults
import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

healthy if input.properties.clientCertEnabled == true

# An app that does not state the setting is healthy; an app exported without any properties is not.
healthy if defaults.left_out(input, "properties.clientCertEnabled")

reasons contains defaults.mismatch(input, "app", "properties.clientCertEnabled", "true") if not healthy
