//! The definition, once more: slow, plain and without the product's arithmetic.

use proptest::prelude::*;
use securescore::assessment::Health;
use securescore::points::{Exact, round};
use securescore::score::{self, Reading};

use crate::case::{Case, Cell, READINGS, WORTH, case};
use crate::config;

/// A numerator and a denominator above zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fraction(pub(crate) i128, pub(crate) i128);

impl Fraction {
    pub(crate) const ZERO: Self = Self(0, 1);

    pub(crate) fn lowest(self) -> Self {
        let (mut a, mut b) = (self.0.abs(), self.1);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Self(self.0 / a, self.1 / a)
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self(self.0 * other.1 + other.0 * self.1, self.1 * other.1).lowest()
    }

    pub(crate) fn times(self, other: Self) -> Self {
        Self(self.0 * other.0, self.1 * other.1).lowest()
    }

    /// Divided by something above zero.
    pub(crate) fn over(self, other: Self) -> Self {
        self.times(Self(other.1, other.0))
    }

    pub(crate) fn is(self, exact: Exact) -> bool {
        self.0 * exact.denom() == exact.numer() * self.1
    }

    /// Long division on paper: the decimals digit by digit, then a look at the rest.
    pub(crate) fn rounded(self, decimals: usize) -> Self {
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
pub(crate) struct Naive {
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
    /// The health for which a cell counts: section 4.
    fn counted(&self, cell: Cell, reading: Reading) -> Health {
        match (reading, self.effective(cell)) {
            (Reading::Raw, _) => cell.health,
            (Reading::Upper, Health::Indeterminate) => Health::Healthy,
            (_, effective) => effective,
        }
    }

    /// Healthy, unhealthy and not applicable resources of a control: section 1.
    pub(crate) fn naive_votes(&self, scope: usize, control: usize, reading: Reading) -> [i128; 3] {
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

    /// Whether something that is worth points is healthy anywhere, and whether something is not.
    fn naive_ends(&self, reading: Reading) -> [bool; 2] {
        let mut ends = [false; 2];
        for scope in 0..self.scopes {
            for (control, (worth, _)) in self.controls.iter().enumerate() {
                let [healthy, unhealthy, _] = self.naive_votes(scope, control, reading);
                let is_worth = WORTH[*worth].1.0 > 0;
                ends[0] |= is_worth && healthy > 0;
                ends[1] |= is_worth && unhealthy > 0;
            }
        }
        ends
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

/// Section 5: the whole is 1 only where nothing is lost and 0 only where nothing is won, though
/// its roundings may say so.
fn same_but_for_ends(naive: Option<Fraction>, exact: Option<Exact>, ends: [bool; 2]) -> bool {
    let little = Exact::new(1, 1_000_000_000);
    match (naive.map(Fraction::lowest), exact, ends) {
        (Some(Fraction(1, 1)), Some(exact), [_, true]) => {
            exact < Exact::from(1) && exact > Exact::from(1) - little
        }
        (Some(Fraction(0, _)), Some(exact), [true, _]) => exact > Exact::from(0) && exact < little,
        (naive, exact, _) => same(naive, exact),
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
    #![proptest_config(config(1))]

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
                let ends = case.naive_ends(reading);
                prop_assert!(same_but_for_ends(naive, overall, ends), "{naive:?} {overall:?}");
            }
        }
    }
}
