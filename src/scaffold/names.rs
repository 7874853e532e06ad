//! Names that a person chooses on the command line.

use miette::Diagnostic;
use thiserror::Error;

use crate::policy::RESERVED;
use crate::recommendation::RecommendationId;
use crate::resource::ResourceType;

/// A name that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error, Diagnostic)]
pub enum NameError {
    /// An id that no package can have.
    #[error("`{id}` is no id of a recommendation: {reason}")]
    #[diagnostic(
        code(scaffold::bad_id),
        help(
            "write lower-case words with dots between them: provider or owner, service, what should hold, as in `contoso.web.internal_tls`"
        )
    )]
    BadId {
        /// The id.
        id: String,
        /// Why not.
        reason: String,
    },
    /// A type that no policy may name.
    #[error("`{name}` is no resource type in lower case, as `microsoft.web/sites` is")]
    #[diagnostic(code(scaffold::bad_type))]
    BadType {
        /// The type.
        name: String,
        /// The same in lower case, or what is missing.
        #[help]
        advice: String,
    },
    /// A path that no attribute has.
    #[error("`{path}` is no path of an attribute")]
    #[diagnostic(
        code(scaffold::bad_attribute),
        help(
            "write the keys that lead to it with dots between them, as in `properties.minTlsVersion`"
        )
    )]
    BadAttribute {
        /// The path.
        path: String,
    },
}

/// Words that Rego keeps for itself.
const KEYWORDS: [&str; 16] = [
    "as", "contains", "data", "default", "else", "every", "false", "if", "import", "in", "input",
    "not", "null", "package", "some", "true",
];

/// The first words of OPA's built-ins that have no `_` in them.
const BUILT_INS: [&str; 63] = [
    "abs",
    "all",
    "and",
    "any",
    "array",
    "base64",
    "base64url",
    "bits",
    "ceil",
    "concat",
    "contains",
    "count",
    "crypto",
    "div",
    "endswith",
    "floor",
    "glob",
    "graph",
    "graphql",
    "hex",
    "http",
    "indexof",
    "intersection",
    "io",
    "json",
    "lower",
    "max",
    "min",
    "minus",
    "mul",
    "net",
    "numbers",
    "object",
    "opa",
    "or",
    "plus",
    "print",
    "product",
    "providers",
    "rand",
    "regex",
    "rego",
    "rem",
    "replace",
    "round",
    "semver",
    "sort",
    "split",
    "sprintf",
    "startswith",
    "strings",
    "substring",
    "sum",
    "time",
    "trace",
    "trim",
    "union",
    "units",
    "upper",
    "urlquery",
    "uuid",
    "walk",
    "yaml",
];

/// Whether a word may be the first one of a built-in.
pub(super) fn is_built_in(word: &str) -> bool {
    BUILT_INS.contains(&word)
}

/// Reads the id of a new recommendation.
///
/// # Errors
/// No two words, a word that no package or rule can have, a first word that is the engine's own.
pub fn recommendation_id(id: &str) -> Result<RecommendationId, NameError> {
    let words: Vec<&str> = id.split('.').collect();
    let (first, last) = (words[0], words[words.len() - 1]);
    let is_word = |word: &&str| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word
                .chars()
                .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_')
    };
    let reason = if let Some(word) = words.iter().find(|word| !is_word(word)) {
        format!("`{word}` is no word of small letters, digits and `_`")
    } else if words.len() < 2 {
        "it has one word only".to_owned()
    } else if let Some(word) = words
        .iter()
        .find(|word| KEYWORDS.contains(word) || **word == "with")
    {
        format!("`{word}` is a word of Rego")
    } else if RESERVED.contains(&first) {
        format!("packages under `{first}` are the engine's own")
    } else if last.ends_with("_test") {
        "names that end in `_test` are those of tests".to_owned()
    } else {
        return Ok(RecommendationId::new(id));
    };
    let id = id.to_owned();
    Err(NameError::BadId { id, reason })
}

/// Reads a type that a new recommendation assesses.
///
/// # Errors
/// Letters that are not small, no slash, signs that stand in no type.
pub fn resource_type(name: &str) -> Result<ResourceType, NameError> {
    let is_of_type = |sign: char| sign.is_ascii_alphanumeric() || "./-_".contains(sign);
    let is_whole = name.contains('/') && name.split('/').all(|word| !word.is_empty());
    let lower = name.to_ascii_lowercase();
    let advice = match is_whole && name.chars().all(is_of_type) {
        true if lower == name => return Ok(ResourceType::new(name)),
        true => format!("write `{lower}`"),
        false => "a type has a namespace, a slash and at least one word".to_owned(),
    };
    let name = name.to_owned();
    Err(NameError::BadType { name, advice })
}

/// Reads the path of the attribute that is judged.
///
/// # Errors
/// A key that is no plain word.
pub fn attribute(path: &str) -> Result<Vec<String>, NameError> {
    let is_key = |key: &str| {
        key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && key
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
            && !KEYWORDS.contains(&key)
            && key != "with"
    };
    let is_taken = |first: &str| ["id", "type", "name", "kind"].contains(&first);
    let keys: Vec<String> = path.split('.').map(str::to_owned).collect();
    match keys.iter().all(|key| is_key(key)) && !is_taken(&keys[0]) {
        true => Ok(keys),
        false => Err(NameError::BadAttribute {
            path: path.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_package() {
        assert_eq!(
            recommendation_id("contoso.web.internal_tls")
                .unwrap()
                .as_str(),
            "contoso.web.internal_tls"
        );
        for (id, reason) in [
            ("contoso", "it has one word only"),
            (
                "Contoso.web",
                "`Contoso` is no word of small letters, digits and `_`",
            ),
            (
                "contoso..web",
                "`` is no word of small letters, digits and `_`",
            ),
            (
                "contoso.web-tls",
                "`web-tls` is no word of small letters, digits and `_`",
            ),
            (
                "contoso.../../etc",
                "`` is no word of small letters, digits and `_`",
            ),
            ("contoso.default", "`default` is a word of Rego"),
            ("lib.web", "packages under `lib` are the engine's own"),
            (
                "contoso.web_test",
                "names that end in `_test` are those of tests",
            ),
        ] {
            let error = recommendation_id(id).unwrap_err();
            let wanted = format!("`{id}` is no id of a recommendation: {reason}");
            assert_eq!(error.to_string(), wanted);
        }
    }

    #[test]
    fn a_type_is_in_lower_case() {
        assert_eq!(
            resource_type("microsoft.web/sites").unwrap().as_str(),
            "microsoft.web/sites"
        );
        let advice = |name| match resource_type(name) {
            Err(NameError::BadType { advice, .. }) => advice,
            other => panic!("{other:?}"),
        };
        assert_eq!(advice("Microsoft.Web/sites"), "write `microsoft.web/sites`");
        for name in ["sites", "a/", "a b/c", "a.b/c]", ""] {
            assert_eq!(
                advice(name),
                "a type has a namespace, a slash and at least one word"
            );
        }
    }

    #[test]
    fn an_attribute_is_a_path_of_keys() {
        assert_eq!(attribute("properties.a_1").unwrap(), ["properties", "a_1"]);
        for odd in [
            "",
            "a.",
            "a b",
            "a[0]",
            "properties.default",
            "kind",
            "a\".b",
        ] {
            assert!(attribute(odd).is_err(), "{odd}");
        }
    }
}
