//! Goes through the text of a fix and knows what is between quotes.

use std::collections::BTreeSet;

use super::{FixFlaw, FixPart, FlawKind, Placeholder};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Plain,
    Single,
    Double,
    /// After a backslash that no character follows.
    Escape,
}

/// A fix, read from left to right.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the piece of plain text starts that no part holds yet.
    pending: usize,
    state: State,
    /// Where the quote stands that is open.
    opened: usize,
    pub(super) parts: Vec<FixPart>,
    pub(super) variables: BTreeSet<String>,
    pub(super) flaws: Vec<FixFlaw>,
}

/// Beginnings of shell syntax with quotes of its own.
const NOT_PLAIN: [&str; 5] = ["`", "$(", "$'", "$\"", "<<"];

/// Where a comment may begin, in which quotes are none.
const COMMENT: &str = "#";

impl<'a> Reader<'a> {
    /// Reads a whole fix.
    pub(super) fn read(text: &'a str) -> Self {
        let mut reader = Self::new(text);
        while let Some(rest) = reader.rest() {
            reader.step(rest);
        }
        if reader.state != State::Plain {
            reader.flaw(FlawKind::Open, reader.opened, 1);
        }
        reader.end_text();
        reader
    }

    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            pending: 0,
            state: State::Plain,
            opened: 0,
            parts: Vec::new(),
            variables: BTreeSet::new(),
            flaws: Vec::new(),
        }
    }

    /// What is still to be read, if anything is.
    fn rest(&self) -> Option<&'a str> {
        self.text.get(self.at..).filter(|rest| !rest.is_empty())
    }

    fn step(&mut self, rest: &str) {
        if let Some(name) = placeholder(rest) {
            self.placeholder(name);
        } else if self.state == State::Single {
            self.skip_to_end_of_quote(rest);
        } else if let Some(syntax) = self.not_plain(rest) {
            self.flaw(FlawKind::NotPlain, self.at, syntax.len());
            self.at += syntax.len();
        } else if rest.starts_with('$') {
            self.variable(rest);
        } else {
            self.character(rest);
        }
    }

    fn not_plain(&self, rest: &str) -> Option<&'static str> {
        let in_words = (self.state == State::Plain).then_some(COMMENT);
        let mut syntax = NOT_PLAIN.into_iter().chain(in_words);
        syntax.find(|syntax| rest.starts_with(syntax))
    }

    fn placeholder(&mut self, name: &str) {
        let length = name.len() + "{}".len();
        let known = Placeholder::ALL
            .into_iter()
            .find(|known| known.as_str() == name);
        match known {
            None => self.flaw(FlawKind::Unknown, self.at, length),
            Some(_) if self.state != State::Plain => self.flaw(FlawKind::Quoted, self.at, length),
            Some(placeholder) => {
                self.end_text();
                let starts_word = self.text[..self.at].ends_with(char::is_whitespace);
                self.parts.push(FixPart::Value {
                    placeholder,
                    starts_word: starts_word || self.at == 0,
                });
                self.pending = self.at + length;
            }
        }
        self.at += length;
    }

    fn skip_to_end_of_quote(&mut self, rest: &str) {
        let quoted = rest.chars().next();
        self.at += quoted.map_or(0, char::len_utf8);
        if quoted == Some('\'') {
            self.state = State::Plain;
        }
    }

    /// A `$`, with the name after it if there is one.
    fn variable(&mut self, rest: &str) {
        let braced = rest
            .strip_prefix("${")
            .and_then(|rest| rest.split_once('}'));
        let (name, length) = match braced.filter(|(name, _)| is_name(name)) {
            Some((name, _)) => (name, name.len() + "${}".len()),
            None => self.bare_variable(rest),
        };
        if !name.is_empty() {
            self.variables.insert(name.to_owned());
        }
        self.at += length;
    }

    /// A brace right after it is an expansion with rules of its own, or a value that would
    /// become part of the name.
    fn bare_variable<'b>(&mut self, rest: &'b str) -> (&'b str, usize) {
        let name = leading_name(&rest[1..]);
        let length = 1 + name.len();
        if rest[length..].starts_with('{') {
            self.flaw(FlawKind::NotPlain, self.at, length + 1);
        }
        (name, length)
    }

    fn character(&mut self, rest: &str) {
        let mut characters = rest.chars();
        let first = characters.next();
        self.state = match (first, self.state) {
            (Some('\\'), _) => return self.escape(characters.next()),
            (Some('\''), State::Plain) => self.open(State::Single),
            (Some('"'), State::Plain) => self.open(State::Double),
            (Some('"'), State::Double) => State::Plain,
            (_, state) => state,
        };
        self.at += first.map_or(0, char::len_utf8);
    }

    fn open(&mut self, state: State) -> State {
        self.opened = self.at;
        state
    }

    fn escape(&mut self, escaped: Option<char>) {
        if escaped.is_none() {
            self.state = self.open(State::Escape);
        }
        self.at += 1 + escaped.map_or(0, char::len_utf8);
    }

    fn flaw(&mut self, kind: FlawKind, offset: usize, length: usize) {
        self.flaws.push(FixFlaw {
            kind,
            offset,
            words: self.text[offset..offset + length].to_owned(),
        });
    }

    /// Makes a part of the plain text read so far.
    fn end_text(&mut self) {
        let text = &self.text[self.pending..self.at];
        if !text.is_empty() {
            self.parts.push(FixPart::Text(text.to_owned()));
        }
        self.pending = self.at;
    }
}

/// The word between braces with which a text begins: letters alone, as JSON and `{a,b}` are not.
fn placeholder(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let is_word = !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphabetic() || letter == '_');
    is_word.then_some(name)
}

fn leading_name(text: &str) -> &str {
    let end = text.find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
    let name = &text[..end.unwrap_or(text.len())];
    if is_name(name) { name } else { "" }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_')
}
