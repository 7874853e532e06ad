# METADATA
# title: Java should be updated to the latest version for function apps
# description: >-
#   Older versions of Java no longer receive security fixes. Of function apps on Linux the policy compares
#   `linuxFxVersion` of the configuration with the wanted version; an app that names another language is
#   healthy.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   parameters:
#     LinuxJavaVersion:
#       type: string
#       default: ""
#       description: The wanted version, as it follows `JAVA|` in `linuxFxVersion`, such as 17. Has to be set.
#   remediation: Set the parameter LinuxJavaVersion to the version that your function apps should run, and the runtime stack of the function app to that version.
#   assessment_key: f0fd27eb-25aa-4335-0ba2-0720cccda9a4
#   azure_policy: 9d0b6ea4-93e2-4578-bf2f-6bb17d22b4bc
#   deprecated: true
package azure.web.java_function_app

import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.java_function_app.LinuxJavaVersion

applicable if web.runs_functions_on_linux(input)

healthy if web.language_fits(input, "JAVA", wanted)

reasons contains web.language_mismatch(input, "JAVA", wanted, "LinuxJavaVersion") if not healthy
