# METADATA
# title: Diagnostic logs in App Service should be enabled
# description: >-
#   Logs of requests and failures let an attack on an app be traced. The policy reads `detailedErrorLoggingEnabled`,
#   `httpLoggingEnabled` and `requestTracingEnabled` of the configuration of the app.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Turn on web server logging, detailed error messages and failed request tracing of the app.
#   fix: az webapp log config --ids {id} --web-server-logging filesystem --detailed-error-messages true --failed-request-tracing true
#   assessment_key: 40394a2c-60fb-7cc5-1944-065772e94f05
#   azure_policy: b607c5de-e7d9-4eee-9e5c-83f1bcee4fa0
#   deprecated: true
package azure.web.diagnostic_logs

import data.lib.web

default healthy := false

# Function apps and Linux apps have other logs.
applicable if {
	web.is_web_app(input)
	not contains(web.kind(input), "linux")
}

wanted_logs := {"detailedErrorLoggingEnabled", "httpLoggingEnabled", "requestTracingEnabled"}

missing_logs contains name if {
	some name in wanted_logs
	web.setting(input, name) != true
}

missing_logs contains name if {
	some name in wanted_logs
	not web.config(input)
}

healthy if count(missing_logs) == 0

reasons contains web.mismatch(input, name, "true") if some name in missing_logs
