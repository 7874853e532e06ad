# METADATA
# title: Microsoft Defender for SQL on machines should be enabled on workspaces
# description: >-
#   SQL servers that report to a workspace are protected only where the workspace takes part in Defender for
#   SQL. Evidence is its solutions SQLAdvancedThreatProtection and SQLVulnerabilityAssessment in state
#   Succeeded; a subscription whose plan is off has none to take part in.
# custom:
#   severity: medium
#   resource_types: [microsoft.operationalinsights/workspaces]
#   requires: [microsoft.operationsmanagement/solutions, microsoft.security/pricings]
#   remediation: Enable Defender for SQL servers on machines on the Log Analytics workspace.
#   assessment_key: e9c320f1-03a0-4d2b-9a37-84b3bdc2e281
package azure.defender.sql_on_workspaces

import data.lib.defender

default healthy := false

solutions := {"SQLAdvancedThreatProtection", "SQLVulnerabilityAssessment"}

# Without its row the plan may be on.
applicable if not defender.is_off(input, "SqlServerVirtualMachines")

healthy if count(defender.missing_solutions(input, solutions)) == 0

reasons contains reason if some reason in defender.missing_solution_reasons(input, solutions)
