# METADATA
# title: Microsoft Defender for open-source relational databases should be enabled
# description: >-
#   The plan detects unusual access to PostgreSQL, MySQL and MariaDB servers, and attempts to guess passwords.
#   Evidence is the tier of the plan OpenSourceRelationalDatabases of the subscription.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for open-source relational databases of the subscription.
#   fix: az security pricing create --subscription {subscription} --name OpenSourceRelationalDatabases --tier Standard
#   assessment_key: b6a28450-dd5d-4ba4-8806-245e20ef6632
#   azure_policy: 0a9fbe0d-c5c4-4da8-87d8-f4fd77338835
package azure.defender.open_source_databases_plan

import data.lib.defender

default healthy := false

healthy if defender.is_on(input, "OpenSourceRelationalDatabases")

reasons contains defender.not_on(input, "OpenSourceRelationalDatabases") if not healthy
