# METADATA
# title: Function App should only be accessible over HTTPS
# description: >-
#   Plain HTTP exposes cookies, credentials and data to anyone on the path. The policy reads the setting that
#   redirects all HTTP requests to HTTPS.
# custom:
#   severity: medium
#   resource_types: [microsoft.web/sites]
#   remediation: Turn on HTTPS Only (`httpsOnly`) for the app.
#   fix: az functionapp update --ids {id} --set httpsOnly=true
#   assessment_key: cb0acdc6-0846-fd48-debe-9905af151b6d
#   azure_policy: 6d555dd1-86f2-4f1c-8ed7-5abae7c6cbab
package azure.web.https_only_function_app

import data.lib.attributes
import data.lib.web

default healthy := false

applicable if web.is_function_app(input)

healthy if input.properties.httpsOnly == true

reasons contains attributes.mismatch(input, "properties.httpsOnly", "true") if not healthy
