//! What runs beside Azure's own machines: Arc machines, scale sets, classic machines, and the
//! guest configuration of all of them.

use std::io;
use std::sync::LazyLock;

use super::findings;
use crate::scope::Scope;
use crate::template::Template;

static ASSIGNMENT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "complianceStatus": "<75%Compliant|NonCompliant>", "provisioningState": "Succeeded",
            "lastComplianceStatusChecked": "2026-11-2<1|2|3>T12:15:00Z", "targetResourceId": "<machine>",
            "latestReportId": "<machine>/providers/Microsoft.GuestConfiguration/guestConfigurationAssignments/<name>/reports/<guid>",
            "guestConfiguration": {
                "kind": "", "name": "<name>", "version": "1.<0|1|2>.0.0", "contentType": "BuiltIn", "assignmentType": "Audit",
                "configurationSetting": {"configurationMode": "MonitorOnly", "rebootIfNeeded": false, "refreshFrequencyMins": 5, "configurationModeFrequencyMins": 15}
            },
            "context": "Azure policy", "assignmentHash": "<hex><hex>", "parameterHash": "<hash>"
        }"#,
    )
});

static ARC: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "identity": {"type": "SystemAssigned", "principalId": "<guid>", "tenantId": "<tenant>"},
        "properties": {
            "osType": "<os>", "osName": "<os>", "osSku": "<Windows Server 2022 Standard|Ubuntu 24.04.1 LTS>",
            "osVersion": "10.0.20348", "status": "<Connected|Disconnected>", "agentVersion": "1.<52|55|58>.03128.2415",
            "provisioningState": "Succeeded", "vmId": "<guid>", "vmUuid": "<guid>", "machineFqdn": "<name>.plant.contoso.example",
            "dnsFqdn": "<name>.plant.contoso.example", "displayName": "<name>", "lastStatusChange": "2026-11-2<1|2|3>T08:12:11.0000000Z",
            "clientPublicKey": "<guid>", "domainName": "plant.contoso.example", "adFqdn": "<name>.plant.contoso.example",
            "agentConfiguration": {"incomingConnectionsPorts": [], "extensionsEnabled": "true", "guestConfigurationEnabled": "true", "proxyUrl": ""},
            "detectedProperties": {"cloudprovider": "N/A", "manufacturer": "HPE", "model": "ProLiant DL380 Gen10", "mssqldiscovered": "<true|false>", "processorNames": "Intel Xeon Gold 6226R", "coreCount": "16", "logicalCoreCount": "32", "totalPhysicalMemoryInGigabytes": "128"}
        },
        "tags": <tags>"#,
    )
});

static ARC_EXTENSION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "publisher": "Microsoft.EnterpriseCloud.Monitoring", "type": "<name>", "typeHandlerVersion": "1.0.18069.0",
            "provisioningState": "<80%Succeeded|Failed>", "enableAutomaticUpgrade": <true|false>, "autoUpgradeMinorVersion": false,
            "settings": {"workspaceId": "<guid>"}
        }"#,
    )
});

static SCALE_SET: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "Standard_D4s_v5", "tier": "Standard", "capacity": <2|3|8>},
        "properties": {
            "orchestrationMode": "Uniform", "upgradePolicy": {"mode": "<Automatic|Manual>"}, "overprovision": false,
            "singlePlacementGroup": true, "provisioningState": "Succeeded", "uniqueId": "<guid>",
            "virtualMachineProfile": {
                "osProfile": {"computerNamePrefix": "<name>", "adminUsername": "azureadmin", "secrets": []},
                "storageProfile": {
                    "imageReference": <{"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"}|{"publisher": "Canonical", "offer": "0001-com-ubuntu-server-focal", "sku": "20_04-lts-gen2", "version": "latest"}|{"publisher": "microsoft-aks", "offer": "aks", "sku": "aks-ubuntu-2204-gen2", "version": "2025.11.01"}>,
                    "osDisk": {"osType": "<Linux|Windows>", "createOption": "FromImage", "caching": "ReadWrite", "diskSizeGB": 128, "managedDisk": {"storageAccountType": "Premium_LRS"}}
                },
                "networkProfile": {"networkInterfaceConfigurations": [{"name": "nic", "properties": {"primary": true, "enableIPForwarding": false, "ipConfigurations": [{"name": "ipconfig1", "properties": {"subnet": {"id": "<subnet>"}}}]}}]},
                "securityProfile": {"securityType": "TrustedLaunch", "uefiSettings": {"secureBootEnabled": <80%true|false>, "vTpmEnabled": true}},
                "extensionProfile": {"extensions": [
                    {"name": "health", "properties": {"publisher": "Microsoft.ManagedServices", "type": "ApplicationHealthLinux", "typeHandlerVersion": "1.0", "autoUpgradeMinorVersion": true}}
                    <50%,{"name": "GuestAttestation", "properties": {"publisher": "Microsoft.Azure.Security.<Windows|Linux>Attestation", "type": "GuestAttestation", "typeHandlerVersion": "1.0", "autoUpgradeMinorVersion": true}}|>
                    <40%,{"name": "diagnostics", "properties": {"publisher": "Microsoft.Azure.Diagnostics", "type": "<IaaSDiagnostics|LinuxDiagnostic>", "typeHandlerVersion": "1.5"}}|>
                    <40%,{"name": "agent", "properties": {"publisher": "Microsoft.EnterpriseCloud.Monitoring", "type": "MicrosoftMonitoringAgent", "typeHandlerVersion": "1.0"}}|>
                ]}
            }
        },
        "tags": <tags>"#,
    )
});

static CLASSIC: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "provisioningState": "Succeeded", "hardwareProfile": {"size": "<Basic_A1|Standard_D2>", "deploymentName": "<name>"},
            "instanceView": {"status": "ReadyRole", "powerState": "Started"},
            "networkProfile": {"inputEndpoints": [{"endpointName": "Remote Desktop", "privatePort": 3389, "publicPort": 3389, "protocol": "tcp"}]},
            "storageProfile": {"operatingSystemDisk": {"diskName": "<name>-os", "operatingSystem": "Windows", "caching": "ReadWrite"}}
        },
        "tags": null"#,
    )
});

static COLLECTION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"description": "Collects changes", "provisioningState": "Succeeded", "dataCollectionRuleId": "<scope>/resourceGroups/rg-platform-prod/providers/Microsoft.Insights/dataCollectionRules/dcr-changes"}"#,
    )
});

static SCANNER: LazyLock<Template> = LazyLock::new(|| {
    Template::row(r#""kind": "", "properties": {"provisioningState": "<80%Succeeded|Failed>"}"#)
});

/// Guest assignments and the base64 of what they were checked with.
const LINUX: [(&str, &str); 2] = [
    (
        "AzureLinuxBaseline",
        "QXp1cmVMaW51eEJhc2VsaW5lO0Jhc2VsaW5lU2V0dGluZ3M9",
    ),
    ("LinuxNoPasswordForSSH", ""),
];
const WINDOWS: [(&str, &str); 3] = [
    (
        "AzureWindowsBaseline",
        "QXp1cmVXaW5kb3dzQmFzZWxpbmU7QmFzZWxpbmVTZXR0aW5ncz0=",
    ),
    (
        "AuditSecureProtocol",
        "W1NlY3VyZVdlYlNlcnZlcl1zMTtNaW5pbXVtVExTVmVyc2lvbj0xLjI=",
    ),
    (
        "WindowsDefenderExploitGuard",
        "W1dpbmRvd3NEZWZlbmRlckV4cGxvaXRHdWFyZF1XaW5kb3dzRGVmZW5kZXJFeHBsb2l0R3VhcmQxO05vdEF2YWlsYWJsZU1hY2hpbmVTdGF0ZT1Db21wbGlhbnQ=",
    ),
];

/// A guest assignment of a machine.
pub(super) fn assignment(scope: &mut Scope<'_>, system: &str, machine: &str) -> io::Result<()> {
    let known: &[(&str, &str)] = match system {
        "Linux" => &LINUX,
        _ => &WINDOWS,
    };
    let (name, hash) = known[scope.random.below(known.len() as u64) as usize];
    let id = format!(
        "{machine}/providers/Microsoft.GuestConfiguration/guestConfigurationAssignments/{name}"
    );
    scope.write(&ASSIGNMENT, &id, &[("machine", machine), ("hash", hash)])
}

/// What watches a machine: a rule that collects changes, or a scanner.
pub(super) fn watch(scope: &mut Scope<'_>, machine: &str) -> io::Result<()> {
    let providers = format!("{machine}/providers");
    match scope.random.chance(50) {
        true => {
            let id =
                format!("{providers}/Microsoft.Insights/dataCollectionRuleAssociations/changes");
            scope.write(&COLLECTION, &id, &[])
        }
        false => {
            let id =
                format!("{providers}/Microsoft.Security/serverVulnerabilityAssessments/default");
            scope.write(&SCANNER, &id, &[])
        }
    }
}

/// A machine elsewhere that Azure Arc knows.
pub(super) fn arc(scope: &mut Scope<'_>) -> io::Result<()> {
    let (system, agent) = match scope.random.chance(50) {
        true => ("Linux", "OmsAgentForLinux"),
        false => ("Windows", "MicrosoftMonitoringAgent"),
    };
    let machine = scope.named("Microsoft.HybridCompute/machines", "arc-");
    scope.write(&ARC, &machine, &[("os", system)])?;
    if scope.random.chance(40) {
        let id = format!("{machine}/extensions/{agent}");
        scope.write(&ARC_EXTENSION, &id, &[])?;
    }
    if scope.random.chance(30) {
        assignment(scope, system, &machine)?;
    }
    if scope.random.chance(20) {
        findings::machine(scope, &machine)?;
    }
    if scope.random.chance(20) {
        super::machines::patches(scope, system, &machine)?;
    }
    Ok(())
}

/// A scale set.
pub(super) fn scale_set(scope: &mut Scope<'_>) -> io::Result<()> {
    let set = scope.named("Microsoft.Compute/virtualMachineScaleSets", "vmss-");
    let subnet = super::network::subnet(scope);
    scope.write(&SCALE_SET, &set, &[("subnet", &subnet)])?;
    findings::scale_set(scope, &set)
}

/// A classic machine.
pub(super) fn classic(scope: &mut Scope<'_>) -> io::Result<()> {
    let machine = scope.named("Microsoft.ClassicCompute/virtualMachines", "classic-");
    scope.write(&CLASSIC, &machine, &[])
}
