//! Times: no zone of the machine, and no layout that regorus chokes on.

use anyhow::{Result, bail};
use regorus::Value;

/// Bytes of a layout or of a time.
const LONGEST: usize = 100;

/// The zone of the machine would make a verdict depend on where it is reached.
pub(super) fn zone(arguments: &[Value]) -> Result<Option<Value>> {
    let local = Value::from("Local");
    if arguments.iter().any(|argument| argument[1_u64] == local) {
        bail!("the time zone `Local` is refused: it differs from one machine to the next")
    }
    Ok(None)
}

/// A layout and a time in it.
pub(super) fn parse(arguments: &[Value]) -> Result<Option<Value>> {
    for argument in arguments {
        if let Value::String(text) = argument
            && !(text.len() <= LONGEST && text.is_ascii())
        {
            bail!("layouts and times are plain ASCII of at most {LONGEST} characters")
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::super::bounds::tests::{answer, error};

    #[test]
    fn times_do_not_depend_on_the_machine() {
        assert!(error("time.clock([0, \"Local\"])").is_some());
        assert!(error("time.parse_ns(\"é\\u0000\", \"\")").is_some());
        assert_eq!(
            answer("time.clock([0, \"UTC\"])").unwrap().to_string(),
            "[0,0,0]"
        );
        assert_eq!(
            answer("time.parse_ns(\"2006-01-02\", \"1970-01-02\")").unwrap(),
            86_400_000_000_000_i64.into()
        );
    }
}
