package lib.images_test

import data.lib.images

# A row is publisher, offer and SKU.
machine(row) := {
	"type": "microsoft.compute/virtualmachines",
	"properties": {"storageProfile": {"imageReference": {"publisher": row[0], "offer": row[1], "sku": row[2]}}},
}

running(row, system) := object.union(machine(row), {"properties": {"storageProfile": {"osDisk": {"osType": system}}}})

linux := [
	["microsoft-aks", "aks", "aks-ubuntu-2204"],
	["qubole-inc", "data-service", "standard"],
	["datastax", "enterprise", "byol"],
	["couchbase", "server", "hourly"],
	["scalegrid", "mongodb", "free"],
	["checkpoint", "gateway", "sg-byol"],
	["paloaltonetworks", "vmseries", "byol"],
	["debian", "debian-12", "12-gen2"],
	["credativ", "Debian", "9"],
	["OpenLogic", "CentOS", "7_9"],
	["Oracle", "Oracle-Linux", "ol92-lvm"],
	["redhat", "RHEL", "9_4"],
	["cloudera", "centos-os", "7_2"],
	["SUSE", "sles-15-sp5", "gen2"],
	["canonical", "ubuntu-24_04-lts", "server"],
	["center-for-internet-security-inc", "cis-ubuntu-linux", "level1"],
	["microsoft-dsvm", "ubuntu-2204", "gen2"],
	["microsoft-ads", "Linux-data-science-vm", "ubuntu"],
]

# The operating system does not help these images.
other_linux := [
	["OpenLogic", "CentOS", "6.9"],
	["Oracle", "Oracle-Linux", "6.10"],
	["RedHat", "RHEL", "6.10"],
	["cloudera", "centos-os", "6_8"],
	["Suse", "SLES", "11-SP4"],
	["Canonical", "UbuntuServer", "12.04.5-LTS"],
	["center-for-internet-security-inc", "cis-win-custom", "level1"],
	["microsoft-dsvm", "dsvm-win-2019", "server"],
	["microsoft-ads", "standard-data-science-vm", "standard"],
	["AzureDatabricks", "Databricks", "16.04"],
	["azureopenshift", "aro4", "aro_414"],
]

windows := [
	["esri", "arcgis", "byol"],
	["incredibuild", "coordinator", "standard"],
	["MicrosoftDynamicsAX", "dynamics", "pre-req"],
	["MicrosoftSharePoint", "server", "sp2019"],
	["MicrosoftVisualStudio", "visualstudio2022", "vs-2022"],
	["MicrosoftWindowsServerHPCPack", "hpcpack", "2019"],
	["microsoftwindowsserver", "WindowsServer", "2022-datacenter-g2"],
	["MicrosoftSQLServer", "sql2022-ws2022", "standard"],
	["microsoft-dsvm", "dsvm-windows", "server-2019"],
	["microsoft-ads", "standard-data-science-vm", "standard"],
	["microsoft-ads", "windows-data-science-vm", "windows2016"],
	["batch", "rendering-windows2016", "rendering"],
	["center-for-internet-security-inc", "cis-windows-server-2019", "level1"],
	["pivotal", "bosh-windows-server-2019", "2019"],
	["cloud-infrastructure-services", "ad-dc-2019", "ad-dc"],
]

other_windows := [
	["MicrosoftWindowsServer", "WindowsServer", "2008-R2-SP1"],
	["MicrosoftSQLServer", "SQL2008R2SP3-WS2008R2SP1", "Standard"],
]

unlisted := [
	["contoso", "appliance", "standard"],
	["batch", "rendering-centos73", "rendering"],
	["pivotal", "ops-manager", "standard"],
	["cloud-infrastructure-services", "rds-farm", "standard"],
	["center-for-internet-security-inc", "cis-windows-11", "level1"],
	["microsoft-dsvm", "dsvm-wsl", "standard"],
	["microsoft-ads", "windows-data-science-vm-2", "standard"],
]

test_linux_images if {
	every row in linux {
		images.is_linux(machine(row))
		images.takes_extension(machine(row))
	}
}

test_other_linux_images if {
	every row in other_linux {
		not images.is_linux(running(row, "Linux"))
	}
	every row in array.concat(windows, other_windows) {
		not images.is_linux(machine(row))
	}
}

test_windows_images if {
	every row in windows {
		images.is_windows(machine(row))
		images.is_windows_server(machine(row))
		images.takes_extension(machine(row))
	}
}

test_other_windows_images if {
	every row in other_windows {
		not images.is_windows(running(row, "Windows"))
		not images.takes_extension(running(row, "Windows"))
	}
	every row in array.concat(unlisted, [["OpenLogic", "CentOS", "7_9"], ["Canonical", "ubuntu", "22_04"]]) {
		not images.is_windows(machine(row))
	}
}

test_desktop_images_are_servers_by_their_system_alone if {
	desktop := ["MicrosoftWindowsDesktop", "windows-11", "win11-23h2-pro"]
	images.is_windows(machine(desktop))
	images.takes_extension(machine(desktop))
	not images.is_windows_server(machine(desktop))
	images.is_windows_server(running(desktop, "Windows"))
}

test_the_operating_system_stands_for_an_unlisted_image if {
	every row in unlisted {
		images.is_windows(running(row, "Windows"))
		images.is_windows_server(running(row, "windows"))
		images.takes_extension(running(row, "Windows"))
	}
	images.is_linux(running(["contoso", "appliance", "2008-like"], "linux"))
	images.is_linux(running([null, null, null], "Linux"))
	images.takes_extension(running([null, null, null], "Linux"))
	images.is_windows(running([null, null, null], "Windows"))
	not images.is_linux(machine(["contoso", "appliance", "standard"]))
	not images.is_linux(running(["contoso", "appliance", "standard"], "Windows"))
	not images.is_windows(running(["contoso", "appliance", "standard"], "Linux"))
	not images.takes_extension(machine(["contoso", "appliance", "standard"]))
}

test_outdated_windows_wants_a_sku_to_look_at_the_offer if {
	not images.is_windows(running(["contoso", "appliance", "2008-R2"], "Windows"))
	not images.is_windows(running(["contoso", "SQL2008R2", "standard"], "Windows"))
	images.is_windows(running(["contoso", "SQL2008R2", null], "Windows"))
	images.is_windows(running(["contoso", "SQL2008R2", ""], "Windows"))
	images.is_windows(running(["contoso", "SQL2012", "standard"], "Windows"))
}

profile(configuration) := {
	"type": "Microsoft.Compute/virtualMachines",
	"properties": {"osProfile": configuration},
}

test_the_profile_names_the_operating_system if {
	images.is_linux(profile({"linuxConfiguration": {"disablePasswordAuthentication": true}}))
	images.is_windows(profile({"windowsConfiguration": {}}))
	not images.is_linux(profile({"windowsConfiguration": {}, "linuxConfiguration": null}))
	not images.is_windows(profile({"linuxConfiguration": {}}))
}

test_an_unset_attribute_is_like_nothing if {
	images.is_linux(machine(["Canonical", null, null]))
	not images.is_linux(machine(["microsoft-ads", null, null]))
	not images.is_windows(machine(["batch", null, null]))
}

test_the_extension_has_lists_of_its_own if {
	images.takes_extension(machine(["center-for-internet-security-inc", "cis-win-custom", "level1"]))
	not images.takes_extension(machine(["center-for-internet-security-inc", "cis-windows-server-2008", "level1"]))
	not images.takes_extension(machine(["microsoft-dsvm", "dsvm-win-2019", "server"]))
}

test_virtual_machines_only if {
	set := {
		"type": "microsoft.compute/virtualmachinescalesets",
		"properties": {
			"osProfile": {"linuxConfiguration": {}, "windowsConfiguration": {}},
			"storageProfile": {"imageReference": {"publisher": "debian"}},
			"virtualMachineProfile": {"storageProfile": {"imageReference": {"publisher": "esri"}}},
		},
	}
	every resource in [set, object.union(set, {"type": "microsoft.hybridcompute/machines"})] {
		not images.is_linux(resource)
		not images.is_windows(resource)
	}
}

test_a_scale_set_keeps_its_image_in_the_profile if {
	set := {"type": "Microsoft.Compute/virtualMachineScaleSets", "properties": {"virtualMachineProfile": {
		"storageProfile": {"imageReference": {"offer": "WindowsServer"}},
		"securityProfile": {"securityType": "TrustedLaunch"},
	}}}
	images.image(set, "offer") == "WindowsServer"
	images.value(set, "securityProfile.securityType") == "TrustedLaunch"
	images.image(machine(["contoso", "appliance", "standard"]), "offer") == "appliance"
}

test_like if {
	images.like("Windows-Server", "windows*")
	images.like("windows", "windows*")
	images.like("Rendering", "rendering")
	not images.like("my-windows", "windows*")
	not images.like("rendering-2", "rendering")
	not images.like(null, "*")
}
