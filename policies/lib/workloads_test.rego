package lib.workloads_test

import data.lib.kubernetes_sample_test as sample
import data.lib.workloads

owned(row, kind, name) := object.union(row, {"metadata": {"ownerReferences": [
	{"kind": "Other", "name": "other", "controller": false},
	{"kind": kind, "name": name, "controller": true},
]}})

spec(image) := {"containers": [{"name": "web", "image": image}]}

with_template(kind, name, image) := sample.object_in("shop", kind, name, {"spec": {"template": {"spec": spec(image)}}})

deployment := with_template("Deployment", "web", "template")

replica_set := owned(with_template("ReplicaSet", "web-1", "template"), "Deployment", "web")

pod(name, image) := sample.object_in("shop", "Pod", name, {"spec": spec(image)})

judged(objects, settings) := found if {
	inventory := sample.inventory(objects)
	cluster := sample.cluster
	full := object.union(sample.defaults, settings)
	found := workloads.judged(cluster, full) with data.inventory as inventory
}

images(objects) := {[workload.name, workload.spec.containers[0].image] | some workload in judged(objects, {})}

test_pods if images([pod("web", "a")]) == {["shop/pod/web", "a"]}

test_pods_stand_for_their_deployment if {
	objects := [deployment, replica_set, owned(pod("web-1-a", "a"), "ReplicaSet", "web-1"), owned(pod("web-1-b", "b"), "ReplicaSet", "web-1")]
	images(objects) == {["shop/deployment/web", "a"], ["shop/deployment/web", "b"]}
}

test_pods_stand_for_their_cron_job if {
	template := {"spec": {"jobTemplate": {"spec": {"template": {"spec": spec("template")}}}}}
	cron_job := sample.object_in("shop", "CronJob", "clean", template)
	job := owned(with_template("Job", "clean-1", "template"), "CronJob", "clean")
	images([cron_job]) == {["shop/cronjob/clean", "template"]}
	images([cron_job, job]) == {["shop/cronjob/clean", "template"]}
	images([cron_job, job, owned(pod("clean-1-a", "a"), "Job", "clean-1")]) == {["shop/cronjob/clean", "a"]}
}

test_templates_of_controllers_without_pods if {
	images([deployment, replica_set]) == {["shop/deployment/web", "template"]}
	found := {name |
		some kind in ["ReplicaSet", "StatefulSet", "DaemonSet", "Job", "ReplicationController"]
		some [name, "template"] in images([with_template(kind, "web", "template")])
	}
	count(found) == 5
}

test_a_controller_that_is_not_in_the_inventory_has_no_name if {
	images([owned(pod("web-1-a", "a"), "ReplicaSet", "web-1")]) == {["shop/pod/web-1-a", "a"]}
}

test_a_controller_of_an_unknown_kind_is_not_looked_into if {
	rollout := sample.object_in("shop", "Rollout", "web", {})
	set := owned(with_template("ReplicaSet", "web-1", "template"), "Rollout", "web")
	images([rollout, set]) == {["shop/replicaset/web-1", "template"]}
}

test_an_owner_that_is_no_controller_has_no_say if {
	fitted := object.union(pod("web", "a"), {"metadata": {"ownerReferences": [{"kind": "Deployment", "name": "web"}]}})
	images([deployment, fitted]) == {["shop/pod/web", "a"], ["shop/deployment/web", "template"]}
}

test_a_controller_of_another_namespace_is_another if {
	elsewhere := sample.object_in("other", "Deployment", "web", {"spec": {"template": {"spec": spec("template")}}})
	fitted := owned(pod("web", "a"), "Deployment", "web")
	images([elsewhere, fitted]) == {["shop/pod/web", "a"], ["other/deployment/web", "template"]}
}

test_excluded_namespaces if judged([sample.object_in("kube-system", "Pod", "dns", {"spec": spec("a")})], {}) == []

test_labels_of_the_template if {
	labels := {"spec": {"template": {"metadata": {"labels": {"app": "web"}}}}}
	settings := {"labelSelector": {"matchLabels": {"app": "web"}}}
	count(judged([object.union(deployment, labels)], settings)) == 1
	judged([deployment], settings) == []
}

test_workloads_of_excluded_images_only if {
	judged([pod("web", "registry.contoso.example/agent:1")], {}) == []
	count(judged([pod("web", "registry.contoso.example/web:1")], {})) == 1
	mixed := object.union(
		pod("web", "registry.contoso.example/agent:1"),
		{"spec": {"initContainers": [{"name": "init", "image": "a"}]}},
	)
	count(judged([mixed], {})) == 1
}

test_a_workload_is_described if {
	[workload] := judged([object.union(pod("web", "a"), {"metadata": {"annotations": {"a": "b"}}})], {})
	workload.namespace == "shop"
	workload.metadata.annotations == {"a": "b"}
}

test_a_workload_without_containers_is_an_offence if {
	bare := [sample.object_in("shop", "Pod", "web", {}), sample.object_in("shop", "Deployment", "api", {"spec": {}})]
	found := judged(bare, {})
	workloads.undescribed(found) == {
		"shop/pod/web: its containers are not in the inventory",
		"shop/deployment/api: its containers are not in the inventory",
	}
	workloads.undescribed(judged([pod("web", "a")], {})) == set()
}

shaped(fields) := {"name": "shop/pod/web", "spec": object.union({"containers": [{"name": "a"}]}, fields)}

held(fields) := shaped({"containers": [{"name": "a"}, object.union({"name": "b"}, fields)]})

test_a_workload_of_another_shape_is_an_offence if {
	good := [
		shaped({"initContainers": null, "volumes": [{"name": "v"}], "securityContext": {"runAsUser": 1}}),
		held({"ports": [], "volumeMounts": [{"name": "v"}], "securityContext": {"capabilities": {"add": ["X"], "drop": null}}}),
	]
	workloads.undescribed(good) == set()
	every odd in ["x", 1, true, {"a": {}}, [null], ["x"]] {
		every list in ["containers", "initContainers", "ephemeralContainers", "volumes"] {
			count(workloads.undescribed([shaped({list: odd})])) == 1
		}
		every list in ["ports", "volumeMounts"] {
			count(workloads.undescribed([held({list: odd})])) == 1
		}
	}
	every odd in ["x", 1, true, [], [{}]] {
		count(workloads.undescribed([shaped({"securityContext": odd})])) == 1
		count(workloads.undescribed([held({"securityContext": odd})])) == 1
	}
	every odd in ["ALL", 1, {"a": "ALL"}, [null], [{}]] {
		count(workloads.undescribed([held({"securityContext": {"capabilities": {"add": odd}}})])) == 1
		count(workloads.undescribed([held({"securityContext": {"capabilities": {"drop": odd}}})])) == 1
	}
}

test_odd_rows_are_offences_not_errors if {
	every odd in [null, "x", 1, true, [], {}] {
		every row in [
			sample.object_in("shop", "Pod", "web", {"spec": odd}),
			sample.object_in("shop", "Deployment", "web", {"spec": odd}),
			sample.object_in("shop", "Deployment", "web", {"spec": {"template": odd}}),
			sample.object_in("shop", "CronJob", "web", {"spec": {"jobTemplate": odd}}),
		] {
			count(workloads.undescribed(judged([row], {}))) == 1
		}
		row := object.union(pod("web", "a"), {"metadata": {"ownerReferences": odd}})
		images([row]) == {["shop/pod/web", "a"]}
	}
}

full := {"name": "shop/pod/web", "spec": {
	"containers": [{"name": "a"}, {"name": "b", "image": "skip/b"}],
	"initContainers": [{"name": "c"}, {"name": "d", "image": "skip/d"}],
	"ephemeralContainers": [{"name": "e"}],
}}

names(pairs) := {container.name | some [workload, container] in pairs; workload.name == "shop/pod/web"}

test_containers_of_all_lists if {
	names(workloads.containers([full], {"excludedImages": ["skip/*"]})) == {"a", "c", "e"}
	names(workloads.containers([full], {})) == {"a", "b", "c", "d", "e"}
}

test_limited_containers if {
	names(workloads.limited_containers([full], {"excludedImages": ["skip/*"]})) == {"a", "c"}
	names(workloads.limited_containers([full], {})) == {"a", "b", "c", "d"}
}

test_is_off if {
	workloads.is_off({}, "hostPID")
	workloads.is_off({"hostPID": false}, "hostPID")
	not workloads.is_off({"hostPID": true}, "hostPID")
	not workloads.is_off({"hostPID": "false"}, "hostPID")
}

test_offence if workloads.offence({"name": "shop/pod/web"}, {"name": "a"}, "is bad") == "shop/pod/web: container a is bad"

test_concern if {
	cluster := sample.cluster
	workloads.concern(cluster, [full]) with data.inventory as {}
	workloads.concern(cluster, []) with data.inventory as {}
	idle := sample.cluster_of(deployment)
	not workloads.concern(cluster, []) with data.inventory as idle
}

test_findings if {
	cluster := sample.cluster
	inventory := sample.cluster_of(deployment)
	found := workloads.findings(cluster, [full, {"name": "x", "spec": {}}], {"a"}) with data.inventory as inventory
	found == {"a", "x: its containers are not in the inventory"}
	nothing := workloads.findings(cluster, [], set()) with data.inventory as {}
	nothing == sample.not_collected
}
