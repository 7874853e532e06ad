//! Rows of JSON with places to fill in.
//!
//! A template is JSON as Azure writes it, with white space for the reader and:
//!
//! - `<name>`: a value of the row, or `<guid>`, `<number>`, `<octet>`, `<hex>`: one made up;
//! - `<a|b|c>`: one of these texts, each as likely as the others;
//! - `<70%a|b>`: the first text in 70 of 100 rows, else the second: what a policy reads. A row that
//!   has changed has the other text in the first such place.
//!
//! Texts may hold further places. White space outside of strings is left out.

use std::io::Write;

use crate::random::{Random, guid};

const HEAD: &str = r#""id": "<id>", "name": "<name>", "type": "<type>", "tenantId": "<tenant>",
    "location": "<location>", "resourceGroup": "<group>", "subscriptionId": "<subscription>",
    "managedBy": "", "plan": null, "zones": null, "extendedLocation": null"#;
const TAGS: &str = r#"<{"env": "<prod|test|dev>", "team": "<shop|payments|plant|platform>",
    "costCenter": "CC-<number>", "owner": "<team-shop|team-plant|team-core>@contoso.example",
    "createdBy": "<terraform|bicep|portal>", "dataClassification": "<public|internal|secret>"}|
    {"env": "<prod|test|dev>", "team": "<shop|payments|plant|platform>"}|null>"#;

/// A row with places.
#[derive(Debug)]
pub(crate) struct Template {
    parts: Vec<Part>,
    judged: bool,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Value(String),
    Guid,
    Number,
    Octet,
    Hex,
    Choice {
        percent: Option<u64>,
        texts: Vec<Vec<Part>>,
    },
}

/// What a template is filled with: the values of a row, and the numbers for what is made up.
pub(crate) struct Filling<'a> {
    /// Values by name.
    pub(crate) values: &'a [(&'a str, &'a str)],
    /// Decides what is left open.
    pub(crate) random: Random,
    /// Whether the first place that a policy reads is to say the opposite.
    pub(crate) is_changed: bool,
}

impl Template {
    /// Reads a template.
    pub(crate) fn new(text: &str) -> Self {
        let text = without_space(text);
        let (parts, _) = parts(&text, 0, false);
        let judged = is_judged(&parts);
        Self { parts, judged }
    }

    /// Reads the template of a row of Resource Graph, of which the columns that all rows have are
    /// given already. `<tags>` stands for the tags of a resource.
    pub(crate) fn row(body: &str) -> Self {
        Self::new(&format!("{{{HEAD},{}}}", body.replace("<tags>", TAGS)))
    }

    /// Whether it has a place that a policy reads.
    pub(crate) fn is_judged(&self) -> bool {
        self.judged
    }

    /// Appends the row.
    pub(crate) fn fill(&self, filling: &mut Filling<'_>, row: &mut Vec<u8>) {
        fill(&self.parts, filling, row);
    }
}

fn is_judged(parts: &[Part]) -> bool {
    let is_judged = |part: &Part| {
        matches!(
            part,
            Part::Choice {
                percent: Some(_),
                ..
            }
        )
    };
    parts.iter().any(is_judged)
}

/// White space between the tokens of JSON; inside of strings it stays.
fn without_space(text: &str) -> String {
    let mut is_string = false;
    let mut kept = String::with_capacity(text.len());
    for sign in text.chars() {
        is_string ^= sign == '"';
        if is_string || !sign.is_whitespace() {
            kept.push(sign);
        }
    }
    kept
}

/// The parts from `start` to the end of the text, or to the `|` or `>` that ends a choice.
fn parts(text: &str, start: usize, in_choice: bool) -> (Vec<Part>, usize) {
    let mut found = Vec::new();
    let mut at = start;
    let mut plain = start;
    while let Some(sign) = text.as_bytes().get(at) {
        match sign {
            b'<' => {
                found.push(Part::Text(text[plain..at].to_owned()));
                let (part, end) = place(text, at + 1);
                found.push(part);
                (at, plain) = (end, end);
            }
            b'|' | b'>' if in_choice => break,
            _ => at += 1,
        }
    }
    found.push(Part::Text(text[plain..at].to_owned()));
    found.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
    (found, at)
}

/// The place that begins after a `<`, and where the text after it goes on.
fn place(text: &str, start: usize) -> (Part, usize) {
    let (percent, mut at) = percent(text, start);
    let mut texts = Vec::new();
    loop {
        let (choice, end) = parts(text, at, true);
        texts.push(choice);
        at = end + 1;
        if text.as_bytes().get(end) != Some(&b'|') {
            break;
        }
    }
    match (percent, texts.as_slice()) {
        (None, [only]) => (named(only), at),
        _ => (Part::Choice { percent, texts }, at),
    }
}

fn percent(text: &str, start: usize) -> (Option<u64>, usize) {
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    match text[start..end].parse() {
        Ok(percent) if text[end..].starts_with('%') => (Some(percent), end + 1),
        _ => (None, start),
    }
}

fn named(parts: &[Part]) -> Part {
    let name = match parts {
        [Part::Text(name)] => name.as_str(),
        _ => "",
    };
    match name {
        "guid" => Part::Guid,
        "number" => Part::Number,
        "octet" => Part::Octet,
        "hex" => Part::Hex,
        name => Part::Value(name.to_owned()),
    }
}

fn fill(parts: &[Part], filling: &mut Filling<'_>, row: &mut Vec<u8>) {
    for part in parts {
        match part {
            Part::Text(text) => row.extend_from_slice(text.as_bytes()),
            Part::Value(name) => row.extend_from_slice(value(filling.values, name).as_bytes()),
            Part::Choice { percent, texts } => {
                let chosen = choose(*percent, texts, filling);
                fill(chosen, filling, row);
            }
            made_up => make_up(made_up, &mut filling.random, row),
        }
    }
}

fn value<'a>(values: &[(&str, &'a str)], name: &str) -> &'a str {
    let found = values.iter().find(|(known, _)| *known == name);
    found.map_or("", |(_, value)| value)
}

fn choose<'t>(
    percent: Option<u64>,
    texts: &'t [Vec<Part>],
    filling: &mut Filling<'_>,
) -> &'t [Part] {
    let chosen = match percent {
        Some(percent) => {
            let is_first = filling.random.chance(percent);
            let is_turned = std::mem::take(&mut filling.is_changed);
            usize::from(is_first == is_turned)
        }
        None => filling.random.below(texts.len() as u64) as usize,
    };
    texts.get(chosen).map_or(&[], Vec::as_slice)
}

fn make_up(part: &Part, random: &mut Random, row: &mut Vec<u8>) {
    let made_up = match part {
        Part::Guid => guid(random.next(), random.next()),
        Part::Octet => format!("{}", 1 + random.below(254)),
        Part::Hex => format!("{:016x}", random.next()),
        _ => format!("{}", 1000 + random.below(9000)),
    };
    // A vector takes whatever is written to it.
    let _ = row.write_all(made_up.as_bytes());
}
