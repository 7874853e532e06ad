# METADATA
# title: PHP should be updated to the latest version for API apps
# description: >-
#   Older versions of PHP no longer receive security fixes. Of API apps on Linux the policy compares
#   `linuxFxVersion` of the configuration with the wanted version; an app that names another language is
#   healthy.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   requires: [microsoft.web/sites/config]
#   parameters:
#     PHPLatestVersion:
#       type: string
#       default: "7.4"
#       description: The wanted version, as it follows `PHP|` in `linuxFxVersion`, such as 8.3.
#   remediation: Set the runtime stack of the API app to the wanted version of PHP.
#   assessment_key: 6b86d069-b3c3-b4d7-47c7-e73ddf786a63
#   azure_policy: 1bc1795e-d44a-4d48-9b3b-6fff0fd5f9ba
#   deprecated: true
package azure.web.php_api_app

import data.lib.web

default healthy := false

wanted := data.parameters.azure.web.php_api_app.PHPLatestVersion

applicable if web.is_linux_api_app(input)

healthy if web.language_fits(input, "PHP", wanted)

reasons contains web.language_mismatch(input, "PHP", wanted, "PHPLatestVersion") if not healthy
