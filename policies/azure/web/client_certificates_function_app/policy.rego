# METADATA
# title: Function apps should have Client Certificates (Incoming client certificates) enabled
# description: >-
#   Without client certificates anyone who reaches the app over the network can talk to it. HTTP/2 has no client
#   certificates, so an app that serves HTTP/2 is exempt.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Turn on incoming client certificates (`clientCertEnabled`) for the app.
#   fix: az functionapp update --ids {id} --set clientCertEnabled=true
#   assessment_key: c2ab4bea-c663-3259-a4cd-03a8feb02825
#   azure_policy: ab6a902f-9493-453b-928d-62c30b11b5a6
package azure.web.client_certificates_function_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_function_app(input)

healthy if input.properties.clientCertEnabled == true

healthy if web.setting(input, "http20Enabled") == true

reasons contains attributes.mismatch(input, "properties.clientCertEnabled", "true (or HTTP/2 in config/web)") if {
	not healthy
}
