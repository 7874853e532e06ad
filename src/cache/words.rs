//! A memo as it is written: a head, then its resources one after the other to the end.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// What resources refer to by its place in these lists.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head<'a> {
    pub(super) above: Digest,
    #[serde(borrow)]
    pub(super) policies: Vec<Policy<'a>>,
    pub(super) types: Vec<&'a str>,
    /// Each after the one before it.
    pub(super) texts: Vec<Text<'a>>,
}

/// A policy that is remembered, or of which a verdict is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Policy<'a> {
    pub(super) id: &'a str,
    pub(super) digest: Option<Digest>,
}

/// A text that begins as another one does.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Text<'a> {
    /// How many bytes they share.
    shared: usize,
    rest: &'a str,
}

/// A resource.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Row<'a> {
    /// After that of the resource before it.
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    pub(super) resource_type: usize,
    pub(super) digest: Digest,
    /// After those of the resource before it.
    pub(super) labels: Text<'a>,
    /// What was looked up, each that differs once.
    pub(super) lookups: Vec<Vec<Sought>>,
    pub(super) verdicts: Vec<Said>,
}

/// What a policy looked up.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Sought {
    Resource(Name),
    OfType(Name),
    Children(Name, Name),
    Everything,
}

/// A text in a lookup: most are the id of the resource itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Name {
    Own,
    Text(usize),
}

/// What a policy said.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) policy: usize,
    pub(super) health: Decided,
    pub(super) reasons: Vec<usize>,
    /// The place among those of the resource.
    pub(super) lookups: usize,
}

/// The healths that are remembered. That nothing could be decided has no word here.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Decided {
    Healthy,
    Unhealthy,
    NotApplicable,
}

impl<'a> Text<'a> {
    /// A text after another one.
    pub(super) fn after(before: &str, text: &'a str) -> Self {
        let both = before.bytes().zip(text.bytes());
        let same = both.take_while(|(one, other)| one == other).count();
        let shared = text.floor_char_boundary(same);
        Self {
            shared,
            rest: &text[shared..],
        }
    }

    /// Makes the text of the one before it; nothing where that has no such beginning.
    pub(super) fn replace(&self, text: &mut String) -> Option<()> {
        text.get(..self.shared)?;
        text.truncate(self.shared);
        text.push_str(self.rest);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_made_of_the_one_before() {
        let texts = ["/a/b", "/a/bc", "/a/é", "/a/è", "", "/"];
        let mut before = String::new();
        for text in texts {
            let after = Text::after(&before, text);
            after.replace(&mut before).unwrap();
            assert_eq!(before, text);
        }
    }

    #[test]
    fn nothing_is_shared_within_a_letter_or_past_the_end() {
        for shared in [1, 3, usize::MAX] {
            let text = Text { shared, rest: "x" };
            assert_eq!(text.replace(&mut "é".to_owned()), None, "{shared}");
        }
        assert_eq!(Text::after("è", "é").shared, 0);
    }
}
