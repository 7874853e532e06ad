//! Numbers for people: points to two decimals, percentages as whole percent.

use crate::points::{Exact, round};

/// Points to two decimals, without idle zeros: `8`, `7.53`.
pub fn points(value: Exact) -> String {
    let hundredths = (round(value, 2) * Exact::from(100)).to_integer();
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let digits = format!("{sign}{whole}.{rest:02}");
    digits
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// A ratio as whole percent: 100 only where nothing is lost, 0 only where nothing is won.
pub fn percent(ratio: Exact) -> String {
    format!("{}%", whole_percent(ratio))
}

fn whole_percent(ratio: Exact) -> i128 {
    match round(ratio * Exact::from(100), 0).to_integer() {
        whole if whole >= 100 && ratio < Exact::from(1) => 99,
        whole if whole <= 0 && ratio > Exact::from(0) => 1,
        whole => whole,
    }
}

/// A gain as whole percent: one that is there but rounds to nothing is `<1%`.
pub fn gain(ratio: Exact) -> String {
    let is_little = ratio > Exact::from(0) && ratio * Exact::from(200) <= Exact::from(1);
    if is_little {
        return "<1%".to_owned();
    }
    percent(ratio)
}

/// A ratio as percent with all its decimals, as people write limits: `70%`, `56.76%`.
pub fn exact_percent(ratio: Exact) -> String {
    let places = (0..=MOST_PLACES).find(|places| {
        let unit = Exact::from(100 * 10_i128.pow(*places));
        (ratio * unit).is_integer()
    });
    format!("{}%", truncated(ratio, places.unwrap_or(MOST_PLACES)))
}

/// A ratio that is below a limit, as percent with as many decimals as it takes to see that.
pub fn percent_below(ratio: Exact, limit: Exact) -> String {
    let is_seen = Exact::new(whole_percent(ratio), 100) < limit;
    if is_seen || ratio <= Exact::from(0) {
        return percent(ratio);
    }
    // What is cut off leaves less, so any number of decimals is below; nothing is not shown as 0.
    let texts = (1..=MOST_PLACES).map(|places| truncated(ratio, places));
    let text = texts
        .clone()
        .find(|text| text.contains(|digit| ('1'..='9').contains(&digit)));
    text.map_or_else(
        || format!("less than {}", exact_percent(limit)),
        |text| format!("{text}%"),
    )
}

/// A ratio that is above a limit, as percent with as many decimals as it takes to see that.
pub fn percent_above(ratio: Exact, limit: Exact) -> String {
    let is_seen = |places: &u32| {
        let unit = Exact::from(100 * 10_i128.pow(*places));
        (ratio * unit).floor() / unit > limit
    };
    match (0..=MOST_PLACES).find(is_seen) {
        Some(places) => format!("{}%", truncated(ratio, places)),
        None => format!("more than {}", exact_percent(limit)),
    }
}

/// The most decimals of a percentage: limits have 15 digits behind the point, and two less as
/// percentages.
const MOST_PLACES: u32 = 15;

/// A positive ratio as percent, cut off after so many decimals; digit by digit, so that nothing
/// overflows.
fn truncated(ratio: Exact, places: u32) -> String {
    let hundredfold = ratio * Exact::from(100);
    let mut text = hundredfold.to_integer().to_string();
    let mut rest = hundredfold.fract();
    for place in 0..places {
        rest *= Exact::from(10);
        let digit = rest.to_integer();
        rest -= Exact::from(digit);
        text.push_str(if place == 0 { "." } else { "" });
        text.push_str(&digit.to_string());
    }
    text
}

/// A count with its noun: `1 record`, `2 records`. A final `y` becomes `ies`.
pub fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn points_have_two_decimals_at_the_most() {
        for (value, shown) in [
            ((8, 1), "8"),
            ((753, 100), "7.53"),
            ((1, 2), "0.5"),
            ((-1, 3), "-0.33"),
            ((20, 1), "20"),
        ] {
            assert_eq!(points(Exact::new(value.0, value.1)), shown);
        }
    }

    #[test]
    fn one_and_many() {
        assert_eq!(counted(1, "policy"), "1 policy");
        assert_eq!(counted(0, "policy"), "0 policies");
        assert_eq!(counted(2, "record"), "2 records");
    }

    #[test]
    fn only_all_is_a_hundred_percent_and_only_nothing_is_none() {
        assert_eq!(percent(Exact::new(1, 1)), "100%");
        assert_eq!(percent(Exact::new(999, 1000)), "99%");
        assert_eq!(percent(Exact::new(1, 1000)), "1%");
        assert_eq!(percent(Exact::from(0)), "0%");
        assert_eq!(gain(Exact::new(1, 1000)), "<1%");
        assert_eq!(gain(Exact::new(1, 200)), "<1%");
        assert_eq!(gain(Exact::new(2, 300)), "1%");
        assert_eq!(gain(Exact::new(999, 1000)), "99%");
        assert_eq!(gain(Exact::from(1)), "100%");
        assert_eq!(gain(Exact::from(0)), "0%");
    }

    #[test]
    fn what_is_below_a_limit_is_seen_to_be() {
        let below = |ratio: (i128, i128), limit: (i128, i128)| {
            percent_below(Exact::new(ratio.0, ratio.1), Exact::new(limit.0, limit.1))
        };
        assert_eq!(below((54, 100), (7, 10)), "54%");
        assert_eq!(below((6996, 10_000), (7, 10)), "69.9%");
        assert_eq!(below((694, 1000), (695, 1000)), "69%");
        assert_eq!(below((4, 10_000), (5, 10_000)), "0.04%");
        assert_eq!(below((999_999, 1_000_000), (1, 1)), "99%");
        assert_eq!(below((0, 1), (1, 1_000_000)), "0%");
        assert_eq!(
            below((1, 10_i128.pow(20)), (1, 10_i128.pow(15))),
            "less than 0.0000000000001%"
        );
    }

    #[test]
    fn what_is_above_a_limit_is_seen_to_be() {
        let above = |ratio: (i128, i128), limit: (i128, i128)| {
            percent_above(Exact::new(ratio.0, ratio.1), Exact::new(limit.0, limit.1))
        };
        assert_eq!(above((1, 3), (1, 10)), "33%");
        assert_eq!(above((1, 3), (33, 100)), "33.3%");
        assert_eq!(above((1, 80), (1, 100)), "1.2%");
        assert_eq!(above((1, 10_i128.pow(19)), (0, 1)), "more than 0%");
    }

    #[test]
    fn limits_are_shown_as_they_are() {
        assert_eq!(exact_percent(Exact::new(7, 10)), "70%");
        assert_eq!(exact_percent(Exact::new(5676, 10_000)), "56.76%");
        assert_eq!(
            exact_percent(Exact::new(1, 10_i128.pow(15))),
            "0.0000000000001%"
        );
        assert_eq!(exact_percent(Exact::from(1)), "100%");
    }

    proptest! {
        #[test]
        fn the_figure_shown_is_below_the_limit(numer in 0..1_000_000_i128, denom in 1..1_000_000_i128, limit in 1..=1_000_000_000_i128) {
            let (ratio, limit) = (Exact::new(numer, denom), Exact::new(limit, 1_000_000_000));
            prop_assume!(ratio < limit);
            let shown = percent_below(ratio, limit);
            let digits = shown.strip_suffix('%').unwrap().to_owned();
            let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
            let units: i128 = format!("{whole}{decimals}").parse().unwrap();
            let figure = Exact::new(units, 100 * 10_i128.pow(decimals.len().try_into().unwrap()));
            prop_assert!(figure < limit, "{} is not below {}", shown, limit);
            prop_assert_eq!(units == 0, numer == 0);
        }

        #[test]
        fn only_all_and_nothing_are_round(numer in 0..=1_000_000_i128, denom in 1..=1_000_000_i128) {
            prop_assume!(numer <= denom);
            let ratio = Exact::new(numer, denom);
            for shown in [percent(ratio), gain(ratio)] {
                prop_assert_eq!(shown == "100%", numer == denom);
                prop_assert_eq!(shown == "0%", numer == 0);
            }
        }
    }
}
