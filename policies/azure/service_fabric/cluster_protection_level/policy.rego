# METADATA
# title: Service Fabric clusters should have the ClusterProtectionLevel property set to EncryptAndSign
# description: >-
#   Messages between the nodes of a cluster are encrypted and signed only at this level. Evidence is the
#   parameter in the section Security of the fabric settings.
# custom:
#   severity: high
#   resource_types: [microsoft.servicefabric/clusters]
#   remediation: Set the parameter ClusterProtectionLevel in the section Security to EncryptAndSign.
#   fix: az sf cluster setting set --cluster-name {name} --resource-group {resourceGroup} --subscription {subscription} --section Security --parameter ClusterProtectionLevel --value EncryptAndSign
#   assessment_key: 7f04fc0c-4a3d-5c7e-ce19-666cb871b510
#   azure_policy: 617c02be-7f02-4efd-8836-3180d47b6c68
package azure.service_fabric.cluster_protection_level

import data.lib.attributes
import data.lib.text

default healthy := false

healthy if {
	some level in levels
	text.same(level, "EncryptAndSign")
}

levels contains level if {
	some section in attributes.objects(input, "properties.fabricSettings")
	text.same(section.name, "Security")
	some parameter in attributes.objects(section, "parameters")
	text.same(parameter.name, "ClusterProtectionLevel")
	level := parameter.value
}

reasons contains "ClusterProtectionLevel is not set in section Security, wanted EncryptAndSign" if count(levels) == 0

reasons contains sprintf("ClusterProtectionLevel is %v, wanted EncryptAndSign", [level]) if {
	not healthy
	some level in levels
}
