//! Clusters with the objects in them, and registries.

use std::io;
use std::sync::LazyLock;

use super::storage::CONNECTIONS;
use super::{diagnostics, findings};
use crate::scope::Scope;
use crate::template::Template;

static CLUSTER: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "Base", "tier": "<Standard|Free>"}, "identity": {"type": "SystemAssigned", "principalId": "<guid>", "tenantId": "<tenant>"},
        "properties": {
            "provisioningState": "Succeeded", "powerState": {"code": "Running"}, "kubernetesVersion": "1.33.4", "currentKubernetesVersion": "1.33.4",
            "dnsPrefix": "<name>", "fqdn": "<name>-<hex>.hcp.<location>.azmk8s.io", "nodeResourceGroup": "MC_<group>_<name>", "enableRBAC": <90%true|false>,
            "addonProfiles": {"azurepolicy": {"enabled": <85%true|false>, "config": {"version": "v2"}}, "omsagent": {"enabled": <true|false>}},
            "apiServerAccessProfile": <60%{"enablePrivateCluster": true, "privateDNSZone": "system"}|<{"authorizedIPRanges": ["203.0.113.0/24"]}|null>>,
            "securityProfile": <60%{"defender": {"securityMonitoring": {"enabled": true}, "logAnalyticsWorkspaceResourceId": "<scope>/resourceGroups/rg-platform-prod/providers/Microsoft.OperationalInsights/workspaces/log-prod"}}|null>,
            "agentPoolProfiles": [{
                "name": "system", "count": 3, "vmSize": "Standard_D4s_v5", "osDiskSizeGB": 128, "osDiskType": "Ephemeral", "vnetSubnetID": "<subnet>", "maxPods": 30,
                "type": "VirtualMachineScaleSets", "mode": "System", "osType": "Linux", "osSKU": "Ubuntu", "nodeImageVersion": "AKSUbuntu-2204gen2containerd-2025.11.01", "enableFIPS": false
            }],
            "networkProfile": {"networkPlugin": "azure", "networkPolicy": "cilium", "loadBalancerSku": "standard", "serviceCidr": "10.0.0.0/16", "dnsServiceIP": "10.0.0.10", "outboundType": "loadBalancer"},
            "aadProfile": {"managed": true, "enableAzureRBAC": true, "tenantID": "<tenant>"}, "disableLocalAccounts": <true|false>, "autoUpgradeProfile": {"upgradeChannel": "patch"}
        },
        "tags": <tags>"#,
    )
});

static CONNECTED: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "identity": {"type": "SystemAssigned", "principalId": "<guid>", "tenantId": "<tenant>"}, "properties": {
            "provisioningState": "Succeeded", "connectivityStatus": "<Connected|Offline>", "distribution": "<rancher_rke|k3s|aks>", "infrastructure": "generic",
            "kubernetesVersion": "1.33.4", "agentVersion": "1.29.3", "totalNodeCount": 3, "totalCoreCount": 24, "lastConnectivityTime": "2026-11-23T08:12:11.0000000Z", "offering": "", "agentPublicKeyCertificate": "<hex><hex><hex>"
        },
        "tags": <tags>"#,
    )
});

static CLUSTER_EXTENSION: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"extensionType": "<name>", "releaseTrain": "Stable", "autoUpgradeMinorVersion": true, "version": "1.9.<0|4>", "provisioningState": "<85%Succeeded|Failed>", "isSystemExtension": false}, "tags": {}"#,
    )
});

static POD: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "<name>", "type": "kubernetes/pod",
        "metadata": {
            "namespace": "<namespace>", "name": "<name>", "uid": "<guid>", "creationTimestamp": "2026-11-20T06:41:58Z",
            "labels": {"app": "<name>", "pod-template-hash": "<number>", "app.kubernetes.io/managed-by": "Helm"}
        },
        "spec": {
            "nodeName": "aks-system-<number>-vmss000000", "restartPolicy": "Always", "dnsPolicy": "ClusterFirst", "serviceAccountName": "<default|web>",
            "automountServiceAccountToken": <75%false|true>, <85%"hostNetwork": false|"hostNetwork": true>, "hostPID": <95%false|true>, "hostIPC": false,
            "securityContext": <70%{"runAsNonRoot": true, "runAsUser": 10001, "runAsGroup": 10001, "fsGroup": 10001, "supplementalGroups": [10001], "appArmorProfile": {"type": "RuntimeDefault"}}|{}>,
            "containers": [{
                "name": "main", "image": "<crcontoso.azurecr.io|docker.io|ghcr.io>/shop/web:4.<octet>", "imagePullPolicy": "IfNotPresent",
                "resources": <70%{"limits": {"cpu": "500m", "memory": "256Mi"}, "requests": {"cpu": "100m", "memory": "128Mi"}}|{}>,
                "securityContext": <70%{"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "privileged": false, "capabilities": {"drop": ["ALL"]}}|{"privileged": <false|true>, "capabilities": {"add": ["<SYS_ADMIN|NET_ADMIN>"]}}>,
                "ports": [{"containerPort": 8080, "protocol": "TCP"<85%|,"hostPort": 8080>}],
                "volumeMounts": [{"name": "cache", "mountPath": "/cache", "readOnly": <true|false>}]
            }],
            "volumes": [<85%{"name": "cache", "emptyDir": {}}|{"name": "cache", "hostPath": {"path": "/var/cache", "type": "Directory"}}>],
            "tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}]
        },
        "status": {"phase": "Running", "podIP": "10.244.<octet>.<octet>", "qosClass": "Burstable"}}"#,
    )
});

static SERVICE: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "<name>", "type": "kubernetes/service",
        "metadata": {"namespace": "<namespace>", "name": "<name>", "uid": "<guid>", "labels": {"app": "<name>"}},
        "spec": {"type": "ClusterIP", "clusterIP": "10.0.<octet>.<octet>", "selector": {"app": "<name>"}, "ports": [{"name": "https", "protocol": "TCP", "port": <443|8443|80>, "targetPort": 8443}]}}"#,
    )
});

static SERVICE_ACCOUNT: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "<name>", "type": "kubernetes/serviceaccount", "metadata": {"namespace": "<namespace>", "name": "<name>", "uid": "<guid>"}<50%,"automountServiceAccountToken": false|>}"#,
    )
});

static INGRESS: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"id": "<id>", "name": "<name>", "type": "kubernetes/ingress",
        "metadata": {"namespace": "<namespace>", "name": "<name>", "uid": "<guid>", "annotations": {"kubernetes.io/ingress.allow-http": "<60%false|true>"}},
        "spec": {"ingressClassName": "nginx", "tls": [{"hosts": ["shop.contoso.example"], "secretName": "web-tls"}],
        "rules": [{"host": "shop.contoso.example", "http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 443}}}}]}}]}}"#,
    )
});

static REGISTRY: LazyLock<Template> = LazyLock::new(|| {
    Template::row(&format!(
        r#""kind": "", "sku": {{"name": "<Premium|Standard>", "tier": "Premium"}}, "properties": {{
            "provisioningState": "Succeeded", "loginServer": "<name>.azurecr.io", "creationDate": "2025-04-10T09:12:44.183Z", "adminUserEnabled": <true|false>, "anonymousPullEnabled": false,
            "publicNetworkAccess": "<50%Disabled|Enabled>", "networkRuleBypassOptions": "AzureServices", "networkRuleSet": <30%{{"defaultAction": "Deny", "ipRules": []}}|null>,
            "encryption": {{"status": "<40%enabled|disabled>"}}, "zoneRedundancy": "Disabled", "dataEndpointEnabled": false, "dataEndpointHostNames": [], {CONNECTIONS},
            "policies": {{"quarantinePolicy": {{"status": "disabled"}}, "trustPolicy": {{"type": "Notary", "status": "disabled"}}, "retentionPolicy": {{"days": 7, "status": "disabled"}}, "exportPolicy": {{"status": "enabled"}}, "softDeletePolicy": {{"retentionDays": 7, "status": "disabled"}}}}
        }},
        "tags": <tags>"#
    ))
});

/// A cluster of Azure Kubernetes Service.
pub(super) fn cluster(scope: &mut Scope<'_>) -> io::Result<()> {
    let cluster = scope.named("Microsoft.ContainerService/managedClusters", "aks-");
    let subnet = super::network::subnet(scope);
    scope.write(&CLUSTER, &cluster, &[("subnet", &subnet)])?;
    let running = "Running container images should have vulnerability findings resolved";
    let key = "41503391-efa5-47ee-9282-4eff6131462c";
    findings::write(scope, &cluster, key, running)?;
    let gate = "Kubernetes clusters should gate deployment of vulnerable images";
    let key = "8e9c5b1e-2c0d-4c52-9d6e-6f1a3b7c9d02";
    findings::write(scope, &cluster, key, gate)?;
    objects(scope, &cluster)?;
    diagnostics::perhaps(scope, &cluster)
}

/// A cluster elsewhere that Azure Arc knows.
pub(super) fn connected(scope: &mut Scope<'_>) -> io::Result<()> {
    let cluster = scope.named("Microsoft.Kubernetes/connectedClusters", "arck8s-");
    scope.write(&CONNECTED, &cluster, &[])?;
    for extension in [
        "microsoft.policyinsights",
        "microsoft.azuredefender.kubernetes",
    ] {
        if scope.random.chance(75) {
            let id = format!(
                "{cluster}/providers/Microsoft.KubernetesConfiguration/extensions/{extension}"
            );
            scope.write(&CLUSTER_EXTENSION, &id, &[])?;
        }
    }
    objects(scope, &cluster)
}

/// What runs in a cluster.
fn objects(scope: &mut Scope<'_>, cluster: &str) -> io::Result<()> {
    for number in 0..3 + scope.random.below(4) {
        let namespace = ["shop", "payments", "default"][scope.random.below(3) as usize];
        let pod = format!("pod/web-{number}");
        object(scope, cluster, &POD, namespace, &pod)?;
    }
    object(scope, cluster, &SERVICE, "shop", "service/web")?;
    object(
        scope,
        cluster,
        &SERVICE_ACCOUNT,
        "shop",
        "serviceaccount/web",
    )?;
    object(
        scope,
        cluster,
        &SERVICE_ACCOUNT,
        "default",
        "serviceaccount/default",
    )?;
    object(scope, cluster, &INGRESS, "shop", "ingress/web")
}

fn object(
    scope: &mut Scope<'_>,
    cluster: &str,
    template: &Template,
    namespace: &str,
    path: &str,
) -> io::Result<()> {
    let id = format!("{cluster}/providers/kubernetes/namespace/{namespace}/{path}");
    scope.write(template, &id, &[("namespace", namespace)])
}

/// A container registry.
pub(super) fn registry(scope: &mut Scope<'_>) -> io::Result<()> {
    let registry = scope.named("Microsoft.ContainerRegistry/registries", "crcontoso");
    scope.write(&REGISTRY, &registry, &[])?;
    let title = "Container registry images should have vulnerability findings resolved";
    let key = "dbd0cb49-b563-45e7-9724-889e799fa648";
    findings::write(scope, &registry, key, title).map(drop)
}
