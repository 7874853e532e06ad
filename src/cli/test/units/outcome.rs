//! How the tests of all packages went, and whether that is enough.

use super::UnitArgs;
use crate::cli::test::snapshots::Told;
use crate::format::number::{exact_percent, percent, percent_below};
use crate::points::Exact;
use crate::rego::{Coverage, Mutant, Outcome, RegoError, Suite, UnitTest};

/// How the tests of one package went.
pub(super) struct Tried {
    tests: Vec<UnitTest>,
    notes: Vec<RegoError>,
    coverage: Option<Coverage>,
    mutants: Option<Vec<Mutant>>,
}

impl Tried {
    /// Runs the tests of a package.
    pub(super) fn new(suite: &Suite<'_>, args: &UnitArgs) -> Result<Self, Vec<RegoError>> {
        let bench = suite.bench()?;
        let ran = bench.run(&|test| args.is_wanted(test), args.has_coverage());
        let has_failed = ran.tests.iter().any(|test| test.failure().is_some());
        Ok(Self {
            // Of a part nothing is known to be missing, and of what fails nothing is known.
            notes: match args.filter.is_some() || has_failed {
                true => Vec::new(),
                false => bench.notes(),
            },
            coverage: ran.coverage,
            mutants: match args.has_mutants() && !has_failed {
                true => Some(bench.mutants()),
                false => None,
            },
            tests: ran.tests,
        })
    }
}

/// How the tests of all packages went.
pub(super) struct Outcomes {
    pub(super) tests: Vec<UnitTest>,
    pub(super) packages: usize,
    pub(super) notes: Vec<RegoError>,
    pub(super) coverage: Option<Vec<Coverage>>,
    pub(super) mutants: Option<Vec<Mutant>>,
    /// How the fixtures fared, where a program reads it.
    pub(super) fixtures: Vec<Told>,
}

/// How many tests came to what.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub(super) struct Counts {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Share {
    pub(super) part: usize,
    pub(super) whole: usize,
}

impl Outcomes {
    /// Puts packages together, in their order.
    pub(super) fn of(tried: Vec<Tried>, fixtures: Vec<Told>) -> Self {
        let mut all = Self {
            tests: Vec::new(),
            packages: 0,
            notes: Vec::new(),
            coverage: None,
            mutants: None,
            fixtures,
        };
        for one in tried {
            all.packages += usize::from(!one.tests.is_empty());
            all.tests.extend(one.tests);
            all.notes.extend(one.notes);
            if let Some(coverage) = one.coverage {
                all.coverage.get_or_insert_default().push(coverage);
            }
            if let Some(mutants) = one.mutants {
                all.mutants.get_or_insert_default().extend(mutants);
            }
        }
        all
    }

    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for test in &self.tests {
            match test.outcome {
                Outcome::Passed => counts.passed += 1,
                Outcome::Failed(_) => counts.failed += 1,
                Outcome::Skipped => counts.skipped += 1,
            }
        }
        counts
    }

    pub(super) fn coverage(&self) -> &[Coverage] {
        self.coverage.as_deref().unwrap_or_default()
    }

    /// The lines that are reached.
    pub(super) fn reached(&self) -> Option<Share> {
        let files = self.coverage.as_ref()?;
        Some(Share {
            part: files.iter().map(|file| file.reached.len()).sum(),
            whole: files.iter().map(Coverage::lines).sum(),
        })
    }

    /// The changes that are noticed.
    pub(super) fn noticed(&self) -> Option<Share> {
        let mutants = self.mutants.as_ref()?;
        Some(Share {
            part: mutants.iter().filter(|mutant| mutant.noticed).count(),
            whole: mutants.len(),
        })
    }

    /// Why this is not enough.
    pub(super) fn reasons(&self, args: &UnitArgs) -> Vec<String> {
        let failed = self.counts().failed;
        let failed = (failed > 0).then(|| format!("tests that do not pass: {failed}"));
        let reached = args.coverage_fail_under;
        let reached = reached.and_then(|limit| below("lines reached", self.reached(), limit));
        let noticed = args.mutate_fail_under;
        let noticed = noticed.and_then(|limit| below("changes noticed", self.noticed(), limit));
        [failed, reached, noticed].into_iter().flatten().collect()
    }
}

/// Why a share is too small. Nothing of nothing reaches no limit.
fn below(what: &str, share: Option<Share>, limit: Exact) -> Option<String> {
    let wanted = exact_percent(limit);
    match share.unwrap_or_default().ratio() {
        Some(ratio) if ratio >= limit => None,
        Some(ratio) => Some(format!(
            "{what}: {}, wanted: {wanted}",
            percent_below(ratio, limit)
        )),
        None => Some(format!("{what}: none of none, wanted: {wanted}")),
    }
}

impl Share {
    fn ratio(self) -> Option<Exact> {
        let (part, whole) = (self.part as i128, self.whole as i128);
        (whole > 0).then(|| Exact::new(part, whole))
    }

    /// The share as whole percent, between brackets and behind a blank, where there is one.
    pub(super) fn in_brackets(self) -> String {
        let ratio = self.ratio();
        ratio.map_or_else(String::new, |ratio| format!(" ({})", percent(ratio)))
    }
}
