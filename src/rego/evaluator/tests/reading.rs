//! Each way to read documents is told.

use super::estate::{Estate, ONE, PEER, children, lookups, of_type, resource};
use crate::assessment::Health;
use crate::rego::{Lookup, Lookups};

/// What some rules look up for the first resource, by the evaluator.
fn looked_up(rules: &str) -> Lookups {
    let estate = Estate::of(rules);
    assert_eq!(estate.unknown(), None, "{rules}");
    let mut asked = estate.watched();
    assert_ne!(asked.health(ONE), Health::Indeterminate, "{rules}");
    asked.taken()
}

/// Rules that look up nothing but this.
fn only(wanted: &[Lookup], all: &[&str]) {
    for rules in all {
        assert_eq!(looked_up(rules), lookups(wanted), "{rules}");
    }
}

#[test]
fn a_resource_by_its_id() {
    only(
        &[resource(PEER)],
        &[
            "healthy if data.inventory.by_id[input.properties.peers[0]].properties.on",
            "healthy if data[\"inventory\"][\"by_id\"][input.properties.peers[0]]",
            "healthy if data.inventory.by_id[\"/subscriptions/s/providers/a.b/d/peer\"]",
            "healthy if peer.properties.on\n\npeer := data.inventory.by_id[input.properties.peers[0]]",
            "healthy if {\n\tid := input.properties.peers[0]\n\tdata.inventory.by_id[id]\n}",
        ],
    );
}

#[test]
fn what_is_not_there_is_looked_up_as_well() {
    only(
        &[resource("/no")],
        &[
            "healthy if not data.inventory.by_id[\"/no\"]",
            "healthy if not data.inventory.by_id[input.properties.peers[1]].properties.on",
            "healthy if not has(data.inventory.by_id[\"/no\"])\n\nhas(_) := true",
            "healthy if not has(data.inventory.by_id[\"/no\"])\n\nhas(row) if row.properties.on",
            "healthy if not has(\"/no\")\n\nhas(id) if data.inventory.by_id[id]",
        ],
    );
    let unread = "healthy if data.inventory.by_type[\"a.b/none\"]";
    only(&[of_type("a.b/none")], &[unread]);
    let unread = "healthy if data.inventory.children[\"/no\"][\"a.b/none\"]";
    only(&[children("/no", "a.b/none")], &[unread]);
}

#[test]
fn all_of_a_type() {
    only(
        &[of_type("a.b/d")],
        &[
            "healthy if data.inventory.by_type[\"a.b/d\"]",
            "healthy if count(data.inventory.by_type[\"a.b/d\"]) > 0",
            "healthy if data.inventory.by_type[\"a.b/d\"][0].properties.on",
            "healthy if data.inventory.by_type[\"a.b/d\"][_].properties.on",
            "healthy if {\n\tsome row in data.inventory.by_type[\"a.b/d\"]\n\trow.properties.on\n}",
            "healthy if every row in data.inventory.by_type[\"a.b/d\"] { row.properties.on }",
            "healthy if not \"x\" in data.inventory.by_type[\"a.b/d\"]",
            "healthy if has(\"a.b/d\")\n\nhas(kind) if count(data.inventory.by_type[kind]) > 0",
            "healthy if data.inventory.by_type[concat(\"/\", [\"a.b\", \"d\"])]",
            "healthy if {\n\tkind := replace(input.type, \"c\", \"d\")\n\tdata.inventory.by_type[kind]\n}",
            "healthy if data.inventory.by_type[\"a.b/d\"] == data.inventory.by_type[\"a.b/d\"]",
        ],
    );
}

#[test]
fn what_stands_under_an_id() {
    only(
        &[children(ONE, "a.b/c/k")],
        &[
            "healthy if data.inventory.children[input.id][\"a.b/c/k\"]",
            "healthy if count(data.inventory.children[input.id][\"a.b/c/k\"]) > 0",
            "healthy if data.inventory.children[input.id][sprintf(\"%s/k\", [input.type])]",
            "healthy if count(rows(input, \"a.b/c/k\")) > 0\n\n\
             rows(top, kind) := [row | some row in data.inventory.children[top.id][kind]]",
            "healthy if {\n\tsome row in data.inventory.children[input.id][\"a.b/c/k\"]\n\trow.properties.on\n}",
        ],
    );
}

#[test]
fn several_in_one_expression() {
    only(
        &[of_type("a.b/d"), resource(PEER)],
        &[
            "healthy if data.inventory.by_id[data.inventory.by_type[\"a.b/d\"][0].id]",
            "healthy if {\n\tsome row in data.inventory.by_type[\"a.b/d\"]\n\tdata.inventory.by_id[row.id]\n}",
            "healthy if every row in data.inventory.by_type[\"a.b/d\"] { data.inventory.by_id[row.id] }",
        ],
    );
    only(
        &[resource(PEER), resource("/no")],
        &[
            "healthy if count([row | some id in input.properties.peers; row := data.inventory.by_id[id]]) == 1",
            "healthy if count({row | some id in input.properties.peers; row := data.inventory.by_id[id]}) == 1",
            "healthy if count({id: row | some id in input.properties.peers; row := data.inventory.by_id[id]}) == 1",
            "healthy if count(peers) == 1\n\n\
             peers contains row if {\n\tsome id in input.properties.peers\n\trow := data.inventory.by_id[id]\n}",
            "healthy if count(peers) == 1\n\n\
             peers[id] := row if {\n\tsome id in input.properties.peers\n\trow := data.inventory.by_id[id]\n}",
            "healthy if not both\n\nboth := false if {\n\tsome id in input.properties.peers\n\t\
             not data.inventory.by_id[id]\n} else := true",
            "healthy if false\n\napplicable if data.inventory.by_id[input.properties.peers[0]]\n\n\
             reasons contains \"no\" if not data.inventory.by_id[input.properties.peers[1]]",
        ],
    );
}

#[test]
fn what_only_texts_lead_to_nobody_looks_up() {
    only(
        &[],
        &[
            "healthy if input.properties.name",
            "healthy if not data.inventory.by_id[true]",
            "healthy if not data.inventory.by_type[null]",
            "healthy if not data.inventory.children[input.id][[1]]",
            "healthy if not data.inventory.by_id[input.properties.none]",
        ],
    );
}

#[test]
fn whatever_else_reads_documents_looks_up_everything() {
    let all = [
        "healthy if data.inventory",
        "healthy if object.get(data.inventory, [\"by_id\", input.id], {}) != {}",
        "healthy if object.get(data.inventory.by_id, input.id, {}) != {}",
        "healthy if count(data.inventory.by_id) > 0",
        "healthy if some _, row in data.inventory.by_id",
        "healthy if data.inventory.by_id[_].properties.on",
        "healthy if data.inventory.by_type[_][_].properties.on",
        "healthy if data.inventory.by_type[_][0].properties.on",
        "healthy if data.inventory.children[_][\"a.b/c/k\"]",
        "healthy if data.inventory.children[input.id][_]",
        "healthy if data.inventory.children[input.id]",
        "healthy if {\n\tsome kind, _ in data.inventory.children[input.id]\n\tkind == \"a.b/c/k\"\n}",
        "healthy if {\n\tindex := \"by_id\"\n\tdata.inventory[index][input.id]\n}",
        "healthy if {\n\tindexes := data.inventory\n\tindexes.by_id[input.id]\n}",
        "healthy if {\n\trows := data.inventory.by_id\n\trows[input.id]\n}",
        "healthy if has(data.inventory.by_id, input.id)\n\nhas(rows, id) if rows[id]",
        "healthy if has(data.inventory, input.id)\n\nhas(indexes, id) if indexes.by_id[id]",
        "healthy if count(all) > 0\n\nall := data.inventory.by_type",
        "healthy if input in data.inventory.by_id",
        "healthy if every id, row in data.inventory.by_id { row.id == id }",
        "healthy if [data.inventory.by_id][0][input.id]",
        "healthy if {\n\tindex := \"other\"\n\tnot data.inventory[index]\n}",
        // Whether such a key is an error depends on whether there are children at all.
        "healthy if not data.inventory.children[\"/no\"][0]",
    ];
    for rules in all {
        assert!(looked_up(rules).contains(&Lookup::Everything), "{rules}");
    }
}

#[test]
fn nobody_knows_what_the_interpreter_reads() {
    let left = "healthy if named with input as {\"on\": true}\n\nnamed if input.on";
    let estate = Estate::of(left);
    assert_eq!(estate.unknown().as_deref(), Some("`with`"));
    let everything = lookups(&[Lookup::Everything]);
    assert_eq!(estate.watched().lookups(ONE), everything);
}

#[test]
fn parameters_are_none_of_the_inventory() {
    only(&[], &["healthy if data.parameters.test.it.least == 5"]);
}

#[test]
fn nothing_is_noted_where_nobody_watches() {
    let estate = Estate::of("healthy if data.inventory.by_id[input.id]");
    assert_eq!(estate.unwatched().lookups(ONE), lookups(&[]));
    assert_eq!(estate.watched().lookups(ONE), lookups(&[resource(ONE)]));
}
