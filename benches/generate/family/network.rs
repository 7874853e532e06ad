//! Networks: virtual networks with subnets and security groups, interfaces, addresses, gateways.

use std::io;
use std::sync::LazyLock;

use crate::scope::{Scope, groups};
use crate::template::Template;

const SUBNETS: [&str; 3] = ["snet-app", "snet-data", "snet-mgmt"];

static INTERFACE: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "Regular", "sku": null, "properties": {
            "provisioningState": "Succeeded", "resourceGuid": "<guid>", "macAddress": "00-0D-3A-<number>",
            "enableIPForwarding": <92%false|true>, "enableAcceleratedNetworking": <true|false>,
            "vnetEncryptionSupported": false, "disableTcpStateTracking": false, "nicType": "Standard", "primary": true,
            "dnsSettings": {"dnsServers": [], "appliedDnsServers": [], "internalDomainNameSuffix": "<hex>.ax.internal.cloudapp.net"},
            "ipConfigurations": [{
                "name": "ipconfig1", "id": "<id>/ipConfigurations/ipconfig1",
                "type": "Microsoft.Network/networkInterfaces/ipConfigurations",
                "properties": {
                    "provisioningState": "Succeeded", "privateIPAddress": "10.<octet>.<octet>.<octet>",
                    "privateIPAllocationMethod": "Dynamic", "primary": true, "privateIPAddressVersion": "IPv4",
                    "subnet": {"id": "<subnet>"}<address>
                }
            }],
            <30%"networkSecurityGroup": {"id": "<securitygroup>"},|>
            "virtualMachine": {"id": "<machine>"},
            "hostedWorkloads": [], "tapConfigurations": [], "auxiliaryMode": "None", "auxiliarySku": "None",
            "allowPort25Out": true, "defaultOutboundConnectivityEnabled": false
        },
        "tags": <tags>"#,
    )
});

static ADDRESS: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "Standard", "tier": "Regional"}, "properties": {
            "provisioningState": "Succeeded", "resourceGuid": "<guid>", "ipAddress": "198.51.100.<octet>",
            "publicIPAddressVersion": "IPv4", "publicIPAllocationMethod": "Static", "idleTimeoutInMinutes": 4,
            "ipTags": [], "ddosSettings": {"protectionMode": "VirtualNetworkInherited"},
            "dnsSettings": {"domainNameLabel": "<name>", "fqdn": "<name>.westeurope.cloudapp.azure.com"},
            "ipConfiguration": {"id": "<holder>"}
        },
        "tags": <tags>"#,
    )
});

const RULE: &str = r#"{
    "name": "@", "id": "<id>/securityRules/@", "type": "Microsoft.Network/networkSecurityGroups/securityRules",
    "properties": {
        "provisioningState": "Succeeded", "priority": #, "direction": "Inbound", "access": "Allow", "protocol": "<Tcp|*>",
        "sourceAddressPrefix": "<75%10.0.0.0/8|<*|Internet|203.0.113.0/24>>", "sourcePortRange": "*",
        "destinationAddressPrefix": "*", "destinationPortRange": "<22|3389|443|8080-8090|1433>",
        "sourcePortRanges": [], "destinationPortRanges": [], "sourceAddressPrefixes": [], "destinationAddressPrefixes": []
    }
}"#;

static SECURITY_GROUP: LazyLock<Template> = LazyLock::new(|| {
    let rule = |name: &str, priority: &str| RULE.replace('@', name).replace('#', priority);
    let rules = format!(
        "{}<|,{}><|,{},{}>",
        rule("allow-100", "100"),
        rule("allow-110", "110"),
        rule("allow-120", "120"),
        rule("allow-130", "130"),
    );
    let own = |name: &str, priority: &str, access: &str| {
        let deny = rule(name, priority).replace(r#""access": "Allow""#, access);
        deny.replace("/securityRules/", "/defaultSecurityRules/")
            .replace(
                "<75%10.0.0.0/8|<*|Internet|203.0.113.0/24>>",
                "VirtualNetwork",
            )
            .replace("<22|3389|443|8080-8090|1433>", "*")
    };
    let defaults = [
        own("AllowVnetInBound", "65000", r#""access": "Allow""#),
        own("DenyAllInBound", "65500", r#""access": "Deny""#),
    ];
    Template::row(&format!(
        r#""kind": "", "properties": {{"provisioningState": "Succeeded", "resourceGuid": "<guid>",
        "securityRules": [{rules}], "defaultSecurityRules": [{}]}}, "tags": <tags>"#,
        defaults.join(",")
    ))
});

const SUBNET: &str = r#"{
    "name": "@", "id": "<id>/subnets/@", "type": "Microsoft.Network/virtualNetworks/subnets",
    "properties": {
        "provisioningState": "Succeeded", "addressPrefix": "10.<octet>.<octet>.0/24",
        <85%"networkSecurityGroup": {"id": "<securitygroup>"},|>
        <50%"routeTable": {"id": "<scope>/resourceGroups/<group>/providers/Microsoft.Network/routeTables/rt-default"},|>
        "ipConfigurations": [<|{"id": "<interface>0001/ipConfigurations/ipconfig1"},{"id": "<interface>0002/ipConfigurations/ipconfig1"}>],
        "serviceEndpoints": [], "delegations": [], "privateEndpointNetworkPolicies": "Disabled", "privateLinkServiceNetworkPolicies": "Enabled"
    }
}"#;

static NETWORK: LazyLock<Template> = LazyLock::new(|| {
    let subnets = SUBNETS.map(|name| SUBNET.replace('@', name)).join(",");
    Template::row(&format!(
        r#""kind": "", "properties": {{"provisioningState": "Succeeded", "resourceGuid": "<guid>",
        "addressSpace": {{"addressPrefixes": ["10.<octet>.0.0/16"]}}, "dhcpOptions": {{"dnsServers": []}},
        "subnets": [{subnets}], "virtualNetworkPeerings": [], "enableDdosProtection": <50%true|false>,
        "encryption": {{"enabled": false, "enforcement": "AllowUnencrypted"}}}}, "tags": <tags>"#
    ))
});

static WATCHER: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {"provisioningState": "Succeeded", "runningOperationIds": []}, "tags": {}"#,
    )
});

static FIREWALL: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "provisioningState": "Succeeded", "threatIntelMode": "<Deny|Alert>", "sku": {"name": "AZFW_VNet", "tier": "Premium"},
            "ipConfigurations": [{"name": "afw", "id": "<id>/azureFirewallIpConfigurations/afw", "properties": {
                "provisioningState": "Succeeded", "privateIPAddress": "10.<octet>.0.4", "privateIPAllocationMethod": "Dynamic",
                "subnet": {"id": "<network>/subnets/AzureFirewallSubnet"}
            }}],
            "networkRuleCollections": [], "applicationRuleCollections": [], "natRuleCollections": [], "additionalProperties": {}
        },
        "tags": <tags>"#,
    )
});

static GATEWAY: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "provisioningState": "Succeeded", "operationalState": "Running", "enableHttp2": true,
            "sku": {"name": "WAF_v2", "tier": "<WAF_v2|Standard_v2>", "family": "Generation_1"},
            "autoscaleConfiguration": {"minCapacity": 1, "maxCapacity": 10},
            "gatewayIPConfigurations": [{"name": "gateway", "id": "<id>/gatewayIPConfigurations/gateway", "properties": {"provisioningState": "Succeeded", "subnet": {"id": "<subnet>"}}}],
            "frontendIPConfigurations": [{"name": "public", "id": "<id>/frontendIPConfigurations/public", "properties": {"provisioningState": "Succeeded", "privateIPAllocationMethod": "Dynamic", "publicIPAddress": {"id": "<publicaddress>"}}}],
            "frontendPorts": [{"name": "https", "id": "<id>/frontendPorts/https", "properties": {"port": 443}}],
            "sslPolicy": {"policyType": "Predefined", "policyName": "AppGwSslPolicy20220101"},
            <60%"firewallPolicy": {"id": "<id>-waf"},|>
            "webApplicationFirewallConfiguration": <50%{"enabled": true, "firewallMode": "<Prevention|Detection>", "ruleSetType": "OWASP", "ruleSetVersion": "3.2"}|null>,
            "backendAddressPools": [], "httpListeners": [], "requestRoutingRules": [], "probes": []
        },
        "tags": <tags>"#,
    )
});

static BALANCER: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "sku": {"name": "Standard", "tier": "Regional"}, "properties": {
            "provisioningState": "Succeeded", "resourceGuid": "<guid>",
            "frontendIPConfigurations": [{"name": "front", "id": "<id>/frontendIPConfigurations/front", "properties": {"provisioningState": "Succeeded", "privateIPAllocationMethod": "Dynamic", "privateIPAddress": "10.<octet>.<octet>.<octet>", "subnet": {"id": "<subnet>"}}}],
            "backendAddressPools": [{"name": "pool", "id": "<id>/backendAddressPools/pool", "properties": {"provisioningState": "Succeeded", "loadBalancerBackendAddresses": []}}],
            "probes": [{"name": "probe", "id": "<id>/probes/probe", "properties": {"provisioningState": "Succeeded", "protocol": "Tcp", "port": 443, "intervalInSeconds": 5, "numberOfProbes": 1}}],
            "loadBalancingRules": [], "inboundNatRules": [], "outboundRules": []
        },
        "tags": <tags>"#,
    )
});

/// The networks of a subscription: each with its security groups, and what watches over them.
pub(super) fn networks(scope: &mut Scope<'_>) -> io::Result<()> {
    for number in 0..scope.networks {
        for subnet in SUBNETS {
            let group = security_group(scope, number, subnet);
            scope.write(&SECURITY_GROUP, &group, &[])?;
        }
        let network = scope.network_of(number);
        let group = security_group(scope, number, SUBNETS[0]);
        let interface = scope.at("Microsoft.Network/networkInterfaces", 0, "nic-vm-00");
        let values = [("securitygroup", group.as_str()), ("interface", &interface)];
        scope.write(&NETWORK, &network, &values)?;
    }
    let watched = scope.number % 4;
    if watched > 0 {
        let scope_id = scope.id.clone();
        let watcher = format!(
            "{scope_id}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_{watched}"
        );
        scope.write(&WATCHER, &watcher, &[])?;
    }
    let firewall = scope.at("Microsoft.Network/azureFirewalls", 0, "afw-prod");
    let network = scope.network_of(0);
    scope.write(&FIREWALL, &firewall, &[("network", &network)])
}

fn security_group(scope: &Scope<'_>, network: u64, subnet: &str) -> String {
    let name = format!("nsg-{network:03}-{subnet}");
    scope.at("Microsoft.Network/networkSecurityGroups", network, &name)
}

/// The id of some subnet.
pub(super) fn subnet(scope: &mut Scope<'_>) -> String {
    let name = SUBNETS[scope.random.below(SUBNETS.len() as u64) as usize];
    format!("{}/subnets/{name}", scope.network())
}

/// The network interface of a machine, now and then with a public address.
pub(super) fn interface(scope: &mut Scope<'_>, machine: &str) -> io::Result<String> {
    let name = machine.rsplit('/').next().unwrap_or_default();
    let group = scope.random.below(groups());
    let nic = scope.at(
        "Microsoft.Network/networkInterfaces",
        group,
        &format!("nic-{name}"),
    );
    let address = match scope.random.chance(12) {
        true => {
            let id = public_address(scope, &nic)?;
            format!(r#","publicIPAddress":{{"id":"{id}"}}"#)
        }
        false => String::new(),
    };
    let subnet = subnet(scope);
    let number = scope.random.below(scope.networks);
    let values = [
        ("subnet", subnet.as_str()),
        ("address", &address),
        ("machine", machine),
        ("securitygroup", &security_group(scope, number, SUBNETS[1])),
    ];
    scope.write(&INTERFACE, &nic, &values)?;
    Ok(nic)
}

fn public_address(scope: &mut Scope<'_>, holder: &str) -> io::Result<String> {
    let address = scope.named("Microsoft.Network/publicIPAddresses", "pip-");
    scope.write(&ADDRESS, &address, &[("holder", holder)])?;
    Ok(address)
}

/// An application gateway with its public address.
pub(super) fn gateway(scope: &mut Scope<'_>) -> io::Result<()> {
    let gateway = scope.named("Microsoft.Network/applicationGateways", "agw-");
    let address = public_address(scope, &gateway)?;
    let subnet = subnet(scope);
    let values = [("subnet", subnet.as_str()), ("publicaddress", &address)];
    scope.write(&GATEWAY, &gateway, &values)
}

/// A load balancer.
pub(super) fn balancer(scope: &mut Scope<'_>) -> io::Result<()> {
    let balancer = scope.named("Microsoft.Network/loadBalancers", "lb-");
    let subnet = subnet(scope);
    scope.write(&BALANCER, &balancer, &[("subnet", &subnet)])
}
