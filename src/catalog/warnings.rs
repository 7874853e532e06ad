//! What a valid catalog should still be told.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::flags::{Flags, Until};
use super::{Activity, Catalog, Control};
use crate::calendar;
use crate::recommendation::{Recommendation, RecommendationId, Recommendations};
use crate::text::{Place, Warning};

/// How many days before its end a preview is announced.
const NOTICE: i32 = 30;

impl Catalog {
    /// What is unusual about the catalog at `as_of`: recommendations in no control, controls
    /// without a counting recommendation, previews that end within 30 days.
    pub fn warnings(&self, as_of: Timestamp, known: &Recommendations) -> Vec<Warning> {
        let mut warnings = self.unlisted(known);
        warnings.extend(self.empty_controls(as_of, known));
        warnings.extend(self.ending_previews(as_of, known));
        warnings
    }

    /// One warning for all of them. A deprecated recommendation in no control is where it
    /// should be.
    fn unlisted(&self, known: &Recommendations) -> Vec<Warning> {
        let listed: BTreeSet<&RecommendationId> = self.recommendations().into_iter().collect();
        let unlisted: Vec<String> = known
            .values()
            .filter(|author| !author.deprecated && !listed.contains(&author.id))
            .map(|author| format!("`{}`", author.id))
            .collect();
        let message = match unlisted.as_slice() {
            [] => return Vec::new(),
            [one] => format!("{one} is in no control and counts nowhere"),
            [first, others @ ..] => {
                let others = others.len();
                format!("{first} and {others} more are in no control and count nowhere")
            }
        };
        vec![Warning {
            code: "catalog::unlisted_recommendation",
            message,
            file: Some(self.file.clone()),
            line: None,
        }]
    }

    fn empty_controls(&self, as_of: Timestamp, known: &Recommendations) -> Vec<Warning> {
        self.controls
            .iter()
            .filter(|control| !self.counts_somewhere(control, as_of, known))
            .map(|control| {
                let id = &control.id;
                let message = if control.recommendations.is_empty() {
                    format!("the control `{id}` has no recommendation")
                } else {
                    format!("every recommendation of the control `{id}` is disabled or a preview")
                };
                let place = self.places.get(id);
                Warning {
                    code: "catalog::empty_control",
                    message,
                    file: place.map(|place| place.file().to_owned()),
                    line: place.map(Place::line),
                }
            })
            .collect()
    }

    fn counts_somewhere(
        &self,
        control: &Control,
        as_of: Timestamp,
        known: &Recommendations,
    ) -> bool {
        let authors = control
            .recommendations
            .iter()
            .filter_map(|id| known.get(id));
        authors.into_iter().any(|author| {
            let mut variants = self.variants(author);
            variants.any(|flags| flags.activity(author, as_of) == Activity::Enabled)
        })
    }

    /// The flags of a recommendation in general, and as each element of `scopes` changes them.
    fn variants<'a>(&'a self, author: &'a Recommendation) -> impl Iterator<Item = Flags> + 'a {
        let general = self.flags.get(&author.id).cloned().unwrap_or_default();
        let scoped = self
            .scopes
            .iter()
            .filter_map(|scope| scope.flags.get(&author.id));
        let changed = scoped.map({
            let general = general.clone();
            move |flags| {
                let mut changed = general.clone();
                changed.amend(flags);
                changed
            }
        });
        std::iter::once(general).chain(changed)
    }

    fn ending_previews(&self, as_of: Timestamp, known: &Recommendations) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for author in known.values() {
            for flags in self.variants(author) {
                let Activity::Preview { until: Some(_) } = flags.activity(author, as_of) else {
                    continue;
                };
                let until = flags.preview_until.as_ref();
                warnings.extend(until.and_then(|until| ending(author, until, as_of)));
            }
        }
        // A scope may change other flags of one and the same preview.
        let mut seen = BTreeSet::new();
        warnings.retain(|warning| seen.insert(warning.clone()));
        warnings
    }
}

fn ending(author: &Recommendation, until: &Until, as_of: Timestamp) -> Option<Warning> {
    calendar::is_within(until.day, NOTICE, as_of).then(|| Warning {
        code: "catalog::preview_ends",
        message: format!(
            "`{}` is a preview until {} and counts from the day after",
            author.id, until.day
        ),
        file: Some(until.place.file().to_owned()),
        line: Some(until.place.line()),
    })
}
