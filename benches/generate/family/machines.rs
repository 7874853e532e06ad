//! Virtual machines with what belongs to them: network interfaces, disks, extensions, patches.

use std::io;
use std::sync::LazyLock;

use super::{findings, guests};
use crate::scope::Scope;
use crate::template::Template;

static MACHINE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": null,
        "identity": <60%{"type": "SystemAssigned", "principalId": "<guid>", "tenantId": "<tenant>"}|null>,
        "properties": {
            "vmId": "<guid>", "timeCreated": "2025-0<1|4|7>-1<0|3|8>T09:12:44.1830142Z",
            "provisioningState": "Succeeded",
            "hardwareProfile": {"vmSize": "Standard_<D2s_v5|D4s_v5|E8s_v5|B2ms>"},
            "extended": {"instanceView": {
                "computerName": "<name>", "osName": "<os>", "osVersion": "10.0.20348.2762",
                "hyperVGeneration": "V2",
                "powerState": <90%{"code": "PowerState/running", "level": "Info", "displayStatus": "VM running"}|
                    {"code": "PowerState/deallocated", "level": "Info", "displayStatus": "VM deallocated"}>
            }},
            "storageProfile": {
                "imageReference": <image>,
                "osDisk": {
                    "name": "<name>_OsDisk_1", "osType": "<os>", "createOption": "FromImage",
                    "caching": "ReadWrite", "deleteOption": "Delete", "diskSizeGB": 128,
                    <disk>
                },
                "dataDisks": [<|{"lun": 0, "name": "<name>_data_0", "createOption": "Attach",
                    "caching": "None", "diskSizeGB": <256|512|1024>, "writeAcceleratorEnabled": false,
                    "managedDisk": {"id": "<datadisk>", "storageAccountType": "Premium_LRS"},
                    "deleteOption": "Detach", "toBeDetached": false}>],
                "diskControllerType": "SCSI"
            },
            "osProfile": {
                "computerName": "<name>", "adminUsername": "azureadmin", "allowExtensionOperations": true,
                "requireGuestProvisionSignal": true, "secrets": [], <configuration>
            },
            "networkProfile": {"networkInterfaces": [
                {"id": "<nic>", "properties": {"primary": true, "deleteOption": "Delete"}}
            ]},
            "securityProfile": <70%{
                "securityType": "TrustedLaunch", "encryptionAtHost": <60%true|false>,
                "uefiSettings": {"secureBootEnabled": <75%true|false>, "vTpmEnabled": <85%true|false>}
            }|{"encryptionAtHost": <30%true|false>}>,
            "diagnosticsProfile": {"bootDiagnostics": {"enabled": true}},
            "licenseType": <null|"Windows_Server">, "priority": "Regular",
            "additionalCapabilities": {"ultraSSDEnabled": false, "hibernationEnabled": false}
        },
        "tags": <tags>"#,
    )
});

static DISK: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "<Premium_LRS|StandardSSD_LRS>", "tier": "Premium"},
        "properties": {
            "provisioningState": "Succeeded", "diskState": "Attached", "diskSizeGB": 128,
            "diskSizeBytes": 137438953472, "diskIOPSReadWrite": 500, "diskMBpsReadWrite": 100,
            "timeCreated": "2025-0<1|4|7>-1<0|3|8>T09:12:45.2611238Z", "uniqueId": "<guid>",
            "osType": "<os>", "hyperVGeneration": "V2", "networkAccessPolicy": "<AllowAll|DenyAll>",
            "publicNetworkAccess": "<Enabled|Disabled>", "lastOwnershipUpdateTime": "2025-08-11T07:01:12.0000000Z",
            "creationData": {"createOption": "FromImage", "imageReference": {"id": "/Subscriptions/<subscription>/Providers/Microsoft.Compute/Locations/<location>/Publishers/Canonical/ArtifactTypes/VMImage/Offers/ubuntu-24_04-lts/Skus/server/Versions/24.04.202511050"}},
            "encryption": {"type": "EncryptionAtRestWithPlatformKey"},
            "encryptionSettingsCollection": <30%{"enabled": true, "encryptionSettingsVersion": "1.1", "encryptionSettings": [{"diskEncryptionKey": {"sourceVault": {"id": "<scope>/resourceGroups/<group>/providers/Microsoft.KeyVault/vaults/kv-disks"}, "secretUrl": "https://kv-disks.vault.azure.net/secrets/<guid>"}}]}|null>,
            "securityProfile": {"securityType": "TrustedLaunch"}
        },
        "tags": <tags>"#,
    )
});

static EXTENSION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "autoUpgradeMinorVersion": true, "enableAutomaticUpgrade": <true|false>,
            "publisher": "<publisher>", "type": "<name>", "typeHandlerVersion": "1.<0|1|2|9>",
            "settings": {"workspaceId": "<guid>", "stopOnMultipleConnections": false},
            "provisioningState": "<85%Succeeded|Failed>",
            "instanceView": {"name": "<name>", "type": "<publisher>.<name>", "statuses": [
                {"code": "ProvisioningState/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded", "message": "Plugin enabled"}
            ]}
        },
        "tags": <tags>"#,
    )
});

static PATCHES: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "osType": "<os>", "status": "<92%Succeeded|Failed>", "rebootPending": <true|false>,
            "assessmentActivityId": "<guid>", "patchServiceUsed": "<WU|APT>", "startedBy": "Platform",
            "startDateTime": "2026-11-2<1|2|3>T06:41:58.0000000Z", "lastModifiedDateTime": "2026-11-23T06:45:10.1070000Z",
            "availablePatchCountByClassification": {
                "security": <65%0|<1|2|7|19>>, "critical": <80%0|<1|2>>, "definition": <0|1>, "updateRollup": 0,
                "featurePack": 0, "servicePack": 0, "tools": 0, "updates": <0|3|11>, "other": <0|2|24>
            },
            "errorDetails": {"code": "Success", "message": "0 error/s reported", "details": []}
        }"#,
    )
});

static BACKUP: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "protectedItemType": "Microsoft.Compute/virtualMachines", "backupManagementType": "AzureIaasVM",
            "workloadType": "VM", "friendlyName": "<machine>", "virtualMachineId": "<vm>",
            "sourceResourceId": "<vm>", "protectionState": "Protected", "protectionStatus": "Healthy",
            "healthStatus": "Passed", "lastBackupStatus": "<Completed|Failed>",
            "lastBackupTime": "2026-11-23T02:14:05.8126412Z", "lastRecoveryPoint": "2026-11-23T02:14:10.0911283Z",
            "protectedItemDataId": "35184<number>", "policyName": "DefaultPolicy",
            "isScheduledForDeferredDelete": <90%false|true>,
            "policyId": "<vault>/backupPolicies/DefaultPolicy", "vaultId": "<vault>"
        }"#,
    )
});

static JIT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "Basic", "properties": {"provisioningState": "Succeeded", "requests": [], "virtualMachines": [{"id": "<machine>", "ports": [
            {"number": 22, "protocol": "*", "allowedSourceAddressPrefix": "*", "maxRequestAccessDuration": "PT3H"},
            {"number": 3389, "protocol": "*", "allowedSourceAddressPrefix": "*", "maxRequestAccessDuration": "PT3H"}
            <50%,{"number": 5985, "protocol": "*", "allowedSourceAddressPrefix": "*", "maxRequestAccessDuration": "PT3H"},
            {"number": 5986, "protocol": "*", "allowedSourceAddressPrefix": "*", "maxRequestAccessDuration": "PT3H"}|>
        ]}]}"#,
    )
});

const LINUX: [&str; 4] = [
    r#"{"publisher":"Canonical","offer":"ubuntu-24_04-lts","sku":"server","version":"latest","exactVersion":"24.04.202511050"}"#,
    r#"{"publisher":"Canonical","offer":"0001-com-ubuntu-server-focal","sku":"20_04-lts-gen2","version":"latest","exactVersion":"20.04.202505200"}"#,
    r#"{"publisher":"RedHat","offer":"RHEL","sku":"9-lvm-gen2","version":"latest","exactVersion":"9.6.2025052211"}"#,
    r#"{"publisher":"debian","offer":"debian-11","sku":"11-gen2","version":"latest","exactVersion":"0.20250703.2162"}"#,
];
const WINDOWS: [&str; 2] = [
    r#"{"publisher":"MicrosoftWindowsServer","offer":"WindowsServer","sku":"2022-datacenter-g2","version":"latest","exactVersion":"20348.4171.251009"}"#,
    r#"{"publisher":"MicrosoftSQLServer","offer":"sql2022-ws2022","sku":"standard-gen2","version":"latest","exactVersion":"16.0.250519"}"#,
];
const LINUX_CONFIGURATION: &str = r#""linuxConfiguration":{"disablePasswordAuthentication":true,"provisionVMAgent":true,"patchSettings":{"patchMode":"AutomaticByPlatform","assessmentMode":"AutomaticByPlatform"}}"#;
const WINDOWS_CONFIGURATION: &str = r#""windowsConfiguration":{"enableAutomaticUpdates":true,"provisionVMAgent":true,"patchSettings":{"patchMode":"AutomaticByPlatform","assessmentMode":"AutomaticByPlatform","enableHotpatching":false}}"#;

/// The extensions of a system: publisher and type.
const LINUX_EXTENSIONS: [(&str, &str); 6] = [
    ("Microsoft.EnterpriseCloud.Monitoring", "OmsAgentForLinux"),
    ("Microsoft.GuestConfiguration", "ConfigurationforLinux"),
    (
        "Microsoft.Azure.Security.LinuxAttestation",
        "GuestAttestation",
    ),
    (
        "Microsoft.Azure.Security.Monitoring",
        "AzureSecurityLinuxAgent",
    ),
    ("Microsoft.Azure.Security", "AzureDiskEncryptionForLinux"),
    (
        "Microsoft.Azure.ChangeTrackingAndInventory",
        "ChangeTracking-Linux",
    ),
];
const WINDOWS_EXTENSIONS: [(&str, &str); 6] = [
    (
        "Microsoft.EnterpriseCloud.Monitoring",
        "MicrosoftMonitoringAgent",
    ),
    ("Microsoft.GuestConfiguration", "ConfigurationforWindows"),
    (
        "Microsoft.Azure.Security.WindowsAttestation",
        "GuestAttestation",
    ),
    ("Microsoft.Azure.AzureDefenderForServers", "MDE.Windows"),
    ("Microsoft.Azure.Security", "AzureDiskEncryption"),
    ("Qualys", "WindowsAgent.AzureSecurityCenter"),
];

/// A system of machines.
struct System {
    name: &'static str,
    images: &'static [&'static str],
    configuration: &'static str,
    extensions: &'static [(&'static str, &'static str)],
}

const SYSTEMS: [System; 2] = [
    System {
        name: "Linux",
        images: &LINUX,
        configuration: LINUX_CONFIGURATION,
        extensions: &LINUX_EXTENSIONS,
    },
    System {
        name: "Windows",
        images: &WINDOWS,
        configuration: WINDOWS_CONFIGURATION,
        extensions: &WINDOWS_EXTENSIONS,
    },
];

/// A virtual machine with its network interface and, of the rest, what this one has.
pub(super) fn machine(scope: &mut Scope<'_>) -> io::Result<()> {
    let system = &SYSTEMS[scope.random.below(2) as usize];
    let machine = scope.named("Microsoft.Compute/virtualMachines", "vm-");
    let nic = super::network::interface(scope, &machine)?;
    let disk = disk(scope, system.name, &machine)?;
    let images = system.images.len() as u64;
    let image = system.images[scope.random.below(images) as usize];
    let values = [
        ("os", system.name),
        ("image", image),
        ("configuration", system.configuration),
        ("nic", &nic),
        ("disk", &disk),
        ("datadisk", &format!("{machine}-data")),
    ];
    scope.write(&MACHINE, &machine, &values)?;
    extensions(scope, system, &machine)?;
    if scope.random.chance(20) {
        patches(scope, system.name, &machine)?;
    }
    if scope.random.chance(10) {
        guests::assignment(scope, system.name, &machine)?;
    }
    if scope.random.chance(10) {
        findings::machine(scope, &machine)?;
    }
    if scope.random.chance(15) {
        backup(scope, &machine)?;
    }
    if scope.random.chance(4) {
        just_in_time(scope, &machine)?;
    }
    if scope.random.chance(6) {
        guests::watch(scope, &machine)?;
    }
    Ok(())
}

/// What updates a machine lacks.
pub(super) fn patches(scope: &mut Scope<'_>, system: &str, machine: &str) -> io::Result<()> {
    let latest = format!("{machine}/patchAssessmentResults/latest");
    scope.write(&PATCHES, &latest, &[("os", system)])
}

/// The managed disk of a machine, or the disk of its host.
fn disk(scope: &mut Scope<'_>, system: &str, machine: &str) -> io::Result<String> {
    if scope.random.chance(75) {
        return Ok(r#""diffDiskSettings":{"option":"Local","placement":"CacheDisk"}"#.to_owned());
    }
    let name = machine.rsplit('/').next().unwrap_or_default();
    let group = scope.random.below(crate::scope::groups());
    let disk = scope.at(
        "Microsoft.Compute/disks",
        group,
        &format!("{name}_OsDisk_1"),
    );
    scope.write(&DISK, &disk, &[("os", system)])?;
    Ok(format!(
        r#""managedDisk":{{"id":"{disk}","storageAccountType":"Premium_LRS"}}"#
    ))
}

fn extensions(scope: &mut Scope<'_>, system: &System, machine: &str) -> io::Result<()> {
    for (publisher, name) in system.extensions {
        if scope.random.chance(5) {
            let id = format!("{machine}/extensions/{name}");
            scope.write(&EXTENSION, &id, &[("publisher", publisher)])?;
        }
    }
    Ok(())
}

fn backup(scope: &mut Scope<'_>, machine: &str) -> io::Result<()> {
    let vault = scope.at("Microsoft.RecoveryServices/vaults", 0, "rsv-prod");
    let name = machine.rsplit('/').next().unwrap_or_default();
    let item = format!(
        "{vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;{name}/protectedItems/VM;{name}"
    );
    let values = [("vm", machine), ("machine", name), ("vault", &vault)];
    scope.write(&BACKUP, &item, &values)
}

/// The policy by which ports of a machine are opened for a while.
fn just_in_time(scope: &mut Scope<'_>, machine: &str) -> io::Result<()> {
    let name = machine.rsplit('/').next().unwrap_or_default();
    let locations = "Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies";
    let policy = scope.at(locations, 0, name);
    scope.write(&JIT, &policy, &[("machine", machine)])
}
