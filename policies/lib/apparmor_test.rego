package lib.apparmor_test

import data.lib.apparmor

confined(setting) := {"name": "web", "securityContext": {"appArmorProfile": setting}}

annotated := {"spec": {}, "metadata": {"annotations": {"container.apparmor.security.beta.kubernetes.io/web": "localhost/shop"}}}

plain := {"spec": {}, "metadata": {}}

profile(setting) := found if {
	container := confined(setting)
	found := apparmor.profile(plain, container)
}

test_the_container_comes_first if {
	apparmor.profile(annotated, confined({"type": "RuntimeDefault"})) == "runtime/default"
}

test_the_annotation_comes_before_the_pod if {
	workload := object.union(annotated, {"spec": {"securityContext": {"appArmorProfile": {"type": "Unconfined"}}}})
	apparmor.profile(workload, {"name": "web"}) == "localhost/shop"
	apparmor.profile(workload, {"name": "job"}) == "unconfined"
}

test_types if {
	profile({"type": "RuntimeDefault"}) == "runtime/default"
	profile({"type": "Unconfined"}) == "unconfined"
	profile({"type": "Localhost", "localhostProfile": "shop"}) == "localhost/shop"
	profile({"type": "Localhost"}) == "localhost/not set"
	profile({"type": "Custom"}) == "of an unknown type"
}

test_missing_profile if {
	apparmor.profile(plain, {"name": "web"}) == "not set"
	profile(null) == "not set"
}
