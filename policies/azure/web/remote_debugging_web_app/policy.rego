# METADATA
# title: Remote debugging should be turned off for Web Applications
# description: >-
#   Remote debugging opens inbound ports on the web app through which its code can be controlled. The policy
#   reads `remoteDebuggingEnabled` of the configuration of the app.
# custom:
#   severity: low
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Turn off remote debugging of the web app.
#   fix: az webapp config set --ids {id} --remote-debugging-enabled false
#   assessment_key: 64b8637e-4e1d-76a9-0fc9-c1e487a97ed8
#   azure_policy: cb510bfd-1cba-4d9f-a230-cb0976f4bb71
package azure.web.remote_debugging_web_app

import data.lib.web

default healthy := false

applicable if web.is_web_app(input)

healthy if web.setting(input, "remoteDebuggingEnabled") == false

reasons contains web.mismatch(input, "remoteDebuggingEnabled", "false") if not healthy
