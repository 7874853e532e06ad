//! The numbers of a score, derived from counts.

use crate::points::{Exact, Points, round};

/// How the resources of a control voted; a resource votes once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Resources that are healthy.
    pub healthy: u64,
    /// Resources that are not, the indeterminate ones included.
    pub unhealthy: u64,
    /// Resources that no recommendation of the control concerns.
    pub not_applicable: u64,
    /// Those of the unhealthy ones that nothing but an indeterminate result keeps down.
    pub indeterminate: u64,
}

impl Tally {
    /// N: the resources that count.
    pub fn voters(self) -> u64 {
        self.healthy + self.unhealthy
    }

    /// The same votes with every indeterminate one taken as healthy.
    #[must_use]
    pub fn upper(self) -> Self {
        Self {
            healthy: self.healthy + self.indeterminate,
            unhealthy: self.unhealthy - self.indeterminate,
            indeterminate: 0,
            ..self
        }
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            healthy: sum.healthy + tally.healthy,
            unhealthy: sum.unhealthy + tally.unhealthy,
            not_applicable: sum.not_applicable + tally.not_applicable,
            indeterminate: sum.indeterminate + tally.indeterminate,
        })
    }
}

/// What a ratio falls short of 1 where rounding alone makes it that, or exceeds 0: less than any
/// two ratios of rounded numbers differ by.
const HAIR: Exact = Exact::new_raw(1, 10_i128.pow(20));

/// The numbers of a control or a scope.
///
/// Exact arithmetic stays within 128 bits: points have at most two decimals and are at most a
/// million, counts are resources that fit in memory, and every sum is one of rounded terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The points that can be had; 0 where nothing votes.
    pub max: Exact,
    /// The points that are had, rounded to two decimals.
    pub current: Exact,
    /// Of a control N, of a scope the sum of max x N.
    pub weight: Exact,
    /// Whether something that is worth points is healthy.
    pub is_something_won: bool,
    /// Whether something that is worth points is not.
    pub is_something_lost: bool,
}

impl Figures {
    /// Where nothing votes.
    pub const NOTHING: Self = Self {
        max: Exact::new_raw(0, 1),
        current: Exact::new_raw(0, 1),
        weight: Exact::new_raw(0, 1),
        is_something_won: false,
        is_something_lost: false,
    };

    /// A control: max and current are 0 where nothing votes, `current = R2(max x healthy / N)`.
    pub fn of_control(max_score: &Points, tally: Tally) -> Self {
        let voters = tally.voters();
        if voters == 0 {
            return Self::NOTHING;
        }
        let share = Exact::new(tally.healthy.into(), voters.into());
        let max = max_score.exact();
        let is_worth = max != Exact::from(0);
        Self {
            max,
            current: round(max * share, 2),
            weight: Exact::from(i128::from(voters)),
            is_something_won: is_worth && tally.healthy > 0,
            is_something_lost: is_worth && tally.unhealthy > 0,
        }
    }

    /// A scope: the sums of its controls' max and rounded current, weighted by max x N.
    pub fn of_scope(controls: impl Iterator<Item = Figures>) -> Self {
        controls.fold(Self::NOTHING, |sum, control| Self {
            max: sum.max + control.max,
            current: sum.current + control.current,
            weight: sum.weight + control.max * control.weight,
            is_something_won: sum.is_something_won || control.is_something_won,
            is_something_lost: sum.is_something_lost || control.is_something_lost,
        })
    }

    /// current / max, exact; none where nothing can be had. It is 1 only where nothing is lost,
    /// and 0 only where nothing is won.
    pub fn ratio(&self) -> Option<Exact> {
        let ratio = self.rounded_ratio()?;
        Some(candid(ratio, self.is_something_won, self.is_something_lost))
    }

    /// current / max as its roundings make it.
    fn rounded_ratio(&self) -> Option<Exact> {
        (self.max != Exact::from(0)).then(|| self.current / self.max)
    }

    /// [`Self::ratio`] rounded to four decimals.
    pub fn percentage(&self) -> Option<Exact> {
        self.ratio().map(|ratio| round(ratio, 4))
    }
}

/// The ratio without what rounding did to it at its ends.
fn candid(ratio: Exact, is_something_won: bool, is_something_lost: bool) -> Exact {
    let one = Exact::from(1);
    match ratio {
        ratio if is_something_lost && ratio >= one => one - HAIR,
        ratio if is_something_won && ratio <= Exact::from(0) => HAIR,
        ratio => ratio,
    }
}

/// The overall ratio of several scopes, unrounded:
/// the sum of `R2(weight x current / max)` over the sum of weights. It is 1 only where nothing is
/// lost, and 0 only where nothing is won.
///
/// A scope in which nothing counts adds 0 above and 1 below, as in Microsoft's
/// management-group query, unless `skip_empty` leaves it out. None where nothing counts at all.
pub fn overall(scopes: &[Figures], skip_empty: bool) -> Option<Exact> {
    scopes.iter().find_map(Figures::rounded_ratio)?;
    let mut above = Exact::from(0);
    let mut below = Exact::from(0);
    for scope in scopes {
        match scope.rounded_ratio() {
            Some(ratio) => {
                above += round(scope.weight * ratio, 2);
                below += scope.weight;
            }
            None if skip_empty => {}
            None => below += Exact::from(1),
        }
    }
    let is_something_won = scopes.iter().any(|scope| scope.is_something_won);
    let is_something_lost = scopes.iter().any(|scope| scope.is_something_lost);
    Some(candid(above / below, is_something_won, is_something_lost))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::points::MOST;

    /// More than a catalog has controls, an inventory resources and a tenant scopes.
    const CONTROLS: u64 = 1_000;
    const RESOURCES: u64 = 1 << 32;
    const SCOPES: usize = 300;

    /// Points with two decimals near the most there may be, so that fractions are long.
    fn points() -> impl Strategy<Value = Points> {
        let units = MOST * 100;
        (units - 100_000..=units).prop_map(|units| {
            let text = format!("{}.{:02}", units / 100, units % 100);
            Points::from_number(&serde_yaml::from_str(&text).unwrap()).unwrap()
        })
    }

    fn tally() -> impl Strategy<Value = Tally> {
        let most = RESOURCES / SCOPES as u64;
        (0..=most, 0..=most).prop_map(|(healthy, unhealthy)| Tally {
            healthy,
            unhealthy,
            ..Tally::default()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Tests run with checks for overflow, as releases do.
        #[test]
        fn the_largest_numbers_fit(
            controls in prop::collection::vec((points(), tally()), 20),
            scopes in 1..=SCOPES,
        ) {
            let repeated = controls.iter().cycle().take(CONTROLS as usize);
            let control = |(points, tally): &(Points, Tally)| Figures::of_control(points, *tally);
            let scope = Figures::of_scope(repeated.map(control));
            let ratio = scope.ratio().unwrap_or_default();
            let scopes: Vec<Figures> = (0..scopes).map(|_| scope).collect();
            let whole = overall(&scopes, true).unwrap_or_default();
            for share in [ratio, whole] {
                prop_assert!(Exact::from(0) <= share && share <= Exact::from(1));
                round(share, 4);
            }
            // Scopes of one kind are together what each is, but for the rounding of each.
            let apart = if whole > ratio { whole - ratio } else { ratio - whole };
            prop_assert!(apart <= Exact::new(1, 100));
        }
    }
}
