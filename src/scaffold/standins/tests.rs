use proptest::prelude::*;
use serde_json::json;

use super::*;

fn disguise(row: Value) -> (Value, Vec<Replaced>) {
    let Value::Object(row) = row else {
        unreachable!("rows are objects")
    };
    let (row, replaced) = disguised(&row);
    (Value::Object(row), replaced)
}

#[test]
fn what_says_who_owns_it_is_replaced_everywhere_by_the_same() {
    let (row, replaced) = disguise(json!({
        "id": "/subscriptions/1b4e28ba-2fa1-11d2-883f-0016d3cca427/resourcegroups/rg-shop/providers/microsoft.web/sites/shop-prod",
        "type": "microsoft.web/sites",
        "name": "shop-prod",
        "location": "westeurope",
        "kind": "app,linux",
        "subscriptionId": "1B4E28BA-2FA1-11D2-883F-0016D3CCA427",
        "sku": {"name": "P1v3", "capacity": 3},
        "tags": {"owner": "ann@contoso.com", "cost": 4711},
        "properties": {
            "httpsOnly": true,
            "publicNetworkAccess": "Enabled",
            "defaultHostName": "shop-prod.azurewebsites.net",
            "hostNames": ["www.contoso.com"],
            "outboundIpAddresses": "20.1.2.3",
            "virtualNetworkSubnetId": null,
            "siteConfig": {"minTlsVersion": "1.2", "appSettings": [{"name": "DB_PASSWORD", "value": "hunter2"}]},
            "adminPassword": "Enabled",
            "url": "https://ann:secret@shop-prod.azurewebsites.net:8443/orders?sig=abc"
        }
    }));
    assert_eq!(
        row,
        json!({
            "id": "/subscriptions/00000000-0000-4000-8000-000000000001/resourcegroups/name1/providers/microsoft.web/sites/name2",
            "type": "microsoft.web/sites",
            "name": "name2",
            "location": "westeurope",
            "kind": "app,linux",
            "subscriptionId": "00000000-0000-4000-8000-000000000001",
            "sku": {"name": "P1v3", "capacity": 3},
            "tags": {"name6": "user1@example.com", "name5": 0},
            "properties": {
                "httpsOnly": true,
                "publicNetworkAccess": "Enabled",
                "defaultHostName": "name2.azurewebsites.net",
                "hostNames": ["host1.example.com"],
                "outboundIpAddresses": "203.0.113.2",
                "virtualNetworkSubnetId": null,
                "siteConfig": {"minTlsVersion": "1.2", "appSettings": [{"name": "name3", "value": "name4"}]},
                "adminPassword": "key1",
                "url": "https://name2.azurewebsites.net:8443/path"
            }
        })
    );
    let host = Replaced {
        path: "properties.hostNames.0".to_owned(),
        what: "a host name",
        stand_in: "host1.example.com".to_owned(),
    };
    assert!(replaced.contains(&host), "{replaced:#?}");
}

#[test]
fn a_word_that_stays_elsewhere_goes_where_it_holds_a_name() {
    let (row, _) = disguise(json!({"name": "payroll", "kind": "payroll-app", "state": "Started"}));
    assert_eq!(
        row,
        json!({"name": "name2", "kind": "name1", "state": "Started"})
    );
}

#[test]
fn addresses_keep_what_they_reach() {
    let (row, _) = disguise(
        json!({"rules": ["10.7.8.0/24", "0.0.0.0/0", "*", "20.3.4.5", "fd00:7::1", "10.7.8.0/24"]}),
    );
    let wanted = [
        "10.0.2.0/24",
        "0.0.0.0/0",
        "*",
        "203.0.113.3",
        "2001:db8::4",
        "10.0.2.0/24",
    ];
    assert_eq!(row["rules"], json!(wanted));
}

/// Keys and places where a secret may stand.
fn row_with(secret: &str, place: usize, key: &str) -> Value {
    match place {
        0 => json!({"properties": {key: secret}}),
        1 => json!({"properties": {"list": [{"name": "a", "value": format!("x {secret} y")}]}}),
        2 => json!({"tags": {secret: "a"}}),
        3 => {
            json!({"properties": {key: format!("https://{secret}.azurewebsites.net/{secret}?{secret}")}})
        }
        4 => {
            json!({"id": format!("/subscriptions/s/resourceGroups/{secret}/providers/m.x/y/{secret}")})
        }
        5 => {
            json!({"name": secret, "properties": {"kind": secret, "state": format!("a-{secret}")}})
        }
        6 => {
            json!({"identity": {"userAssignedIdentities": {format!("/subscriptions/s/{secret}"): {}}}})
        }
        _ => json!({"properties": {"settings": {key: {"deep": [secret]}}}}),
    }
}

proptest! {
    #[test]
    fn no_secret_stays(
        secret in "[a-z0-9]{2}[A-Za-z0-9]{8,30}Q7z",
        place in 0usize..8,
        key in proptest::sample::select(vec!["value", "displayName", "adminUser", "password", "endpoint"]),
    ) {
        let (row, replaced) = disguise(row_with(&secret, place, key));
        let told: Vec<String> = replaced.iter().map(|one| format!("{one:?}")).collect();
        let all = format!("{row}{}", told.concat()).to_lowercase();
        prop_assert!(!all.contains(&secret.to_lowercase()), "{all}");
    }
}
