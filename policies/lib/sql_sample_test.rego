package lib.sql_sample_test

# A logical server, one of a Synapse workspace, a managed instance, and the settings of any of them.
server := {"id": "/s/a", "type": "microsoft.sql/servers", "kind": "v12.0", "properties": {}}

synapse_server := object.union(server, {"kind": "v12.0,analytics"})

instance := {"id": "/s/a", "type": "microsoft.sql/managedinstances", "properties": {}}

setting(path, properties) := {"by_id": {sprintf("/s/a/%s", [path]): {"properties": properties}}}

# The encryption protector of a server or a managed instance.
protector(resource, properties) := {
	"id": sprintf("%s/encryptionprotector/current", [resource.id]),
	"type": sprintf("%s/encryptionprotector", [resource.type]),
	"properties": properties,
}
