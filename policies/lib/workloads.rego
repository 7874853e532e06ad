# METADATA
# title: Workloads of a Kubernetes cluster
# description: |
#   Pods, and the templates of controllers that have no pod in the inventory. A pod carries the name of the controller
#   that it belongs to, so that the pods of a Deployment are one finding, not many.
package lib.workloads

import data.lib.attributes
import data.lib.ids
import data.lib.kubernetes
import data.lib.label_selector

kinds := {
	"kubernetes/cronjob",
	"kubernetes/daemonset",
	"kubernetes/deployment",
	"kubernetes/job",
	"kubernetes/pod",
	"kubernetes/replicaset",
	"kubernetes/replicationcontroller",
	"kubernetes/statefulset",
}

# Where the controller of an object stands: one id, or none.
controller_ids(cluster, row) := {id |
	some reference in attributes.objects(row, "metadata.ownerReferences")
	reference.controller == true
	path := [cluster.id, kubernetes.namespace(row), reference.kind, reference.name]
	id := ids.folded(sprintf("%s/providers/kubernetes/namespace/%s/%s/%s", path))
	data.inventory.by_id[id].type in kinds
}

nearest_ids(cluster, row) := above if {
	above := controller_ids(cluster, row)
	count(above) > 0
} else := {row.id}

# From the nearest controller to the last: ReplicaSet to Deployment, Job to CronJob.
top_ids(cluster, ids) := {id: top |
	some id in ids
	some top in nearest_ids(cluster, data.inventory.by_id[id])
}

# A row, the pod or pod template in it, and the id of what it is named after.
sources(cluster) := array.concat(pods, without_pods) if {
	nearest := [[row, id] | some row in kubernetes.rows(cluster, "kubernetes/pod"); some id in nearest_ids(cluster, row)]
	tops := top_ids(cluster, {found | some [_, found] in nearest})
	pods := [[row, row, tops[id]] | some [row, id] in nearest]
	running := {top | some _, top in tops}
	without_pods := [[row, template(row), row.id] |
		some kind in kinds - {"kubernetes/pod"}
		some row in kubernetes.rows(cluster, kind)
		not running[row.id]
		count(controller_ids(cluster, row)) == 0
	]
}

template(row) := found if {
	path := {"kubernetes/cronjob": ["spec", "jobTemplate", "spec", "template"]}
	found := object.get(row, object.get(path, row.type, ["spec", "template"]), {})
	is_object(found)
} else := {}

details(pod) := pod.spec if {
	is_object(pod.spec)
} else := {}

judged(cluster, settings) := found if {
	all_sources := sources(cluster)
	excluded := kubernetes.excluded_namespaces([row | some [row, _, _] in all_sources], settings)
	names := {id: kubernetes.title(data.inventory.by_id[id]) | some id in {top | some [_, _, top] in all_sources}}
	found := [workload |
		some [row, pod, id] in all_sources
		namespace := kubernetes.namespace(row)
		not excluded[namespace]
		label_selector.selects(settings.labelSelector, kubernetes.labels(pod))
		workload := {
			"name": names[id],
			"namespace": namespace,
			"metadata": attributes.value(pod, "metadata"),
			"spec": details(pod),
		}
		not is_excluded(workload, settings)
	]
}

# All of its containers run images that are left out.
is_excluded(workload, settings) if {
	count(object.get(settings, "excludedImages", [])) > 0
	listed := containers_in(workload, all_lists)
	count(listed) > 0
	every container in listed {
		has_excluded_image(container, settings)
	}
}

has_excluded_image(container, settings) if {
	some pattern in settings.excludedImages
	kubernetes.begins_like(attributes.shown(container, "image"), pattern)
}

all_lists := ["containers", "initContainers", "ephemeralContainers"]

containers_in(workload, lists) := [container |
	some list in lists
	some container in attributes.objects(workload.spec, list)
]

containers_of(workload, settings) := [container |
	some container in containers_in(workload, all_lists)
	not has_excluded_image(container, settings)
]

# Pairs of a workload and one of its containers.
containers(workloads, settings) := [[workload, container] |
	some workload in workloads
	some container in containers_of(workload, settings)
]

# Kubernetes takes no resource limits for ephemeral containers.
limited_containers(workloads, settings) := [[workload, container] |
	some workload in workloads
	some container in containers_in(workload, ["containers", "initContainers"])
	not has_excluded_image(container, settings)
]

# The API leaves a switch out that is off, which is what Kubernetes takes it for.
is_off(holder, path) if attributes.value(holder, path) in {null, false}

offence(workload, container, what) := sprintf("%s: container %s %s", [
	workload.name,
	attributes.shown(container, "name"),
	what,
])

undescribed(workloads) := {reason |
	some workload in workloads
	not is_described(workload)
	reason := sprintf("%s: its containers are not in the inventory", [workload.name])
}

# What has another shape than Kubernetes gives it cannot be read, and is no evidence.
is_described(workload) if {
	count(containers_in(workload, ["containers"])) > 0
	has_objects(workload.spec, array.concat(all_lists, ["volumes"]))
	is_context(attributes.value(workload.spec, "securityContext"))
	every container in containers_in(workload, all_lists) {
		has_objects(container, ["ports", "volumeMounts"])
		is_context(attributes.value(container, "securityContext"))
	}
}

has_objects(holder, fields) if {
	every field in fields {
		is_list(attributes.value(holder, field), "object")
	}
}

is_list(null, _) := true

is_list(list, kind) if {
	is_array(list)
	every item in list {
		type_name(item) == kind
	}
}

is_context(null) := true

is_context(context) if {
	is_object(context)
	every field in ["add", "drop"] {
		is_list(attributes.value(context, sprintf("capabilities.%s", [field])), "string")
	}
}

concern(cluster, workloads) if kubernetes.concerns(cluster, kinds, workloads)

findings(cluster, workloads, offences) := kubernetes.findings(cluster, kinds, offences | undescribed(workloads))
