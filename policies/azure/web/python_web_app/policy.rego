# METADATA
# title: Python should be updated to the latest version for web apps
# description: >-
#   Older versions of Python no longer receive security fixes. Of web apps on Linux the policy compares
#   `linuxFxVersion` of the configuration with the wanted version; an app that names another language is
#   healthy.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   parameters:
#     LinuxPythonVersion:
#       type: string
#       default: ""
#       description: The wanted version, as it follows `PYTHON|` in `linuxFxVersion`, such as 3.12. Has to be set.
#   remediation: Set the parameter LinuxPythonVersion to the version that your web apps should run, and the runtime stack of the web app to that version.
#   assessment_key: e8407fab-bf38-b0a4-79c1-068bbf82eca1
#   azure_policy: 7008174a-fd10-4ef0-817e-fc820a951d73
#   deprecated: true
package azure.web.python_web_app

import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.python_web_app.LinuxPythonVersion

applicable if web.is_linux_web_app(input)

healthy if web.language_fits(input, "PYTHON", wanted)

reasons contains web.language_mismatch(input, "PYTHON", wanted, "LinuxPythonVersion") if not healthy
