# METADATA
# title: Microsoft Defender for Storage should be enabled
# description: >-
#   The plan detects malicious uploads, exfiltration and misuse of storage accounts. Evidence is the
#   subscription's plan with malware scanning and sensitive data discovery.
# custom:
#   severity: high
#   resource_types: [microsoft.resources/subscriptions]
#   requires: [microsoft.security/pricings]
#   remediation: Enable the plan Defender for Storage of the subscription with both of its extensions.
#   fix: az security pricing create --subscription {subscription} --name StorageAccounts --tier Standard --subplan DefenderForStorageV2 --extensions name=OnUploadMalwareScanning isEnabled=True --extensions name=SensitiveDataDiscovery isEnabled=True
#   assessment_key: 1be22853-8ed1-4005-9907-ddad64cb1417
#   azure_policy: 640d2586-54d2-465f-877f-9ffc1d2109f4
package azure.defender.storage_plan

import data.lib.attributes
import data.lib.defender
import data.lib.text

default healthy := false

wanted_extensions := {"OnUploadMalwareScanning", "SensitiveDataDiscovery"}

plan := defender.plan(input, "StorageAccounts")

healthy if {
	defender.is_on(input, "StorageAccounts")
	text.same(plan.properties.subPlan, "DefenderForStorageV2")
	count(missing_extensions) == 0
}

missing_extensions contains name if {
	some name in wanted_extensions
	not enabled(name)
}

enabled(name) if {
	some extension in attributes.objects(plan, "properties.extensions")
	text.same(extension.name, name)
	text.same(extension.isEnabled, "True")
}

reasons contains defender.not_on(input, "StorageAccounts") if not defender.is_on(input, "StorageAccounts")

reasons contains attributes.mismatch(plan, "properties.subPlan", "DefenderForStorageV2") if {
	plan
	not text.same(attributes.value(plan, "properties.subPlan"), "DefenderForStorageV2")
}

reasons contains sprintf("extension %s is not enabled", [name]) if {
	plan
	some name in missing_extensions
}
