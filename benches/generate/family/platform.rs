//! Services of the platform, of which one template says all: messaging, search, analytics, things.

use std::io;
use std::sync::LazyLock;

use super::storage::CONNECTIONS;
use super::{diagnostics, findings};
use crate::scope::Scope;
use crate::template::Template;

/// A service: its type, what names begin with, its template, and whether it has diagnostic settings.
struct Service {
    kind: &'static str,
    prefix: &'static str,
    template: Template,
    has_diagnostics: bool,
}

static SERVICES: LazyLock<Vec<Service>> = LazyLock::new(|| {
    [
        (
            "Microsoft.ServiceBus/namespaces", "sb-", true,
            r#""sku": {"name": "<Standard|Premium>", "tier": "Premium", "capacity": 1}, "properties": {"provisioningState": "Succeeded", "status": "Active", "minimumTlsVersion": "1.2", "publicNetworkAccess": "<Enabled|Disabled>", "disableLocalAuth": <true|false>, "zoneRedundant": true, "metricId": "<subscription>:<name>", "serviceBusEndpoint": "https://<name>.servicebus.windows.net:443/"}"#,
        ),
        (
            "Microsoft.EventHub/namespaces", "evhns-", true,
            r#""sku": {"name": "Standard", "tier": "Standard", "capacity": 2}, "properties": {"provisioningState": "Succeeded", "status": "Active", "minimumTlsVersion": "1.2", "publicNetworkAccess": "<Enabled|Disabled>", "disableLocalAuth": <true|false>, "isAutoInflateEnabled": false, "kafkaEnabled": true, "metricId": "<subscription>:<name>", "serviceBusEndpoint": "https://<name>.servicebus.windows.net:443/"}"#,
        ),
        (
            "Microsoft.EventGrid/topics", "evgt-", false,
            r#""sku": {"name": "Basic"}, "properties": {"provisioningState": "Succeeded", "endpoint": "https://<name>.westeurope-1.eventgrid.azure.net/api/events", "inputSchema": "CloudEventSchemaV1_0", "publicNetworkAccess": "<Enabled|Disabled>", <connections>}"#,
        ),
        (
            "Microsoft.EventGrid/domains", "evgd-", false,
            r#""sku": {"name": "Basic"}, "properties": {"provisioningState": "Succeeded", "endpoint": "https://<name>.westeurope-1.eventgrid.azure.net/api/events", "inputSchema": "EventGridSchema", "publicNetworkAccess": "<Enabled|Disabled>", <connections>}"#,
        ),
        (
            "Microsoft.Search/searchServices", "srch-", true,
            r#""sku": {"name": "standard"}, "properties": {"provisioningState": "succeeded", "status": "running", "statusDetails": "", "replicaCount": 2, "partitionCount": 1, "hostingMode": "Default", "publicNetworkAccess": "<50%Disabled|Enabled>", "networkRuleSet": {"ipRules": [<|{"value": "203.0.113.0/24"}>]}, "disableLocalAuth": false}"#,
        ),
        (
            "Microsoft.CognitiveServices/accounts", "cog-", false,
            r#""sku": {"name": "S0"}, "properties": {"provisioningState": "Succeeded", "endpoint": "https://<name>.cognitiveservices.azure.com/", "internalId": "<hex><hex>", "publicNetworkAccess": "<50%Disabled|Enabled>", "networkAcls": {"defaultAction": "<50%Deny|Allow>", "ipRules": [], "virtualNetworkRules": []}, "encryption": <50%{"keySource": "Microsoft.<KeyVault|CognitiveServices>"}|null>, "userOwnedStorage": [<|{"resourceId": "<scope>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/stlogs"}>], "customSubDomainName": "<name>", <connections>}"#,
        ),
        (
            "Microsoft.Batch/batchAccounts", "batch", true,
            r#""properties": {"provisioningState": "Succeeded", "poolAllocationMode": "BatchService", "publicNetworkAccess": "<Enabled|Disabled>", "accountEndpoint": "<name>.westeurope.batch.azure.com", "dedicatedCoreQuota": 100, "lowPriorityCoreQuota": 100, "poolQuota": 100, "activeJobAndJobScheduleQuota": 300, "autoStorage": {"storageAccountId": "<scope>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/stbatch"}}"#,
        ),
        (
            "Microsoft.DataLakeStore/accounts", "dls", true,
            r#""properties": {"provisioningState": "Succeeded", "state": "Active", "encryptionState": "Enabled", "firewallState": "<Enabled|Disabled>", "endpoint": "<name>.azuredatalakestore.net", "accountId": "<guid>", "creationTime": "2025-04-10T09:12:44.183Z"}"#,
        ),
        (
            "Microsoft.DataLakeAnalytics/accounts", "dla", true,
            r#""properties": {"provisioningState": "Succeeded", "state": "Active", "defaultDataLakeStoreAccount": "dls000001", "firewallState": "<Enabled|Disabled>", "accountId": "<guid>", "endpoint": "<name>.azuredatalakeanalytics.net"}"#,
        ),
        (
            "Microsoft.Logic/workflows", "logic-", true,
            r#""properties": {"provisioningState": "Succeeded", "state": "Enabled", "version": "0858<number>", "createdTime": "2025-04-10T09:12:44.183Z", "changedTime": "2026-04-10T09:12:44.183Z", "accessEndpoint": "https://prod-<octet>.westeurope.logic.azure.com:443/workflows/<hex><hex>", "definition": {"contentVersion": "1.0.0.0", "triggers": {"manual": {"type": "Request", "kind": "Http"}}, "actions": {"reply": {"type": "Response", "runAfter": {}}}, "outputs": {}}}"#,
        ),
        (
            "Microsoft.StreamAnalytics/streamingJobs", "asa-", true,
            r#""properties": {"provisioningState": "Succeeded", "jobState": "Running", "jobId": "<guid>", "compatibilityLevel": "1.2", "sku": {"name": "StandardV2"}, "eventsOutOfOrderPolicy": "Adjust", "outputErrorPolicy": "Stop", "dataLocale": "en-US", "createdDate": "2025-04-10T09:12:44.183Z"}"#,
        ),
        (
            "Microsoft.MachineLearningServices/workspaces", "mlw-", false,
            r#""sku": {"name": "Basic", "tier": "Basic"}, "properties": {"provisioningState": "Succeeded", "friendlyName": "<name>", "workspaceId": "<guid>", "discoveryUrl": "https://westeurope.api.azureml.ms/discovery", "publicNetworkAccess": "<Enabled|Disabled>", "hbiWorkspace": false, "v1LegacyMode": false, "encryption": <40%{"status": "Enabled", "keyVaultProperties": {"keyIdentifier": "https://kv-contoso.vault.azure.net/keys/ml/7c20"}}|null>, "keyVault": "<scope>/resourceGroups/<group>/providers/Microsoft.KeyVault/vaults/kv-ml", <connections>}"#,
        ),
        (
            "Microsoft.ApiManagement/service", "apim-", false,
            r#""sku": {"name": "<Premium|Developer>", "capacity": 1}, "properties": {"provisioningState": "Succeeded", "publisherName": "Contoso", "publisherEmail": "api@contoso.example", "virtualNetworkType": "<50%Internal|None>", "gatewayUrl": "https://<name>.azure-api.net", "portalUrl": "https://<name>.portal.azure-api.net", "publicIPAddresses": ["20.50.9.<octet>"], "platformVersion": "stv2", "customProperties": {"Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10": "False"}}"#,
        ),
        (
            "Microsoft.AppConfiguration/configurationStores", "appcs-", false,
            r#""sku": {"name": "standard"}, "properties": {"provisioningState": "Succeeded", "endpoint": "https://<name>.azconfig.io", "creationDate": "2025-04-10T09:12:44+00:00", "disableLocalAuth": <true|false>, "softDeleteRetentionInDays": 7, "enablePurgeProtection": false, "encryption": {}, <connections>}"#,
        ),
        (
            "Microsoft.SignalRService/SignalR", "sigr-", false,
            r#""sku": {"name": "<Standard_S1|Free_F1>", "tier": "Standard", "capacity": 1}, "properties": {"provisioningState": "Succeeded", "hostName": "<name>.service.signalr.net", "publicPort": 443, "serverPort": 443, "version": "1.0", "publicNetworkAccess": "<Enabled|Disabled>", "features": [{"flag": "ServiceMode", "value": "Default"}], <connections>}"#,
        ),
        (
            "Microsoft.AppPlatform/Spring", "spring-", false,
            r#""sku": {"name": "S0", "tier": "<Standard|Enterprise|Basic>"}, "properties": {"provisioningState": "Succeeded", "serviceId": "<hex><hex>", "version": 3, "networkProfile": {<50%"serviceRuntimeSubnetId": "<scope>/resourceGroups/<group>/providers/Microsoft.Network/virtualNetworks/vnet-000/subnets/snet-app",|> "outboundType": "loadBalancer"}, "zoneRedundant": false}"#,
        ),
        (
            "Microsoft.Network/frontDoors", "fd-", false,
            r#""properties": {"provisioningState": "Succeeded", "resourceState": "Enabled", "enabledState": "Enabled", "frontdoorId": "<guid>", "friendlyName": "<name>", "cname": "<name>.azurefd.net", "frontendEndpoints": [{"name": "web", "id": "<id>/frontendEndpoints/web", "properties": {"hostName": "<name>.azurefd.net", "sessionAffinityEnabledState": "Disabled", "webApplicationFirewallPolicyLink": <60%{"id": "<id>-waf"}|null>}}], "backendPools": [], "routingRules": []}"#,
        ),
        (
            "Microsoft.ServiceFabric/clusters", "sf-", false,
            r#""properties": {"provisioningState": "Succeeded", "clusterState": "Ready", "clusterId": "<guid>", "reliabilityLevel": "Silver", "managementEndpoint": "https://<name>.westeurope.cloudapp.azure.com:19080", "fabricSettings": [<70%{"name": "Security", "parameters": [{"name": "ClusterProtectionLevel", "value": "<EncryptAndSign|EncryptAndSign|Sign>"}]}|>], <60%"azureActiveDirectory": {"tenantId": "<tenant>", "clusterApplication": "<guid>", "clientApplication": "<guid>"},|> "vmImage": "Windows", "upgradeMode": "Automatic"}"#,
        ),
        (
            "Microsoft.VirtualMachineImages/imageTemplates", "it-", false,
            r#""properties": {"provisioningState": "Succeeded", "buildTimeoutInMinutes": 240, "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "vmProfile": {"vmSize": "Standard_D2s_v5", "osDiskSizeGB": 64<50%,"vnetConfig": {"subnetId": "<scope>/resourceGroups/<group>/providers/Microsoft.Network/virtualNetworks/vnet-000/subnets/snet-app"}|>}, "customize": [], "distribute": []}"#,
        ),
    ]
    .into_iter()
    .map(|(kind, prefix, has_diagnostics, body)| Service {
        kind,
        prefix,
        template: Template::row(&format!(r#""kind": "", {}, "tags": <tags>"#, body.replace("<connections>", CONNECTIONS))),
        has_diagnostics,
    })
    .collect()
});

static HUB: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "S1", "tier": "Standard", "capacity": 1}, "properties": {"state": "Active", "provisioningState": "Succeeded", "hostName": "<name>.azure-devices.net", "minTlsVersion": "1.2", "features": "None", "publicNetworkAccess": "Enabled", "ipFilterRules": [],
        "networkRuleSets": {"defaultAction": "<50%Deny|Allow>", "applyToBuiltInEventHubEndpoint": true, "ipRules": [{"filterName": "plant", "action": "Allow", "ipMask": "<70%203.0.113.0/28|100.64.0.0/10>"}]}, "routing": {"endpoints": {"eventHubs": [], "storageContainers": []}, "routes": []}, "enableFileUploadNotifications": false}, "tags": <tags>"#,
    )
});

static DEVICE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "deviceId": "<name>", "status": "enabled", "connectionState": "<Connected|Disconnected>", "lastActivityTime": "2026-11-23T08:12:11Z", "cloudToDeviceMessageCount": 0, "version": 4, "properties": {"desired": {}, "reported": {}},
        "authentication": {"type": "sas", "symmetricKey": {"primaryKey": "<85%<guid>|shared>", "secondaryKey": "<guid>"}, "x509Thumbprint": {"primaryThumbprint": null, "secondaryThumbprint": null}}"#,
    )
});

static AUTOMATION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"state": "Ok", "publicNetworkAccess": <true|false>, "disableLocalAuth": <true|false>, "sku": {"name": "Basic"}, "creationTime": "2025-04-10T09:12:44+00:00", "encryption": {"keySource": "Microsoft.Automation"}}, "tags": <tags>"#,
    )
});

static VARIABLE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"isEncrypted": <50%true|false>, "value": "<number>", "description": "Read by a runbook", "creationTime": "2025-04-10T09:12:44+00:00"}"#,
    )
});

static CONNECTOR: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"provisioningState": "Succeeded", "onboardingState": "Onboarded", "autoDiscovery": "Enabled", "visibility": "private", "repoUrl": "https://dev.azure.com/contoso/plant/_git/<name>"}, "tags": {}"#,
    )
});

/// Each of the services in turn.
pub(super) fn service(scope: &mut Scope<'_>) -> io::Result<()> {
    let number = scope.random.below(SERVICES.len() as u64) as usize;
    write(scope, &SERVICES[number])
}

/// One of each service.
pub(super) fn services(scope: &mut Scope<'_>) -> io::Result<()> {
    SERVICES
        .iter()
        .try_for_each(|service| write(scope, service))
}

fn write(scope: &mut Scope<'_>, service: &Service) -> io::Result<()> {
    let id = scope.named(service.kind, service.prefix);
    scope.write(&service.template, &id, &[])?;
    match service.has_diagnostics {
        true => diagnostics::perhaps(scope, &id),
        false => Ok(()),
    }
}

/// An IoT hub with its devices.
pub(super) fn hub(scope: &mut Scope<'_>) -> io::Result<()> {
    let hub = scope.named("Microsoft.Devices/IotHubs", "iot-");
    scope.write(&HUB, &hub, &[])?;
    for number in 0..2 + scope.random.below(4) {
        scope.write(&DEVICE, &format!("{hub}/devices/press-{number}"), &[])?;
    }
    diagnostics::perhaps(scope, &hub)
}

/// An automation account with its variables.
pub(super) fn automation(scope: &mut Scope<'_>) -> io::Result<()> {
    let account = scope.named("Microsoft.Automation/automationAccounts", "aa-");
    scope.write(&AUTOMATION, &account, &[])?;
    for number in 0..2 {
        scope.write(
            &VARIABLE,
            &format!("{account}/variables/setting-{number}"),
            &[],
        )?;
    }
    Ok(())
}

/// Repositories of Azure DevOps that Defender for Cloud knows.
pub(super) fn repositories(scope: &mut Scope<'_>) -> io::Result<()> {
    let connector = scope.named("Microsoft.Security/securityConnectors", "devops-");
    let organisation = format!("{connector}/devops/default/azureDevOpsOrgs/contoso");
    scope.write(&CONNECTOR, &organisation, &[])?;
    let project = format!("{organisation}/projects/plant");
    scope.write(&CONNECTOR, &project, &[])?;
    for number in 0..2 {
        let repository = format!("{project}/repos/repo-{number}");
        scope.write(&CONNECTOR, &repository, &[])?;
        let title = "Azure DevOps security posture findings should be resolved";
        findings::write(
            scope,
            &repository,
            "5a6f0c1d-7b3e-4c92-8f4d-2e1b9c7a6d50",
            title,
        )?;
    }
    Ok(())
}
