package azure.aks.rbac_test

import data.azure.aks.rbac

cluster(properties) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.containerservice/managedclusters/a",
	"type": "microsoft.containerservice/managedclusters",
	"properties": properties,
}

test_healthy_when_rbac_is_enabled if rbac.healthy with input as cluster({"enableRBAC": true})

test_unhealthy_when_rbac_is_disabled if {
	not rbac.healthy with input as cluster({"enableRBAC": false})
	rbac.reasons == {"properties.enableRBAC is false, wanted true"} with input as cluster({"enableRBAC": false})
}

test_missing_rbac_is_healthy if rbac.healthy with input as cluster({})
