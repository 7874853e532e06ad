//! Raw entries become exemptions that cannot be wrong.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::error::{ExemptionComplaint, Findings};
use super::raw::Entry;
use super::{Context, Exemption, selector};
use crate::calendar;
use crate::text::Place;

/// Where each id was seen first: its file and line.
pub(super) type Seen = BTreeMap<String, (String, usize)>;

/// Checks one entry. None where it is in error, or has no id to speak of it by.
pub(super) fn valid(
    entry: Entry,
    seen: &mut Seen,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<Exemption> {
    let before = findings.errors.len();
    let Entry {
        mut raw,
        place,
        line,
    } = entry;
    let id = valid_id(raw.id.take(), &place, findings);
    let name = id.as_deref().unwrap_or_default();
    check_unique(name, &place, line, seen, findings);
    let selectors = selector::valid(&mut raw, name, &place, context, findings);
    let category = raw.category;
    if category.is_none() {
        missing(
            name,
            "category",
            "write `mitigated` or `waiver`",
            &place,
            findings,
        );
    }
    let reason = raw.reason.filter(|reason| !reason.trim().is_empty());
    if reason.is_none() {
        missing(name, "reason", "reports show it", &place, findings);
    }
    let expires = valid_expiry(raw.expires.as_deref(), name, &place, context, findings);
    let sound = findings.errors.len() == before;
    sound.then_some(Exemption {
        id: id?,
        category: category?,
        reason: reason?,
        owner: raw.owner,
        ticket: raw.ticket,
        expires,
        expires_text: raw.expires,
        expected_matches: raw.expected_matches,
        file: place.file().to_owned(),
        line,
        selectors,
        place,
    })
}

fn valid_id(id: Option<String>, place: &Place, findings: &mut Findings) -> Option<String> {
    let id = id.filter(|id| !id.trim().is_empty());
    if id.is_none() {
        missing(
            "",
            "id",
            "reports name the exemption by it",
            place,
            findings,
        );
    }
    id
}

/// Complains of a key left out, or written with a blank value.
fn missing(
    id: &str,
    field: &'static str,
    advice: &'static str,
    place: &Place,
    findings: &mut Findings,
) {
    let whose = match id {
        "" => "an exemption".to_owned(),
        id => format!("the exemption `{id}`"),
    };
    findings.add(
        place
            .then(field)
            .complain(ExemptionComplaint::MissingField {
                whose,
                field,
                advice,
            }),
    );
}

fn check_unique(id: &str, place: &Place, line: usize, seen: &mut Seen, findings: &mut Findings) {
    if id.is_empty() {
        return;
    }
    if let Some((file, line)) = seen.get(id).cloned() {
        let id = id.to_owned();
        let complaint = ExemptionComplaint::DuplicateId { id, file, line };
        findings.add(place.then("id").complain(complaint));
    } else {
        seen.insert(id.to_owned(), (place.file().to_owned(), line));
    }
}

/// The instant from which the exemption is no longer honoured.
fn valid_expiry(
    text: Option<&str>,
    id: &str,
    place: &Place,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<Timestamp> {
    let Some(text) = text else {
        if !context.open_ended {
            let advice = "write its last day; a catalog may allow open-ended exemptions";
            missing(id, "expires", advice, place, findings);
        }
        return None;
    };
    let day = calendar::day(text).map(calendar::end_of);
    let expires = day.or_else(|| text.parse().ok());
    if expires.is_none() {
        let text = text.to_owned();
        findings.add(
            place
                .then("expires")
                .complain(ExemptionComplaint::BadExpiry { text }),
        );
    }
    expires
}
