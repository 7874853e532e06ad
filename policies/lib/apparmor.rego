# METADATA
# title: AppArmor profiles of containers
# description: |
#   The profile of a container as Azure Policy writes it (runtime/default, unconfined, localhost/<name>): its own
#   setting, else the annotation of older Kubernetes versions, else that of its pod.
package lib.apparmor

import data.lib.attributes

profile(workload, container) := described(own) if {
	own := attributes.value(container, "securityContext.appArmorProfile")
	own != null
} else := annotated if {
	found := workload.metadata.annotations[sprintf("container.apparmor.security.beta.kubernetes.io/%s", [container.name])]
	annotated := sprintf("%v", [found])
} else := described(attributes.value(workload.spec, "securityContext.appArmorProfile"))

described(setting) := "not set" if {
	setting == null
} else := "runtime/default" if {
	setting.type == "RuntimeDefault"
} else := "unconfined" if {
	setting.type == "Unconfined"
} else := sprintf("localhost/%s", [attributes.shown(setting, "localhostProfile")]) if {
	setting.type == "Localhost"
} else := "of an unknown type"
