//! Numbers: how many a range may hold, how far bits may be shifted.

use anyhow::{Result, bail};
use regorus::Value;

use super::kind;

/// Elements of a range.
const MOST_ELEMENTS: i64 = 100_000;
/// Bits.
const FARTHEST_SHIFT: i64 = 4096;

/// A range between whole numbers, in steps or not.
pub(super) fn range(arguments: &[Value]) -> Result<Option<Value>> {
    let mut numbers = Vec::new();
    for argument in arguments {
        numbers.push(whole(argument)?);
    }
    let step = numbers.get(2).copied().unwrap_or(1);
    if step < 1 {
        bail!("the step of a range is a positive number")
    }
    if let [first, last, ..] = numbers.as_slice() {
        let elements = i64::try_from(first.abs_diff(*last)).unwrap_or(i64::MAX) / step;
        if elements >= MOST_ELEMENTS {
            bail!("a range has at most {MOST_ELEMENTS} elements")
        }
    }
    Ok(None)
}

/// Bits, and how far to shift them.
pub(super) fn shift(arguments: &[Value]) -> Result<Option<Value>> {
    if let [_, distance] = arguments
        && !(0..=FARTHEST_SHIFT).contains(&whole(distance)?)
    {
        bail!("bits are shifted by 0 to {FARTHEST_SHIFT}")
    }
    Ok(None)
}

fn whole(value: &Value) -> Result<i64> {
    match value.as_i64() {
        Ok(number) => Ok(number),
        Err(_) => bail!("{} is no whole number of 64 bits", kind(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::tests::{answer, error};

    #[test]
    fn ranges_and_shifts_have_bounds() {
        for call in [
            "numbers.range(1, 1000000000000000)",
            "numbers.range(-9223372036854775808, 9223372036854775807)",
            "numbers.range(1, 1e300)",
            "numbers.range_step(1, 1000000000, 2)",
            "numbers.range_step(1, 10, 0)",
            "bits.lsh(1, 10000000000)",
            "bits.rsh(1, 1e300)",
            "bits.lsh(1, -1)",
        ] {
            assert!(error(call).is_some(), "{call}");
        }
        assert_eq!(
            answer("count(numbers.range(1, 100000))").unwrap(),
            100_000.into()
        );
        assert_eq!(answer("bits.lsh(1, 3)").unwrap(), 8.into());
        assert_eq!(
            answer("numbers.range_step(10, 1, 4)").unwrap().to_string(),
            "[10,6,2]"
        );
    }
}
