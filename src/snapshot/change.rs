//! What differs between two snapshots, verdict by verdict.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decimal, Figure, Ruling, ScopeSnapshot, Snapshot};
use crate::recommendation::RecommendationId;

/// One difference between what was accepted and what is. Where there was nothing before or is
/// nothing after, that side is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Of one recommendation on one resource.
    Verdict {
        /// The recommendation.
        recommendation: RecommendationId,
        /// The resource, as snapshots name it.
        resource: String,
        /// What was accepted.
        before: Option<Ruling>,
        /// What is.
        after: Option<Ruling>,
    },
    /// Of what a recommendation waits for in a scope.
    NotCollected {
        /// The scope's name.
        scope: String,
        /// The recommendation.
        recommendation: RecommendationId,
        /// The types that it waited for.
        before: BTreeSet<String>,
        /// The types that it waits for.
        after: BTreeSet<String>,
    },
    /// Of the name of a scope.
    Name {
        /// The scope's id.
        scope: String,
        /// What it was called.
        before: String,
        /// What it is called.
        after: String,
    },
    /// Of a scope's or a control's score.
    Score {
        /// Whose score.
        subject: String,
        /// What it was.
        before: Option<Figure>,
        /// What it is.
        after: Option<Figure>,
    },
    /// Of the score of all scopes together.
    Overall {
        /// Which of the two scores.
        subject: &'static str,
        /// Percent as they were.
        before: Option<Decimal>,
        /// Percent as they are.
        after: Option<Decimal>,
    },
}

/// Whether a change is one for the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It is.
    Better,
    /// It is one for the worse.
    Worse,
    /// It is neither.
    Aside,
}

impl Snapshot {
    /// What differs in another snapshot that came after: first verdicts, then what was not
    /// collected, then scores, those without exemptions only where they fared otherwise. The list
    /// is empty only where both mean the same.
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        let none = BTreeMap::new();
        for (id, was, is) in differing(&self.verdicts, &after.verdicts) {
            let rulings = differing(was.unwrap_or(&none), is.unwrap_or(&none));
            changes.extend(rulings.map(|(resource, before, after)| Change::Verdict {
                recommendation: id.clone(),
                resource: resource.clone(),
                before: before.cloned(),
                after: after.cloned(),
            }));
        }
        let scopes = pairs(self, after);
        changes.extend(scopes.iter().flat_map(not_collected));
        changes.extend(scopes.iter().flat_map(scores));
        let of = |of: fn(&Self) -> Option<Decimal>| (of(self), of(after));
        let effective = of(|snapshot| snapshot.overall.percent);
        let raw = of(|snapshot| snapshot.overall.without_exemptions);
        changes.extend(overall("overall", effective));
        if raw != effective {
            changes.extend(overall("overall, without exemptions", raw));
        }
        changes
    }
}

/// The keys under which two mappings differ, with what stands there.
fn differing<'a, K: Ord, V: PartialEq>(
    before: &'a BTreeMap<K, V>,
    after: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, Option<&'a V>)> {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    let both = keys
        .into_iter()
        .map(|key| (key, before.get(key), after.get(key)));
    both.filter(|(_, before, after)| before != after)
}

/// One scope before and after.
struct Pair<'a> {
    id: &'a str,
    /// Its name, or its id where another scope has that name too.
    called: &'a str,
    was: Option<&'a ScopeSnapshot>,
    is: Option<&'a ScopeSnapshot>,
}

fn pairs<'a>(before: &'a Snapshot, after: &'a Snapshot) -> Vec<Pair<'a>> {
    let mut bearers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, scope) in before.scopes.iter().chain(&after.scopes) {
        bearers.entry(&scope.name).or_default().insert(id);
    }
    let scopes = differing(&before.scopes, &after.scopes);
    let pair = |(id, was, is): (&'a String, _, _)| {
        let name = Option::or(is, was).map_or("", |scope: &ScopeSnapshot| &scope.name);
        let is_clear = !name.is_empty() && bearers.get(name).is_some_and(|ids| ids.len() == 1);
        let called = if is_clear { name } else { id };
        Pair {
            id,
            called,
            was,
            is,
        }
    };
    scopes.map(pair).collect()
}

fn not_collected(pair: &Pair<'_>) -> Vec<Change> {
    let none = BTreeMap::new();
    let of = |scope: Option<&ScopeSnapshot>| scope.map(|scope| scope.not_collected.clone());
    let (before, after) = (of(pair.was), of(pair.is));
    let (before, after) = (
        before.as_ref().unwrap_or(&none),
        after.as_ref().unwrap_or(&none),
    );
    let types = |types: Option<&BTreeSet<String>>| types.cloned().unwrap_or_default();
    differing(before, after)
        .map(|(recommendation, before, after)| Change::NotCollected {
            scope: pair.called.to_owned(),
            recommendation: recommendation.clone(),
            before: types(before),
            after: types(after),
        })
        .collect()
}

/// The scores of a scope's controls, then its own. Those of a scope that came or went go without
/// saying.
fn scores(pair: &Pair<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if let (Some(was), Some(is)) = (pair.was, pair.is) {
        changes.extend(renamed(pair.id, &was.name, &is.name));
        for (control, before, after) in differing(&was.controls, &is.controls) {
            let subject = format!("{}, {control}", pair.called);
            changes.extend(score(subject, (before, after)));
        }
    }
    let of = |figure: fn(&ScopeSnapshot) -> &Figure| (pair.was.map(figure), pair.is.map(figure));
    let effective = of(|scope| &scope.score);
    let raw = of(|scope| &scope.without_exemptions);
    changes.extend(score(pair.called.to_owned(), effective));
    if raw != effective {
        changes.extend(score(format!("{}, without exemptions", pair.called), raw));
    }
    changes
}

fn renamed(id: &str, before: &str, after: &str) -> Option<Change> {
    (before != after).then(|| Change::Name {
        scope: id.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    })
}

fn score(subject: String, (before, after): (Option<&Figure>, Option<&Figure>)) -> Option<Change> {
    (before != after).then(|| Change::Score {
        subject,
        before: before.copied(),
        after: after.copied(),
    })
}

fn overall(
    subject: &'static str,
    (before, after): (Option<Decimal>, Option<Decimal>),
) -> Option<Change> {
    (before != after).then_some(Change::Overall {
        subject,
        before,
        after,
    })
}

impl Change {
    /// Whether it is that a policy failed, and that counts.
    pub fn is_doubt(&self) -> bool {
        let Self::Verdict { after, .. } = self else {
            return false;
        };
        after.as_ref().is_some_and(Ruling::is_doubtful)
    }

    /// Whether it is for the better: of a verdict, whether it ceased to fail; of a score, whether
    /// it rose.
    pub fn direction(&self) -> Direction {
        let turned = |was: bool, is: bool| match (was, is) {
            (false, true) => Direction::Worse,
            (true, false) => Direction::Better,
            _ => Direction::Aside,
        };
        let rose = |before: Option<Decimal>, after: Option<Decimal>| match (before, after) {
            (Some(before), Some(after)) if before < after => Direction::Better,
            (Some(before), Some(after)) if before > after => Direction::Worse,
            _ => Direction::Aside,
        };
        let percent = |figure: &Option<Figure>| figure.and_then(|figure| figure.percent);
        let fails = |ruling: &Option<Ruling>| {
            let health = ruling.as_ref().map(|ruling| ruling.health);
            health.is_some_and(|health| health.is_failing())
        };
        match self {
            Self::Verdict { before, after, .. } => turned(fails(before), fails(after)),
            Self::NotCollected { before, after, .. } => {
                turned(!before.is_empty(), !after.is_empty())
            }
            Self::Score { before, after, .. } => rose(percent(before), percent(after)),
            Self::Overall { before, after, .. } => rose(*before, *after),
            Self::Name { .. } => Direction::Aside,
        }
    }
}
