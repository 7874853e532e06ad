//! Policies that look up in every way there is, and tills for them to judge.

use serde_json::{Value, json};

pub(crate) const ONE: &str = "/subscriptions/00000000-0000-4000-8000-000000000001";
pub(crate) const TWO: &str = "/subscriptions/00000000-0000-4000-8000-000000000002";

pub(crate) const TILLS: &str = "Contoso.Shop/tills";
pub(crate) const DRAWERS: &str = "Contoso.Shop/tills/drawers";
pub(crate) const SAFES: &str = "Contoso.Shop/safes";
pub(crate) const USERS: &str = "microsoft.graph/users";

/// What each policy says, behind the lines that all begin with. Reasons tell what was found, so that
/// an answer that is out of date is seen.
pub(crate) const POLICIES: [(&str, &str); 25] = [
    (
        "alone",
        "healthy if input.properties.tls >= 2\nreasons contains sprintf(\"tls %v\", [object.get(input, [\"properties\", \"tls\"], \"-\")])",
    ),
    (
        "friend",
        "friend := data.inventory.by_id[lower(input.properties.friend)]\nhealthy if friend.properties.tls >= 2\nreasons contains sprintf(\"%v\", [friend])",
    ),
    (
        "friend_of_friend",
        "friend := data.inventory.by_id[lower(input.properties.friend)]\nfar := data.inventory.by_id[lower(friend.properties.friend)]\nhealthy if far.properties.tls >= 2\nreasons contains sprintf(\"%v\", [far])",
    ),
    (
        "safes",
        "healthy if count(data.inventory.by_type[\"contoso.shop/safes\"]) > input.properties.tls\nreasons contains sprintf(\"%v\", [safe.properties]) if some safe in data.inventory.by_type[\"contoso.shop/safes\"]",
    ),
    (
        "no_stool",
        "healthy if {\n\tinput.properties.tls >= 2\n\tnot data.inventory.by_type[\"contoso.shop/stools\"]\n}",
    ),
    (
        "safes_or_none",
        "safes := object.get(data.inventory.by_type, \"contoso.shop/safes\", [])\nhealthy if count(safes) == 0\nreasons contains sprintf(\"%d safes\", [count(safes)])",
    ),
    (
        "drawers",
        "drawers := data.inventory.children[input.id][\"contoso.shop/tills/drawers\"]\nhealthy if every drawer in drawers { drawer.properties.locked }\nreasons contains sprintf(\"%v\", [drawers])",
    ),
    (
        "no_drawer",
        "healthy if not data.inventory.children[input.id][\"contoso.shop/tills/drawers\"]",
    ),
    (
        "children",
        "healthy if count(data.inventory.children[input.id]) + input.properties.tls > 2\nreasons contains kind if some kind, _ in data.inventory.children[input.id]",
    ),
    (
        "neighbours",
        "group := concat(\"/\", array.slice(split(input.id, \"/\"), 0, 5))\nall_of(kind) := object.get(data.inventory.children[group], kind, [])\nhealthy if count(all_of(\"contoso.shop/safes\")) > 2\nreasons contains sprintf(\"%v\", [till.properties.tls]) if some till in all_of(\"contoso.shop/tills\")",
    ),
    (
        "subscription",
        "scope := concat(\"/\", array.slice(split(input.id, \"/\"), 0, 3))\nhealthy if data.inventory.by_id[scope].tags.paid\nreasons contains sprintf(\"%v\", [data.inventory.by_id[scope]])\nreasons contains sprintf(\"%v\", [safe.id]) if some safe in data.inventory.children[scope][\"contoso.shop/safes\"]",
    ),
    (
        "everything",
        "healthy if count([id | some id, other in data.inventory.by_id; other.properties.tls == input.properties.tls]) > 2\nreasons contains sprintf(\"%d\", [count([id | some id, other in data.inventory.by_id; other.properties.tls == input.properties.tls])])",
    ),
    (
        "kinds",
        "healthy if count(data.inventory.by_type) - input.properties.tls < 3\nreasons contains kind if some kind, _ in data.inventory.by_type",
    ),
    (
        "owner",
        "owner := [user | some user in data.inventory.by_type[\"microsoft.graph/users\"]; user.userPrincipalName == input.properties.owner][0]\nhealthy if owner.accountEnabled\nreasons contains sprintf(\"%v\", [owner.accountEnabled])",
    ),
    (
        "owner_by_id",
        "owner := data.inventory.by_id[input.properties.owner_id]\nhealthy if owner.accountEnabled\nreasons contains sprintf(\"%v\", [owner])",
    ),
    (
        "library",
        "healthy if shop.is_locked(input.id)\nreasons contains id if some id in shop.strong",
    ),
    (
        "library_too",
        "healthy if input.id in shop.strong\nreasons contains \"friend is locked\" if shop.is_locked(lower(input.properties.friend))",
    ),
    (
        "rest",
        "healthy if rest.is_rested(input)\nreasons contains sprintf(\"%d\", [rest.now])",
    ),
    ("due", "healthy if time.now_ns() < input.properties.due"),
    (
        "parameter",
        "least := data.parameters.contoso.till.parameter.least\nhealthy if input.properties.tls >= least\nreasons contains sprintf(\"least %v\", [least])",
    ),
    (
        "parameter_of_another",
        "healthy if input.properties.tls >= data.parameters.contoso.till.parameter.least",
    ),
    (
        "parameter_of_a_library",
        "healthy if least.is_enough(input.properties.tls)",
    ),
    (
        "verdict_of_another",
        "healthy if data.contoso.till.parameter.healthy",
    ),
    (
        "fails",
        "healthy if to_number(input.properties.count) > 3\nreasons contains sprintf(\"count %v\", [input.properties.count])",
    ),
    (
        "walks",
        "healthy if count([path | some path, value; walk(data.inventory.children[input.id], [path, value]); value == true]) > 0\nreasons contains sprintf(\"%v\", [path]) if {\n\tsome path\n\twalk(input.properties, [path, 3])\n}",
    ),
];

pub(crate) const SHOP: &str = "package lib.shop\n\n\
    strong contains till.id if {\n\tsome till in data.inventory.by_type[\"contoso.shop/tills\"]\n\ttill.properties.tls >= 2\n}\n\n\
    is_locked(id) if {\n\tsome drawer in data.inventory.children[id][\"contoso.shop/tills/drawers\"]\n\tdrawer.properties.locked\n}\n";

/// A library that leads to the one that reads the time.
pub(crate) const REST: &str = "package lib.rest\n\nimport data.lib.watch\n\nnow := watch.now\n\n\
    is_rested(till) if till.properties.due < now\n";
pub(crate) const WATCH: &str = "package lib.watch\n\nnow := time.now_ns()\n";

/// A library that reads a policy's parameter.
pub(crate) const LEAST: &str = "package lib.least\n\nleast := object.get(data.parameters, [\"contoso\", \"till\", \"parameter\", \"least\"], 9)\n\n\
    is_enough(tls) if tls >= least\n";

/// The text of a policy.
pub(crate) fn policy(name: &str, body: &str) -> String {
    let parameters = match name {
        "parameter" => "#   parameters:\n#     least: {type: number, default: 2, description: d}\n",
        _ => "",
    };
    let imports = match body {
        body if body.contains("shop.") => "import data.lib.shop\n\n",
        body if body.contains("least.is") => "import data.lib.least\n\n",
        body if body.contains("rest.") => "import data.lib.rest\n\n",
        _ => "",
    };
    format!(
        "# METADATA\n# title: The {name} of tills should be right\n# custom:\n#   severity: high\n\
         #   resource_types: [contoso.shop/tills]\n{parameters}package contoso.till.{name}\n\n\
         {imports}default healthy := false\n\n{body}\n"
    )
}

pub(crate) fn catalog(more: &str) -> String {
    let names = POLICIES.map(|(name, _)| format!("contoso.till.{name}"));
    let names = names.join(", ");
    format!(
        "name: shop\ntitle: Shop\ncontrols:\n  \
         - {{id: all, title: All, max_score: 8, recommendations: [{names}]}}\n{more}"
    )
}

pub(crate) fn till(scope: &str, number: usize) -> String {
    format!("{scope}/resourceGroups/Shop/providers/{TILLS}/T{number}")
}

fn row(id: &str, kind: &str, properties: &Value) -> Value {
    let name = id.rsplit('/').next().unwrap();
    json!({"id": id, "type": kind, "name": name, "properties": properties})
}

pub(crate) fn rows() -> Vec<Value> {
    let mut rows = vec![
        json!({"id": ONE, "type": "Microsoft.Resources/subscriptions", "name": "One", "tags": {"paid": "yes"}}),
    ];
    for (scope, tills) in [(ONE, 9), (TWO, 6)] {
        for number in 0..tills {
            rows.extend(rows_of(scope, number, tills));
        }
    }
    for number in 0..3 {
        let id = format!("/users/{number}");
        rows.push(json!({"id": id, "type": USERS, "userPrincipalName": format!("u{number}"), "accountEnabled": number > 0}));
    }
    rows
}

/// A till with what belongs to it.
fn rows_of(scope: &str, number: usize, tills: usize) -> Vec<Value> {
    let id = till(scope, number);
    let drawer = |name: &str, locked: bool| {
        row(
            &format!("{id}/drawers/{name}"),
            DRAWERS,
            &json!({"locked": locked}),
        )
    };
    let mut own = row(
        &id,
        TILLS,
        &json!({
            "tls": number % 4,
            "friend": till(scope, (number + 1) % tills),
            "owner": format!("u{}", number % 4),
            "owner_id": format!("/users/{}", number % 4),
            "due": 1_795_300_000_000_000_000_u64 + number as u64 * 50_000_000_000_000,
            "count": number.to_string(),
        }),
    );
    own["tags"] = json!({"team": if number.is_multiple_of(2) { "front" } else { "back" }});
    let mut rows = Vec::new();
    match number % 3 {
        0 => own["properties"]["drawers"] = json!([drawer("a", true), drawer("b", number > 3)]),
        1 => rows.push(drawer("a", number > 2)),
        _ => {}
    }
    if number.is_multiple_of(4) {
        let safe = format!("{scope}/resourceGroups/Shop/providers/{SAFES}/S{number}");
        rows.push(row(&safe, SAFES, &json!({"steel": number})));
    }
    rows.push(own);
    rows
}
