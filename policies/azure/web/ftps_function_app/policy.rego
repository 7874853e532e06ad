# METADATA
# title: FTPS should be required in function apps
# description: >-
#   FTP sends the deployment password and the code in plain text. The policy reads `ftpsState` of the
#   configuration of the app.
# custom:
#   severity: high
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   remediation: Set the FTP state of the app to FTPS only, or disable FTP altogether.
#   fix: az functionapp config set --ids {id} --ftps-state FtpsOnly
#   assessment_key: 972a6579-f38f-c0b9-1b4b-a5bbeba3ab5b
#   azure_policy: 399b2637-a50f-4f95-96f8-3a145476eb15
package azure.web.ftps_function_app

import data.lib.text
import data.lib.web

default healthy := false

applicable if web.is_function_app(input)

healthy if text.one_of(web.setting(input, "ftpsState"), ["FtpsOnly", "Disabled"])

reasons contains web.mismatch(input, "ftpsState", "FtpsOnly or Disabled") if not healthy
