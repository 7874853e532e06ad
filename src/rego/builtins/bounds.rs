//! Built-ins of regorus that go through a check of ours first.
//!
//! Some take all time or memory, or panic, on arguments that an inventory may hold; some answer
//! other than OPA; some call undefined what OPA calls an error, and undefined under `not` is true.

use anyhow::{Result, anyhow, bail};
use regorus::unstable::{BUILTINS, BuiltinFcn};
use regorus::{Engine, Value};

use super::{direct, net, numbers, objects, regex, sprintf, strings, time, units};

/// Looks at arguments: an error if they are out of bounds, an answer if there is one already,
/// nothing if regorus is to answer.
pub(super) type Check = fn(&[Value]) -> Result<Option<Value>>;

const CHECKS: [(&str, Check); 60] = [
    ("array.concat", objects::array_concat),
    ("array.slice", strict),
    ("base64.encode", strings::modest),
    ("base64url.encode", strings::modest),
    ("base64url.encode_no_pad", strings::modest),
    ("bits.and", strict),
    ("bits.lsh", numbers::shift),
    ("bits.negate", strict),
    ("bits.or", strict),
    ("bits.rsh", numbers::shift),
    ("bits.xor", strict),
    ("concat", strings::concat),
    ("glob.match", regex::glob_match),
    ("glob.quote_meta", strings::modest),
    ("graph.reachable", strict),
    ("graph.reachable_paths", objects::reachable_paths),
    ("hex.encode", strings::modest),
    ("indexof", strings::index_of),
    ("indexof_n", strings::index_of),
    ("json.filter", strict),
    ("json.is_valid", strings::is_text),
    ("json.marshal", strings::modest),
    ("json.marshal_with_options", strings::modest),
    ("json.patch", objects::json_patch),
    ("json.remove", strict),
    ("json.unmarshal", strings::modest),
    ("lower", strings::modest),
    ("net.cidr_expand", net::cidr_expand),
    ("numbers.range", numbers::range),
    ("numbers.range_step", numbers::range),
    ("object.filter", strict),
    ("object.remove", strict),
    ("object.subset", objects::subset),
    ("regex.find_all_string_submatch_n", regex::find_all),
    ("regex.find_n", regex::find_n),
    ("regex.match", regex::matches),
    ("regex.replace", regex::replace),
    ("regex.split", regex::split),
    ("regex.template_match", regex::template_match),
    ("replace", strings::replace),
    ("semver.is_valid", strings::is_text),
    ("split", strings::modest),
    ("sprintf", sprintf::check),
    ("strings.any_prefix_match", strings::any_match),
    ("strings.any_suffix_match", strings::any_match),
    ("strings.count", strings::count),
    ("strings.replace_n", strings::replace_n),
    ("substring", strings::substring),
    ("time.add_date", time::zone),
    ("time.clock", time::zone),
    ("time.date", time::zone),
    ("time.diff", time::zone),
    ("time.format", time::zone),
    ("time.parse_ns", time::parse),
    ("time.weekday", time::zone),
    ("units.parse", units::parse),
    ("units.parse_bytes", units::parse_bytes),
    ("yaml.is_valid", strings::is_yaml),
    ("yaml.marshal", strings::modest),
    ("yaml.unmarshal", strings::yaml),
];

/// Puts the checks before the built-ins of an engine.
///
/// # Errors
/// regorus lacks the built-in, or it was added before.
pub(super) fn supply(engine: &mut Engine) -> Result<()> {
    for (name, check) in CHECKS {
        let function = *BUILTINS.get(name).ok_or_else(|| anyhow!("no `{name}`"))?;
        let extension = move |arguments: Vec<Value>| checked(name, check, function, &arguments);
        engine.add_extension(name.to_owned(), function.1, Box::new(extension))?;
    }
    Ok(())
}

/// Nothing to check but that there is an answer.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands among those that may fail"
)]
fn strict(_: &[Value]) -> Result<Option<Value>> {
    Ok(None)
}

/// The check that a built-in goes through.
pub(super) fn check(name: &str) -> Option<Check> {
    let mut checks = CHECKS.iter();
    let found = checks.find(|(checked, _)| *checked == name);
    found.map(|(_, check)| *check)
}

/// What a built-in answers behind its check.
pub(super) fn checked(
    name: &str,
    check: Check,
    function: BuiltinFcn,
    arguments: &[Value],
) -> Result<Value> {
    match check(arguments)? {
        Some(answer) => Ok(answer),
        None => strictly(name, function, arguments),
    }
}

/// What regorus itself answers. Undefined is an error.
pub(super) fn brought(name: &str, arguments: &[Value]) -> Result<Value> {
    let Some(function) = BUILTINS.get(name) else {
        bail!("`{name}` does not exist")
    };
    strictly(name, *function, arguments)
}

fn strictly(name: &str, function: BuiltinFcn, arguments: &[Value]) -> Result<Value> {
    match direct::answer(function, arguments) {
        Ok(Value::Undefined) => bail!("`{name}` has no answer to these arguments"),
        Ok(answer) => Ok(answer),
        Err(error) => {
            let message = error.to_string();
            let sentence = message.rsplit("\nerror: ").next().unwrap_or(&message);
            bail!("{}", sentence.trim())
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The error of a call, if it is one.
    pub(in crate::rego::builtins) fn error(call: &str) -> Option<String> {
        answer(call).err().map(|error| error.to_string())
    }

    /// What a call comes to.
    pub(in crate::rego::builtins) fn answer(call: &str) -> Result<Value> {
        let mut engine = Engine::new();
        engine.set_strict_builtin_errors(true);
        supply(&mut engine)?;
        engine.add_policy("x".to_owned(), format!("package x\n\na := {call}\n"))?;
        engine.eval_rule("data.x.a".to_owned())
    }

    #[test]
    fn what_has_no_answer_is_an_error() {
        for call in [
            "array.slice([1], 1.5, 2)",
            "json.patch({}, [1])",
            "regex.replace(\"a\", \"[\", \"b\")",
        ] {
            assert!(error(call).is_some(), "{call}");
        }
        assert_eq!(
            answer("array.slice([1, 2], 1, 5)").unwrap(),
            Value::from_json_str("[2]").unwrap()
        );
    }
}
