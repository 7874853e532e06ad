//! What holds of scores, whatever the votes.

use proptest::collection::vec;
use proptest::prelude::*;
use securescore::assessment::Health;
use securescore::format::number::percent;
use securescore::points::{Exact, Points, round};
use securescore::score::{self, ControlScore, Figures, Reading, ScopeScore, Tally};

use crate::case::{
    Case, Cell, IDS, Marks, POINTS, READINGS, RECOMMENDATIONS, RESOURCES, Row, SCOPES, case, marks,
    overall, side_by_side, zero,
};
use crate::config;

proptest! {
    #![proptest_config(config(1))]

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
        of_types in any::<[bool; RECOMMENDATIONS]>(),
    ) {
        let healthy = Cell { health: Health::Healthy, exemption: None };
        let mut more = case.clone();
        more.rows.push(Row {
            scope: scope % case.scopes,
            cells: of_types.map(|is_of_type| is_of_type.then_some(healthy)),
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
            Health::Unhealthy if marks.at(number) < 128 => Cell { health: Health::Healthy, ..cell },
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

/// Where an error raises the whole, by the definition. In scope A a control of 10 points is had

    #[test]
    fn the_gain_of_a_scope_is_that_of_its_controls_each_rounded(case in case()) {
        for score in case.scores() {
            for id in IDS.iter() {
                let gains = score.controls.iter().map(|control| round(control.gain(id), 2));
                prop_assert_eq!(score.gain(id), gains.sum());
            }
        }
    }

    /// A control over all scopes is its pooled votes; but for rounding, that is the mean of its
    /// ratios, weighted.
    #[test]
    fn a_control_over_scopes_pools_its_votes(case in case()) {
        let scores = case.scores();
        for (position, (worth, _)) in case.controls.iter().enumerate() {
            let of_scope = |score: &ScopeScore| score.controls[position].tally(Reading::Effective);
            let pooled: Tally = scores.iter().map(of_scope).sum();
            let votes = (0..case.scopes).map(|scope| case.naive_votes(scope, position, Reading::Effective));
            let votes = votes.fold([0; 3], |sum, votes| std::array::from_fn(|at| sum[at] + votes[at]));
            let counts = [pooled.healthy, pooled.unhealthy, pooled.not_applicable];
            prop_assert_eq!(counts.map(i128::from), votes);
            let open: u64 = scores.iter().map(|score| of_scope(score).indeterminate).sum();
            prop_assert_eq!(pooled.indeterminate, open);
            let figures = Figures::of_control(&POINTS[*worth], pooled);
            let Some(ratio) = figures.ratio() else { continue };
            let shares = scores.iter().map(|score| score.controls[position].figures(Reading::Effective));
            let mean: Exact = shares.filter_map(|share| Some(share.ratio()? * share.weight)).sum();
            let off = ratio - mean / figures.weight;
            let most = Exact::new(1, 100) / figures.max;
            prop_assert!(-most <= off && off <= most, "{off}");
        }
    }

    /// A resource is unhealthy until the last of its problems in a control is fixed.
    #[test]
    fn what_is_not_the_last_problem_brings_nothing(
        case in case(),
        marks in marks(),
        control in any::<prop::sample::Index>(),
    ) {
        let control = control.index(case.controls.len());
        let fixed = case.but_for_one_problem(control, &marks);
        for (before, after) in case.scores().iter().zip(&fixed.scores()) {
            let (before, after) = (&before.controls[control], &after.controls[control]);
            for reading in [Reading::Effective, Reading::Raw] {
                let (one, other) = (before.tally(reading), after.tally(reading));
                prop_assert_eq!(one.healthy, other.healthy);
                prop_assert_eq!(one.unhealthy, other.unhealthy);
                prop_assert_eq!(one.not_applicable, other.not_applicable);
                prop_assert_eq!(before.figures(reading), after.figures(reading));
            }
            prop_assert_eq!(before.potential(), after.potential());
        }
    }

    /// Every resource once more under an id of its own: the percentages of controls and scopes
    /// stay exactly; that of the whole up to the rounding of each scope's share to hundredths,
    /// and exactly where each scope is there once more, with all that is in it.
    #[test]
    fn an_estate_twice_has_the_same_percentages(case in case()) {
        let (once, twice) = (case.scores(), case.with_every_resource_twice().scores());
        for reading in READINGS {
            for (once, twice) in side_by_side(&once, &twice) {
                let (once, twice) = (once.figures(reading), twice.figures(reading));
                prop_assert_eq!((once.max, once.current), (twice.max, twice.current));
                prop_assert_eq!(once.weight + once.weight, twice.weight);
            }
            for (once, twice) in once.iter().zip(&twice) {
                prop_assert_eq!(once.figures(reading).ratio(), twice.figures(reading).ratio());
            }
            let (before, after) = (whole(&once, reading), whole(&twice, reading));
            let weight: Exact = once.iter().map(|score| score.figures(reading).weight).sum();
            let shift = (after.unwrap_or_default() - before.unwrap_or_default()) * weight;
            let most = Exact::new(3, 400) * Exact::from(case.scopes as i128);
            prop_assert!(-most <= shift && shift <= most, "{shift}");
            let scopes_twice = case.with_every_scope_twice().scores();
            prop_assert_eq!(overall(&scopes_twice, reading), overall(&once, reading));
        }
    }

    /// However many resources there are beside a few: a ratio is 1 only where nothing is lost, and
    /// 0 only where nothing is won; and so is what a gate compares and what a table shows.
    #[test]
    fn rounding_hides_no_loss_and_no_win(scopes in vec(vec(crowd(), 1..4), 1..4)) {
        let scores: Vec<Figures> = scopes.iter().map(|scope| of_crowds(scope)).collect();
        for (scope, figures) in scopes.iter().zip(&scores) {
            let worth = scope.iter().filter(|(points, _)| points.exact() > zero());
            let won = worth.clone().any(|(_, tally)| tally.healthy > 0);
            let lost = worth.clone().any(|(_, tally)| tally.unhealthy > 0);
            let Some(ratio) = figures.ratio() else { continue };
            prop_assert!(zero() <= ratio && ratio <= Exact::from(1));
            prop_assert_eq!(ratio == Exact::from(1), !lost);
            prop_assert_eq!(ratio == zero(), !won);
            prop_assert_eq!(percent(ratio) == "100%", !lost);
            prop_assert_eq!(percent(ratio) == "0%", !won);
        }
        let Some(whole) = score::overall(&scores, true) else { return Ok(()) };
        let parts: Vec<Exact> = scores.iter().filter_map(Figures::ratio).collect();
        prop_assert_eq!(whole == Exact::from(1), parts.iter().all(|part| *part == Exact::from(1)));
        prop_assert_eq!(whole == zero(), parts.iter().all(|part| *part == zero()));
    }

    #[test]
    fn whole_percent_never_flatters(
        below in 1_i128..1_000_000,
        part in prop_oneof![0_i128..1_000_000, 0_i128..3],
        is_complement: bool,
    ) {
        let part = part.min(below);
        let above = if is_complement { below - part } else { part };
        let ratio = Exact::new(above, below);
        let shown = percent(ratio);
        prop_assert_eq!(shown == "100%", above == below);
        prop_assert_eq!(shown == "0%", above == 0);
        let shown: i128 = shown.trim_end_matches('%').parse().unwrap();
        let off = ratio * Exact::from(100) - Exact::from(shown);
        prop_assert!(off < Exact::from(1) && off > Exact::from(-1), "{ratio}: {shown}");
    }
}

/// A control's points, and votes by the dozen million beside single ones.
fn crowd() -> impl Strategy<Value = (Points, Tally)> {
    let count = || prop_oneof![Just(0_u64), 1_u64..4, 1_000_u64..50_000_000];
    (0..POINTS.len(), count(), count()).prop_map(|(worth, healthy, unhealthy)| {
        let tally = Tally {
            healthy,
            unhealthy,
            ..Tally::default()
        };
        (POINTS[worth], tally)
    })
}

fn of_crowds(scope: &[(Points, Tally)]) -> Figures {
    let figures = scope
        .iter()
        .map(|(points, tally)| Figures::of_control(points, *tally));
    Figures::of_scope(figures)
}

/// Scopes in which nothing counts left out: they weigh 1, however many resources they have.
fn whole(scores: &[ScopeScore], reading: Reading) -> Option<Exact> {
    let figures: Vec<_> = scores.iter().map(|score| score.figures(reading)).collect();
    score::overall(&figures, true)
}

impl Case {
    /// Every resource with several problems in a control is rid of some of them, at least one
    /// remains.
    fn but_for_one_problem(&self, control: usize, marks: &Marks) -> Self {
        let mut case = self.clone();
        let recommendations = &self.controls[control].1;
        for (number, row) in case.rows.iter_mut().enumerate() {
            let is_problem = |recommendation: &&usize| {
                let cell = row.cells[**recommendation];
                self.counts(row.scope, **recommendation)
                    && cell.is_some_and(|cell| self.effective(cell).is_failing())
            };
            let problems: Vec<usize> = recommendations.iter().filter(is_problem).copied().collect();
            let keep = usize::from(marks.at(number * RECOMMENDATIONS));
            for (place, problem) in problems.iter().enumerate() {
                let is_kept = place == keep % problems.len();
                if let Some(cell) = row.cells[*problem].as_mut().filter(|_| !is_kept) {
                    cell.health = Health::Healthy;
                }
            }
        }
        case
    }

    fn with_every_resource_twice(&self) -> Self {
        let mut case = self.clone();
        case.rows.extend_from_slice(&self.rows);
        case
    }

    fn with_every_scope_twice(&self) -> Self {
        let mut case = self.clone();
        let mut others = self.rows.clone();
        others.iter_mut().for_each(|row| row.scope += self.scopes);
        case.rows.extend(others);
        case.standings = [&self.standings[..self.scopes]; 2].concat();
        case.scopes *= 2;
        case
    }
}
