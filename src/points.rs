//! Points and the exact arithmetic behind them: rationals, rounded only at the edge.
//!
//! Binary floating point fails here: 7.53 / 8 must give 0.9412, and `f64` gives 0.9413.

use std::cmp::Ordering;

use num_rational::Ratio;
use thiserror::Error;

/// A number without any rounding.
pub type Exact = Ratio<i128>;

/// The most points that one control may be worth.
pub const MOST: i128 = 1_000_000;

/// The most decimals that points may have: as many as scores are rounded to, so that full marks
/// are exactly the points.
const DECIMALS: usize = 2;

/// What a control is worth: 0 to a million points, at most 2 decimals, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(Exact);

/// A number that is not a number of points.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PointsError {
    /// Infinite, or no number at all.
    #[error("`{0}` is no number of points")]
    NotFinite(String),
    /// Below 0 or above [`MOST`].
    #[error("`{0}` is not between 0 and {MOST} points")]
    OutOfRange(String),
    /// More than two decimals.
    #[error("`{0}` has more than {DECIMALS} decimals")]
    TooFine(String),
}

impl Points {
    /// Reads a YAML number: a whole one as it is, any other by its shortest decimal text, so
    /// that 2.5 is exactly 5/2.
    ///
    /// # Errors
    /// A number that is infinite, not a number, out of range, or has more than 2 decimals.
    pub fn from_number(number: &serde_yaml::Number) -> Result<Self, PointsError> {
        let text = match number.as_f64() {
            Some(float) if number.is_f64() => float.to_string(),
            _ => number.to_string(),
        };
        if number.is_nan() || number.is_infinite() {
            return Err(PointsError::NotFinite(text));
        }
        from_decimal(&text).map(Self)
    }

    /// The exact value.
    pub fn exact(&self) -> Exact {
        self.0
    }
}

/// Reads digits with an optional sign and point, as numbers print them.
fn from_decimal(text: &str) -> Result<Exact, PointsError> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > DECIMALS {
        return Err(PointsError::TooFine(text.to_owned()));
    }
    let out_of_range = || PointsError::OutOfRange(text.to_owned());
    let digits = format!("{whole}{decimals:0<DECIMALS$}");
    let units: i128 = digits.parse().map_err(|_| out_of_range())?;
    let value = Exact::new(units, ten_to(DECIMALS));
    let range = Exact::from(0)..=Exact::from(MOST);
    range
        .contains(&value)
        .then_some(value)
        .ok_or_else(out_of_range)
}

fn ten_to(exponent: usize) -> i128 {
    std::iter::repeat_n(10, exponent).product()
}

/// Rounds to so many decimals, ties to the even neighbour.
pub fn round(value: Exact, decimals: u32) -> Exact {
    let unit = 10_i128.pow(decimals);
    let scaled = value * unit;
    let below = scaled.floor().to_integer();
    let up = match (scaled - below).cmp(&Exact::new(1, 2)) {
        Ordering::Less => 0,
        Ordering::Greater => 1,
        Ordering::Equal => below.rem_euclid(2),
    };
    Exact::new(below + up, unit)
}

/// The JSON number of a value with at most 4 decimals: `8`, or the shortest decimal, `7.53`.
pub fn to_number(value: Exact) -> serde_json::Number {
    let whole = i64::try_from(value.to_integer()).ok();
    let whole = whole.filter(|_| value.is_integer());
    // Both parts are small enough to be exact floats, so the quotient is the float nearest to
    // the decimal, and prints as it. A quotient of integers is finite.
    let nearest = *value.numer() as f64 / *value.denom() as f64;
    whole
        .map(serde_json::Number::from)
        .or_else(|| serde_json::Number::from_f64(nearest))
        .unwrap_or_else(|| 0.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Result<Exact, PointsError> {
        let number: serde_yaml::Number = serde_yaml::from_str(text).unwrap();
        Points::from_number(&number).map(|points| points.exact())
    }

    fn exact(numerator: i128, denominator: i128) -> Exact {
        Exact::new(numerator, denominator)
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(points("2.5"), Ok(exact(5, 2)));
        assert_eq!(points("0.1"), Ok(exact(1, 10)));
        assert_eq!(points("8"), Ok(exact(8, 1)));
        assert_eq!(points("8.00"), Ok(exact(8, 1)));
        assert_eq!(points("0"), Ok(exact(0, 1)));
        assert_eq!(points("0.01"), Ok(exact(1, 100)));
        assert_eq!(points("1000000"), Ok(exact(1_000_000, 1)));
    }

    #[test]
    fn what_is_no_number_of_points_is_an_error() {
        for text in [".nan", ".inf", "-.inf"] {
            assert!(matches!(points(text), Err(PointsError::NotFinite(_))));
        }
        for text in ["-1", "-0.5", "1000000.1", "1000001", "1e30"] {
            assert!(
                matches!(points(text), Err(PointsError::OutOfRange(_))),
                "{text}"
            );
        }
        assert!(matches!(points("0.125"), Err(PointsError::TooFine(_))));
        assert!(serde_yaml::from_str::<serde_yaml::Number>("'8'").is_err());
    }

    #[test]
    fn ties_go_to_the_even_neighbour() {
        assert_eq!(round(exact(753, 800), 4), exact(9412, 10_000));
        assert_eq!(round(exact(125, 1000), 2), exact(12, 100));
        assert_eq!(round(exact(135, 1000), 2), exact(14, 100));
        assert_eq!(round(exact(-125, 1000), 2), exact(-12, 100));
        assert_eq!(round(exact(-135, 1000), 2), exact(-14, 100));
        assert_eq!(round(exact(2, 3), 2), exact(67, 100));
        assert_eq!(round(exact(-2, 3), 2), exact(-67, 100));
        assert_eq!(round(exact(5, 2), 0), exact(2, 1));
    }

    #[test]
    fn numbers_print_shortest() {
        assert_eq!(to_number(exact(8, 1)).to_string(), "8");
        assert_eq!(to_number(exact(753, 100)).to_string(), "7.53");
        assert_eq!(to_number(exact(9412, 10_000)).to_string(), "0.9412");
        assert_eq!(to_number(exact(-1, 8)).to_string(), "-0.125");
    }
}
