//! A command with placeholders that repairs one resource.

mod reader;

use std::collections::BTreeSet;
use std::fmt;

use reader::Reader;

/// A command for a POSIX shell in which placeholders stand for what differs between resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    text: String,
    parts: Vec<FixPart>,
    variables: BTreeSet<String>,
}

/// A piece of a fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FixPart {
    /// Shell text that is the same for every resource.
    Text(String),
    /// A word, or a piece of one, that the resource says.
    Value {
        /// What it says.
        placeholder: Placeholder,
        /// Whether a word begins here: a value that looks like an option would be one.
        starts_word: bool,
    },
}

/// What a fix may take from its resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The whole id.
    Id,
    /// The place that it is deployed in.
    Location,
    /// The name.
    Name,
    /// The name of what it is part of.
    Parent,
    /// The name of its resource group.
    ResourceGroup,
    /// The id of its subscription.
    Subscription,
}

/// What is wrong with the text of a fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixFlaw {
    /// What kind of mistake it is.
    pub kind: FlawKind,
    /// Where it starts, in bytes.
    pub offset: usize,
    /// The words that are wrong.
    pub words: String,
}

/// A mistake in the text of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// A placeholder of no known name.
    Unknown,
    /// A placeholder between quotes: the value brings its own.
    Quoted,
    /// Shell syntax in which nobody can tell what is between quotes.
    NotPlain,
    /// A quote or a backslash that the end of the text leaves open.
    Open,
}

impl Placeholder {
    /// All placeholders.
    pub const ALL: [Self; 6] = [
        Self::Id,
        Self::Location,
        Self::Name,
        Self::Parent,
        Self::ResourceGroup,
        Self::Subscription,
    ];

    /// The word between the braces.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Location => "location",
            Self::Name => "name",
            Self::Parent => "parent",
            Self::ResourceGroup => "resourceGroup",
            Self::Subscription => "subscription",
        }
    }
}

impl Fix {
    /// Reads a fix.
    ///
    /// # Errors
    /// Every unknown placeholder, every one between quotes, and shell syntax that hides what is
    /// between quotes and what is not.
    pub fn parse(text: &str) -> Result<Self, Vec<FixFlaw>> {
        let text = text.trim();
        let reader = Reader::read(text);
        if !reader.flaws.is_empty() {
            return Err(reader.flaws);
        }
        Ok(Self {
            text: text.to_owned(),
            parts: reader.parts,
            variables: reader.variables,
        })
    }

    /// Its pieces, in order.
    pub fn parts(&self) -> &[FixPart] {
        &self.parts
    }

    /// The shell variables that somebody has to set.
    pub fn variables(&self) -> &BTreeSet<String> {
        &self.variables
    }
}

impl fmt::Display for Fix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(text: &str) -> Vec<(FlawKind, String, usize)> {
        let flaws = Fix::parse(text).err().unwrap_or_default();
        let flaws = flaws.into_iter();
        flaws
            .map(|flaw| (flaw.kind, flaw.words, flaw.offset))
            .collect()
    }

    fn kinds(text: &str) -> Vec<FlawKind> {
        flaws(text).into_iter().map(|(kind, ..)| kind).collect()
    }

    #[test]
    fn a_fix_is_text_and_values() {
        let fix = Fix::parse("az x --ids {id}/y/Default --body '{\"a\":{}}'\n").unwrap();
        let value = FixPart::Value {
            placeholder: Placeholder::Id,
            starts_word: true,
        };
        let text = |text: &str| FixPart::Text(text.to_owned());
        assert_eq!(
            fix.parts(),
            [
                text("az x --ids "),
                value,
                text("/y/Default --body '{\"a\":{}}'")
            ]
        );
    }

    #[test]
    fn variables_are_those_that_the_shell_reads() {
        let fix = Fix::parse("x \"$B_1\" ${A}'$C' \\$D $1 \"a $E\"").unwrap();
        let names: Vec<&str> = fix.variables().iter().map(String::as_str).collect();
        assert_eq!(names, ["A", "B_1", "E"]);
    }

    #[test]
    fn flaws_are_found_where_they_are() {
        let wanted = (FlawKind::Unknown, "{nmae}".to_owned(), 2);
        assert_eq!(flaws("x {nmae}"), [wanted]);
        for quoted in ["x '{id}'", "x \"{id}\"", "x \"a'{id}'\""] {
            assert_eq!(kinds(quoted), [FlawKind::Quoted], "{quoted}");
        }
        for open in ["x 'a", "x \"a", "x a\\"] {
            assert_eq!(kinds(open), [FlawKind::Open], "{open}");
        }
    }

    #[test]
    fn quotes_can_be_told_or_the_fix_is_refused() {
        for hidden in [
            "x \"$(y \"a\")\"",
            "x `y`",
            "x $'a'",
            "x <<E",
            "x ${A:-b}",
            "x $A{id}",
            "# don't\nx '{id}' # don't",
        ] {
            assert_eq!(kinds(hidden)[0], FlawKind::NotPlain, "{hidden}");
        }
        assert_eq!(kinds("x '$(y) `z` #' \"#\" \\` ${A}{id}"), []);
    }
}
