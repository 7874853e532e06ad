//! Patterns of ids: anchored globs over whole ids, compared without regard to case.

use std::fmt;

use globset::{GlobBuilder, GlobMatcher};
use miette::Diagnostic;
use thiserror::Error;

/// A pattern of whole ids. `*` stays within a path segment, `**` crosses segments; every other
/// character stands for itself.
#[derive(Clone, Debug)]
pub struct IdPattern {
    text: String,
    matcher: Matcher,
}

/// Patterns are one where their texts are.
impl PartialEq for IdPattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

#[derive(Clone, Debug)]
enum Matcher {
    Exact,
    Glob(Box<GlobMatcher>),
}

/// How narrow a pattern is, from wide to narrow: any id at all, a glob by the length of its
/// text before the first wildcard, one exact id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Narrowness {
    /// No pattern at all.
    Any,
    /// Characters before the first wildcard.
    Glob(usize),
    /// One id.
    Exact,
}

/// A text that is no pattern of ids.
#[derive(Clone, Debug, PartialEq, Eq, Error, Diagnostic)]
pub enum PatternError {
    /// Nothing, or nothing but spaces.
    #[error("a pattern of ids is empty")]
    #[diagnostic(help(
        "write an id, or a pattern such as `/subscriptions/*/resourcegroups/test/**`"
    ))]
    Empty,
    /// `**` beside something other than a slash.
    #[error("`**` in the pattern `{0}` is not a whole segment")]
    #[diagnostic(help(
        "`**` between slashes stands for any number of segments, `*` for anything within one: \
         write `prod*/**` rather than `prod**`"
    ))]
    Glued(String),
    /// Refused by the matcher.
    #[error("`{pattern}` is no pattern of ids: {reason}")]
    #[diagnostic(help("shorten the pattern"))]
    Refused {
        /// The pattern as written.
        pattern: String,
        /// What the matcher says.
        reason: String,
    },
}

impl IdPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// An empty pattern, or `**` beside something other than a slash.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        if pattern.trim().is_empty() {
            return Err(PatternError::Empty);
        }
        let glued = |segment: &str| segment.contains("**") && segment != "**";
        if pattern.split('/').any(glued) {
            return Err(PatternError::Glued(pattern.to_owned()));
        }
        let text = folded(pattern);
        let matcher = if text.contains('*') {
            Matcher::Glob(Box::new(glob(&text).map_err(|error| {
                PatternError::Refused {
                    pattern: pattern.to_owned(),
                    reason: error.kind().to_string(),
                }
            })?))
        } else {
            Matcher::Exact
        };
        Ok(Self { text, matcher })
    }

    /// Whether an id, in lower case, is one of the pattern's.
    pub fn matches(&self, id: &str) -> bool {
        match &self.matcher {
            Matcher::Exact => self.text == id,
            Matcher::Glob(glob) => glob.is_match(id),
        }
    }

    /// How narrow it is.
    pub fn narrowness(&self) -> Narrowness {
        match self.text.find('*') {
            Some(length) => Narrowness::Glob(self.text[..length].chars().count()),
            None => Narrowness::Exact,
        }
    }
}

impl fmt::Display for IdPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// Folded as ids are: in lower case, without a slash at the end.
fn folded(pattern: &str) -> String {
    let folded = pattern.to_ascii_lowercase();
    match folded.trim_end_matches('/') {
        "" => "/".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}

/// All that globs know beyond `*` and `**` is taken literally: ids may hold it.
fn glob(text: &str) -> Result<GlobMatcher, globset::Error> {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '?' | '[' | ']' | '{' | '}' => escaped.extend(['[', character, ']']),
            other => escaped.push(other),
        }
    }
    GlobBuilder::new(&escaped)
        .literal_separator(true)
        .backslash_escape(false)
        .build()
        .map(|glob| glob.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, id: &str) -> bool {
        IdPattern::new(pattern).unwrap().matches(id)
    }

    #[test]
    fn patterns_are_anchored_and_fold() {
        assert!(matches("/subscriptions/A/*", "/subscriptions/a/x"));
        assert!(!matches("/subscriptions/a", "/subscriptions/a/x"));
        assert!(!matches("/a/*", "/x/a/b"));
        assert!(!matches("a/*", "/a/b"));
        assert!(matches("/Subscriptions/A/", "/subscriptions/a"));
        assert!(matches("/", "/"));
        for pattern in ["/\u{212a}ey", "/\u{212a}*"] {
            assert!(!matches(pattern, "/key"));
            assert!(matches(pattern, "/\u{212a}ey"));
        }
        assert!(matches("//", "/"));
    }

    #[test]
    fn one_star_stays_and_two_cross() {
        assert!(matches("/a/*/c", "/a/b/c"));
        assert!(!matches("/a/*", "/a/b/c"));
        assert!(matches("/a/pro*d", "/a/prod"));
        assert!(matches("/a/**", "/a/b/c"));
        assert!(!matches("/a/**", "/a"));
        assert!(matches("/a/**/d", "/a/b/c/d"));
        assert!(matches("/a/**/d", "/a/d"));
        assert!(matches("**", "/a/b"));
        assert!(matches(
            "arn:aws:*:*:123:*/**",
            "arn:aws:ec2:eu:123:instance/i-1"
        ));
        assert!(matches("//projects/*", "//projects/p"));
    }

    #[test]
    fn other_signs_stand_for_themselves() {
        for sign in [
            "?", "[", "]", "{", "}", "[ab]", "{a,b}", "\\", "!", "a.b", "(", "+",
        ] {
            assert!(
                matches(&format!("/{sign}/*"), &format!("/{sign}/x")),
                "{sign}"
            );
        }
        assert!(!matches("/?/*", "/a/x"));
        assert!(!matches("/[ab]/*", "/a/x"));
        assert!(!matches("/{a,b}/*", "/a/x"));
    }

    #[test]
    fn glued_stars_and_nothing_are_errors() {
        for pattern in ["/prod**", "**x", "/***", "/a**/b"] {
            let error = IdPattern::new(pattern).unwrap_err();
            assert_eq!(error, PatternError::Glued(pattern.to_owned()));
        }
        assert_eq!(IdPattern::new(" ").unwrap_err(), PatternError::Empty);
    }

    #[test]
    fn an_exact_id_is_narrower_than_any_glob() {
        let narrowness = |pattern| IdPattern::new(pattern).unwrap().narrowness();
        assert!(narrowness("/a") > narrowness("/a/b/c/d/**"));
        assert!(narrowness("/a/b/**") > narrowness("/a/*/b/c/d/e"));
        assert!(narrowness("**") > Narrowness::Any);
    }
}
