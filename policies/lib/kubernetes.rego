# METADATA
# title: Kubernetes clusters and their objects
# description: |
#   Clusters of AKS and Azure Arc, and the objects in them as the Kubernetes API returns them. What a policy finds
#   in a cluster are offences, one text each; the reasons name the first ten.
package lib.kubernetes

import data.lib.attributes
import data.lib.extensions
import data.lib.label_selector
import data.lib.text

# Azure Policy looks into a cluster through an add-on, or an extension where Azure Arc connects the cluster.
is_governed(cluster) if {
	some addon
	cluster.properties.addonProfiles[addon].enabled == true
	text.same(addon, "azurePolicy")
}

is_governed(cluster) if extensions.any_succeeded(cluster_extensions(cluster, "microsoft.policyinsights"))

# A cluster that was exported without details may have the add-on.
is_governed(cluster) if {
	text.same(cluster.type, "microsoft.containerservice/managedclusters")
	not is_object(attributes.value(cluster, "properties"))
}

# Where no extension at all was exported, nobody knows that the cluster has none of Azure Policy.
is_governed(cluster) if {
	text.same(cluster.type, "microsoft.kubernetes/connectedclusters")
	not data.inventory.by_type["microsoft.kubernetesconfiguration/extensions"]
}

cluster_extensions(cluster, extension_type) := [extension |
	some extension in data.inventory.children[cluster.id]["microsoft.kubernetesconfiguration/extensions"]
	text.same(extension.properties.extensionType, extension_type)
]

rows(cluster, kind) := list if {
	list := data.inventory.children[cluster.id][kind]
} else := []

# `kinds` are such that every cluster has an object of one of them, if only in its system namespaces.
is_collected(cluster, kinds) if {
	some kind in kinds
	count(rows(cluster, kind)) > 0
}

concerns(cluster, _, judged) if {
	is_governed(cluster)
	count(judged) > 0
}

concerns(cluster, kinds, _) if {
	is_governed(cluster)
	not is_collected(cluster, kinds)
}

findings(cluster, kinds, _) := {"the Kubernetes objects of the cluster are not in the inventory"} if {
	not is_collected(cluster, kinds)
}

findings(cluster, kinds, offences) := first_ten(offences) if is_collected(cluster, kinds)

first_ten(offences) := {offence | some offence in array.slice(sort(offences), 0, 10)} | {more |
	count(offences) > 10
	more := sprintf("and %d more", [count(offences) - 10])
}

objects(cluster, kind, settings) := found if {
	all_rows := rows(cluster, kind)
	excluded := excluded_namespaces(all_rows, settings)
	found := [row |
		some row in all_rows
		not excluded[namespace(row)]
		label_selector.selects(settings.labelSelector, labels(row))
	]
}

labels(holder) := object.get(holder, ["metadata", "labels"], {})

excluded_namespaces(objects, settings) := {name |
	some name in {namespace(object) | some object in objects}
	some pattern in attributes.items(settings, "excludedNamespaces")
	namespace_like(name, pattern)
}

# As in Kubernetes, an object without a namespace of its own goes to `default`.
namespace(holder) := holder.metadata.namespace if {
	holder.metadata.namespace != null
} else := "default"

namespace_like(name, pattern) if begins_like(name, pattern)

namespace_like(name, pattern) if {
	startswith(pattern, "*")
	endswith(name, trim_prefix(pattern, "*"))
}

# Equal, or a pattern such as `registry.contoso.com/base/*`.
begins_like(value, pattern) if value == pattern

begins_like(value, pattern) if {
	endswith(pattern, "*")
	startswith(value, trim_suffix(pattern, "*"))
}

# How reasons name an object: `shop/deployment/web`.
title(row) := sprintf("%s/%s/%s", [namespace(row), split(row.type, "/")[1], attributes.shown(row, "metadata.name")])

# Kubernetes wants ports of every Service, save one that stands for a name or has no address of its own.
has_known_ports(service) if {
	is_array(service.spec.ports)
	count(service.spec.ports) > 0
	every entry in service.spec.ports {
		is_object(entry)
	}
}

has_known_ports(service) if {
	attributes.value(service, "spec.ports") in {null, []}
	is_without_ports(service.spec)
}

is_without_ports(spec) if spec.type == "ExternalName"

is_without_ports(spec) if spec.clusterIP == "None"

service_account(cluster, found_namespace, name) := account if {
	some account in rows(cluster, "kubernetes/serviceaccount")
	namespace(account) == found_namespace
	account.metadata.name == name
} else := {}
