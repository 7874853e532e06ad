# METADATA
# title: Azure Arc-enabled machines
# description: Operating system of a machine connected through Azure Arc.
package lib.arc

import data.lib.text

runs(machine, os) if text.starts_with(machine.properties.osType, os)

# Early agent versions report the operating system under osName alone.
runs(machine, os) if text.starts_with(machine.properties.osName, os)
