//! Databases: SQL servers and managed instances with their settings, PostgreSQL, MySQL, MariaDB,
//! Cosmos DB, Redis.

use std::io;
use std::sync::LazyLock;

use super::findings;
use super::storage::CONNECTIONS;
use crate::scope::Scope;
use crate::template::Template;

static SERVER: LazyLock<Template> = LazyLock::new(|| {
    Template::row(&format!(
        r#""kind": "v12.0<||,analytics>", "sku": null,
        "identity": <{{"type": "SystemAssigned", "principalId": "<guid>", "tenantId": "<tenant>"}}|null>,
        "properties": {{
            "version": "12.0", "state": "Ready", "minimalTlsVersion": "1.<2|0>", "administratorLogin": "sqladmin", "externalGovernanceStatus": "Disabled",
            "fullyQualifiedDomainName": "<name>.database.windows.net", "publicNetworkAccess": "<60%Disabled|Enabled>", "restrictOutboundNetworkAccess": "Disabled",
            {CONNECTIONS},
            "administrators": <60%{{"administratorType": "ActiveDirectory", "login": "sg-dba", "sid": "<guid>", "tenantId": "<tenant>", "principalType": "Group", "azureADOnlyAuthentication": <true|false>}}|null>
        }},
        "tags": <tags>"#
    ))
});

static SQL_DATABASE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "v12.0,user", "sku": {"name": "GP_Gen5", "tier": "GeneralPurpose", "family": "Gen5", "capacity": <2|4|8>},
        "properties": {
            "status": "Online", "collation": "SQL_Latin1_General_CP1_CI_AS", "databaseId": "<guid>", "creationDate": "2025-04-10T09:12:44.183Z",
            "maxSizeBytes": 34359738368, "zoneRedundant": <true|false>, "readScale": "Disabled", "earliestRestoreDate": "2026-11-16T00:00:00Z",
            "currentServiceObjectiveName": "GP_Gen5_2", "requestedServiceObjectiveName": "GP_Gen5_2", "defaultSecondaryLocation": "northeurope",
            "catalogCollation": "SQL_Latin1_General_CP1_CI_AS", "licenseType": "LicenseIncluded", "currentBackupStorageRedundancy": "Geo",
            "requestedBackupStorageRedundancy": "Geo", "maintenanceConfigurationId": "/subscriptions/<subscription>/providers/Microsoft.Maintenance/publicMaintenanceConfigurations/SQL_Default",
            "isLedgerOn": false, "isInfraEncryptionEnabled": false, "availabilityZone": "NoPreference"
        },
        "tags": <tags>"#,
    )
});

static ENCRYPTION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(r#""kind": "", "properties": {"state": "<85%Enabled|Disabled>"}, "tags": {}"#)
});

static AUDITING: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "state": "<75%Enabled|Disabled>", "storageEndpoint": "<|https://stlogs.blob.core.windows.net/>", "storageAccountSubscriptionId": "<subscription>",
            "retentionDays": <0|30|90|365>, "auditActionsAndGroups": ["BATCH_COMPLETED_GROUP", "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP", "FAILED_DATABASE_AUTHENTICATION_GROUP"],
            "isStorageSecondaryKeyInUse": false, "isAzureMonitorTargetEnabled": <true|false>, "isManagedIdentityInUse": false
        },
        "tags": {}"#,
    )
});

static ALERTS: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "state": "<70%Enabled|Disabled>", "disabledAlerts": [<70%""|"Data_Exfiltration","Unsafe_Action">], "emailAddresses": [""], "emailAccountAdmins": <true|false>,
            "storageEndpoint": "", "storageAccountAccessKey": "", "retentionDays": 0, "creationTime": "2025-04-10T09:12:44.183Z"
        },
        "tags": {}"#,
    )
});

static SCANS: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "storageContainerPath": "https://stlogs.blob.core.windows.net/vulnerability-assessment/",
            "recurringScans": {"isEnabled": <60%true|false>, "emailSubscriptionAdmins": true, "emails": []}
        },
        "tags": {}"#,
    )
});

static PROTECTOR: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "<azurekeyvault|servicemanaged>", "properties": {
            "serverKeyName": "kv-contoso_tde_<hex>", "serverKeyType": "<50%AzureKeyVault|ServiceManaged>",
            "uri": "https://kv-contoso.vault.azure.net/keys/tde/<hex>", "autoRotationEnabled": <true|false>
        },
        "tags": {}"#,
    )
});

static FIREWALL: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"startIpAddress": "<0.0.0.0|203.0.113.1>", "endIpAddress": "<0.0.0.0|203.0.113.254>"}, "tags": {}"#,
    )
});

static ADMINISTRATOR: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"administratorType": "ActiveDirectory", "login": "sg-dba", "sid": "<guid>", "tenantId": "<tenant>", "azureADOnlyAuthentication": <true|false>}, "tags": {}"#,
    )
});

static INSTANCE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "GP_Gen5", "tier": "GeneralPurpose", "family": "Gen5", "capacity": 8}, "properties": {
            "state": "Ready", "provisioningState": "Succeeded", "administratorLogin": "miadmin", "vCores": 8, "storageSizeInGB": 256, "minimalTlsVersion": "1.2",
            "subnetId": "<subnet>", "publicDataEndpointEnabled": <true|false>, "proxyOverride": "Proxy", "timezoneId": "UTC",
            "fullyQualifiedDomainName": "<name>.<hex>.database.windows.net", "licenseType": "LicenseIncluded", "collation": "SQL_Latin1_General_CP1_CI_AS", "zoneRedundant": false
        },
        "tags": <tags>"#,
    )
});

static OPEN_SOURCE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(&format!(
        r#""kind": "", "sku": {{"name": "GP_Gen5_<2|4|8>", "tier": "GeneralPurpose", "family": "Gen5", "capacity": 2}},
        "properties": {{
            "version": "<8.0|11|10.3>", "administratorLogin": "dbadmin", "userVisibleState": "Ready", "fullyQualifiedDomainName": "<name>.database.azure.com",
            "earliestRestoreDate": "2026-11-16T09:12:44.183+00:00", "sslEnforcement": "<80%Enabled|Disabled>", "minimalTlsVersion": "TLS1_2", "infrastructureEncryption": "Disabled",
            "publicNetworkAccess": "<50%Disabled|Enabled>", "byokEnforcement": "Disabled", "replicationRole": "None", "masterServerId": "", "replicaCapacity": 5,
            {CONNECTIONS},
            "storageProfile": {{"storageMB": 51200, "backupRetentionDays": 14, "geoRedundantBackup": "<50%Enabled|Disabled>", "storageAutogrow": "Enabled"}}
        }},
        "tags": <tags>"#
    ))
});

static SERVER_KEY: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "azurekeyvault", "properties": {"serverKeyType": "AzureKeyVault", "uri": "https://kv-contoso.vault.azure.net/keys/db/<hex>", "creationDate": "2026-03-02T09:14:22.13Z"}, "tags": {}"#,
    )
});

static COSMOS: LazyLock<Template> = LazyLock::new(|| {
    Template::row(&format!(
        r#""kind": "<GlobalDocumentDB|MongoDB>", "properties": {{
            "provisioningState": "Succeeded", "documentEndpoint": "https://<name>.documents.azure.com:443/", "databaseAccountOfferType": "Standard", "instanceId": "<guid>",
            "publicNetworkAccess": "<50%Disabled|Enabled>", "disableLocalAuth": <50%true|false>, "isVirtualNetworkFilterEnabled": <false|true>, "enableAutomaticFailover": true,
            "enableMultipleWriteLocations": false, "disableKeyBasedMetadataWriteAccess": false, "minimalTlsVersion": "Tls12", "virtualNetworkRules": [],
            "ipRules": [<|{{"ipAddressOrRange": "203.0.113.0/24"}}>], <40%"keyVaultKeyUri": "https://kv-contoso.vault.azure.net/keys/cosmos",|>
            "capabilities": [<||{{"name": "EnableMongo"}}>], {CONNECTIONS}, "backupPolicy": {{"type": "Periodic", "periodicModeProperties": {{"backupIntervalInMinutes": 240, "backupRetentionIntervalInHours": 8}}}},
            "consistencyPolicy": {{"defaultConsistencyLevel": "Session", "maxIntervalInSeconds": 5, "maxStalenessPrefix": 100}},
            "locations": [{{"id": "<name>-<location>", "locationName": "<location>", "provisioningState": "Succeeded", "failoverPriority": 0, "isZoneRedundant": false}}]
        }},
        "tags": <tags>"#
    ))
});

static REDIS: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "provisioningState": "Succeeded", "redisVersion": "6.0", "sku": {"name": "<Standard|Premium>", "family": "C", "capacity": 1}, <60%"enableNonSslPort": false|"enableNonSslPort": true>,
            <40%"subnetId": "<subnet>",|> "minimumTlsVersion": "1.2", "hostName": "<name>.redis.cache.windows.net", "port": 6379, "sslPort": 6380, "publicNetworkAccess": "Enabled",
            "redisConfiguration": {"maxclients": "1000", "maxmemory-reserved": "125", "maxfragmentationmemory-reserved": "125", "maxmemory-delta": "125"},
            "linkedServers": [], "instances": [{"sslPort": 15000, "isMaster": false, "isPrimary": false}, {"sslPort": 15001, "isMaster": true, "isPrimary": true}]
        },
        "tags": <tags>"#,
    )
});

/// A SQL server with its databases and settings.
pub(super) fn sql(scope: &mut Scope<'_>) -> io::Result<()> {
    let server = scope.named("Microsoft.Sql/servers", "sql-contoso-");
    scope.write(&SERVER, &server, &[])?;
    for number in 0..1 + scope.random.below(3) {
        let database = format!("{server}/databases/db-{number}");
        scope.write(&SQL_DATABASE, &database, &[])?;
        let encryption = format!("{database}/transparentDataEncryption/current");
        scope.write(&ENCRYPTION, &encryption, &[])?;
    }
    let key = "82e20e14-edc5-4373-bfc4-f13121257c37";
    let title = "SQL databases should have vulnerability findings resolved";
    findings::write(scope, &format!("{server}/databases/db-0"), key, title)?;
    let settings: [(&str, &Template); 7] = [
        ("auditingSettings/Default", &AUDITING),
        ("securityAlertPolicies/Default", &ALERTS),
        ("vulnerabilityAssessments/Default", &SCANS),
        ("sqlVulnerabilityAssessments/Default", &ENCRYPTION),
        ("encryptionProtector/current", &PROTECTOR),
        ("firewallRules/office", &FIREWALL),
        ("administrators/ActiveDirectory", &ADMINISTRATOR),
    ];
    some_of(scope, &server, &settings)
}

/// A managed instance with its settings.
pub(super) fn instance(scope: &mut Scope<'_>) -> io::Result<()> {
    let instance = scope.named("Microsoft.Sql/managedInstances", "mi-contoso-");
    let subnet = super::network::subnet(scope);
    scope.write(&INSTANCE, &instance, &[("subnet", &subnet)])?;
    let settings: [(&str, &Template); 3] = [
        ("securityAlertPolicies/Default", &ALERTS),
        ("vulnerabilityAssessments/Default", &SCANS),
        ("encryptionProtector/current", &PROTECTOR),
    ];
    some_of(scope, &instance, &settings)
}

fn some_of(scope: &mut Scope<'_>, holder: &str, settings: &[(&str, &Template)]) -> io::Result<()> {
    for (path, template) in settings {
        if scope.random.chance(80) {
            scope.write(template, &format!("{holder}/{path}"), &[])?;
        }
    }
    Ok(())
}

/// A server of PostgreSQL, MySQL or MariaDB.
pub(super) fn open_source(scope: &mut Scope<'_>) -> io::Result<()> {
    let kinds = [
        "Microsoft.DBforPostgreSQL/servers",
        "Microsoft.DBforMySQL/servers",
        "Microsoft.DBforMariaDB/servers",
    ];
    for kind in kinds {
        let server = scope.named(kind, "db-contoso-");
        scope.write(&OPEN_SOURCE, &server, &[])?;
        if kind != kinds[2] && scope.random.chance(50) {
            scope.write(&SERVER_KEY, &format!("{server}/keys/kv_db_1"), &[])?;
        }
    }
    Ok(())
}

/// An account of Cosmos DB.
pub(super) fn cosmos(scope: &mut Scope<'_>) -> io::Result<()> {
    let account = scope.named("Microsoft.DocumentDB/databaseAccounts", "cosmos-");
    scope.write(&COSMOS, &account, &[])
}

/// A cache.
pub(super) fn redis(scope: &mut Scope<'_>) -> io::Result<()> {
    let cache = scope.named("Microsoft.Cache/redis", "redis-");
    let subnet = super::network::subnet(scope);
    scope.write(&REDIS, &cache, &[("subnet", &subnet)])
}
