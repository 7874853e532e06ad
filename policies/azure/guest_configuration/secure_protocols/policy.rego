# METADATA
# title: Windows web servers should be configured to use secure communication protocols
# description: >-
#   Older protocols let others read and alter what clients and the server exchange. Evidence is the guest
#   assignment AuditSecureProtocol in state Compliant, checked for the lowest TLS version that is wanted.
# custom:
#   severity: high
#   resource_types: [microsoft.compute/virtualmachines, microsoft.hybridcompute/machines, microsoft.connectedvmwarevsphere/virtualmachines]
#   requires: [microsoft.guestconfiguration/guestconfigurationassignments]
#   parameters:
#     IncludeArcMachines:
#       type: string
#       default: "true"
#       description: Whether machines connected through Azure Arc are assessed as well, "true" or "false".
#     MinimumTLSVersion:
#       type: string
#       default: "1.2"
#       description: The lowest TLS version that servers may offer, 1.1 or 1.2.
#   remediation: Disable SSL and the TLS versions below the wanted one for Schannel on the server, and restart it.
#   assessment_key: 87448ec1-55f6-3746-3f79-0f35beee76b4
#   azure_policy: 5752e6d6-1206-46d8-8ab1-ecc2f71a8112
package azure.guest_configuration.secure_protocols

import data.lib.guest_configuration
import data.lib.images

default healthy := false

settings := data.parameters.azure.guest_configuration.secure_protocols

applicable if images.is_windows_server(input)

applicable if guest_configuration.is_included(input, "windows", settings.IncludeArcMachines)

assignment := "AuditSecureProtocol"

checked := sprintf("[SecureWebServer]s1;MinimumTLSVersion=%s", [settings.MinimumTLSVersion])

healthy if guest_configuration.is_compliant_with(input, assignment, checked)

reasons contains reason if some reason in guest_configuration.not_compliant_with(input, assignment, checked)
