//! Rows are known without being read: of what reading them finds, nothing is lost.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::source::body::Body;
use crate::source::classes::Classes;
use crate::source::intake::Intake;
use crate::source::{Options, Survey, json};

const KIND: &str = "M.X/y";

const TEXTS: [&str; 14] = [
    "/subscriptions/s/providers/M.X/y/z",
    "/SUBSCRIPTIONS/S/providers/M.X/y/z/",
    "/subscriptions/s/providers/M.X/y/z/x/a",
    "/subscriptions/s/PROVIDERS/M.X/y/z/x/b/",
    "/subscriptions/s/providers/M.X/y/z/x/a\\n",
    "/subscriptions/s/providers/M.X/y/zz/x",
    KIND,
    "M.X/y/x",
    "m.x/y/x/",
    "Microsoft.Web/sites/config",
    "y",
    "",
    "System.Object[]",
    "@{a=1}",
];

const KEYS: [&str; 9] = [
    "id",
    "type",
    "properties",
    "resources",
    "tenantId",
    "Name",
    "name",
    "@odata.context",
    "members",
];

/// The texts of values that may be resources, or hold some.
fn value() -> impl Strategy<Value = String> + Clone {
    let quoted = select(&TEXTS[..]).prop_map(|text| format!("\"{text}\""));
    let leaf = prop_oneof![8 => quoted, 1 => Just("null".to_owned()), 1 => Just("1".to_owned())];
    leaf.prop_recursive(5, 48, 6, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            1 => list.prop_map(|elements| format!("[{}]", elements.join(","))),
            2 => object(inner.clone()),
            3 => child(inner),
        ]
    })
}

fn object(value: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = String> + Clone {
    let keys = subsequence(&KEYS[..], 0..5).prop_shuffle();
    entries(keys, value).prop_map(|entries| format!("{{{entries}}}"))
}

/// An object that is a resource inside of the record, if it stands in its properties.
fn child(value: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = String> + Clone {
    let id = prop_oneof![4 => select(&TEXTS[2..4]), 1 => select(&TEXTS[..6])];
    let kind = prop_oneof![4 => select(&["m.x/Y/x", "a.b/c"][..]), 1 => select(&TEXTS[6..])];
    let more = entries(subsequence(&KEYS[2..], 0..3), value);
    (id, kind, more).prop_map(|(id, kind, more)| match more.as_str() {
        "" => format!("{{\"id\":\"{id}\",\"type\":\"{kind}\"}}"),
        more => format!("{{\"type\":\"{kind}\",\"id\":\"{id}\",{more}}}"),
    })
}

/// A value under each of some keys.
fn entries(
    keys: impl Strategy<Value = Vec<&'static str>> + Clone,
    value: impl Strategy<Value = String> + Clone,
) -> impl Strategy<Value = String> + Clone {
    keys.prop_flat_map(move |keys| {
        let values = prop::collection::vec(value.clone(), keys.len());
        values.prop_map(move |values| {
            let entries = keys.iter().zip(values);
            let entries = entries.map(|(key, value)| format!("\"{key}\":{value}"));
            entries.collect::<Vec<_>>().join(",")
        })
    })
}

fn record() -> impl Strategy<Value = String> + Clone {
    let kind = prop_oneof![4 => Just(KIND), 1 => select(&TEXTS[..])];
    let properties = prop_oneof![4 => object(value()), 1 => value()];
    (kind, properties, value(), any::<bool>()).prop_map(|(kind, properties, tags, is_behind)| {
        let id = format!("\"id\":\"{}\"", TEXTS[0]);
        let rest = format!("\"properties\":{properties},\"tags\":{tags},\"type\":\"{kind}\"");
        match is_behind {
            false => format!("{{{id},{rest}}}"),
            true => format!("{{{rest},{id}}}"),
        }
    })
}

/// What is told of an inventory, and what was read of it.
fn told(text: &str) -> Option<(Survey, bool)> {
    let options = Options {
        read_types: read_types(),
        ..Options::default()
    };
    let mut intake = Intake::new(&options);
    let spool = intake.spool();
    let body = Body::spool(&"a".into(), text.as_bytes(), None, &spool).unwrap();
    let (body, stage) = body.read(&spool, |open| intake.look(open, None)).unwrap();
    let is_plain = stage.kept.iter().all(|kept| kept.plain.is_some());
    intake.take(body, stage);
    Some((intake.finish().ok()?, is_plain))
}

fn read_types() -> BTreeSet<ResourceType> {
    [KIND, "m.x/y/x", "microsoft.web/sites/config"]
        .map(ResourceType::new)
        .into()
}

/// How a resource is named, and all of it.
fn shown(resource: &Resource) -> String {
    format!(
        "{} {} {} {} {}",
        resource.id,
        resource.resource_type,
        resource.scope,
        resource.origin,
        serde_json::to_string(&*resource.row).unwrap(),
    )
}

/// Whether a record was told without being read; what is told of it is what reading it finds.
fn check(text: &str) -> bool {
    let Some((survey, true)) = told(text) else {
        return false;
    };
    let name = "a".into();
    let read = json::document(&name, text, 1).unwrap();
    let origin = survey_origin(&survey);
    let examined = examine(read, None, origin, &read_types());
    assert!(examined.complaints.is_empty(), "{text}");
    let of_reading = [
        sorted(examined.own.iter().map(shown)),
        sorted(examined.inline.iter().map(shown)),
    ];
    let mut of_telling = [Vec::new(), Vec::new()];
    let take = &mut |own: Option<Resource>, inline: Vec<Resource>| {
        of_telling = [
            sorted(own.iter().map(shown)),
            sorted(inline.iter().map(shown)),
        ];
    };
    survey.listing.records.read(&[0], take).unwrap();
    assert_eq!(of_telling, of_reading, "{text}");
    check_facts(&survey, &examined);
    true
}

fn survey_origin(survey: &Survey) -> Origin {
    let mut origin = None;
    let take = &mut |own: Option<Resource>, _| origin = own.map(|own| own.origin);
    survey.listing.records.read(&[0], take).unwrap();
    origin.unwrap()
}

/// The facts are those of the resources: as many of each digest and kin.
fn check_facts(survey: &Survey, examined: &Examined) {
    let facts = survey.listing.facts.iter().map(|fact| {
        let kin = &survey.listing.kin[fact.name.class as usize];
        format!("{} {} {kin:?}", fact.is_inline, fact.name.digest)
    });
    let records = &survey.listing.records;
    let of_own = examined.own.iter().map(|own| (false, own));
    let of_inline = examined.inline.iter().map(|child| (true, child));
    let resources = of_own.chain(of_inline).map(|(is_inline, resource)| {
        let mut classes = Classes::default();
        classes.of_resource(resource);
        let kin = classes.into_parts().0.remove(0);
        format!("{is_inline} {} {kin:?}", records.digest(&resource.id))
    });
    assert_eq!(sorted(facts), sorted(resources));
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

proptest! {
    #[test]
    fn what_is_told_of_a_row_is_what_reading_it_finds(record in record()) {
        check(&record);
    }
}

#[test]
fn rows_with_others_inside_are_told() {
    let [own, child] = [TEXTS[0], TEXTS[2]];
    for inner in [
        format!("{{\"id\":\"{child}\",\"type\":\"M.X/y/x\",\"tenantId\":\"T\"}}"),
        format!(
            "[{{\"id\":\"{child}\",\"type\":\"M.X/y/x\",\"properties\":{{\"a\":[{{\
             \"type\":\"M.X/y/x\",\"id\":\"{child}/b/c\",\"location\":\"West Europe\"}}]}}}}]"
        ),
    ] {
        let text =
            format!("{{\"id\":\"{own}\",\"properties\":{{\"x\":{inner}}},\"type\":\"{KIND}\"}}");
        assert!(check(&text), "{text}");
    }
}
