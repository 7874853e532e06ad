# METADATA
# title: Remote debugging should be turned off for API App
# description: >-
#   Remote debugging opens inbound ports on the API app through which its code can be controlled. The policy
#   reads `remoteDebuggingEnabled` of the configuration of the app.
# custom:
#   severity: low
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Turn off remote debugging of the API app.
#   fix: az webapp config set --ids {id} --remote-debugging-enabled false
#   assessment_key: 9172da4e-9571-6e33-2b5b-d742847f3be7
#   azure_policy: e9c8d085-d9cc-4b17-9cdc-059f1f01f19e
#   deprecated: true
package azure.web.remote_debugging_api_app

import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

healthy if web.setting(input, "remoteDebuggingEnabled") == false

reasons contains web.mismatch(input, "remoteDebuggingEnabled", "false") if not healthy
