# METADATA
# title: Remote debugging should be turned off for Function App
# description: >-
#   Remote debugging opens inbound ports on the function app through which its code can be controlled. The
#   policy reads `remoteDebuggingEnabled` of the configuration of the app.
# custom:
#   severity: low
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Turn off remote debugging of the function app.
#   fix: az functionapp config set --ids {id} --remote-debugging-enabled false
#   assessment_key: 093c685b-56dd-13a3-8ed5-887a001837a2
#   azure_policy: 0e60b895-3786-45da-8377-9c6b4b6ac5f9
package azure.web.remote_debugging_function_app

import data.lib.web

default healthy := false

applicable if web.is_function_app(input)

healthy if web.setting(input, "remoteDebuggingEnabled") == false

reasons contains web.mismatch(input, "remoteDebuggingEnabled", "false") if not healthy
