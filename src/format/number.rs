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
    let whole = round(ratio * Exact::from(100), 0).to_integer();
    let shown = match whole {
        whole if whole >= 100 && ratio < Exact::from(1) => 99,
        whole if whole <= 0 && ratio > Exact::from(0) => 1,
        whole => whole,
    };
    format!("{shown}%")
}

/// A gain as whole percent: one that is there but rounds to nothing is `<1%`.
pub fn gain(ratio: Exact) -> String {
    let whole = round(ratio * Exact::from(100), 0).to_integer();
    match whole {
        0 if ratio > Exact::from(0) => "<1%".to_owned(),
        whole => format!("{whole}%"),
    }
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
        assert_eq!(gain(Exact::from(0)), "0%");
    }
}
