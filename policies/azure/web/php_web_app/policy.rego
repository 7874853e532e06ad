# METADATA
# title: PHP should be updated to the latest version for web apps
# description: >-
#   Older versions of PHP no longer receive security fixes. Of web apps on Linux the policy compares
#   `linuxFxVersion` of the configuration with the wanted version; an app that names another language is
#   healthy.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   parameters:
#     LinuxPHPVersion:
#       type: string
#       default: ""
#       description: The wanted version, as it follows `PHP|` in `linuxFxVersion`, such as 8.3. Has to be set.
#   remediation: Set the parameter LinuxPHPVersion to the version that your web apps should run, and the runtime stack of the web app to that version.
#   assessment_key: 7b2a234d-614b-562f-ac85-91b419688b59
#   azure_policy: 7261b898-8a84-4db8-9e04-18527132abb3
#   deprecated: true
package azure.web.php_web_app

import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.php_web_app.LinuxPHPVersion

applicable if web.is_linux_web_app(input)

healthy if web.language_fits(input, "PHP", wanted)

reasons contains web.language_mismatch(input, "PHP", wanted, "LinuxPHPVersion") if not healthy
