//! Numbers of a snapshot: exact, with two decimals at the most, kept as text.

use std::fmt;
use std::ops::Sub;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};

use crate::points::{Exact, round};

/// A number of hundredths. Written without idle zeros: `8`, `7.53`, `-0.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i128);

impl Decimal {
    /// The nearest one, ties to the even neighbour.
    pub fn rounded(value: Exact) -> Self {
        Self((round(value, 2) * Exact::from(100)).to_integer())
    }
}

impl Sub for Decimal {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = format!("{sign}{whole}.{rest:02}");
        formatter.write_str(digits.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl FromStr for Decimal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no number of at most two decimals, such as \"63.1\"");
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_plain = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_plain(whole, 30) || !is_plain(decimals, 2) {
            return Err(wrong());
        }
        let hundredths = format!("{whole}{decimals:0<2}").parse();
        hundredths.map(Self).map_err(|_| wrong())
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hundredths_are_written_shortest() {
        let written = |numer, denom| Decimal::rounded(Exact::new(numer, denom)).to_string();
        assert_eq!(written(8, 1), "8");
        assert_eq!(written(753, 100), "7.53");
        assert_eq!(written(2, 3), "0.67");
        assert_eq!(written(125, 1000), "0.12");
        assert_eq!(written(100, 1), "100");
        assert_eq!(written(0, 1), "0");
        assert_eq!(written(-47, 10), "-4.7");
    }

    #[test]
    fn what_is_no_such_number_is_refused() {
        for wrong in [
            "", ".5", "5.", "1.234", "1e3", "+1", "-1", " 1", "1,5", "ten",
        ] {
            assert!(wrong.parse::<Decimal>().is_err(), "{wrong}");
        }
        let most = "9".repeat(30);
        assert_eq!(most.parse::<Decimal>().unwrap().to_string(), most);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(hundredths in 0..i128::from(u64::MAX)) {
            let decimal = Decimal(hundredths);
            prop_assert_eq!(decimal.to_string().parse(), Ok(decimal));
        }
    }
}
