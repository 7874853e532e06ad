# METADATA
# title: Vulnerabilities in security configuration on your Windows machines should be remediated (powered by Guest Configuration)
# description: >-
#   Weak settings of the operating system are what attackers try first. Evidence is the guest assignment
#   AzureWindowsBaseline in state Compliant, checked against the settings that are wanted.
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
#   remediation: Correct the settings that the report of the guest assignment AzureWindowsBaseline names, by group policy or on the machine.
#   assessment_key: 8c3d9ad0-3639-4686-9cd2-2b2ab2609bda
#   azure_policy: 72650e9f-97bc-4b2a-ab5f-9781a9fcecbc
package azure.guest_configuration.windows_baseline

import data.lib.guest_configuration
import data.lib.images

default healthy := false

settings := data.parameters.azure.guest_configuration.windows_baseline

applicable if images.is_windows(input)

applicable if guest_configuration.is_included(input, "windows", settings.IncludeArcMachines)

assignment := "AzureWindowsBaseline"

checked := sprintf("AzureWindowsBaseline;BaselineSettings=%s", [settings.BaselineSettings])

healthy if guest_configuration.is_compliant_with(input, assignment, checked)

reasons contains reason if some reason in guest_configuration.not_compliant_with(input, assignment, checked)
