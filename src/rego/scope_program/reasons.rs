//! What a policy gives as its reasons.

use regorus::Value;

/// The most reasons that are kept of one verdict, and the most characters of each: a person reads
/// no more, and a report has to hold them all.
const MOST_REASONS: usize = 100;
const LONGEST_REASON: usize = 1000;

/// The reasons of a verdict, in order.
pub(super) fn reasons(rule: &str, value: &Value) -> anyhow::Result<Vec<String>> {
    let values = match value {
        Value::Undefined => return Ok(Vec::new()),
        Value::Set(values) => values,
        _ => anyhow::bail!("`{rule}` is no set"),
    };
    let is_text = |value: &Value| matches!(value, Value::String(_));
    anyhow::ensure!(
        values.iter().all(is_text),
        "`{rule}` holds something that is no text"
    );
    let texts = values.iter().filter_map(|value| value.as_string().ok());
    let mut reasons: Vec<String> = texts.take(MOST_REASONS).map(|text| cut(text)).collect();
    let more = values.len().saturating_sub(MOST_REASONS);
    if more > 0 {
        reasons.push(format!("and {more} more"));
    }
    Ok(reasons)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_REASON) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
