# METADATA
# title: FTPS should be required in web apps
# description: >-
#   FTP sends the deployment password and the code in plain text. The policy reads `ftpsState` of the
#   configuration of the app.
# custom:
#   severity: high
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Set the FTP state of the app to FTPS only, or disable FTP altogether.
#   fix: az webapp config set --ids {id} --ftps-state FtpsOnly
#   assessment_key: 19beaa2a-a126-b4dd-6d35-617f6cc83fca
#   azure_policy: 4d24b6d4-5e53-4a4f-a7f4-618fa573ee4b
package azure.web.ftps_web_app

import data.lib.text
import data.lib.web

default healthy := false

applicable if web.is_web_app(input)

healthy if text.one_of(web.setting(input, "ftpsState"), ["FtpsOnly", "Disabled"])

reasons contains web.mismatch(input, "ftpsState", "FtpsOnly or Disabled") if not healthy
