//! What became of each exemption in a run.

use jiff::Timestamp;

use super::error::ExemptionComplaint;
use super::{Exemption, ExemptionError, Exemptions, Holding};
use crate::text::Warning;

/// How often one exemption applied in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExemptionUse {
    /// Pairs that it matched while live.
    pub matched: u64,
    /// Those of them that it held, since no other was narrower.
    pub won: u64,
    /// Pairs that it would have matched, had it not expired.
    pub expired_matches: u64,
}

/// How often each exemption applied, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExemptionUses(Vec<ExemptionUse>);

/// What became of an exemption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It held at least one pair.
    Active,
    /// Its time is over.
    Expired,
    /// It is live and matched no pair.
    Unused,
    /// It matched, and every pair was held by another.
    Shadowed,
}

impl Status {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Unused => "unused",
            Self::Shadowed => "shadowed",
        }
    }
}

impl ExemptionUses {
    /// None of so many exemptions has applied yet.
    pub fn none(of: &Exemptions) -> Self {
        Self(vec![ExemptionUse::default(); of.len()])
    }

    /// Counts what applied to one pair.
    pub fn record(&mut self, holding: &Holding) {
        if let Some(winner) = holding.winner {
            let used = &mut self.0[winner];
            used.matched += 1;
            used.won += 1;
        }
        for &index in &holding.shadowed {
            self.0[index].matched += 1;
        }
        for &index in &holding.expired {
            self.0[index].expired_matches += 1;
        }
    }

    /// The counts of the exemption at `index`.
    pub fn get(&self, index: usize) -> ExemptionUse {
        self.0.get(index).copied().unwrap_or_default()
    }
}

impl Exemption {
    /// What became of it, used as it was.
    pub fn status(&self, used: ExemptionUse, as_of: Timestamp) -> Status {
        match used {
            _ if !self.is_live(as_of) => Status::Expired,
            ExemptionUse { matched: 0, .. } => Status::Unused,
            ExemptionUse { won: 0, .. } => Status::Shadowed,
            _ => Status::Active,
        }
    }

    fn notice(&self, used: ExemptionUse, as_of: Timestamp) -> Option<Warning> {
        let id = &self.id;
        let (code, message) = match self.status(used, as_of) {
            Status::Active => return None,
            Status::Expired => ("exemption::expired", self.expired_message(used)),
            Status::Unused => (
                "exemption::unused",
                format!("the exemption `{id}` matches nothing"),
            ),
            Status::Shadowed => (
                "exemption::shadowed",
                format!("the exemption `{id}` has no effect: others hold all that it matches"),
            ),
        };
        Some(Warning {
            code,
            message,
            file: Some(self.file.clone()),
            line: Some(self.line),
        })
    }

    fn expired_message(&self, used: ExemptionUse) -> String {
        let until = self.expires_text.as_deref().unwrap_or_default();
        let pairs = match used.expired_matches {
            0 => "nothing".to_owned(),
            1 => "1 pair".to_owned(),
            many => format!("{many} pairs"),
        };
        let id = &self.id;
        format!("the exemption `{id}` was good until {until}; it would have matched {pairs}")
    }
}

impl Exemptions {
    /// The exemptions that are expired, unused or shadowed after a run.
    pub fn warnings(&self, uses: &ExemptionUses, as_of: Timestamp) -> Vec<Warning> {
        self.iter()
            .enumerate()
            .filter_map(|(index, exemption)| exemption.notice(uses.get(index), as_of))
            .collect()
    }

    /// The exemptions that matched more than their owners expect.
    pub fn excesses(&self, uses: &ExemptionUses) -> Vec<ExemptionError> {
        let mut errors = Vec::new();
        for (index, exemption) in self.iter().enumerate() {
            let matched = uses.get(index).matched;
            if let Some(expected) = exemption.expected_matches
                && matched > expected
            {
                let place = exemption.place.then("expected_matches");
                let id = exemption.id.clone();
                let complaint = ExemptionComplaint::TooManyMatches {
                    id,
                    matched,
                    expected,
                };
                errors.push(place.complain(complaint).into());
            }
        }
        errors
    }
}
