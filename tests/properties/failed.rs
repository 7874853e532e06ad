//! What holds where policies fail.

use proptest::prelude::*;
use securescore::assessment::{Health, Standing};
use securescore::points::Exact;
use securescore::score::Reading;

use crate::case::{Case, Cell, RECOMMENDATIONS, Row, SCOPES, case, marks, overall, side_by_side};
use crate::config;

proptest! {
    #![proptest_config(config(1))]

    /// "An error never raises a score" is true of controls and scopes, whatever the error
    /// stands in place of: a resource that was not applicable adds to N alone.
    #[test]
    fn an_error_never_raises_a_control_or_a_scope(case in case(), marks in marks()) {
        let broken = case.changed(|number, cell| match marks.at(number) < 64 {
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
            Health::Healthy | Health::Unhealthy if marks.at(number) < 64 => {
                Cell { health: Health::Indeterminate, ..cell }
            }
            _ => cell,
        });
        for reading in [Reading::Effective, Reading::Raw] {
            prop_assert!(overall(&broken.scores(), reading) <= overall(&case.scores(), reading));
        }
    }
    /// Whatever the true answers are, the scope lies between its two ends.
    #[test]
    fn every_completion_lies_within_the_interval(case in case(), marks in marks()) {
        let complete = |within: &[Health]| case.changed(|number, cell| match cell.health {
            Health::Indeterminate => {
                Cell { health: within[usize::from(marks.at(number)) % within.len()], ..cell }
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
        for control in scores.iter().flat_map(|score| &score.controls) {
            prop_assert_eq!(control.tally(Reading::Upper).indeterminate, 0);
        }
        let best = complete(&[Health::Healthy]).scores();
        for (score, best) in scores.iter().zip(&best) {
            let (upper, best) = (score.figures(Reading::Upper), best.figures(Reading::Effective));
            prop_assert_eq!(upper, best, "the upper end can be reached");
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
        let mut cells = [None; RECOMMENDATIONS];
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
