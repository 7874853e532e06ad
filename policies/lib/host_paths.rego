# METADATA
# title: Host paths
# description: |
#   Paths of a node that a pod may mount. An allowed path is an object: `pathPrefix`, and `readOnly` (false to
#   admit mounts that write). The prefix counts by whole segments: /var/log admits /var/log/pods, not /var/logs.
package lib.host_paths

import data.lib.attributes

volumes(workload) := [volume |
	some volume in attributes.objects(workload.spec, "volumes")
	not attributes.absent(volume, "hostPath")
]

allowed(volume, _, paths) if {
	some entry in paths
	within(volume.hostPath.path, entry.pathPrefix)
	entry.readOnly == false
}

allowed(volume, containers, paths) if {
	some entry in paths
	within(volume.hostPath.path, entry.pathPrefix)
	every mount in mounts(volume, containers) {
		mount.readOnly == true
	}
}

mounts(volume, containers) := [mount |
	some container in containers
	some mount in attributes.objects(container, "volumeMounts")
	mount.name == volume.name
]

within(path, prefix) if {
	found := segments(path)
	wanted := segments(prefix)
	array.slice(found, 0, count(wanted)) == wanted
	not ".." in found
}

# A path that is no text has no segments to compare.
segments(path) := [segment | some segment in split(path, "/"); segment != ""] if is_string(path)
