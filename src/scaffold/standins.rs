//! A real resource made fit for a repository: what may say who owns it is replaced by stand-ins of
//! the same shape, the same one wherever the same value stands.

mod invented;
mod shape;
mod words;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use invented::{invented, kept_segments};
use shape::{Shape, is_enumerated, is_key_of_service};

/// A value that was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Where it stood: `properties.hostNames.0`, in the words of the result.
    pub path: String,
    /// What it was: `a host name`.
    pub what: &'static str,
    /// What stands there now.
    pub stand_in: String,
}

/// A resource with stand-ins, and what was replaced, in the order of the resource.
///
/// Truth values, numbers and words out of the lists of services stay. Whatever else is text is
/// replaced: where nobody can tell, it is.
pub fn disguised(row: &Map<String, Value>) -> (Map<String, Value>, Vec<Replaced>) {
    let mut first = Disguise::default();
    first.mapping(row, &Spot::root());
    // A name that was replaced in one place may stand inside a word that stayed in another.
    let is_telling = |value: &String| value.chars().count() >= SHORTEST && !words::is_common(value);
    let replaced = first.known.into_keys().filter(is_telling);
    let mut disguise = Disguise {
        suspects: replaced.collect(),
        ..Disguise::default()
    };
    let row = disguise.mapping(row, &Spot::root());
    (row, disguise.replaced)
}

/// Values shorter than this stand in many words by chance.
const SHORTEST: usize = 4;

/// What is replaced so far.
#[derive(Default)]
struct Disguise {
    /// The stand-ins by what they stand for, in lower case.
    known: BTreeMap<String, String>,
    counts: BTreeMap<&'static str, usize>,
    suspects: Vec<String>,
    replaced: Vec<Replaced>,
}

/// Where a value stands.
struct Spot {
    path: String,
    key: String,
    parent: String,
    /// Whether people write here what they want.
    is_free: bool,
    is_secret: bool,
    /// Whether it is an element of a list: what stands in it is one thing of many alike, and its
    /// keys are the service's.
    is_element: bool,
}

impl Spot {
    fn root() -> Self {
        Self {
            path: String::new(),
            key: String::new(),
            parent: String::new(),
            is_free: false,
            is_secret: false,
            is_element: false,
        }
    }

    fn then(&self, key: &str, shown: &str) -> Self {
        let lower = key.to_ascii_lowercase();
        let dot = if self.path.is_empty() { "" } else { "." };
        Self {
            path: format!("{}{dot}{shown}", self.path),
            key: key.to_owned(),
            parent: self.key.clone(),
            is_free: self.is_free || words::FREE.contains(&lower.as_str()),
            is_secret: self.is_secret || words::SECRET.iter().any(|word| lower.contains(word)),
            is_element: false,
        }
    }

    /// The same spot, one element further in.
    fn element(&self, index: usize) -> Self {
        Self {
            path: format!("{}.{index}", self.path),
            key: self.key.clone(),
            parent: self.parent.clone(),
            is_element: true,
            ..*self
        }
    }
}

impl Disguise {
    fn mapping(&mut self, row: &Map<String, Value>, spot: &Spot) -> Map<String, Value> {
        let mut disguised = Map::new();
        for (key, value) in row {
            let shown = self.key(key, spot);
            let value = self.value(value, &spot.then(key, &shown));
            disguised.insert(shown, value);
        }
        disguised
    }

    fn value(&mut self, value: &Value, spot: &Spot) -> Value {
        match value {
            Value::Object(row) => Value::Object(self.mapping(row, spot)),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                let disguised = items.map(|(index, item)| self.value(item, &spot.element(index)));
                Value::Array(disguised.collect())
            }
            Value::String(text) => Value::String(self.text(text, spot)),
            Value::Number(_) if spot.is_secret || spot.is_free => {
                self.note(spot, "a number", "0".to_owned());
                Value::from(0)
            }
            other => other.clone(),
        }
    }

    /// Keys are words of the service, except where people choose them.
    fn key(&mut self, key: &str, spot: &Spot) -> String {
        let is_chosen = spot.is_free && !spot.is_element;
        let is_replaced = || {
            self.suspects
                .iter()
                .any(|value| key.eq_ignore_ascii_case(value))
        };
        if !is_chosen && is_key_of_service(key) && !is_replaced() {
            return key.to_owned();
        }
        let stand_in = self.stand_in(key, Shape::of(key));
        self.note(spot, "a key", stand_in.clone());
        stand_in
    }

    fn text(&mut self, text: &str, spot: &Spot) -> String {
        let is_type = spot.path == "type" || text.is_empty();
        let may_stay = !spot.is_free && !spot.is_secret && !self.is_suspect(text);
        if is_type || may_stay && is_enumerated(&spot.key, &spot.parent, text) {
            return text.to_owned();
        }
        let shape = if spot.is_secret {
            Shape::Key
        } else {
            Shape::of(text)
        };
        let stand_in = self.stand_in(text, shape);
        self.note(spot, shape.as_str(), stand_in.clone());
        stand_in
    }

    fn is_suspect(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.suspects.iter().any(|value| text.contains(value))
    }

    fn note(&mut self, spot: &Spot, what: &'static str, stand_in: String) {
        let path = spot.path.clone();
        self.replaced.push(Replaced {
            path,
            what,
            stand_in,
        });
    }

    /// The one stand-in of a value. What is put together of parts has a stand-in of theirs.
    fn stand_in(&mut self, text: &str, shape: Shape) -> String {
        match shape {
            Shape::Id => self.id(text),
            Shape::Url => self.url(text),
            Shape::HostName => self.host(text),
            _ => self.whole(text, shape),
        }
    }

    fn whole(&mut self, text: &str, shape: Shape) -> String {
        let key = text.to_lowercase();
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let count = self.counts.entry(shape.as_str()).or_default();
        *count += 1;
        let stand_in = invented(text, shape, *count);
        self.known.insert(key, stand_in.clone());
        stand_in
    }

    /// An id keeps the words that say what it is the id of.
    fn id(&mut self, id: &str) -> String {
        if !id.starts_with('/') {
            return self.whole(id, Shape::Id);
        }
        let mut before = Vec::new();
        let segments: Vec<&str> = id.split('/').collect();
        let is_kept = kept_segments(&segments);
        for (segment, is_kept) in segments.iter().zip(is_kept) {
            before.push(match is_kept {
                true => (*segment).to_owned(),
                false => self.part(segment),
            });
        }
        before.join("/")
    }

    fn part(&mut self, part: &str) -> String {
        match Shape::of(part) {
            Shape::HostName => self.host(part),
            Shape::Id | Shape::Url => self.whole(part, Shape::Name),
            shape => self.whole(part, shape),
        }
    }

    /// A host name keeps its end where that is Microsoft's.
    fn host(&mut self, host: &str) -> String {
        let lower = host.to_ascii_lowercase();
        let is_end = |end: &&&str| lower.ends_with(&format!(".{end}"));
        let Some(end) = words::HOSTS.iter().find(is_end) else {
            return self.whole(host, Shape::HostName);
        };
        let labels = &host[..host.len() - end.len() - 1];
        let labels = labels.split('.').map(|label| match label {
            "*" => label.to_owned(),
            label => self.whole(label, Shape::Name),
        });
        let labels: Vec<String> = labels.collect();
        format!("{}.{end}", labels.join("."))
    }

    /// An address of the web keeps its scheme and port; what it carries beside is dropped.
    fn url(&mut self, url: &str) -> String {
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
        let scheme = match scheme {
            "http" | "https" | "sb" | "wss" | "amqps" => scheme,
            _ => "https",
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let host = authority.rsplit('@').next().unwrap_or_default();
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() => (host, format!(":{port}")),
            _ => (host, String::new()),
        };
        let host = self.part(host);
        let path = if path.len() > 1 { "/path" } else { path };
        let stand_in = format!("{scheme}://{host}{port}{path}");
        self.known.insert(url.to_lowercase(), stand_in.clone());
        stand_in
    }
}

#[cfg(test)]
mod tests;
