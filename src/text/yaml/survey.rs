//! A first look at a YAML text, before anything is built from it: how deep it is nested, how far
//! its aliases expand, whether a key stands twice.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScanError, Span};

/// How deep lists and mappings may be nested.
const DEEPEST: usize = 127;

/// What a node weighs beside its text: about what it takes in memory.
const NODE: u64 = 32;

/// What a text may weigh, with its aliases written out, beyond what it weighs without any.
const ALLOWANCE: u64 = 4 << 20;

/// Something that keeps a text from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// The bytes that it is about.
    pub span: Range<usize>,
    /// How many documents of the text end before it.
    pub documents_before: usize,
}

/// What keeps a text from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is no YAML: what the parser says.
    Broken(String),
    /// A key that stands twice in one mapping.
    Twice {
        /// The key.
        key: String,
        /// Where it stands first.
        first: Range<usize>,
    },
    /// A key of YAML 1.1 that stands for those of another mapping.
    Merge,
    /// Lists and mappings within each other without end.
    TooDeep,
    /// Aliases that would make the text many times as large.
    TooLarge,
}

impl FaultKind {
    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Broken(reason) if reason.starts_with("tabs ") => {
                Some("this is a tab; YAML is indented with spaces")
            }
            Self::Broken(_) => None,
            Self::Twice { .. } => Some("leave one of the two out"),
            Self::Merge => Some("write the keys out"),
            Self::TooDeep => Some("lists and mappings may be nested 127 deep"),
            Self::TooLarge => {
                Some("aliases such as `*name` repeat too much here; write the values out")
            }
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(reason) => formatter.write_str(reason),
            Self::Twice { key, .. } => write!(formatter, "the key `{key}` stands twice"),
            Self::Merge => formatter.write_str("merge keys (`<<`) are not read"),
            Self::TooDeep => formatter.write_str("lists and mappings are nested too deep"),
            Self::TooLarge => formatter.write_str("its aliases expand beyond measure"),
        }
    }
}

/// Looks through all documents of a text, up to the first fault. Nothing is expanded: what an
/// alias stands for is weighed once, where it is named.
///
/// # Errors
/// The first fault.
pub fn survey(text: &str) -> Result<(), Fault> {
    let mut survey = Survey::new(text);
    for event in Parser::new_from_str(text).keep_tags(true) {
        let (event, span) = event.map_err(|error| survey.broken(&error))?;
        survey.event(event, span)?;
    }
    Ok(())
}

struct Survey<'a> {
    text: &'a str,
    open: Vec<Collection<'a>>,
    /// What stands under each anchor weighs so much.
    anchored: HashMap<usize, u64>,
    weight: u64,
    documents: usize,
}

/// A list or mapping that has begun.
struct Collection<'a> {
    anchor: usize,
    weight: u64,
    keys: Option<Keys<'a>>,
}

/// The keys of a mapping so far.
#[derive(Default)]
struct Keys<'a> {
    seen: HashMap<Cow<'a, str>, Span>,
    /// Whether the next node is the value of the last key.
    is_value_next: bool,
}

impl<'a> Survey<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            open: Vec::new(),
            anchored: HashMap::new(),
            weight: 0,
            documents: 0,
        }
    }

    fn event(&mut self, event: Event<'a>, span: Span) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                let weight = NODE + text.len() as u64;
                self.node(Some(text), span)?;
                self.anchored.insert(anchor, weight);
                self.weigh(weight, span)
            }
            Event::Alias(anchor) => {
                self.node(None, span)?;
                // What is not weighed yet contains itself.
                let weight = self.anchored.get(&anchor).copied();
                self.weigh(weight.unwrap_or(u64::MAX), span)
            }
            Event::SequenceStart(anchor, _) => self.begin(anchor, None, span),
            Event::MappingStart(anchor, _) => self.begin(anchor, Some(Keys::default()), span),
            Event::SequenceEnd | Event::MappingEnd => {
                self.end();
                Ok(())
            }
            Event::DocumentEnd => {
                self.documents += 1;
                Ok(())
            }
            Event::DocumentStart(_) | Event::StreamStart | Event::StreamEnd | Event::Nothing => {
                Ok(())
            }
        }
    }

    fn begin(&mut self, anchor: usize, keys: Option<Keys<'a>>, span: Span) -> Result<(), Fault> {
        self.node(None, span)?;
        if self.open.len() == DEEPEST {
            return Err(self.fault(FaultKind::TooDeep, span));
        }
        self.open.push(Collection {
            anchor,
            weight: 0,
            keys,
        });
        self.weigh(NODE, span)
    }

    fn end(&mut self) {
        if let Some(ended) = self.open.pop() {
            self.anchored.insert(ended.anchor, ended.weight);
            if let Some(around) = self.open.last_mut() {
                around.weight = around.weight.saturating_add(ended.weight);
            }
        }
    }

    /// A node begins, of this text if it is a scalar: a key, a value or an element.
    fn node(&mut self, text: Option<Cow<'a, str>>, span: Span) -> Result<(), Fault> {
        let keys = self.open.last_mut().and_then(|open| open.keys.as_mut());
        let Some(keys) = keys else { return Ok(()) };
        keys.is_value_next = !keys.is_value_next;
        let Some(key) = text.filter(|_| keys.is_value_next) else {
            return Ok(());
        };
        if key == "<<" {
            return Err(self.fault(FaultKind::Merge, span));
        }
        match keys.seen.insert(key.clone(), span) {
            None => Ok(()),
            Some(first) => {
                let (key, first) = (key.into_owned(), self.bytes(first));
                Err(self.fault(FaultKind::Twice { key, first }, span))
            }
        }
    }

    fn weigh(&mut self, weight: u64, span: Span) -> Result<(), Fault> {
        if let Some(open) = self.open.last_mut() {
            open.weight = open.weight.saturating_add(weight);
        }
        self.weight = self.weight.saturating_add(weight);
        // Without aliases no byte makes more than one node.
        let most = (NODE + 1) * self.text.len() as u64 + ALLOWANCE;
        if self.weight > most {
            return Err(self.fault(FaultKind::TooLarge, span));
        }
        Ok(())
    }

    fn broken(&self, error: &ScanError) -> Fault {
        let kind = match error.info() {
            "recursion limit exceeded" => FaultKind::TooDeep,
            reason => FaultKind::Broken(reason.to_owned()),
        };
        let mut fault = self.fault(kind, Span::empty(*error.marker()));
        // It stops behind the tabs that it complains of.
        fault.span.start = self.text[..fault.span.start].trim_end_matches('\t').len();
        fault
    }

    fn fault(&self, kind: FaultKind, span: Span) -> Fault {
        Fault {
            kind,
            span: self.bytes(span),
            documents_before: self.documents,
        }
    }

    /// The parser counts characters.
    fn bytes(&self, span: Span) -> Range<usize> {
        let byte = |index| {
            let found = self.text.char_indices().nth(index);
            found.map_or(self.text.len(), |(offset, _)| offset)
        };
        byte(span.start.index())..byte(span.end.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a text, and the bytes that it is about.
    fn fault(text: &str) -> (FaultKind, &str) {
        let fault = survey(text).unwrap_err();
        (fault.kind, &text[fault.span])
    }

    #[test]
    fn a_key_stands_once_in_a_mapping() {
        for (text, first) in [
            ("a:\n  b: 1\n  c: 2\n  b: 2\n", 5..6),
            ("é: {b: 1}\nb: {c: [b: 1]}\n'b': 2\n", 11..12),
            ("a: {b: 1, ab: 2, b: 3}\n", 4..5),
            ("x: &x [1]\nb: *x\nb: {}\n", 10..11),
        ] {
            let (kind, second) = fault(text);
            let key = "b".to_owned();
            assert_eq!(kind, FaultKind::Twice { key, first }, "{text}");
            assert_eq!(second.trim_matches('\''), "b", "{text}");
        }
        assert_eq!(
            survey("a: {b: b}\nb: [b, b]\n? [b]\n: b\n---\nb: 1\n"),
            Ok(())
        );
    }

    #[test]
    fn aliases_expand_within_measure() {
        assert_eq!(survey("a: &a [1, 2]\nb: *a\nc: *a\n"), Ok(()));
        let text = "x".repeat(54_000);
        let flat = format!("a: &a {text}\nb: [{}]\n", "*a, ".repeat(13_000));
        assert_eq!(fault(&flat), (FaultKind::TooLarge, "*a"));
        let list = "1, ".repeat(20_000);
        let flat = format!("a: &a [{list}]\nb: [{}]\n", "*a, ".repeat(13_000));
        assert_eq!(fault(&flat).0, FaultKind::TooLarge);
        assert_eq!(fault("a: &a [*a]\n"), (FaultKind::TooLarge, "*a"));
    }

    #[test]
    fn nodes_without_aliases_are_never_too_large() {
        let nulls = format!("a: [{}]\n", "1,".repeat(200_000));
        assert_eq!(survey(&nulls), Ok(()));
        let pairs: String = (0..20_000).map(|n| format!("{n}:\n")).collect();
        assert_eq!(survey(&pairs), Ok(()));
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(survey(&nested(DEEPEST - 1)), Ok(()));
        for depth in [DEEPEST, 100_000] {
            assert_eq!(fault(&nested(depth)).0, FaultKind::TooDeep);
        }
        let blocks = "- ".repeat(20_000);
        assert_eq!(fault(&blocks).0, FaultKind::TooDeep);
    }

    #[test]
    fn what_stands_before_a_fault_is_counted() {
        let fault = survey("a: 1\n---\nb: 2\n---\n<<: {}\n").unwrap_err();
        assert_eq!((fault.kind, fault.documents_before), (FaultKind::Merge, 2));
    }
}
