use serde_json::json;

use super::*;

fn texts(title: &str, sample: &Sample, types: &[&str]) -> Texts {
    let types: Vec<ResourceType> = types.iter().map(|name| ResourceType::new(name)).collect();
    let draft = Draft {
        id: &RecommendationId::new("contoso.web.internal_tls"),
        types: &types,
        title,
        severity: Severity::High,
        sample,
    };
    draft.texts()
}

fn invented(kind: &str) -> Sample {
    let attribute = ["properties", "minTlsVersion"].map(str::to_owned);
    Sample::invented(&ResourceType::new(kind), attribute.to_vec())
}

#[test]
fn the_first_texts_of_a_recommendation() {
    let texts = texts(
        "TLS: 1.3",
        &invented("microsoft.web/sites"),
        &["microsoft.web/sites", "a.b/c"],
    );
    insta::assert_snapshot!("policy", texts.policy);
    insta::assert_snapshot!("tests", texts.tests);
    insta::assert_snapshot!("inventory", texts.inventory);
}

#[test]
fn the_value_of_an_exported_resource_is_taken_to_be_right() {
    let row = json!({"id": "/a/b", "type": "a.b/c", "properties": {"minTlsVersion": "1.3", "more": {"x": 1}}});
    let Value::Object(row) = row else {
        unreachable!("rows are objects")
    };
    let attribute = ["properties", "minTlsVersion"].map(str::to_owned);
    let sample = Sample::new(row, attribute.to_vec());
    assert_eq!(
        (sample.right(), sample.wrong()),
        (&json!("1.3"), &json!("other"))
    );
    let without = json!({"id": "/a/b", "type": "a.b/c", "properties": {"more": {"x": 1}}});
    assert_eq!(Value::Object(sample.without().clone()), without);
    let texts = texts("T", &sample, &["a.b/c"]);
    assert!(
        texts
            .policy
            .contains("# healthy if input.properties.minTlsVersion == \"1.3\"\n")
    );
}

#[test]
fn ids_have_the_form_of_their_type() {
    let id = |kind: &str| invented(kind).without()["id"].as_str().unwrap().to_owned();
    let subscription = "/subscriptions/s1";
    assert_eq!(id("microsoft.resources/subscriptions"), subscription);
    assert_eq!(
        id("microsoft.sql/servers/databases"),
        format!(
            "{subscription}/resourcegroups/g1/providers/microsoft.sql/servers/name1/databases/name2"
        )
    );
    assert_eq!(
        id("microsoft.graph/users"),
        "/providers/microsoft.graph/users/00000000-0000-4000-8000-000000000001"
    );
}

#[test]
fn a_title_is_made_from_the_id() {
    let title = title_of(&RecommendationId::new("contoso.web.internal_tls"));
    assert_eq!(title, "Internal tls should be in place");
}
