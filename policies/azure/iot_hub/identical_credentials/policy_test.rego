package azure.iot_hub.identical_credentials_test

import data.azure.iot_hub.identical_credentials
import data.lib.resources_sample_test as sample

hub := sample.resource("microsoft.devices/iothubs", {})

device(name, row) := object.union(
	{"id": sprintf("%s/devices/%s", [hub.id, name]), "type": "microsoft.devices/iothubs/devices", "deviceId": name},
	row,
)

# As the registry of devices has them.
keyed(name, primary, secondary) := device(name, {"authentication": {
	"type": "sas",
	"symmetricKey": {"primaryKey": primary, "secondaryKey": secondary},
	"x509Thumbprint": {"primaryThumbprint": null, "secondaryThumbprint": null},
}})

certified(name, primary, secondary) := device(name, {"authentication": {
	"type": "selfSigned",
	"symmetricKey": {"primaryKey": null, "secondaryKey": null},
	"x509Thumbprint": {"primaryThumbprint": primary, "secondaryThumbprint": secondary},
}})

# As the list of device twins has them.
twin(name, kind, primary, secondary) := device(name, {
	"authenticationType": kind,
	"x509Thumbprint": {"primaryThumbprint": primary, "secondaryThumbprint": secondary},
})

inventory(devices) := {"children": {hub.id: {"microsoft.devices/iothubs/devices": devices}}}

test_healthy_when_every_credential_is_used_once if {
	different := inventory([
		keyed("a", "a2V5LTE=", "a2V5LTI="),
		keyed("b", "a2V5LTM=", "a2v5ltm="),
		keyed("c", "A2V5LTM=", "a2V5LTQ="),
		certified("d", "AB01", "AB02"),
		certified("e", "AB03", null),
		certified("f", "AB04", ""),
		twin("g", "selfSigned", "AB05", null),
	])
	identical_credentials.healthy with input as hub with data.inventory as different
	identical_credentials.reasons == set() with input as hub with data.inventory as different
}

test_healthy_when_a_device_uses_one_credential_twice if {
	one := inventory([keyed("a", "a2V5LTE=", "a2V5LTE="), certified("b", "AB01", "ab01")])
	identical_credentials.healthy with input as hub with data.inventory as one
}

test_unhealthy_when_devices_share_a_credential if {
	pairs := [
		[keyed("a", "a2V5LTE=", "a2V5LTI="), keyed("b", "a2V5LTE=", "a2V5LTM=")],
		[keyed("a", "a2V5LTE=", "a2V5LTI="), keyed("b", "a2V5LTM=", "a2V5LTI=")],
		[keyed("a", "a2V5LTE=", "a2V5LTI="), keyed("b", "a2V5LTI=", "a2V5LTM=")],
		[certified("a", "AB01", null), certified("b", "ab01", null)],
		[certified("a", "AB01", "AB02"), certified("b", "AB03", "AB02")],
		[certified("a", "AB01", "AB02"), twin("b", "selfSigned", "AB01", null)],
		[twin("a", "selfSigned", "AB01", "AB02"), twin("b", "selfSigned", "AB03", "AB01")],
	]
	every pair in pairs {
		sharing := inventory(array.concat(pair, [keyed("c", "a2V5LTk=", "a2V5LTg=")]))
		not identical_credentials.healthy with input as hub with data.inventory as sharing
		reasons := identical_credentials.reasons with input as hub with data.inventory as sharing
		reasons == {"devices a, b have the same credential"}
	}
}

test_missing_credentials_are_unhealthy if {
	unread := inventory([device("a", {}), twin("b", "sas", null, null), keyed("c", "a2V5LTE=", null), keyed("d", "", 7), keyed("e", "", "a2V5LTI=")])
	not identical_credentials.healthy with input as hub with data.inventory as unread
	identical_credentials.reasons == {"the inventory does not hold the credentials of 5 devices"}
		with input as hub
		with data.inventory as unread
}

test_some_devices_have_no_credential_in_the_hub if {
	trusted := device("b", {"authentication": {"type": "CertificateAuthority", "symmetricKey": null, "x509Thumbprint": null}})
	elsewhere := inventory([twin("a", "certificateAuthority", null, null), trusted, twin("c", "none", "", "")])
	identical_credentials.healthy with input as hub with data.inventory as elsewhere
	identical_credentials.reasons == set() with input as hub with data.inventory as elsewhere
}

test_not_applicable_without_devices if {
	not identical_credentials.applicable with input as hub with data.inventory as inventory([])
	not identical_credentials.applicable with input as hub with data.inventory as {"children": {}}
	identical_credentials.applicable with input as hub with data.inventory as inventory([device("a", {})])
}
