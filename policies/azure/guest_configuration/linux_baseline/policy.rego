# METADATA
# title: Vulnerabilities in security configuration on your Linux machines should be remediated (powered by Guest Configuration)
# description: >-
#   Weak settings of the operating system are what attackers try first. Evidence is the guest assignment
#   AzureLinuxBaseline in state Compliant, checked against the settings that are wanted.
# custom:
#   severity: low
#   resource_types: [microsoft.compute/virtualmachines, microsoft.hybridcompute/machines, microsoft.connectedvmwarevsphere/virtualmachines]
#   requires: [microsoft.guestconfiguration/guestconfigurationassignments]
#   parameters:
#     IncludeArcMachines:
#       type: string
#       default: "true"
#       description: Whether machines connected through Azure Arc are assessed as well, "true" or "false".
#     BaselineSettings:
#       type: string
#       default: ""
#       description: The customised baseline (JSON text) that the machines must have been checked against, empty for the built-in one.
#   remediation: Correct the settings that the report of the guest assignment AzureLinuxBaseline names on the machine.
#   assessment_key: 1f655fb7-63ca-4980-91a3-56dbc2b715c6
#   azure_policy: fc9b3da7-8347-4380-8e70-0a0361d8dedd
package azure.guest_configuration.linux_baseline

import data.lib.guest_configuration
import data.lib.images

default healthy := false

settings := data.parameters.azure.guest_configuration.linux_baseline

applicable if images.is_linux(input)

applicable if guest_configuration.is_included(input, "linux", settings.IncludeArcMachines)

assignment := "AzureLinuxBaseline"

checked := sprintf("AzureLinuxBaseline;BaselineSettings=%s", [settings.BaselineSettings])

healthy if guest_configuration.is_compliant_with(input, assignment, checked)

reasons contains reason if some reason in guest_configuration.not_compliant_with(input, assignment, checked)
