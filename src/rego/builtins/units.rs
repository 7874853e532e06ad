//! Units: numbers that are not too long to be worked out.

use anyhow::{Result, bail};
use regorus::Value;

/// Bytes of a number with its unit.
const LONGEST: usize = 64;
/// The largest power of ten.
const LARGEST_EXPONENT: u32 = 300;

/// A number with a unit, such as `10Gi`. The exponent of `1e99999999Gi` is worked out digit by
/// digit.
pub(super) fn parse(arguments: &[Value]) -> Result<Option<Value>> {
    let [Value::String(text)] = arguments else {
        return Ok(None);
    };
    let digits = |text: &str| -> String {
        let text = text.trim_start_matches(['+', '-']);
        text.chars().take_while(char::is_ascii_digit).collect()
    };
    let exponents = text.split(['e', 'E']).skip(1).map(digits);
    let is_large = |digits: &String| {
        !digits.is_empty()
            && !digits
                .parse()
                .is_ok_and(|exponent: u32| exponent <= LARGEST_EXPONENT)
    };
    if text.len() > LONGEST || exponents.into_iter().any(|digits| is_large(&digits)) {
        bail!(
            "a number with a unit has at most {LONGEST} characters and an exponent of {LARGEST_EXPONENT}"
        )
    }
    Ok(None)
}

/// The units of bytes, in lower case, and each with `b` behind it.
const OF_BYTES: [&str; 12] = [
    "k", "ki", "m", "mi", "g", "gi", "t", "ti", "p", "pi", "e", "ei",
];

/// A number of bytes, such as `10GiB`. regorus passes over what stands behind a unit.
pub(super) fn parse_bytes(arguments: &[Value]) -> Result<Option<Value>> {
    if let [Value::String(text)] = arguments {
        let text = text.replace('"', "").to_ascii_lowercase();
        let number = text.trim_end_matches(|letter: char| letter.is_alphabetic());
        let unit = &text[number.len()..];
        let is_known = unit.is_empty() || OF_BYTES.contains(&unit.trim_end_matches('b'));
        if !is_known || unit.ends_with("bb") {
            bail!("the unit of a number of bytes is unknown")
        }
    }
    parse(arguments)
}

#[cfg(test)]
mod tests {
    use super::super::bounds::tests::{answer, error};

    #[test]
    fn numbers_with_units_have_bounds() {
        for call in [
            "units.parse_bytes(\"1e99999999Gi\")",
            "units.parse(\"1e99999999\")",
            "units.parse(\"1E-99999999\")",
            "units.parse(\"1e4294967297\")",
            "units.parse(\"1nonsense\")",
            "units.parse_bytes(\"10Kix\")",
            "units.parse_bytes(\"10Kibb\")",
            "units.parse_bytes(\"10b\")",
        ] {
            assert!(error(call).is_some(), "{call}");
        }
        assert_eq!(
            answer("units.parse_bytes(\"10Gi\")").unwrap(),
            10_737_418_240_i64.into()
        );
        assert_eq!(
            answer("units.parse_bytes(\"1.5KiB\")").unwrap(),
            1536.into()
        );
        assert_eq!(
            answer("units.parse(\"5E\")").unwrap(),
            5_000_000_000_000_000_000_i64.into()
        );
        assert_eq!(answer("units.parse(\"1e3k\")").unwrap(), 1_000_000.into());
    }
}
