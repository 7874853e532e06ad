//! What exemptions can do and cannot.

use proptest::prelude::*;
use securescore::score::{ControlScore, Figures, Reading, ScopeScore};

use crate::case::{Cell, EXEMPTIONS, case, marks, overall, side_by_side, zero};
use crate::config;

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn exemptions_never_change_raw_figures(case in case(), marks in marks()) {
        let other = case.changed(|number, cell| {
            let exemption = Some(usize::from(marks.at(number))).filter(|other| *other < EXEMPTIONS * 8);
            Cell { exemption: exemption.map(|other| other % EXEMPTIONS), ..cell }
        });
        for (one, other) in side_by_side(&case.scores(), &other.scores()) {
            prop_assert_eq!(one.tally(Reading::Raw), other.tally(Reading::Raw));
            prop_assert_eq!(one.figures(Reading::Raw), other.figures(Reading::Raw));
        }
    }

    /// Of the whole it is true of mitigations alone: what is waived is taken out of the weight
    /// of its scope, which may be the better one.
    #[test]
    fn exempting_what_fails_never_lowers_a_control_or_a_scope(case in case(), marks in marks()) {
        let exempted = |choose: fn(usize) -> usize| case.changed(|number, cell| {
            let is_open = cell.exemption.is_none() && cell.health.is_failing();
            match is_open && marks.at(number) < 128 {
                true => Cell { exemption: Some(choose(usize::from(marks.at(number)))), ..cell },
                false => cell,
            }
        });
        let before = case.scores();
        let after = exempted(|mark| mark % EXEMPTIONS).scores();
        // What dropped out had nothing before.
        let ratio = |figures: Figures| figures.ratio().unwrap_or(zero());
        for (before, after) in side_by_side(&before, &after) {
            let [before, after] = [before, after].map(|score| score.figures(Reading::Effective));
            prop_assert!(ratio(after) >= ratio(before));
        }
        for (before, after) in before.iter().zip(&after) {
            let [before, after] = [before, after].map(|score| score.figures(Reading::Effective));
            prop_assert!(ratio(after) >= ratio(before));
        }
        let mitigated = exempted(|mark| mark % EXEMPTIONS / 2 * 2).scores();
        let [before, after] = [before, mitigated].map(|scores| overall(&scores, Reading::Effective));
        prop_assert!(case.classic || after >= before);
    }

    #[test]
    fn waiving_everything_leaves_no_score(case in case()) {
        let waived = case.changed(|_, cell| Cell { exemption: Some(1), ..cell });
        let scores = waived.scores();
        for reading in [Reading::Effective, Reading::Upper] {
            prop_assert_eq!(overall(&scores, reading), None);
            for score in &scores {
                prop_assert_eq!(score.figures(reading), Figures::NOTHING);
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

}
