//! Over part of the documents there is the same verdict, or none.

use std::time::Duration;

use super::estate::{Estate, ONE, PEER, TWO, children, of_type, resource};
use crate::assessment::Health;
use crate::rego::{Limits, Lookup};

const LOOKING: &str = "healthy if {\n\
    \tdata.inventory.by_id[input.properties.peers[0]]\n\
    \tcount(data.inventory.by_type[\"a.b/d\"]) == 1\n\
    \tnot data.inventory.children[\"/no\"][\"a.b/k\"]\n}";

#[test]
fn what_is_known_is_answered() {
    let known = [resource(PEER), of_type("a.b/d"), children("/no", "a.b/k")];
    let estate = Estate::of(LOOKING);
    let mut asked = estate.in_part(&known);
    for id in [ONE, TWO] {
        assert_eq!(asked.health_in_part(id), Some(Health::Healthy));
    }
    for left_out in 0..known.len() {
        let mut known = known.to_vec();
        known.remove(left_out);
        let mut asked = estate.in_part(&known);
        for id in [ONE, TWO, TWO] {
            assert_eq!(asked.health_in_part(id), None, "without {left_out}");
        }
    }
}

#[test]
fn it_tells_what_is_looked_up_as_well() {
    let estate = Estate::of("healthy if data.inventory.by_id[input.properties.peers[0]]");
    let known = [resource(PEER), resource("/other")];
    let mut asked = estate.in_part(&known);
    assert_eq!(asked.health_in_part(ONE), Some(Health::Healthy));
    assert_eq!(asked.taken(), [resource(PEER)].into());
}

/// What was looked up until then, for the values as well that it was stopped in the midst of, and
/// what it was stopped at.
#[test]
fn what_was_stopped_has_looked_something_up() {
    let rules = "healthy if outer\n\n\
                 outer if {\n\tdata.inventory.by_id[input.properties.peers[0]]\n\tcount(inner) > 0\n}\n\n\
                 inner := data.inventory.by_type[\"a.b/d\"]";
    let estate = Estate::of(rules);
    let mut asked = estate.in_part(&[resource(PEER)]);
    for id in [ONE, TWO] {
        assert_eq!(asked.health_in_part(id), None);
        assert_eq!(asked.taken(), [resource(PEER), of_type("a.b/d")].into());
    }
}

/// Another id, another type, the same id with another type: none is what is known.
#[test]
fn what_is_known_is_known_by_its_name() {
    let known = [
        resource("/subscriptions/s/providers/a.b/d/PEER"),
        resource("a.b/d"),
        of_type(PEER),
        children("/no", "a.b/d"),
        children(PEER, "a.b/k"),
        Lookup::Everything,
    ];
    let estate = Estate::of(LOOKING);
    assert_eq!(estate.in_part(&known).health_in_part(ONE), None);
}

#[test]
fn part_is_never_everything() {
    for rules in [
        "healthy if count(data.inventory.by_id) > 0",
        "healthy if data.inventory.children[input.id]",
        "healthy if named with input as {\"on\": true}\n\nnamed if input.on",
        "healthy if startswith(input.type, 5)",
        "healthy if data.inventory.by_id[5]",
    ] {
        let estate = Estate::of(rules);
        let mut asked = estate.in_part(&[Lookup::Everything]);
        assert_eq!(asked.health_in_part(ONE), None, "{rules}");
    }
}

#[test]
fn an_error_of_the_policy_itself_is_the_same_over_part() {
    let rules = "healthy := 5 if data.inventory.by_type[\"a.b/d\"]";
    let conflict = "healthy if data.inventory.by_type[\"a.b/d\"]\n\nhealthy := 5 if input.id";
    let known = [of_type("a.b/d")];
    let answer = |rules| Estate::of(rules).in_part(&known).health_in_part(ONE);
    assert_eq!(answer(rules), Some(Health::Indeterminate));
    // The interpreter finds out what disagrees.
    assert_eq!(answer(conflict), None);
}

/// Both resources use the rule, of which the first has worked out as much as it may.
#[test]
fn what_was_stopped_is_not_kept() {
    let rules = "healthy if count(rows) == 0\n\n\
                 rows := [row | some kind in [\"a.b/none\", \"a.b/d\"]; some row in data.inventory.by_type[kind]]";
    let estate = Estate::of(rules);
    let mut asked = estate.in_part(&[of_type("a.b/none")]);
    for id in [ONE, TWO, ONE] {
        assert_eq!(asked.health_in_part(id), None);
    }
    assert_eq!(estate.watched().health(ONE), Health::Unhealthy);
}

/// One resource is stopped, and another one that looks up less is not.
#[test]
fn who_comes_after_is_answered() {
    let rules = "healthy if {\n\tinput.properties.name == 2\n\tshared\n}\n\n\
                 healthy if {\n\tinput.properties.name == \"one\"\n\tshared\n\tdata.inventory.by_id[\"/no\"]\n}\n\n\
                 shared if count(data.inventory.by_type[\"a.b/d\"]) == 1";
    let estate = Estate::of(rules);
    let mut asked = estate.in_part(&[of_type("a.b/d")]);
    for _ in 0..2 {
        assert_eq!(asked.health_in_part(ONE), None);
        asked.taken();
        assert_eq!(asked.health_in_part(TWO), Some(Health::Healthy));
        assert_eq!(asked.taken(), [of_type("a.b/d")].into());
    }
}

/// What the first resource kept is used by the second, and is still no answer for what is not known.
#[test]
fn what_is_kept_over_part_is_of_what_is_known() {
    let estate = Estate::of(LOOKING).without(PEER);
    let known = [resource(PEER), of_type("a.b/d"), children("/no", "a.b/k")];
    let mut asked = estate.in_part(&known);
    for id in [ONE, TWO] {
        assert_eq!(asked.health_in_part(id), Some(Health::Unhealthy));
    }
}

#[test]
fn no_limit_is_an_answer() {
    let rules = "healthy if {\n\tsome a in numbers.range(1, 2000)\n\tsome b in numbers.range(1, 2000)\n\
                 \ta + b == 0\n}";
    let limits = Limits {
        time: Duration::from_millis(5),
        ..Limits::default()
    };
    let estate = Estate::within(rules, limits);
    assert_eq!(estate.in_part(&[]).health_in_part(ONE), None);
    let mut asked = estate.watched();
    assert_eq!(asked.health(ONE), Health::Indeterminate);
    assert!(asked.taken().contains(&Lookup::Everything));
}
