# METADATA
# title: Python should be updated to the latest version for API apps
# description: >-
#   Older versions of Python no longer receive security fixes. Of API apps on Linux the policy compares
#   `linuxFxVersion` of the configuration with the wanted version; an app that names another language is
#   healthy.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   parameters:
#     LinuxPythonLatestVersion:
#       type: string
#       default: "3.9"
#       description: The wanted version, as it follows `PYTHON|` in `linuxFxVersion`, such as 3.12.
#   remediation: Set the runtime stack of the API app to the wanted version of Python.
#   assessment_key: c2c90d64-38e2-e984-1457-7f4a98168c72
#   azure_policy: 74c3584d-afae-46f7-a20a-6f8adba71a16
#   deprecated: true
package azure.web.python_api_app

import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.python_api_app.LinuxPythonLatestVersion

applicable if web.is_linux_api_app(input)

healthy if web.language_fits(input, "PYTHON", wanted)

reasons contains web.language_mismatch(input, "PYTHON", wanted, "LinuxPythonLatestVersion") if not healthy
