# METADATA
# title: Python should be updated to the latest version for function apps
# description: >-
#   Older versions of Python no longer receive security fixes. Of function apps on Linux the policy compares
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
#   remediation: Set the parameter LinuxPythonVersion to the version that your function apps should run, and the runtime stack of the function app to that version.
#   assessment_key: 96327a68-4aec-5e76-8f0e-d4670bc5a3a7
#   azure_policy: 7238174a-fd10-4ef0-817e-fc820a951d73
#   deprecated: true
package azure.web.python_function_app

import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.python_function_app.LinuxPythonVersion

applicable if web.runs_functions_on_linux(input)

healthy if web.language_fits(input, "PYTHON", wanted)

reasons contains web.language_mismatch(input, "PYTHON", wanted, "LinuxPythonVersion") if not healthy
