# METADATA
# title: Microsoft Defender for servers should be enabled on workspaces
# description: >-
#   Machines that report to a workspace are protected only where the workspace takes part in Defender for
#   Servers. Evidence is the solution Security of the workspace in state Succeeded; a subscription whose plan is
#   off has none to take part in.
# custom:
#   severity: medium
#   resource_types: [microsoft.operationalinsights/workspaces]
#   requires: [microsoft.operationsmanagement/solutions, microsoft.security/pricings]
#   remediation: Enable Defender for Servers on the Log Analytics workspace.
#   fix: az monitor log-analytics solution create --resource-group {resourceGroup} --subscription {subscription} --solution-type Security --workspace {id}
#   assessment_key: 1ce68079-b783-4404-b341-d2851d6f0fa2
package azure.defender.servers_on_workspaces

import data.lib.defender

default healthy := false

solutions := {"Security"}

# Without its row the plan may be on.
applicable if not defender.is_off(input, "VirtualMachines")

healthy if count(defender.missing_solutions(input, solutions)) == 0

reasons contains reason if some reason in defender.missing_solution_reasons(input, solutions)
