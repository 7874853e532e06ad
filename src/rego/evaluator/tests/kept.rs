//! What is kept from one resource to the next is looked up by each that uses it.

use super::estate::{Asked, Estate, ONE, PEER, TWO, children, lookups, of_type, resource};
use crate::assessment::Health;
use crate::rego::Lookup;

/// Rules that look up the same for each of the resources, whichever is asked about first.
fn for_each(wanted: &[Lookup], rules: &str) {
    let estate = Estate::of(rules);
    assert_eq!(estate.unknown(), None, "{rules}");
    for order in [[ONE, TWO, ONE], [TWO, ONE, TWO]] {
        let mut asked = estate.watched();
        for id in order {
            assert_eq!(asked.lookups(id), lookups(wanted), "{id}: {rules}");
        }
    }
}

#[test]
fn a_rule_that_does_not_read_the_resource() {
    let rule = "healthy if first.properties.on\n\nfirst := data.inventory.by_type[\"a.b/d\"][0]";
    for_each(&[of_type("a.b/d")], rule);
    let absent = "healthy if not known\n\nknown if data.inventory.by_id[\"/no\"]";
    for_each(&[resource("/no")], absent);
    let set = "healthy if \"peer\" in names\n\n\
               names contains \"peer\" if some row in data.inventory.by_type[\"a.b/d\"]";
    for_each(&[of_type("a.b/d")], set);
    let fallback = "healthy if found == [1]\n\nfound := [2] if data.inventory.by_id[\"/no\"]\n\n\
                    default found := [1]";
    for_each(&[resource("/no")], fallback);
}

#[test]
fn a_term_that_stays_the_same() {
    let counted = "healthy if count(data.inventory.by_type[\"a.b/d\"]) == 1";
    for_each(&[of_type("a.b/d")], counted);
    let called = "healthy if has(\"/no\")\n\nhas(id) if not data.inventory.by_id[id]";
    for_each(&[resource("/no")], called);
    let given =
        "healthy if has(data.inventory.by_type[\"a.b/d\"])\n\nhas(rows) if count(rows) == 1";
    for_each(&[of_type("a.b/d")], given);
}

#[test]
fn a_call_that_is_remembered() {
    let rules = "healthy if count(under(input.properties.peers[0])) == 0\n\n\
                 under(id) := [row | some row in data.inventory.children[id][\"a.b/d/k\"]]";
    for_each(&[children(PEER, "a.b/d/k")], rules);
}

#[test]
fn everything_is_kept_as_well() {
    let all = "healthy if ids[input.id]\n\nids := {id | some id, _ in data.inventory.by_id}";
    for_each(&[Lookup::Everything], all);
}

#[test]
fn what_is_kept_of_what_is_kept() {
    let rules = "healthy if peer.on\n\n\
                 peer := found.properties\n\n\
                 found := data.inventory.by_id[first.id]\n\n\
                 first := data.inventory.by_type[\"a.b/d\"][0]";
    for_each(&[of_type("a.b/d"), resource(PEER)], rules);
    let terms = "healthy if twice(\"a.b/d\") == 2\n\n\
                 twice(kind) := number(kind) * 2\n\n\
                 number(kind) := count(data.inventory.by_type[kind])";
    for_each(&[of_type("a.b/d")], terms);
    let calls = "healthy if count(all_under(input.properties.peers[0])) == 0\n\n\
                 all_under(id) := [row | some row in under(id); kinds[row.type]]\n\n\
                 under(id) := [row | some row in data.inventory.children[id][\"a.b/d/k\"]]\n\n\
                 kinds := {row.type | some row in data.inventory.by_type[\"a.b/d\"]}";
    // Nothing stands under it, so nobody asks for kinds.
    for_each(&[children(PEER, "a.b/d/k")], calls);
}

/// The first resource wants the inner value alone, the second the outer one, which is worked out by
/// the inner one that is kept; the third time the outer one is kept too.
#[test]
fn a_value_worked_out_by_one_that_was_kept_before() {
    let rules = "healthy if {\n\tinput.properties.name == \"one\"\n\tinner\n}\n\n\
                 healthy if {\n\tinput.properties.name == 2\n\tnot outer.off\n}\n\n\
                 inner := data.inventory.by_id[\"/subscriptions/s/providers/a.b/d/peer\"].properties\n\n\
                 outer := object.union(inner, {\"rows\": data.inventory.by_type[\"a.b/d\"]})";
    let estate = Estate::of(rules);
    let mut asked = estate.watched();
    let both = lookups(&[resource(PEER), of_type("a.b/d")]);
    assert_eq!(asked.lookups(ONE), lookups(&[resource(PEER)]));
    assert_eq!(asked.lookups(TWO), both);
    assert_eq!(asked.lookups(ONE), lookups(&[resource(PEER)]));
    assert_eq!(asked.lookups(TWO), both);
}

#[test]
fn what_is_kept_of_the_resource_at_hand_is_told_again() {
    let rules = "healthy if found\n\nfound := data.inventory.by_id[input.properties.peers[0]]";
    let estate = Estate::of(rules);
    let mut asked = estate.watched();
    for _ in 0..2 {
        assert_eq!(asked.lookups(ONE), lookups(&[resource(PEER)]));
    }
}

#[test]
fn lookups_add_up_until_they_are_taken() {
    let estate = Estate::of("healthy if data.inventory.by_id[input.id]");
    let mut asked = estate.watched();
    asked.health(ONE);
    assert_eq!(asked.lookups(TWO), lookups(&[resource(ONE), resource(TWO)]));
    assert_eq!(asked.taken(), lookups(&[]));
}

#[test]
fn each_clone_has_lookups_of_its_own() {
    let rules = "healthy if first.properties.on\n\nfirst := data.inventory.by_type[\"a.b/d\"][0]";
    let estate = Estate::of(rules);
    let mut asked = estate.watched();
    let mut before = asked.clone();
    asked.lookups(ONE);
    let mut after = asked.clone();
    for clone in [&mut before, &mut after] {
        assert_eq!(clone.taken(), lookups(&[]));
        assert_eq!(clone.lookups(TWO), lookups(&[of_type("a.b/d")]));
    }
}

#[test]
fn what_was_kept_unwatched_is_worked_out_anew() {
    let rules = "healthy if count(under(input.properties.peers[0])) == 0\n\n\
                 healthy if first.properties.on\n\n\
                 healthy if count(data.inventory.by_type[\"a.b/e\"]) == 1\n\n\
                 first := data.inventory.by_type[\"a.b/d\"][0]\n\n\
                 under(id) := [row | some row in data.inventory.children[id][\"a.b/d/k\"]]";
    let estate = Estate::of(rules);
    let mut asked: Asked<'_> = estate.unwatched();
    assert_eq!(asked.health(ONE), Health::Healthy);
    let mut asked = asked.watched();
    let all = [
        children(PEER, "a.b/d/k"),
        of_type("a.b/d"),
        of_type("a.b/e"),
    ];
    for id in [ONE, TWO] {
        assert_eq!(asked.lookups(id), lookups(&all));
    }
}

/// The name of the second resource is no text.
const FAILING: &str = "healthy if named\n\n\
    named if {\n\tfirst.properties.on\n\tstartswith(input.properties.name, \"o\")\n}\n\n\
    first := data.inventory.by_type[\"a.b/d\"][0]";

#[test]
fn a_failed_evaluation_looks_up_everything() {
    let estate = Estate::of(FAILING);
    let mut asked = estate.watched();
    assert_eq!(asked.health(TWO), Health::Indeterminate);
    let failed = asked.taken();
    assert!(failed.contains(&Lookup::Everything), "{failed:?}");
}

#[test]
fn a_failed_evaluation_leaves_its_lookups_to_nobody() {
    let estate = Estate::of(FAILING);
    let mut asked = estate.watched();
    for _ in 0..2 {
        asked.lookups(TWO);
        assert_eq!(asked.lookups(ONE), lookups(&[of_type("a.b/d")]));
    }
}

/// It fails in the midst of values that are to be kept.
#[test]
fn a_value_that_failed_is_not_kept() {
    let rules = "healthy if outer\n\n\
                 outer if count(inner) > 0\n\n\
                 inner := [row | some row in data.inventory.by_type[\"a.b/d\"]; startswith(row.properties.on, \"a\")]";
    let everything = lookups(&[Lookup::Everything, of_type("a.b/d")]);
    let estate = Estate::of(rules);
    let mut asked = estate.watched();
    for id in [ONE, TWO, TWO] {
        assert_eq!(asked.health(id), Health::Indeterminate);
        assert_eq!(asked.taken(), everything);
    }
}
