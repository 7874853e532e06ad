# METADATA
# title: Java should be updated to the latest version for web apps
# description: >-
#   Older versions of Java no longer receive security fixes. Of web apps on Linux the policy compares
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
#       description: The wanted version, as it follows `JAVA|` in `linuxFxVersion`, such as 17-java17. Has to be set.
#   remediation: Set the parameter LinuxJavaVersion to the version that your web apps should run, and the runtime stack of the web app to that version.
#   assessment_key: 39c63596-aa92-1b90-ee7c-628bee592cc0
#   azure_policy: 496223c3-ad65-4ecd-878a-bae78737e9ed
#   deprecated: true
package azure.web.java_web_app

import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.java_web_app.LinuxJavaVersion

applicable if web.is_linux_web_app(input)

healthy if web.language_fits(input, "JAVA", wanted)

reasons contains web.language_mismatch(input, "JAVA", wanted, "LinuxJavaVersion") if not healthy
