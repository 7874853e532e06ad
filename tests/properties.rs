//! What always holds: the last section of scoring.md, on random scores and inventories.
//!
//! `PROPTEST_CASES` raises the number of cases. Three statements sound true and are not, so they
//! are not asserted: exempting a pair never lowers (waiving a healthy resource does), disabling
//! a recommendation never lowers (it may have been the best one), and the whole lies between
//! its parts (scopes in which nothing counts weigh 1).

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use securescore::assess::{self, Answer, Outcome, Rules, ScopeOutcomes};
use securescore::assessment::{Assessment, Health, Standing, Verdict};
use securescore::catalog::{self, Catalog, Control, ExemptionMode};
use securescore::exemption::{self, Category, Exemptions, Holding};
use securescore::format::json::{self, Assessments};
use securescore::inventory::{Inventory, OnDuplicate};
use securescore::points::{Exact, Points, round};
use securescore::policy::{PolicySet, PolicyText};
use securescore::recommendation::{RecommendationId, Recommendations, Severity};
use securescore::rego::Limits;
use securescore::report::{self, Report};
use securescore::resource::{Origin, Place, Resource, ResourceId, ResourceType, Scope};
use securescore::score::{self, Ballot, ControlScore, Reading, ScopeScore};
use securescore::text::SourceText;
use securescore::worker::Judges;
use serde_json::{Map, Value, json};

// ---------------------------------------------------------------------------------------------
// Random scores.

const RECOMMENDATIONS: usize = 8;
const RESOURCES: usize = 40;
const SCOPES: usize = 4;
const EXEMPTIONS: usize = 4;

/// What controls are worth: as YAML has it, and as a fraction.
const WORTH: [(&str, Fraction); 6] = [
    ("0", Fraction(0, 1)),
    ("1", Fraction(1, 1)),
    ("2.5", Fraction(5, 2)),
    ("4", Fraction(4, 1)),
    ("10", Fraction(10, 1)),
    ("0.25", Fraction(1, 4)),
];

const READINGS: [Reading; 3] = [Reading::Effective, Reading::Raw, Reading::Upper];

static IDS: LazyLock<Vec<RecommendationId>> = LazyLock::new(|| {
    let id = |number| RecommendationId::new(format!("r.{number}"));
    (0..RECOMMENDATIONS).map(id).collect()
});

/// One more than [`RESOURCES`], for the properties that add one.
static RESOURCE_IDS: LazyLock<Vec<ResourceId>> = LazyLock::new(|| {
    let id = |number| ResourceId::new(&format!("/x/{number}"));
    (0..=RESOURCES).map(id).collect()
});

/// The answer of one recommendation about one resource.
#[derive(Clone, Copy, Debug)]
struct Cell {
    health: Health,
    exemption: Option<usize>,
}

#[derive(Clone, Debug)]
struct Row {
    scope: usize,
    /// One a recommendation; none where the resource is not of its types.
    cells: Vec<Option<Cell>>,
}

/// Everything that a score is made of.
#[derive(Clone, Debug)]
struct Case {
    classic: bool,
    /// What each control is worth, as an index of [`WORTH`], and its recommendations.
    controls: Vec<(usize, Vec<usize>)>,
    scopes: usize,
    /// Of each recommendation in each scope.
    standings: Vec<Vec<Standing>>,
    rows: Vec<Row>,
}

/// Exemptions with an even number are mitigations.
fn category(exemption: usize) -> Category {
    match exemption % 2 {
        0 => Category::Mitigated,
        _ => Category::Waiver,
    }
}

fn health() -> impl Strategy<Value = Health> {
    prop_oneof![
        5 => Just(Health::Healthy),
        3 => Just(Health::NotApplicable),
        2 => Just(Health::Unhealthy),
        2 => Just(Health::Indeterminate),
    ]
}

fn standing() -> impl Strategy<Value = Standing> {
    prop_oneof![
        8 => Just(Standing::Scored),
        2 => Just(Standing::Preview),
        1 => Just(Standing::Disabled("r".to_owned())),
        1 => Just(Standing::NotCollected(Vec::new())),
    ]
}

fn row(scopes: usize) -> impl Strategy<Value = Row> {
    let cell = (health(), prop::option::weighted(0.2, 0..EXEMPTIONS));
    let cell = cell.prop_map(|(health, exemption)| Cell { health, exemption });
    let cells = vec(prop::option::weighted(0.5, cell), RECOMMENDATIONS);
    (0..scopes, cells).prop_map(|(scope, cells)| Row { scope, cells })
}

fn case() -> impl Strategy<Value = Case> {
    let all: Vec<usize> = (0..RECOMMENDATIONS).collect();
    let control = (0..WORTH.len(), subsequence(all, 1..=4));
    let parts = (
        any::<bool>(),
        vec(control, 1..=6),
        vec(vec(standing(), RECOMMENDATIONS), SCOPES),
    );
    let rows = (1..=SCOPES).prop_flat_map(|scopes| (Just(scopes), vec(row(scopes), 0..=RESOURCES)));
    (parts, rows).prop_map(|((classic, controls, standings), (scopes, rows))| Case {
        classic,
        controls,
        scopes,
        standings,
        rows,
    })
}

/// Random numbers, one a cell.
fn marks() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), RESOURCES * RECOMMENDATIONS)
}

impl Case {
    fn mode(&self) -> ExemptionMode {
        match self.classic {
            true => ExemptionMode::Classic,
            false => ExemptionMode::Standard,
        }
    }

    fn catalog(&self) -> Catalog {
        let control = |(number, (worth, recommendations)): (usize, &(usize, Vec<usize>))| Control {
            id: format!("c{number}"),
            title: String::new(),
            max_score: Points::from_number(&serde_yaml::from_str(WORTH[*worth].0).unwrap())
                .unwrap(),
            recommendations: recommendations.iter().map(|id| IDS[*id].clone()).collect(),
        };
        let mut catalog = Catalog::default();
        catalog.exemptions = self.mode();
        catalog.controls = self.controls.iter().enumerate().map(control).collect();
        catalog
    }

    fn counts(&self, scope: usize, recommendation: usize) -> bool {
        self.standings[scope][recommendation] == Standing::Scored
    }

    fn ballots(&self, scope: usize) -> Vec<Ballot<'static>> {
        let mut ballots = Vec::new();
        for (resource, row) in self.rows.iter().enumerate() {
            for (recommendation, cell) in row.cells.iter().enumerate() {
                let counts = row.scope == scope && self.counts(scope, recommendation);
                if let Some(cell) = cell.filter(|_| counts) {
                    ballots.push(Ballot {
                        recommendation: &IDS[recommendation],
                        resource: &RESOURCE_IDS[resource],
                        health: cell.health,
                        exemption: cell.exemption.map(|number| (number, category(number))),
                    });
                }
            }
        }
        ballots
    }

    fn scope_score(&self, scope: usize, ballots: &[Ballot<'_>]) -> ScopeScore {
        score::score(&self.catalog(), &scope_id(scope), ballots)
    }

    /// The score of each scope, by the product.
    fn scores(&self) -> Vec<ScopeScore> {
        let score = |scope| self.scope_score(scope, &self.ballots(scope));
        (0..self.scopes).map(score).collect()
    }

    /// The same case with other cells; `change` hears the number of each.
    fn changed(&self, change: impl Fn(usize, Cell) -> Cell) -> Self {
        let mut case = self.clone();
        for (resource, row) in case.rows.iter_mut().enumerate() {
            for (recommendation, cell) in row.cells.iter_mut().enumerate() {
                let number = resource * RECOMMENDATIONS + recommendation;
                *cell = cell.map(|cell| change(number, cell));
            }
        }
        case
    }
}

fn scope_id(number: usize) -> Scope {
    Scope::new(&format!("/subscriptions/s{number}"))
}

fn overall(scores: &[ScopeScore], reading: Reading) -> Option<Exact> {
    let figures: Vec<_> = scores.iter().map(|score| score.figures(reading)).collect();
    score::overall(&figures, false)
}

/// The controls of two cases, side by side.
fn side_by_side<'a>(
    before: &'a [ScopeScore],
    after: &'a [ScopeScore],
) -> impl Iterator<Item = (&'a ControlScore, &'a ControlScore)> {
    let scopes = before.iter().zip(after);
    scopes.flat_map(|(before, after)| before.controls.iter().zip(&after.controls))
}

fn zero() -> Exact {
    Exact::from(0)
}

// ---------------------------------------------------------------------------------------------
// The definition, once more: slow, plain and without the product's arithmetic.

/// A numerator and a denominator above zero.
#[derive(Clone, Copy, Debug)]
struct Fraction(i128, i128);

impl Fraction {
    const ZERO: Self = Self(0, 1);

    fn lowest(self) -> Self {
        let (mut a, mut b) = (self.0.abs(), self.1);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Self(self.0 / a, self.1 / a)
    }

    fn plus(self, other: Self) -> Self {
        Self(self.0 * other.1 + other.0 * self.1, self.1 * other.1).lowest()
    }

    fn times(self, other: Self) -> Self {
        Self(self.0 * other.0, self.1 * other.1).lowest()
    }

    /// Divided by something above zero.
    fn over(self, other: Self) -> Self {
        self.times(Self(other.1, other.0))
    }

    fn is(self, exact: Exact) -> bool {
        self.0 * exact.denom() == exact.numer() * self.1
    }

    /// Long division on paper: the decimals digit by digit, then a look at the rest.
    fn rounded(self, decimals: usize) -> Self {
        let divisor = self.1;
        let mut rest = self.0.abs() % divisor;
        let mut digits: Vec<u8> = (self.0.abs() / divisor).to_string().into_bytes();
        for _ in 0..decimals {
            rest *= 10;
            digits.push(b'0' + (rest / divisor) as u8);
            rest %= divisor;
        }
        let (next, beyond) = (rest * 10 / divisor, rest * 10 % divisor);
        let is_odd = digits.ends_with(b"1")
            || digits.ends_with(b"3")
            || digits.ends_with(b"5")
            || digits.ends_with(b"7")
            || digits.ends_with(b"9");
        if next > 5 || (next == 5 && (beyond > 0 || is_odd)) {
            carry(&mut digits);
        }
        let text = String::from_utf8(digits).unwrap();
        let units: i128 = text.parse().unwrap();
        let power: i128 = format!("1{}", "0".repeat(decimals)).parse().unwrap();
        Self(units * self.0.signum(), power)
    }
}

/// Adds one to the last digit.
fn carry(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// The numbers of a control or a scope.
#[derive(Clone, Copy, Debug)]
struct Naive {
    max: Fraction,
    current: Fraction,
    weight: Fraction,
}

impl Naive {
    const NOTHING: Self = Self {
        max: Fraction::ZERO,
        current: Fraction::ZERO,
        weight: Fraction::ZERO,
    };
}

impl Case {
    /// The health for which a cell counts: sections 3 and 4.
    fn counted(&self, cell: Cell, reading: Reading) -> Health {
        let effective = match cell.exemption.map(category) {
            None => cell.health,
            Some(_) if self.classic => Health::NotApplicable,
            Some(Category::Mitigated) => Health::Healthy,
            Some(Category::Waiver) => Health::NotApplicable,
        };
        match reading {
            Reading::Raw => cell.health,
            Reading::Upper if effective == Health::Indeterminate => Health::Healthy,
            Reading::Upper | Reading::Effective => effective,
        }
    }

    /// Healthy, unhealthy and not applicable resources of a control: section 1.
    fn naive_votes(&self, scope: usize, control: usize, reading: Reading) -> [i128; 3] {
        let mut votes = [0; 3];
        for row in self.rows.iter().filter(|row| row.scope == scope) {
            let mut healths = Vec::new();
            for recommendation in &self.controls[control].1 {
                if self.counts(scope, *recommendation)
                    && let Some(cell) = row.cells[*recommendation]
                {
                    healths.push(self.counted(cell, reading));
                }
            }
            if healths.contains(&Health::Unhealthy) || healths.contains(&Health::Indeterminate) {
                votes[1] += 1;
            } else if healths.contains(&Health::Healthy) {
                votes[0] += 1;
            } else if !healths.is_empty() {
                votes[2] += 1;
            }
        }
        votes
    }

    /// Section 2, control c in scope s.
    fn naive_control(&self, scope: usize, control: usize, reading: Reading) -> Naive {
        let [healthy, unhealthy, _] = self.naive_votes(scope, control, reading);
        let max_score = WORTH[self.controls[control].0].1;
        let n = healthy + unhealthy;
        if n == 0 {
            return Naive::NOTHING;
        }
        Naive {
            max: max_score,
            current: max_score.times(Fraction(healthy, n)).rounded(2),
            weight: Fraction(n, 1),
        }
    }

    /// Section 2, scope s.
    fn naive_scope(&self, scope: usize, reading: Reading) -> Naive {
        let mut sum = Naive::NOTHING;
        for control in 0..self.controls.len() {
            let control = self.naive_control(scope, control, reading);
            sum.max = sum.max.plus(control.max);
            sum.current = sum.current.plus(control.current);
            sum.weight = sum.weight.plus(control.max.times(control.weight));
        }
        sum
    }

    /// Section 2, several scopes.
    fn naive_overall(&self, reading: Reading, skip_empty: bool) -> Option<Fraction> {
        let (mut above, mut below, mut counts) = (Fraction::ZERO, Fraction::ZERO, false);
        for scope in 0..self.scopes {
            let scope = self.naive_scope(scope, reading);
            if scope.max.0 > 0 {
                counts = true;
                let share = scope.weight.times(scope.current).over(scope.max);
                above = above.plus(share.rounded(2));
                below = below.plus(scope.weight);
            } else if !skip_empty {
                below = below.plus(Fraction(1, 1));
            }
        }
        counts.then(|| above.over(below))
    }
}

/// Whether two scores are one: none and none, or the same number.
fn same(naive: Option<Fraction>, exact: Option<Exact>) -> bool {
    match (naive, exact) {
        (Some(naive), Some(exact)) => naive.is(exact),
        (None, None) => true,
        _ => false,
    }
}

fn same_figures(naive: Naive, figures: score::Figures) -> bool {
    let ratio = (naive.max.0 > 0).then(|| naive.current.over(naive.max).rounded(4));
    naive.max.is(figures.max)
        && naive.current.is(figures.current)
        && naive.weight.is(figures.weight)
        && same(ratio, figures.percentage())
}

/// Fractions, many of which lie in the middle between two neighbours.
fn fraction() -> impl Strategy<Value = Fraction> {
    let middle = |unit: i128| {
        (-2_000_000_i128..2_000_000).prop_map(move |odd| Fraction(2 * odd + 1, 2 * unit))
    };
    prop_oneof![
        middle(100),
        middle(10_000),
        (
            -1_000_000_000_000_i128..1_000_000_000_000,
            1_i128..1_000_000
        )
            .prop_map(|(above, below)| Fraction(above, below)),
    ]
}

proptest! {
    #[test]
    fn rounding_is_that_of_long_division(value in fraction()) {
        let exact = Exact::new(value.0, value.1);
        for decimals in [2, 4] {
            let rounded = round(exact, decimals);
            prop_assert!(value.rounded(decimals as usize).is(rounded), "{exact}: {rounded}");
        }
    }

    #[test]
    fn scores_are_those_of_the_definition(case in case()) {
        let scores = case.scores();
        for reading in READINGS {
            for (scope, score) in scores.iter().enumerate() {
                for (control, scored) in score.controls.iter().enumerate() {
                    let tally = scored.tally(reading);
                    let counts = [tally.healthy, tally.unhealthy, tally.not_applicable];
                    prop_assert_eq!(
                        counts.map(i128::from),
                        case.naive_votes(scope, control, reading)
                    );
                    let naive = case.naive_control(scope, control, reading);
                    prop_assert!(same_figures(naive, scored.figures(reading)), "{naive:?}");
                }
                let naive = case.naive_scope(scope, reading);
                prop_assert!(same_figures(naive, score.figures(reading)), "{naive:?}");
            }
            let figures: Vec<_> = scores.iter().map(|score| score.figures(reading)).collect();
            for skip_empty in [false, true] {
                let naive = case.naive_overall(reading, skip_empty);
                let overall = score::overall(&figures, skip_empty);
                prop_assert!(same(naive, overall), "{naive:?} {overall:?}");
            }
        }
    }

    #[test]
    fn current_and_potential_fill_max(case in case()) {
        for score in case.scores() {
            for control in &score.controls {
                let figures = control.figures(Reading::Effective);
                let rest = figures.max - figures.current - control.potential();
                prop_assert!(rest <= Exact::new(1, 200) && rest >= Exact::new(-1, 200), "{rest}");
            }
            for reading in READINGS {
                let figures = score.figures(reading);
                prop_assert!(zero() <= figures.current && figures.current <= figures.max);
            }
        }
    }

    #[test]
    fn the_order_of_ballots_changes_nothing(
        case in case(),
        order in Just((0..RESOURCES * RECOMMENDATIONS).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        for (scope, score) in case.scores().iter().enumerate() {
            let mut keyed: Vec<_> = order.iter().zip(case.ballots(scope)).collect();
            keyed.sort_by_key(|(key, _)| **key);
            let ballots: Vec<_> = keyed.into_iter().map(|(_, ballot)| ballot).collect();
            let shuffled = case.scope_score(scope, &ballots);
            prop_assert_eq!(format!("{shuffled:?}"), format!("{score:?}"));
        }
    }

    #[test]
    fn a_healthy_resource_more_never_lowers_a_control(
        case in case(),
        scope in 0..SCOPES,
        of_types in vec(any::<bool>(), RECOMMENDATIONS),
    ) {
        let healthy = Cell { health: Health::Healthy, exemption: None };
        let mut more = case.clone();
        more.rows.push(Row {
            scope: scope % case.scopes,
            cells: of_types.iter().map(|is_of_type| is_of_type.then_some(healthy)).collect(),
        });
        for (before, after) in side_by_side(&case.scores(), &more.scores()) {
            for reading in READINGS {
                let (before, after) = (before.figures(reading), after.figures(reading));
                prop_assert!(after.current >= before.current);
                prop_assert!(after.ratio() >= before.ratio());
            }
        }
    }

    #[test]
    fn mending_never_lowers_anything(case in case(), marks in marks()) {
        let mended = case.changed(|number, cell| match cell.health {
            Health::Unhealthy if marks[number] < 128 => Cell { health: Health::Healthy, ..cell },
            _ => cell,
        });
        let (before, after) = (case.scores(), mended.scores());
        for reading in READINGS {
            for (before, after) in side_by_side(&before, &after) {
                prop_assert!(after.figures(reading).current >= before.figures(reading).current);
            }
            for (before, after) in before.iter().zip(&after) {
                prop_assert!(after.figures(reading).ratio() >= before.figures(reading).ratio());
            }
            prop_assert!(overall(&after, reading) >= overall(&before, reading));
        }
    }

    /// "An error never raises a score" is true of controls and scopes, whatever the error
    /// stands in place of: a resource that was not applicable adds to N alone.
    #[test]
    fn an_error_never_raises_a_control_or_a_scope(case in case(), marks in marks()) {
        let broken = case.changed(|number, cell| match marks[number] < 64 {
            true => Cell { health: Health::Indeterminate, ..cell },
            false => cell,
        });
        let (before, after) = (case.scores(), broken.scores());
        for reading in [Reading::Effective, Reading::Raw] {
            for (before, after) in side_by_side(&before, &after) {
                let (before, after) = (before.figures(reading), after.figures(reading));
                prop_assert!(after.current <= before.current);
                prop_assert!(before.ratio().is_none() || after.ratio() <= before.ratio());
            }
            for (before, after) in before.iter().zip(&after) {
                let (before, after) = (before.figures(reading), after.figures(reading));
                prop_assert!(before.ratio().is_none() || after.ratio() <= before.ratio());
            }
        }
    }

    /// Of the overall score it is true only in place of a verdict that counts: then every N
    /// stays, and with it every weight. See [`an_error_can_shift_weight_between_scopes`].
    #[test]
    fn an_error_in_place_of_a_verdict_never_raises_the_whole(case in case(), marks in marks()) {
        let broken = case.changed(|number, cell| match cell.health {
            Health::Healthy | Health::Unhealthy if marks[number] < 64 => {
                Cell { health: Health::Indeterminate, ..cell }
            }
            _ => cell,
        });
        for reading in [Reading::Effective, Reading::Raw] {
            prop_assert!(overall(&broken.scores(), reading) <= overall(&case.scores(), reading));
        }
    }

    #[test]
    fn exemptions_never_change_raw_figures(case in case(), marks in marks()) {
        let other = case.changed(|number, cell| {
            let exemption = Some(usize::from(marks[number])).filter(|other| *other < EXEMPTIONS * 8);
            Cell { exemption: exemption.map(|other| other % EXEMPTIONS), ..cell }
        });
        for (one, other) in side_by_side(&case.scores(), &other.scores()) {
            prop_assert_eq!(one.tally(Reading::Raw), other.tally(Reading::Raw));
            prop_assert_eq!(one.figures(Reading::Raw), other.figures(Reading::Raw));
        }
    }

    /// Whatever the true answers are, the scope lies between its two ends.
    #[test]
    fn every_completion_lies_within_the_interval(case in case(), marks in marks()) {
        let complete = |within: &[Health]| case.changed(|number, cell| match cell.health {
            Health::Indeterminate => {
                Cell { health: within[usize::from(marks[number]) % within.len()], ..cell }
            }
            _ => cell,
        });
        let scores = case.scores();
        let any = complete(&[Health::Healthy, Health::Unhealthy, Health::NotApplicable]);
        for (score, completed) in scores.iter().zip(&any.scores()) {
            prop_assert!(!completed.is_interval());
            let Some(ratio) = completed.figures(Reading::Effective).ratio() else { continue };
            prop_assert!(Some(ratio) <= score.figures(Reading::Upper).ratio());
            prop_assert!(Some(ratio) >= score.figures(Reading::Effective).ratio());
        }
        // `notApplicable` would change weights, and with them the whole in either direction.
        let verdicts = complete(&[Health::Healthy, Health::Unhealthy]).scores();
        let whole = overall(&verdicts, Reading::Effective);
        prop_assert!(whole <= overall(&scores, Reading::Upper));
        prop_assert!(whole >= overall(&scores, Reading::Effective));
        let best = complete(&[Health::Healthy]).scores();
        for (score, best) in scores.iter().zip(&best) {
            let (upper, best) = (score.figures(Reading::Upper), best.figures(Reading::Effective));
            prop_assert_eq!(upper, best, "the upper end can be reached");
        }
    }

    #[test]
    fn exempting_what_fails_never_lowers_a_control(case in case(), marks in marks()) {
        let exempted = case.changed(|number, cell| match cell.exemption {
            None if cell.health.is_failing() && marks[number] < 128 => {
                Cell { exemption: Some(usize::from(marks[number]) % EXEMPTIONS), ..cell }
            }
            _ => cell,
        });
        for (before, after) in side_by_side(&case.scores(), &exempted.scores()) {
            let ratio = |score: &ControlScore| score.figures(Reading::Effective).ratio();
            // A control that dropped out had nothing before.
            prop_assert!(ratio(after).unwrap_or(zero()) >= ratio(before).unwrap_or(zero()));
        }
    }

    #[test]
    fn waiving_everything_leaves_no_score(case in case()) {
        let waived = case.changed(|_, cell| Cell { exemption: Some(1), ..cell });
        let scores = waived.scores();
        for reading in [Reading::Effective, Reading::Upper] {
            prop_assert_eq!(overall(&scores, reading), None);
            for score in &scores {
                prop_assert_eq!(score.figures(reading), score::Figures::NOTHING);
            }
        }
    }

    #[test]
    fn an_exemption_adds_what_is_lost_without_it(case in case()) {
        let scores = case.scores();
        for number in 0..EXEMPTIONS {
            let without = case.changed(|_, cell| Cell {
                exemption: cell.exemption.filter(|other| *other != number),
                ..cell
            });
            let without = without.scores();
            for (with, without) in side_by_side(&scores, &without) {
                let current = |score: &ControlScore| score.figures(Reading::Effective).current;
                prop_assert_eq!(with.exempted(number), current(with) - current(without));
            }
            for (with, without) in scores.iter().zip(&without) {
                let current = |score: &ScopeScore| score.figures(Reading::Effective).current;
                prop_assert_eq!(with.exempted(number), current(with) - current(without));
            }
        }
    }

    #[test]
    fn a_gain_is_what_fixing_brings(case in case(), recommendation in 0..RECOMMENDATIONS) {
        let fixed = case.changed(|number, cell| {
            let is_it = number % RECOMMENDATIONS == recommendation;
            match is_it && cell.exemption.is_none() && cell.health.is_failing() {
                true => Cell { health: Health::Healthy, ..cell },
                false => cell,
            }
        });
        for (before, after) in side_by_side(&case.scores(), &fixed.scores()) {
            let healthy = |score: &ControlScore| score.tally(Reading::Effective).healthy;
            let won = i128::from(healthy(after) - healthy(before));
            let voters = i128::from(before.tally(Reading::Effective).voters());
            let max_score = before.control.max_score.exact();
            let gain = max_score * Exact::new(won, voters.max(1));
            let in_control = before.control.recommendations.contains(&IDS[recommendation]);
            prop_assert!(in_control || won == 0);
            prop_assert_eq!(before.gain(&IDS[recommendation]), gain);
        }
    }
}

/// Where an error raises the whole, by the definition. In scope A a control of 10 points is had
/// and one of 1 point is not, one resource each: A is at 10 / 11 and weighs 11. Scope B has
/// nothing of 37 x 1 points. The whole is R2(11 x 10 / 11) / (11 + 37) = 10 / 48. Now a second
/// resource of A's small control, not applicable so far, is an error: A stays at 10 / 11 and
/// weighs 12, so the whole becomes R2(12 x 10 / 11) / (12 + 37) = 10.91 / 49, which is more.
#[test]
fn an_error_can_shift_weight_between_scopes() {
    let row = |scope, recommendation, health| {
        let mut cells = vec![None; RECOMMENDATIONS];
        let exemption = None;
        cells[recommendation] = Some(Cell { health, exemption });
        Row { scope, cells }
    };
    let whole = |last| {
        let mut rows = vec![row(1, 1, Health::Unhealthy); 37];
        rows.extend([row(0, 0, Health::Healthy), row(0, 1, Health::Unhealthy)]);
        rows.push(row(0, 1, last));
        let case = Case {
            classic: false,
            controls: vec![(4, vec![0]), (1, vec![1])],
            scopes: 2,
            standings: vec![vec![Standing::Scored; RECOMMENDATIONS]; SCOPES],
            rows,
        };
        overall(&case.scores(), Reading::Effective)
    };
    assert_eq!(whole(Health::NotApplicable), Some(Exact::new(1000, 4800)));
    assert_eq!(whole(Health::Indeterminate), Some(Exact::new(1091, 4900)));
}

// ---------------------------------------------------------------------------------------------
// The same through a report, and through policies.

/// Compiled policies and what they decide, once for all cases.
struct Engine {
    known: Recommendations,
    judges: Judges,
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let set = PolicySet::read(vec![
        policy("site", "m.x/site", "", ANSWER),
        policy("both", "m.x/site, m.x/vault", "", ANSWER),
        policy(
            "vault",
            "m.x/vault",
            "#   requires: [m.x/setting]\n",
            WATCHED,
        ),
    ])
    .unwrap();
    Engine {
        known: set.recommendations(),
        judges: Judges::here(&set, as_of(), Limits::default()).unwrap(),
    }
});

/// Healthy where the resource says so; a number in place of a text makes the policy fail.
const ANSWER: &str = r#"applicable if input.properties.answer != "notApplicable"

healthy if startswith(input.properties.answer, "healthy")
"#;

/// Healthy where a setting of the same scope has the answer of the resource.
const WATCHED: &str = r#"healthy if {
	some setting in data.inventory.by_type["m.x/setting"]
	setting.properties.answer == input.properties.answer
}
"#;

const CATALOG: &str = "name: c\ntitle: C\ncontrols:\n\
    - {id: c, title: C, max_score: 4, recommendations: [a.site, a.both]}\n\
    - {id: d, title: D, max_score: 2.5, recommendations: [a.both, a.vault]}\n";

const WITHOUT_SITE: &str = "recommendations: {a.site: {enabled: false, reason: r}}\n";

const WITH_PREVIEW: &str = "recommendations: {a.both: {preview: true}}\n";

/// As many as [`EXEMPTIONS`], of the categories of [`category`].
const ENTRIES: &str = "exemptions:\n\
    - {id: E0, category: mitigated, controls: [c], resources: ['/subscriptions/s1/**'], reason: r, expires: 2030-01-01}\n\
    - {id: E1, category: waiver, recommendations: [a.both], resources: ['**/n1*'], reason: r, expires: 2030-01-01}\n\
    - {id: E2, category: mitigated, recommendations: [a.vault], resources: ['**/n2*'], reason: r, expires: 2030-01-01}\n\
    - {id: E3, category: waiver, controls: [d], resources: ['**/*3'], reason: r, expires: 2020-01-01}\n";

fn as_of() -> jiff::Timestamp {
    "2027-01-01T00:00:00Z".parse().unwrap()
}

fn policy(name: &str, types: &str, requires: &str, rules: &str) -> PolicyText {
    let text = format!(
        "# METADATA\n# title: T\n# custom:\n#   severity: high\n#   resource_types: [{types}]\n\
         {requires}package a.{name}\n\ndefault healthy := false\n\n{rules}\n\
         reasons contains \"not as it should be\" if not healthy\n"
    );
    let path = format!("a/{name}/policy.rego");
    PolicyText {
        source: SourceText::new(&path, text),
        path,
    }
}

fn load_catalog(text: &str) -> Catalog {
    let source = SourceText::new("catalog.yaml", text);
    let mut alone = |name: &str, _: &SourceText| Err(name.to_owned());
    let (catalog, _) = catalog::load(&source, &mut alone, &ENGINE.known).unwrap();
    catalog
}

fn load_exemptions(text: &str, catalog: &Catalog) -> Exemptions {
    let names = |control: &Control| {
        let names = control.recommendations.iter().cloned().collect();
        (control.id.clone(), names)
    };
    let context = exemption::Context {
        controls: &catalog.controls.iter().map(names).collect(),
        known: &ENGINE.known,
        open_ended: false,
    };
    let source = SourceText::new("exemptions.yaml", text);
    exemption::load(vec![source], &context).unwrap().0
}

fn build(rules: Rules<'_>, inventory: &Inventory, outcomes: &[ScopeOutcomes]) -> Report {
    report::build(report::Input {
        rules,
        inventory,
        outcomes,
        warnings: Vec::new(),
        skipped_records: 0,
        skip_empty: false,
        group_by: None,
    })
    .unwrap()
}

/// A random record: its scope, its kind and its answer.
#[derive(Clone, Copy, Debug)]
struct Record {
    scope: usize,
    kind: &'static str,
    answer: Health,
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let kind = prop_oneof![
        6 => Just("m.x/site"),
        3 => Just("m.x/vault"),
        1 => Just("m.x/setting"),
    ];
    let record = (0..SCOPES, kind, health());
    let record = record.prop_map(|(scope, kind, answer)| Record {
        scope,
        kind,
        answer,
    });
    vec(record, 0..=RESOURCES)
}

/// The resources of records, each named by its place in the list.
fn resources(records: &[Record]) -> Vec<Resource> {
    let resource = |(number, record): (usize, &Record)| {
        let answer = match record.answer {
            Health::Indeterminate => json!(5),
            other => json!(other.as_str()),
        };
        let row = Map::from_iter([("properties".to_owned(), json!({"answer": answer}))]);
        let (scope, kind) = (scope_id(record.scope), record.kind);
        let id = ResourceId::new(&format!("{scope}/providers/{kind}/n{number}"));
        Resource::new(id, ResourceType::new(kind), row, Origin::synthetic())
    };
    records.iter().enumerate().map(resource).collect()
}

/// Gives each resource its place in a file that lists them in this order.
fn as_listed(mut resources: Vec<Resource>) -> Vec<Resource> {
    for (number, resource) in resources.iter_mut().enumerate() {
        resource.origin = Origin {
            file: Arc::from("a.json"),
            place: Place::Record(number),
        };
    }
    resources
}

/// A whole run over resources.
fn run(catalog: &str, exemptions: &str, resources: Vec<Resource>, threads: usize) -> Report {
    let catalog = load_catalog(catalog);
    let rules = Rules {
        catalog: &catalog,
        recommendations: &ENGINE.known,
        exemptions: &load_exemptions(exemptions, &catalog),
        judges: &ENGINE.judges,
        as_of: as_of(),
    };
    let resources = as_listed(resources);
    let inventory =
        Inventory::build(resources, Vec::new(), OnDuplicate::Error, &BTreeSet::new()).unwrap();
    let outcomes = assess::assess(rules, &inventory, threads, &|_| {}).unwrap();
    build(rules, &inventory, &outcomes)
}

fn text(report: &Report) -> String {
    let mut bytes = Vec::new();
    json::write(report, Assessments::All, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn document(report: &Report) -> Value {
    serde_json::from_str(&text(report)).unwrap()
}

/// The raw health of every pair.
fn raw_healths(report: &Report) -> BTreeMap<(String, String), Health> {
    let pair = |assessment: &report::AssessmentReport| {
        let recommendation = assessment.recommendation.to_string();
        let pair = (recommendation, assessment.resource.to_string());
        (pair, assessment.raw_health)
    };
    report.assessments.iter().map(pair).collect()
}

/// A report on the cells of a case, as if policies had given them.
fn reported(case: &Case) -> Report {
    let exemptions = load_exemptions(ENTRIES, &load_catalog(CATALOG));
    let catalog = case.catalog();
    let rules = Rules {
        catalog: &catalog,
        recommendations: &ENGINE.known,
        exemptions: &exemptions,
        judges: &ENGINE.judges,
        as_of: as_of(),
    };
    let outcomes: Vec<_> = (0..case.scopes)
        .map(|scope| outcomes(case, scope))
        .collect();
    build(rules, &Inventory::default(), &outcomes)
}

fn outcomes(case: &Case, scope: usize) -> ScopeOutcomes {
    let outcome = |recommendation: usize| Outcome {
        recommendation: IDS[recommendation].clone(),
        severity: Severity::High,
        standing: case.standings[scope][recommendation].clone(),
        answers: answers(case, scope, recommendation),
    };
    ScopeOutcomes {
        scope: scope_id(scope),
        name: String::new(),
        outcomes: (0..RECOMMENDATIONS).map(outcome).collect(),
    }
}

fn answers(case: &Case, scope: usize, recommendation: usize) -> Vec<Answer> {
    let standing = &case.standings[scope][recommendation];
    if !matches!(standing, Standing::Scored | Standing::Preview) {
        return Vec::new();
    }
    let rows = case.rows.iter().enumerate();
    let here = rows.filter(|(_, row)| row.scope == scope);
    here.filter_map(|(resource, row)| {
        let cell = row.cells[recommendation]?;
        Some(Answer {
            assessment: Assessment {
                recommendation: IDS[recommendation].clone(),
                resource: RESOURCE_IDS[resource].clone(),
                scope: scope_id(scope),
                verdict: Verdict {
                    health: cell.health,
                    reasons: Vec::new(),
                },
            },
            holding: Holding {
                winner: cell.exemption,
                ..Holding::default()
            },
        })
    })
    .collect()
}

proptest! {
    /// What a preview says, and whether it says anything, is in no number of any score.
    #[test]
    fn previews_change_no_score(case in case(), health in health()) {
        let mut silent = case.clone();
        for standing in silent.standings.iter_mut().flatten() {
            if *standing == Standing::Preview {
                *standing = Standing::NotCollected(Vec::new());
            }
        }
        let other = {
            let mut other = case.clone();
            for row in &mut other.rows {
                for (recommendation, cell) in row.cells.iter_mut().enumerate() {
                    if case.standings[row.scope][recommendation] == Standing::Preview {
                        *cell = Some(Cell { health, exemption: None });
                    }
                }
            }
            other
        };
        let scores = case.scores();
        for report in [reported(&case), reported(&silent), reported(&other)] {
            for reading in READINGS {
                for (scope, score) in report.scopes.iter().zip(&scores) {
                    prop_assert_eq!(scope.score.figures(reading), score.figures(reading));
                }
            }
            prop_assert_eq!(report.scopes.len(), scores.len());
            prop_assert_eq!(report.overall.effective, overall(&scores, Reading::Effective));
            prop_assert_eq!(report.overall.raw, overall(&scores, Reading::Raw));
        }
    }

    #[test]
    fn order_and_threads_change_no_byte(
        (sorted, shuffled) in records().prop_flat_map(|records| {
            let resources = resources(&records);
            (Just(resources.clone()), Just(resources).prop_shuffle())
        }),
    ) {
        let first = text(&run(CATALOG, ENTRIES, sorted, 1));
        for threads in [1, 2] {
            prop_assert_eq!(&text(&run(CATALOG, ENTRIES, shuffled.clone(), threads)), &first);
        }
    }

    /// Each subscription by itself, put together, is the whole inventory.
    #[test]
    fn parts_make_the_whole(records in records()) {
        let resources = resources(&records);
        let whole = run(CATALOG, ENTRIES, resources.clone(), 1);
        let part = |scope: usize| {
            let here = resources.iter().filter(|resource| resource.scope == scope_id(scope));
            run(CATALOG, ENTRIES, here.cloned().collect(), 1)
        };
        let parts: Vec<Report> = (0..SCOPES).map(part).collect();
        let whole_document = document(&whole);
        for list in ["scopes", "assessments"] {
            let of_part = |part: &Report| document(part)[list].as_array().cloned();
            let joined: Vec<Value> = parts.iter().filter_map(of_part).flatten().collect();
            prop_assert_eq!(&json!(joined), &whole_document[list]);
        }
        let scopes = parts.iter().flat_map(|part| &part.scopes);
        let scores: Vec<ScopeScore> = scopes.map(|scope| scope.score.clone()).collect();
        prop_assert_eq!(whole.overall.effective, overall(&scores, Reading::Effective));
        prop_assert_eq!(whole.overall.raw, overall(&scores, Reading::Raw));
    }

    #[test]
    fn flags_and_exemptions_change_no_raw_health(records in records()) {
        let resources = resources(&records);
        let healths = |flags: &str, exemptions: &str| {
            let catalog = format!("{CATALOG}{flags}");
            raw_healths(&run(&catalog, exemptions, resources.clone(), 1))
        };
        let mut plain = healths("", "exemptions: []");
        prop_assert_eq!(&healths("", ENTRIES), &plain);
        prop_assert_eq!(&healths(WITH_PREVIEW, ENTRIES), &plain);
        plain.retain(|(recommendation, _), _| recommendation != "a.site");
        prop_assert_eq!(&healths(WITHOUT_SITE, ENTRIES), &plain);
    }
}
