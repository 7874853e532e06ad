//! Web sites with their configuration.

use std::io;
use std::sync::LazyLock;

use super::findings;
use crate::scope::Scope;
use crate::template::Template;

const HOST_NAME: &str = r#"{"name": "<name>@azurewebsites.net", "sslState": "Disabled", "ipBasedSslState": "NotConfigured", "virtualIPv6": null, "virtualIP": null, "thumbprint": null, "certificateResourceId": null, "toUpdate": null, "toUpdateIpBasedSsl": null, "hostType": "@"}"#;

static SITE: LazyLock<Template> = LazyLock::new(|| {
    let hosts = [".", ".scm."].map(|middle| {
        let kind = if middle == "." {
            "Standard"
        } else {
            "Repository"
        };
        HOST_NAME.replacen('@', middle, 1).replacen('@', kind, 1)
    });
    Template::row(&format!(
        r#""kind": "<kind>", "sku": null,
        "identity": <65%{{"type": "SystemAssigned", "principalId": "<guid>", "tenantId": "<tenant>"}}|null>,
        "properties": {{
            "name": "<name>", "state": "Running", "enabled": true, "adminEnabled": true, "usageState": "Normal",
            "availabilityState": "Normal", "siteDisabledReason": 0, "reserved": <true|false>, "isXenon": false, "hyperV": false,
            "webSpace": "<group>-<location>webspace", "selfLink": "https://waws-prod-am2-<number>.api.azurewebsites.windows.net/subscriptions/<subscription>/webspaces/<group>-<location>webspace/sites/<name>",
            "repositorySiteName": "<name>", "defaultHostName": "<name>.azurewebsites.net",
            "hostNames": ["<name>.azurewebsites.net"], "enabledHostNames": ["<name>.azurewebsites.net", "<name>.scm.azurewebsites.net"],
            "hostNameSslStates": [{}], "lastModifiedTimeUtc": "2026-0<3|6|9>-1<1|4|9>T11:08:54.0200000Z",
            "serverFarmId": "<scope>/resourceGroups/<group>/providers/Microsoft.Web/serverfarms/plan-prod",
            "siteConfig": {{
                "numberOfWorkers": 1, "linuxFxVersion": "", "acrUseManagedIdentityCreds": false, "alwaysOn": <true|false>, "http20Enabled": false,
                "functionAppScaleLimit": 0, "minimumElasticInstanceCount": 0
            }},
            "httpsOnly": <70%true|false>, "clientCertEnabled": <35%true|false>, "clientCertMode": "<Required|Optional>",
            "clientAffinityEnabled": <true|false>, "hostNamesDisabled": false, "storageAccountRequired": false,
            "publicNetworkAccess": "<Enabled|Disabled>", "redundancyMode": "None", "sku": "<PremiumV3|Standard|Dynamic>",
            "outboundIpAddresses": "20.50.2.<octet>,20.50.2.<octet>,20.50.3.<octet>,20.50.3.<octet>,20.50.4.<octet>",
            "possibleOutboundIpAddresses": "20.50.2.<octet>,20.50.2.<octet>,20.50.3.<octet>,20.50.3.<octet>,20.50.4.<octet>,20.50.5.<octet>,20.50.6.<octet>",
            "inboundIpAddress": "20.50.2.<octet>", "ftpUsername": "<name>", "ftpsHostName": "ftps://waws-prod-am2-<number>.ftp.azurewebsites.windows.net/site/wwwroot",
            "contentAvailabilityState": "Normal", "runtimeAvailabilityState": "Normal", "privateEndpointConnections": [],
            "customDomainVerificationId": "<hex><hex><hex><hex>", "virtualNetworkSubnetId": null, "keyVaultReferenceIdentity": "SystemAssigned",
            "vnetRouteAllEnabled": false, "dailyMemoryTimeQuota": 0, "resourceGroup": "<group>", "eligibleLogCategories": "AppServiceHTTPLogs,AppServiceConsoleLogs,AppServiceAppLogs,AppServiceAuditLogs"
        }},
        "tags": <tags>"#,
        hosts.join(",")
    ))
});

static CONFIGURATION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "numberOfWorkers": 1, "defaultDocuments": ["Default.htm", "Default.html", "index.html", "hostingstart.html"],
            "netFrameworkVersion": "v4.0", "linuxFxVersion": "<runtime>", "windowsFxVersion": null,
            "requestTracingEnabled": <50%true|false>, "remoteDebuggingEnabled": <85%false|true>, "remoteDebuggingVersion": "VS2022",
            "httpLoggingEnabled": <70%true|false>, "detailedErrorLoggingEnabled": <50%true|false>, "logsDirectorySizeLimit": 35,
            "publishingUsername": "$<name>", "scmType": "<None|GitHubAction|VSTSRM>", "use32BitWorkerProcess": false, "webSocketsEnabled": false,
            "alwaysOn": true, "managedPipelineMode": "Integrated", "virtualApplications": [{"virtualPath": "/", "physicalPath": "site\u005cwwwroot", "preloadEnabled": true}],
            "loadBalancing": "LeastRequests", "autoHealEnabled": false, "vnetRouteAllEnabled": false, "localMySqlEnabled": false,
            "cors": <<null|{"allowedOrigins": ["https://shop.contoso.example"], "supportCredentials": false}>|{"allowedOrigins": ["*"], "supportCredentials": false}>,
            "ipSecurityRestrictions": [{"ipAddress": "Any", "action": "Allow", "priority": 2147483647, "name": "Allow all", "description": "Allow all access"}],
            "scmIpSecurityRestrictions": [{"ipAddress": "Any", "action": "Allow", "priority": 2147483647, "name": "Allow all", "description": "Allow all access"}],
            "http20Enabled": true, "minTlsVersion": "<75%1.2|<1.0|1.1>>", "scmMinTlsVersion": "1.2", "minTlsCipherSuite": null,
            "ftpsState": "<60%FtpsOnly|AllAllowed>", "preWarmedInstanceCount": 0, "functionAppScaleLimit": 0, "elasticWebAppScaleLimit": 0
        }"#,
    )
});

const KINDS: [&str; 6] = [
    "app",
    "app,linux",
    "functionapp",
    "functionapp,linux",
    "api",
    "app,linux,api",
];
const RUNTIMES: [&str; 5] = [
    r"NODE\u007c22-lts",
    r"PYTHON\u007c3.12",
    r"PHP\u007c8.3",
    r"JAVA\u007c21-java21",
    r"DOTNETCORE\u007c8.0",
];

/// A site, most with their configuration.
pub(super) fn site(scope: &mut Scope<'_>) -> io::Result<()> {
    let kind = KINDS[scope.random.below(KINDS.len() as u64) as usize];
    let site = scope.named("Microsoft.Web/sites", "app-contoso-");
    scope.write(&SITE, &site, &[("kind", kind)])?;
    if scope.random.chance(55) {
        let number = scope.random.below(RUNTIMES.len() as u64) as usize;
        let runtime = if kind.contains("linux") {
            RUNTIMES[number]
        } else {
            ""
        };
        let configuration = format!("{site}/config/web");
        scope.write(&CONFIGURATION, &configuration, &[("runtime", runtime)])?;
    }
    if kind.starts_with("functionapp") && scope.random.chance(10) {
        findings::function_app(scope, &site)?;
    }
    Ok(())
}
