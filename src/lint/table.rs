//! All lints, each with its code and what it looks for.

/// How much a lint matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It could be better.
    Warning,
    /// It may raise a score, or tests that say less than they seem to.
    Error,
}

impl Level {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One lint.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// Its stable name: `lint::unused_import`.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What it looks for.
    pub what: &'static str,
    /// Whether `--fix` mends it, at least where that is mechanical.
    pub is_mended: bool,
}

const fn lint_of(code: &'static str, level: Level, is_mended: bool, what: &'static str) -> Lint {
    Lint {
        code,
        level,
        what,
        is_mended,
    }
}

use Level::{Error, Warning};

/// All lints, in the order of their codes.
pub const LINTS: [Lint; 31] = [
    lint_of(
        "lint::bad_allow",
        Error,
        false,
        "a comment that allows a lint without a known code or without a reason",
    ),
    lint_of(
        "lint::bare_parameter",
        Warning,
        false,
        "a parameter without a description",
    ),
    lint_of(
        "lint::bare_reason",
        Warning,
        false,
        "a reason that does not say the value that was found",
    ),
    lint_of(
        "lint::deprecated_listed",
        Warning,
        false,
        "a control of the catalog that names a deprecated recommendation",
    ),
    lint_of(
        "lint::detached_metadata",
        Warning,
        true,
        "METADATA with blank lines before what it describes",
    ),
    lint_of(
        "lint::empty_test",
        Error,
        false,
        "a unit test that asserts nothing",
    ),
    lint_of(
        "lint::equals_sign",
        Warning,
        true,
        "`=` where `:=` or `==` is meant",
    ),
    lint_of(
        "lint::final_newline",
        Warning,
        true,
        "a file that does not end with one new line",
    ),
    lint_of(
        "lint::healthy_by_absence",
        Error,
        false,
        "a resource that is healthy where an attribute is missing",
    ),
    lint_of(
        "lint::indentation",
        Warning,
        false,
        "a line of code that begins with spaces rather than tabs",
    ),
    lint_of(
        "lint::judged_in_applicable",
        Error,
        false,
        "an attribute that decides both `applicable` and `healthy`",
    ),
    lint_of(
        "lint::line_length",
        Warning,
        false,
        "a line of more than 120 characters that could be broken",
    ),
    lint_of(
        "lint::missing_test",
        Error,
        false,
        "a policy without a test of each kind",
    ),
    lint_of(
        "lint::never_healthy",
        Warning,
        false,
        "a recommendation that finds no resource of the inventory healthy",
    ),
    lint_of(
        "lint::never_judged",
        Warning,
        false,
        "a recommendation that judges no resource of the inventory",
    ),
    lint_of(
        "lint::never_unhealthy",
        Warning,
        false,
        "a recommendation that finds no resource of the inventory unhealthy",
    ),
    lint_of(
        "lint::no_description",
        Warning,
        false,
        "METADATA without a description",
    ),
    lint_of(
        "lint::no_remediation",
        Warning,
        false,
        "METADATA without a remediation",
    ),
    lint_of(
        "lint::rule_name",
        Warning,
        false,
        "a rule whose name is not in snake case",
    ),
    lint_of(
        "lint::test_name",
        Error,
        false,
        "a rule of a test file that is no test and that nothing reads",
    ),
    lint_of(
        "lint::trailing_whitespace",
        Warning,
        true,
        "blanks at the end of a line",
    ),
    lint_of(
        "lint::type_case",
        Error,
        true,
        "a resource type that is not in lower case; mended in METADATA alone",
    ),
    lint_of(
        "lint::unassessed_type",
        Warning,
        false,
        "a type of the inventory that no recommendation looks at",
    ),
    lint_of(
        "lint::undeclared_type",
        Warning,
        false,
        "a type that is looked up and not declared in METADATA",
    ),
    lint_of(
        "lint::undeclared_variable",
        Warning,
        false,
        "a variable between brackets that no `some` declares",
    ),
    lint_of(
        "lint::unlisted",
        Warning,
        false,
        "a recommendation in no control of the catalog",
    ),
    lint_of(
        "lint::unused_allow",
        Warning,
        false,
        "a comment that allows what is not there",
    ),
    lint_of(
        "lint::unused_import",
        Warning,
        false,
        "an import whose name is never used",
    ),
    lint_of(
        "lint::unused_parameter",
        Warning,
        false,
        "a parameter that is declared and never read",
    ),
    lint_of(
        "lint::unused_rule",
        Warning,
        false,
        "a rule or function that nothing reads",
    ),
    lint_of(
        "lint::unused_variable",
        Warning,
        false,
        "a variable or an argument that nothing reads",
    ),
];

/// The lint of a code.
pub fn lint(code: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        let is_sorted = LINTS.is_sorted_by(|one, other| one.code < other.code);
        assert!(is_sorted);
        assert!(LINTS.iter().all(|lint| lint.code.starts_with("lint::")));
        assert!(lint("lint::unused_import").is_some() && lint("lint::x").is_none());
    }
}
