//! A subscription itself: its plans of Defender, contacts, role assignments, groups; and above the
//! first one, the directory of the tenant.

use std::io;
use std::sync::LazyLock;

use super::findings;
use crate::random::{Random, guid};
use crate::scope::{Scope, group_name, groups};
use crate::template::Template;

const USERS: u64 = 24;
const GROUPS: u64 = 3;

static SUBSCRIPTION: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "Contoso <number>", "type": "microsoft.resources/subscriptions", "tenantId": "<tenant>", "kind": "", "location": "", "resourceGroup": "",
        "subscriptionId": "<subscription>", "managedBy": "", "sku": null, "plan": null, "properties": {
            "displayName": "Contoso <number>", "state": "Enabled", "authorizationSource": "RoleBased", "managedByTenants": [],
            "managementGroupAncestorsChain": [{"displayName": "Contoso", "name": "contoso"}, {"displayName": "Tenant Root Group", "name": "<tenant>"}],
            "subscriptionPolicies": {"locationPlacementId": "Public_2014-09-01", "quotaId": "EnterpriseAgreement_2014-09-01", "spendingLimit": "Off"}
        }, "tags": {"env": "<prod|test|dev>"}, "identity": null, "zones": null, "extendedLocation": null}"#,
    )
});

static RESOURCE_GROUP: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "<name>", "type": "microsoft.resources/subscriptions/resourcegroups", "tenantId": "<tenant>", "kind": "", "location": "<location>", "resourceGroup": "<name>",
        "subscriptionId": "<subscription>", "managedBy": "<||<scope>/resourceGroups/<name>/providers/Microsoft.Synapse/workspaces/syn-sales>", "sku": null, "plan": null, "properties": {"provisioningState": "Succeeded"}, "tags": {"env": "prod"}, "identity": null, "zones": null}"#,
    )
});

static PRICING: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"pricingTier": "<65%Standard|Free>", "subPlan": <null|"P2"|"P1">, "freeTrialRemainingTime": "PT0S", "enablementTime": "2026-03-02T07:25:33.9042617Z", "resourcesCoverageStatus": "FullyCovered",
        "extensions": [{"name": "AgentlessVmScanning", "isEnabled": "True"}, {"name": "FileIntegrityMonitoring", "isEnabled": "<True|False>"}]}"#,
    )
});

static CONTACT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"isEnabled": true, "emails": "<70%security@contoso.example|>", "phone": "", "notificationsByRole": {"state": "<60%On|Off>", "roles": ["Owner"]}, "alertNotifications": {"state": "<60%On|Off>", "minimalSeverity": "<High|Medium>"}}"#,
    )
});

static PROVISIONING: LazyLock<Template> = LazyLock::new(|| {
    Template::row(r#""kind": "", "properties": {"autoProvision": "<60%On|Off>"}"#)
});

static SCANNER: LazyLock<Template> = LazyLock::new(|| {
    Template::row(r#""kind": "AzureServersSetting", "properties": {"selectedProvider": "MdeTvm"}"#)
});

static WORKSPACE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"provisioningState": "Succeeded", "customerId": "<guid>", "retentionInDays": 90, "sku": {"name": "PerGB2018"}, "publicNetworkAccessForIngestion": "Enabled", "publicNetworkAccessForQuery": "Enabled", "features": {"enableLogAccessUsingOnlyResourcePermissions": true}, "workspaceCapping": {"dailyQuotaGb": -1}}, "tags": <tags>"#,
    )
});

static SOLUTION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"workspaceResourceId": "<workspace>", "provisioningState": "<80%Succeeded|Failed>", "creationTime": "2025-04-10T09:12:44Z", "containedResources": [], "referencedResources": []}, "tags": {}"#,
    )
});

static ASSIGNMENT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"principalId": "<principal>", "principalType": "<kindofprincipal>", "roleDefinitionId": "/providers/Microsoft.Authorization/RoleDefinitions/<role>", "scope": "<reach>", "condition": null, "conditionVersion": null, "description": null, "delegatedManagedIdentityResourceId": null, "createdOn": "2026-04-10T08:30:00.0000000Z", "updatedOn": "2026-04-10T08:30:00.0000000Z", "createdBy": "<guid>", "updatedBy": "<guid>"}, "tags": null"#,
    )
});

static POLICY: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"displayName": "<name>", "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/<guid>", "scope": "<scope>", "notScopes": [], "enforcementMode": "Default", "parameters": {"effect": {"value": "<Audit|Deny>"}}, "metadata": {"assignedBy": "Platform team", "createdOn": "2026-04-10T08:30:00.0000000Z"}}"#,
    )
});

static USER: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r##"{"id": "<id>", "type": "microsoft.graph/users", "userPrincipalName": "user<number>@contoso.example", "displayName": "User <number>", "userType": "<90%Member|Guest>", "accountEnabled": <90%true|false>, "perUserMfaState": "<disabled|enforced>"}"##,
    )
});

static USER_GROUP: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r##"{"id": "<id>", "type": "microsoft.graph/groups", "displayName": "Group <number>", "members": [{"@odata.type": "#microsoft.graph.user", "id": "<first>", "displayName": "Member"}, {"@odata.type": "#microsoft.graph.user", "id": "<second>", "displayName": "Member"}]}"##,
    )
});

static ROLE: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "<name>", "type": "microsoft.authorization/roledefinitions", "tenantId": "<tenant>", "kind": "", "location": "", "resourceGroup": "", "subscriptionId": "", "properties": {"roleName": "<title>", "type": "BuiltInRole", "description": "<title>", "assignableScopes": ["/"], "permissions": [{"actions": ["<actions>"], "notActions": [<denied>], "dataActions": [], "notDataActions": []}]}, "tags": null}"#,
    )
});

static DEFAULTS: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "type": "microsoft.graph/securitydefaults", "displayName": "Security Defaults", "isEnabled": false}"#,
    )
});

static ACCESS: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "type": "microsoft.graph/conditionalaccesspolicies", "displayName": "Second factor", "state": "enabled", "createdDateTime": "2026-02-03T09:12:44Z",
        "conditions": {"userRiskLevels": [], "signInRiskLevels": [], "clientAppTypes": ["all"], "platforms": null, "locations": null, "devices": null, "clientApplications": null,
            "applications": {"includeApplications": ["All"], "excludeApplications": [], "includeUserActions": [], "applicationFilter": null},
            "users": {"includeUsers": [], "excludeUsers": [], "includeGroups": ["<included>"], "excludeGroups": [], "includeRoles": [], "excludeRoles": [], "excludeGuestsOrExternalUsers": null}},
        "grantControls": {"operator": "OR", "builtInControls": ["mfa"], "customAuthenticationFactors": [], "termsOfUse": [], "authenticationStrength": null}, "sessionControls": null}"#,
    )
});

const PLANS: [&str; 12] = [
    "VirtualMachines",
    "SqlServers",
    "AppServices",
    "StorageAccounts",
    "SqlServerVirtualMachines",
    "KeyVaults",
    "Dns",
    "Arm",
    "OpenSourceRelationalDatabases",
    "Containers",
    "CloudPosture",
    "CosmosDbs",
];
/// Roles: GUID, title, what is allowed, what is not.
const ROLES: [(&str, &str, &str, &str); 3] = [
    ("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", "*", ""),
    (
        "b24988ac-6180-42a0-ab88-20f7382dd24c",
        "Contributor",
        "*",
        r#""Microsoft.Authorization/*/Delete","Microsoft.Authorization/*/Write""#,
    ),
    (
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "Reader",
        "*/read",
        "",
    ),
];

/// The directory of the tenant: users, groups, what asks for a second factor, and roles.
pub(super) fn directory(scope: &mut Scope<'_>) -> io::Result<()> {
    for user in 0..USERS {
        scope.write(
            &USER,
            &format!("/providers/microsoft.graph/users/{}", principal(user)),
            &[],
        )?;
    }
    for group in USERS..USERS + GROUPS {
        let (first, second) = (principal(group % USERS), principal(group % USERS + 1));
        let id = format!("/providers/microsoft.graph/groups/{}", principal(group));
        scope.write(&USER_GROUP, &id, &[("first", &first), ("second", &second)])?;
    }
    for (name, title, actions, denied) in ROLES {
        let id = format!("/providers/Microsoft.Authorization/RoleDefinitions/{name}");
        let values = [("title", title), ("actions", actions), ("denied", denied)];
        scope.write(&ROLE, &id, &values)?;
    }
    let policies = "/providers/microsoft.graph";
    let defaults = format!("{policies}/securitydefaults/{}", principal(100));
    scope.write(&DEFAULTS, &defaults, &[])?;
    let access = format!("{policies}/conditionalaccesspolicies/{}", principal(101));
    scope.write(&ACCESS, &access, &[("included", &principal(USERS))])
}

/// The GUID of an account or group of the directory: the same in each inventory.
fn principal(number: u64) -> String {
    let mut random = Random::of(7, number);
    guid(random.next(), random.next())
}

/// The row of the subscription.
pub(super) fn row(scope: &mut Scope<'_>) -> io::Result<()> {
    let id = scope.id.clone();
    scope.write(&SUBSCRIPTION, &id, &[])
}

/// What is set for the subscription as a whole.
pub(super) fn settings(scope: &mut Scope<'_>) -> io::Result<()> {
    let id = scope.id.clone();
    let security = format!("{id}/providers/Microsoft.Security");
    for group in 0..groups() {
        let group = format!("{id}/resourceGroups/{}", group_name(group));
        scope.write(&RESOURCE_GROUP, &group, &[])?;
    }
    for plan in PLANS {
        scope.write(&PRICING, &format!("{security}/pricings/{plan}"), &[])?;
    }
    scope.write(
        &CONTACT,
        &format!("{security}/securityContacts/default"),
        &[],
    )?;
    scope.write(
        &PROVISIONING,
        &format!("{security}/autoProvisioningSettings/default"),
        &[],
    )?;
    let scanner = format!("{security}/serverVulnerabilityAssessmentsSettings/azureServersSetting");
    scope.write(&SCANNER, &scanner, &[])?;
    workspace(scope)?;
    assignments(scope, &id)?;
    let title = "Over-provisioned identities in subscriptions should be investigated to reduce the Permission Creep Index (PCI)";
    findings::write(scope, &id, "d0c4a6e2-5f3b-4b7e-9a41-0c8e2d6f7b15", title).map(drop)
}

fn workspace(scope: &mut Scope<'_>) -> io::Result<()> {
    let workspace = scope.at("Microsoft.OperationalInsights/workspaces", 0, "log-prod");
    scope.write(&WORKSPACE, &workspace, &[])?;
    for solution in [
        "Security(log-prod)",
        "SQLAdvancedThreatProtection(log-prod)",
    ] {
        let id = scope.at("Microsoft.OperationsManagement/solutions", 0, solution);
        scope.write(&SOLUTION, &id, &[("workspace", &workspace)])?;
    }
    Ok(())
}

fn assignments(scope: &mut Scope<'_>, id: &str) -> io::Result<()> {
    for number in 0..8 {
        let member = scope.random.below(USERS + GROUPS);
        let kind = if member < USERS { "User" } else { "Group" };
        let (role, ..) = ROLES[(number % 3) as usize];
        let name = guid(scope.random.next(), scope.random.next());
        let assignment = format!("{id}/providers/Microsoft.Authorization/RoleAssignments/{name}");
        let values = [
            ("principal", principal(member)),
            ("kindofprincipal", kind.to_owned()),
            ("role", role.to_owned()),
            ("reach", id.to_owned()),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        scope.write(&ASSIGNMENT, &assignment, &values)?;
    }
    for number in 0..3 {
        let policy =
            format!("{id}/providers/Microsoft.Authorization/policyAssignments/baseline-{number}");
        scope.write(&POLICY, &policy, &[])?;
    }
    Ok(())
}
