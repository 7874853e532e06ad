//! Random scores: the answers of recommendations about resources, and what they count for.

use std::sync::LazyLock;

use proptest::bits;
use proptest::collection::vec;
use proptest::prelude::*;
use securescore::assessment::{Health, Standing};
use securescore::catalog::{Catalog, Control, ExemptionMode};
use securescore::exemption::Category;
use securescore::points::{Exact, Points};
use securescore::recommendation::RecommendationId;
use securescore::resource::{ResourceId, Scope};
use securescore::score::{self, Ballot, Ballots, ControlScore, Reading, ScopeScore};

use crate::definition::Fraction;

pub(crate) const RECOMMENDATIONS: usize = 8;
pub(crate) const RESOURCES: usize = 20;
pub(crate) const SCOPES: usize = 4;
pub(crate) const EXEMPTIONS: usize = 4;

/// What controls are worth: as YAML has it, and as a fraction.
pub(crate) const WORTH: [(&str, Fraction); 8] = [
    ("0", Fraction(0, 1)),
    ("1", Fraction(1, 1)),
    ("2.5", Fraction(5, 2)),
    ("4", Fraction(4, 1)),
    ("10", Fraction(10, 1)),
    ("0.25", Fraction(1, 4)),
    ("7.01", Fraction(701, 100)),
    ("6", Fraction(6, 1)),
];

pub(crate) const READINGS: [Reading; 3] = [Reading::Effective, Reading::Raw, Reading::Upper];

pub(crate) static IDS: LazyLock<Vec<RecommendationId>> = LazyLock::new(|| {
    let id = |number| RecommendationId::new(format!("r.{number}"));
    (0..RECOMMENDATIONS).map(id).collect()
});

/// Twice as many as [`RESOURCES`], for the properties that add some.
pub(crate) static RESOURCE_IDS: LazyLock<Vec<ResourceId>> = LazyLock::new(|| {
    let id = |number| ResourceId::new(&format!("/x/{number}"));
    (0..2 * RESOURCES).map(id).collect()
});

pub(crate) static POINTS: LazyLock<Vec<Points>> = LazyLock::new(|| {
    let points = |(text, _): &(&str, _)| {
        let number = serde_yaml::from_str(text).unwrap();
        Points::from_number(&number).unwrap()
    };
    WORTH.iter().map(points).collect()
});

/// The answer of one recommendation about one resource.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) health: Health,
    pub(crate) exemption: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) scope: usize,
    /// One a recommendation; none where the resource is not of its types.
    pub(crate) cells: [Option<Cell>; RECOMMENDATIONS],
}

/// Everything that a score is made of.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) classic: bool,
    /// What each control is worth, as an index of [`WORTH`], and its recommendations; one
    /// recommendation may be in several.
    pub(crate) controls: Vec<(usize, Vec<usize>)>,
    pub(crate) scopes: usize,
    /// Of each recommendation in each scope.
    pub(crate) standings: Vec<Vec<Standing>>,
    pub(crate) rows: Vec<Row>,
}

/// Exemptions with an even number are mitigations.
pub(crate) fn category(exemption: usize) -> Category {
    match exemption % 2 {
        0 => Category::Mitigated,
        _ => Category::Waiver,
    }
}

/// The low four bits say what was answered, the others whether an exemption holds; no bits are
/// no answer, so that a failing case shrinks to few.
fn cell(byte: u8) -> Option<Cell> {
    let health = match byte % 16 {
        0..=5 => return None,
        6..=9 => Health::Healthy,
        10..=11 => Health::NotApplicable,
        12..=13 => Health::Unhealthy,
        _ => Health::Indeterminate,
    };
    let number = usize::from(byte / 16);
    let exemption = number.checked_sub(16 - EXEMPTIONS);
    Some(Cell { health, exemption })
}

fn standing(bits: u32) -> Standing {
    match bits % 16 {
        0..=10 => Standing::Scored,
        11..=13 => Standing::Preview,
        14 => Standing::Disabled("r".to_owned()),
        _ => Standing::NotCollected(Vec::new()),
    }
}

pub(crate) fn health() -> impl Strategy<Value = Health> {
    prop_oneof![
        5 => Just(Health::Healthy),
        3 => Just(Health::NotApplicable),
        2 => Just(Health::Unhealthy),
        2 => Just(Health::Indeterminate),
    ]
}

fn row(scopes: usize) -> impl Strategy<Value = Row> {
    (0..scopes, bits::u64::ANY).prop_map(|(scope, bits)| Row {
        scope,
        cells: bits.to_le_bytes().map(cell),
    })
}

fn control() -> impl Strategy<Value = (usize, Vec<usize>)> {
    (0..WORTH.len(), bits::u8::ANY, 0..RECOMMENDATIONS).prop_map(|(worth, bits, one)| {
        let is_in = |number: &usize| bits >> number & 1 == 1 || *number == one;
        (worth, (0..RECOMMENDATIONS).filter(is_in).collect())
    })
}

fn standings() -> impl Strategy<Value = Vec<Vec<Standing>>> {
    let of_scope = |bits: u32| {
        let standings = (0..RECOMMENDATIONS).map(|number| standing(bits >> (4 * number)));
        standings.collect::<Vec<_>>()
    };
    vec(bits::u32::ANY.prop_map(of_scope), SCOPES)
}

pub(crate) fn case() -> impl Strategy<Value = Case> {
    let parts = (any::<bool>(), vec(control(), 1..=5), standings());
    let rows = (1..=SCOPES).prop_flat_map(|scopes| (Just(scopes), vec(row(scopes), 0..=RESOURCES)));
    (parts, rows).prop_map(|((classic, controls, standings), (scopes, rows))| Case {
        classic,
        controls,
        scopes,
        standings,
        rows,
    })
}

/// A random number for every cell.
#[derive(Clone, Debug)]
pub(crate) struct Marks(Vec<u64>);

impl Marks {
    /// The number of the cell that is the `number`-th.
    pub(crate) fn at(&self, number: usize) -> u8 {
        self.0[number / RECOMMENDATIONS].to_le_bytes()[number % RECOMMENDATIONS]
    }
}

pub(crate) fn marks() -> impl Strategy<Value = Marks> {
    vec(bits::u64::ANY, RESOURCES).prop_map(Marks)
}

impl Case {
    fn mode(&self) -> ExemptionMode {
        match self.classic {
            true => ExemptionMode::Classic,
            false => ExemptionMode::Standard,
        }
    }

    pub(crate) fn catalog(&self) -> Catalog {
        let control = |(number, (worth, recommendations)): (usize, &(usize, Vec<usize>))| Control {
            id: format!("c{number}"),
            title: String::new(),
            max_score: POINTS[*worth],
            recommendations: recommendations.iter().map(|id| IDS[*id].clone()).collect(),
        };
        let mut catalog = Catalog::default();
        catalog.exemptions = self.mode();
        catalog.controls = self.controls.iter().enumerate().map(control).collect();
        catalog
    }

    pub(crate) fn counts(&self, scope: usize, recommendation: usize) -> bool {
        self.standings[scope][recommendation] == Standing::Scored
    }

    /// The ballots of a scope, each with the number of its recommendation.
    pub(crate) fn ballots(&self, scope: usize) -> Vec<(usize, Ballot)> {
        let mut ballots = Vec::new();
        for (resource, row) in self.rows.iter().enumerate() {
            for (recommendation, cell) in row.cells.iter().enumerate() {
                let counts = row.scope == scope && self.counts(scope, recommendation);
                if let Some(cell) = cell.filter(|_| counts) {
                    let ballot = Ballot {
                        resource,
                        health: cell.health,
                        exemption: cell.exemption.map(|number| (number, category(number))),
                    };
                    ballots.push((recommendation, ballot));
                }
            }
        }
        ballots
    }

    pub(crate) fn scope_score(&self, scope: usize, ballots: &[(usize, Ballot)]) -> ScopeScore {
        let mut cast = Ballots::default();
        for (recommendation, ballot) in ballots {
            cast.cast(&IDS[*recommendation], [*ballot]);
        }
        score::score(&self.catalog(), &scope_id(scope), &cast)
    }

    /// The score of each scope, by the product.
    pub(crate) fn scores(&self) -> Vec<ScopeScore> {
        let score = |scope| self.scope_score(scope, &self.ballots(scope));
        (0..self.scopes).map(score).collect()
    }

    /// The same case with other cells; `change` hears the number of each.
    pub(crate) fn changed(&self, change: impl Fn(usize, Cell) -> Cell) -> Self {
        let mut case = self.clone();
        for (resource, row) in case.rows.iter_mut().enumerate() {
            for (recommendation, cell) in row.cells.iter_mut().enumerate() {
                let number = resource * RECOMMENDATIONS + recommendation;
                *cell = cell.map(|cell| change(number, cell));
            }
        }
        case
    }

    /// The health for which a cell counts: section 3.
    pub(crate) fn effective(&self, cell: Cell) -> Health {
        match cell.exemption.map(category) {
            None => cell.health,
            Some(_) if self.classic => Health::NotApplicable,
            Some(Category::Mitigated) => Health::Healthy,
            Some(Category::Waiver) => Health::NotApplicable,
        }
    }
}

pub(crate) fn scope_id(number: usize) -> Scope {
    Scope::new(&format!("/subscriptions/s{number}"))
}

pub(crate) fn overall(scores: &[ScopeScore], reading: Reading) -> Option<Exact> {
    let figures: Vec<_> = scores.iter().map(|score| score.figures(reading)).collect();
    score::overall(&figures, false)
}

/// The controls of two cases, side by side.
pub(crate) fn side_by_side<'a>(
    before: &'a [ScopeScore],
    after: &'a [ScopeScore],
) -> impl Iterator<Item = (&'a ControlScore, &'a ControlScore)> {
    let scopes = before.iter().zip(after);
    scopes.flat_map(|(before, after)| before.controls.iter().zip(&after.controls))
}

pub(crate) fn zero() -> Exact {
    Exact::from(0)
}
