//! Names of recommendations as people write them: current ones, former ones, misspelt ones.

use std::collections::BTreeMap;

use super::{Recommendation, RecommendationId};

/// All recommendations that there are.
pub type Recommendations = BTreeMap<RecommendationId, Recommendation>;

/// What a written name stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named<'a> {
    /// The recommendation.
    pub recommendation: &'a Recommendation,
    /// Whether the name is one that it had before.
    pub formerly: bool,
}

/// The recommendation of this name, by its id or by one that it had before.
pub fn named<'a>(known: &'a Recommendations, name: &str) -> Option<Named<'a>> {
    let id = RecommendationId::new(name);
    let current = known.get(&id);
    let former = || known.values().find(|other| other.formerly.contains(&id));
    current.or_else(former).map(|recommendation| Named {
        recommendation,
        formerly: current.is_none(),
    })
}
