package lib.host_paths_test

import data.lib.host_paths

volume(path) := {"name": "logs", "hostPath": {"path": path}}

container(mount) := {"name": "web", "volumeMounts": [object.union({"name": "logs", "mountPath": "/logs"}, mount)]}

test_volumes if {
	workload := {"spec": {"volumes": [volume("/"), {"name": "scratch", "emptyDir": {}}]}}
	host_paths.volumes(workload) == [volume("/")]
	host_paths.volumes({"spec": {}}) == []
}

test_within if {
	host_paths.within("/var/log", "/var/log")
	host_paths.within("/var/log/pods/", "/var/log/")
	host_paths.within("/var/log", "/")
}

test_not_within if {
	not host_paths.within("/var/logs", "/var/log")
	not host_paths.within("/var", "/var/log")
	not host_paths.within("/etc/var/log", "/var/log")
	not host_paths.within("/var/log/../../etc", "/var/log")
}

test_allowed_to_write if {
	paths := [{"pathPrefix": "/var/log", "readOnly": false}]
	host_paths.allowed(volume("/var/log"), [container({})], paths)
	not host_paths.allowed(volume("/etc"), [container({})], paths)
}

test_allowed_to_read if {
	paths := [{"pathPrefix": "/var/log", "readOnly": true}]
	host_paths.allowed(volume("/var/log"), [container({"readOnly": true})], paths)
	not host_paths.allowed(volume("/var/log"), [container({"readOnly": true}), container({})], paths)
	not host_paths.allowed(volume("/etc"), [container({"readOnly": true})], paths)
}

test_mounts_of_other_volumes_may_write if {
	paths := [{"pathPrefix": "/var/log", "readOnly": true}]
	host_paths.allowed(volume("/var/log"), [container({"name": "scratch"})], paths)
}

test_no_path_is_allowed_by_an_empty_list if not host_paths.allowed(volume("/var/log"), [], [])

test_a_volume_without_a_path_is_not_allowed if {
	every odd in [{}, "x", {"path": null}, {"path": 7}, {"path": ["/"]}] {
		not host_paths.allowed({"name": "logs", "hostPath": odd}, [], [{"pathPrefix": "/", "readOnly": true}])
	}
}
