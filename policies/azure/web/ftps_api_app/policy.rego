# METADATA
# title: FTPS should be required in API apps
# description: >-
#   FTP sends the deployment password and the code in plain text. The policy reads `ftpsState` of the
#   configuration of the app.
# custom:
#   severity: high
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Set the FTP state of the app to FTPS only, or disable FTP altogether.
#   fix: az webapp config set --ids {id} --ftps-state FtpsOnly
#   assessment_key: 67fc622b-4ce6-8c52-08ae-9f830036b757
#   azure_policy: 9a1b8c48-453a-4044-86c3-d8bfd823e4f5
#   deprecated: true
package azure.web.ftps_api_app

import data.lib.text
import data.lib.web

default healthy := false

applicable if web.is_api_app(input)

healthy if text.one_of(web.setting(input, "ftpsState"), ["FtpsOnly", "Disabled"])

reasons contains web.mismatch(input, "ftpsState", "FtpsOnly or Disabled") if not healthy
