//! Storage accounts and what stands under them, private endpoints, key vaults with their keys.

use std::io;
use std::sync::LazyLock;

use super::diagnostics;
use crate::scope::Scope;
use crate::template::Template;

/// The private endpoint connections of a resource, most of them approved.
pub(super) const CONNECTIONS: &str = r#""privateEndpointConnections": <50%[{
    "id": "<id>/privateEndpointConnections/pe-<name>", "name": "pe-<name>", "type": "<type>/privateEndpointConnections",
    "properties": {
        "provisioningState": "Succeeded", "groupIds": ["default"],
        "privateEndpoint": {"id": "<scope>/resourceGroups/<group>/providers/Microsoft.Network/privateEndpoints/pe-<name>"},
        "privateLinkServiceConnectionState": {"status": "<Approved|Approved|Pending>", "description": "Auto-approved", "actionsRequired": "None"}
    }
}]|<[]|null>>"#;

const ACLS: &str = r#""networkAcls": {
    "bypass": "AzureServices", "defaultAction": "<60%Deny|Allow>", "virtualNetworkRules": [],
    "ipRules": [<|{"value": "203.0.113.0/24", "action": "Allow"}>], "resourceAccessRules": []
}"#;

static ACCOUNT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(&format!(
        r#""kind": "StorageV2", "sku": {{"name": "Standard_<LRS|ZRS|GRS>", "tier": "Standard"}},
        "properties": {{
            "provisioningState": "Succeeded", "creationTime": "2025-0<1|4|7>-1<0|3|8>T09:12:44.1830142Z", "accessTier": "Hot",
            "supportsHttpsTrafficOnly": <85%true|false>, "minimumTlsVersion": "TLS1_<2|0>", <70%"allowBlobPublicAccess": false,|>
            "allowSharedKeyAccess": <true|false>, "defaultToOAuthAuthentication": false, "allowCrossTenantReplication": false,
            "isHnsEnabled": false, "isSftpEnabled": false, "publicNetworkAccess": "<Enabled|Disabled>", "dnsEndpointType": "Standard",
            {ACLS}, {CONNECTIONS},
            "encryption": {{
                "keySource": "Microsoft.<30%Keyvault|Storage>", "requireInfrastructureEncryption": <true|false>,
                "services": {{"blob": {{"enabled": true, "keyType": "Account", "lastEnabledTime": "2025-01-10T09:12:44.3080144Z"}}, "file": {{"enabled": true, "keyType": "Account", "lastEnabledTime": "2025-01-10T09:12:44.3080144Z"}}}}
            }},
            "primaryEndpoints": {{
                "blob": "https://<name>.blob.core.windows.net/", "dfs": "https://<name>.dfs.core.windows.net/", "file": "https://<name>.file.core.windows.net/",
                "queue": "https://<name>.queue.core.windows.net/", "table": "https://<name>.table.core.windows.net/", "web": "https://<name>.z6.web.core.windows.net/"
            }},
            "primaryLocation": "<location>", "statusOfPrimary": "available",
            "keyCreationTime": {{"key1": "2025-01-10T09:12:44.1990139Z", "key2": "2025-01-10T09:12:44.1990139Z"}}
        }},
        "tags": <tags>"#
    ))
});

static BLOBS: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "Standard_LRS", "tier": "Standard"}, "properties": {
            "cors": {"corsRules": []}, "isVersioningEnabled": <true|false>, "changeFeed": {"enabled": false},
            "deleteRetentionPolicy": {"enabled": <true|false>, "days": 7, "allowPermanentDelete": false},
            "containerDeleteRetentionPolicy": {"enabled": true, "days": 7}, "restorePolicy": {"enabled": false}
        }"#,
    )
});

static ENDPOINT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "provisioningState": "Succeeded", "resourceGuid": "<guid>", "subnet": {"id": "<subnet>"},
            "networkInterfaces": [{"id": "<id>-nic"}], "ipConfigurations": [], "customDnsConfigs": [], "manualPrivateLinkServiceConnections": [],
            "privateLinkServiceConnections": [{"name": "<name>", "id": "<id>/privateLinkServiceConnections/<name>", "properties": {
                "provisioningState": "Succeeded", "privateLinkServiceId": "<holder>", "groupIds": ["blob"],
                "privateLinkServiceConnectionState": {"status": "Approved", "description": "Auto-approved", "actionsRequired": "None"}
            }}]
        },
        "tags": <tags>"#,
    )
});

static CLASSIC: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"provisioningState": "Succeeded", "status": "Created", "accountType": "Standard-LRS", "geoPrimaryRegion": "West Europe", "endpoints": ["https://<name>.blob.core.windows.net/"]}, "tags": null"#,
    )
});

static VAULT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(&format!(
        r#""kind": "", "properties": {{
            "provisioningState": "Succeeded", "tenantId": "<tenant>", "sku": {{"family": "A", "name": "<standard|premium>"}},
            "enabledForDeployment": false, "enabledForDiskEncryption": <true|false>, "enabledForTemplateDeployment": false,
            "enableSoftDelete": <92%true|false>, "softDeleteRetentionInDays": 90, "enableRbacAuthorization": <true|false>,
            <60%"enablePurgeProtection": true,|> "publicNetworkAccess": "<40%Disabled|Enabled>", "vaultUri": "https://<name>.vault.azure.net/",
            {ACLS}, {CONNECTIONS},
            "accessPolicies": [{{"tenantId": "<tenant>", "objectId": "<guid>", "permissions": {{"keys": ["get", "list"], "secrets": ["get", "list"], "certificates": []}}}}]
        }},
        "tags": <tags>"#
    ))
});

static KEY: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "kty": "RSA", "keySize": <2048|3072|4096>, "keyOps": ["sign", "verify", "wrapKey", "unwrapKey", "encrypt", "decrypt"],
            "attributes": {"enabled": true, "created": 1767258000, "updated": 1767258000, <60%"exp": 1830330000,|> "recoveryLevel": "Recoverable+Purgeable"},
            "keyUri": "https://<name>.vault.azure.net/keys/<name>", "keyUriWithVersion": "https://<name>.vault.azure.net/keys/<name>/<hex><hex>"
        }"#,
    )
});

static SECRET: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "contentType": <null|"password">, "secretUri": "https://<name>.vault.azure.net/secrets/<name>",
            "attributes": {"enabled": true, "created": 1767258000, "updated": 1767258000, <60%"exp": 1830330000,|> "recoveryLevel": "Recoverable+Purgeable"}
        }"#,
    )
});

static CERTIFICATE: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "<name>", "type": "Microsoft.KeyVault.Data/vaults/certificates",
        "attributes": {"enabled": true, "expires": "2027-06-30T00:00:00+00:00"}, "x509Thumbprint": "<hex><hex>",
        "policy": {"issuerParameters": {"name": "DigiCert"}, "x509CertificateProperties": {"subject": "CN=<name>", "validityInMonths": <70%12|24>},
        "keyProperties": {"keyType": "RSA", "keySize": 2048, "exportable": true, "reuseKeyOnRenewal": false}}}"#,
    )
});

/// A storage account alone.
pub(super) fn account(scope: &mut Scope<'_>) -> io::Result<()> {
    let account = scope.named("Microsoft.Storage/storageAccounts", "stcontoso");
    scope.write(&ACCOUNT, &account, &[])
}

/// A storage account, some with services and private endpoints of their own.
pub(super) fn accounts(scope: &mut Scope<'_>) -> io::Result<()> {
    let account = scope.named("Microsoft.Storage/storageAccounts", "stcontoso");
    scope.write(&ACCOUNT, &account, &[])?;
    if scope.random.chance(30) {
        scope.write(&BLOBS, &format!("{account}/blobServices/default"), &[])?;
    }
    if scope.random.chance(20) {
        let endpoint = scope.named("Microsoft.Network/privateEndpoints", "pe-");
        let subnet = super::network::subnet(scope);
        let values = [("subnet", subnet.as_str()), ("holder", &account)];
        scope.write(&ENDPOINT, &endpoint, &values)?;
    }
    Ok(())
}

/// A classic storage account.
pub(super) fn classic(scope: &mut Scope<'_>) -> io::Result<()> {
    let account = scope.named("Microsoft.ClassicStorage/storageAccounts", "classic");
    scope.write(&CLASSIC, &account, &[])
}

/// A key vault with keys, secrets and certificates, and perhaps a diagnostic setting.
pub(super) fn vault(scope: &mut Scope<'_>) -> io::Result<()> {
    let vault = scope.named("Microsoft.KeyVault/vaults", "kv-contoso-");
    scope.write(&VAULT, &vault, &[])?;
    for number in 0..scope.random.below(3) {
        scope.write(&KEY, &format!("{vault}/keys/key-{number}"), &[])?;
        scope.write(&SECRET, &format!("{vault}/secrets/secret-{number}"), &[])?;
    }
    if scope.random.chance(30) {
        let certificate = format!("{vault}/certificates/tls");
        scope.write(&CERTIFICATE, &certificate, &[])?;
    }
    diagnostics::perhaps(scope, &vault)
}
