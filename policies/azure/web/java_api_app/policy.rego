# METADATA
# title: Java should be updated to the latest version for API apps
# description: >-
#   Older versions of Java no longer receive security fixes. Of API apps on Linux the policy looks for the
#   wanted version at the end of `linuxFxVersion` of the configuration; an app that names another language is
#   healthy.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   parameters:
#     JavaLatestVersion:
#       type: string
#       default: "11"
#       description: End of `linuxFxVersion` of an app that runs Java.
#   remediation: Set the runtime stack of the API app to the wanted version of Java.
#   assessment_key: 08a3b009-0178-ee60-e357-e7ee5aea59c7
#   azure_policy: 88999f4c-376a-45c8-bcb3-4058f713cf39
#   deprecated: true
package azure.web.java_api_app

import data.lib.text
import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.java_api_app.JavaLatestVersion

applicable if web.is_linux_api_app(input)

healthy if web.runs_another_language(input, "JAVA")

healthy if {
	wanted != ""
	text.ends_with(web.setting(input, "linuxFxVersion"), wanted)
}

reasons contains web.language_mismatch(input, "JAVA", wanted, "JavaLatestVersion") if not healthy
