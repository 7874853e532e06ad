# METADATA
# title: Log Analytics agent
# description: The agent that Microsoft retired on 2024-08-31, as an extension of a machine or a scale set.
package lib.log_analytics

import data.lib.attributes
import data.lib.extensions
import data.lib.text

title := "MicrosoftMonitoringAgent or OmsAgentForLinux"

publisher := "Microsoft.EnterpriseCloud.Monitoring"

agents(machine) := [extension |
	some extension in extensions.by_publisher(machine, publisher)
	text.one_of(extension.properties.type, ["MicrosoftMonitoringAgent", "OmsAgentForLinux"])
]

# The ids (GUIDs) of the workspaces to which the agents of the machine report.
workspaces(machine) := {lower(attributes.value(agent, "properties.settings.workspaceId")) |
	some agent in agents(machine)
	extensions.any_succeeded([agent])
	attributes.present(agent, "properties.settings.workspaceId")
}

# One agent of the two.
has_agent(machine, extension_type) if extensions.installed(machine, publisher, extension_type)

lacks_agent(machine, extension_type) := extensions.not_installed(
	extensions.by_type(machine, publisher, extension_type),
	extension_type,
)
