//! Scope after scope: each is loaded while the one before is judged, and told of while the one
//! after it is.

mod bound;
mod ready;

use std::iter::Peekable;
use std::sync::OnceLock;

use super::past::Past;
use super::trust::Trust;
use super::watch::{Spent, Stage, Watch};
use super::{AssessError, Effort, Listener, Memo, Outcome, Rules};
use crate::inventory::{Inventory, ScopeHandle};
use crate::rego::Documents;
use bound::{Bound, Said};
use ready::Ready;

/// What judges one scope after the other.
pub(super) struct Run<'a> {
    rules: Rules<'a>,
    inventory: &'a Inventory,
    effort: Effort<'a>,
    past: Option<Past<'a>>,
    /// The documents of what stands above the subscriptions, once somebody needs them.
    above: OnceLock<Documents>,
    watch: Watch<'a>,
}

/// A scope that was judged.
struct Judged<'a> {
    ready: Ready<'a>,
    outcomes: Vec<Outcome>,
    /// What is to be remembered of it, if that is something new.
    memo: Option<Memo>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        rules: Rules<'a>,
        inventory: &'a Inventory,
        effort: Effort<'a>,
    ) -> Result<Self, AssessError> {
        let watch = Watch::new(effort.clock);
        let past = watch.during(Stage::Read, || {
            let past = effort
                .memory
                .map(|memory| Past::of(rules.judges, inventory, memory));
            Ok::<_, AssessError>(past.transpose()?.flatten())
        })?;
        Ok(Self {
            rules,
            inventory,
            effort,
            past,
            above: OnceLock::new(),
            watch,
        })
    }

    /// The time that was spent so far.
    pub(super) fn spent(&self) -> Spent {
        self.watch.spent()
    }

    /// Tells of every scope; false where a policy fell of which was told already.
    pub(super) fn is_told(&self, listener: &mut dyn Listener) -> Result<bool, AssessError> {
        listener.begin()?;
        let mut trust = Trust::new(self.rules.judges);
        let mut handles = self.inventory.scopes().peekable();
        let (mut ready, mut judged) = (None, None);
        loop {
            let next = self.next(&mut handles, ready.as_ref());
            if ready.is_none() && judged.is_none() && next.is_none() {
                return Ok(true);
            }
            let (told, (heard, following)) = rayon::join(
                || judged.take().map(|judged| self.tell(judged, listener)),
                || {
                    rayon::join(
                        || ready.as_ref().map(|ready| self.heard(ready)),
                        || next.map(|next| self.ready(next)),
                    )
                },
            );
            told.transpose()?;
            let concluded = heard.transpose()?;
            let concluded = concluded.map(|(bound, said)| bound.concluded(said));
            let concluded = ready.take().zip(concluded.transpose()?);
            judged = concluded.map(|(ready, (outcomes, memo))| Judged {
                ready,
                outcomes,
                memo,
            });
            if let Some(judged) = &mut judged
                && !trust.outlasts(&mut judged.outcomes)
            {
                return Ok(false);
            }
            ready = following.transpose()?;
        }
    }

    /// The scope to be loaded while one that is ready is judged, if there is room for both.
    fn next(
        &self,
        handles: &mut Peekable<impl Iterator<Item = &'a ScopeHandle>>,
        ready: Option<&Ready<'a>>,
    ) -> Option<&'a ScopeHandle> {
        match ready {
            Some(ready) => handles.next_if(|next| self.inventory.holds_both(ready.handle, next)),
            None => handles.next(),
        }
    }

    fn ready(&self, handle: &'a ScopeHandle) -> Result<Ready<'a>, AssessError> {
        self.watch.during(Stage::Read, || Ready::of(self, handle))
    }

    /// What policies say of a scope. Nobody else judges meanwhile.
    fn heard<'r>(
        &'r self,
        ready: &'r Ready<'a>,
    ) -> Result<(Bound<'r, 'a>, Vec<Said>), AssessError> {
        let bound = Bound::of(self, ready)?;
        let said = bound.heard();
        Ok((bound, said))
    }

    fn tell(&self, judged: Judged<'_>, listener: &mut dyn Listener) -> Result<(), AssessError> {
        let Judged {
            ready,
            outcomes,
            memo,
        } = judged;
        // What is large makes room for the scope that is loaded meanwhile.
        drop(ready.view);
        self.watch.during(Stage::Score, || {
            if let (Some(past), Some(memo)) = (&self.past, memo) {
                past.remember(ready.scope.scope(), &memo);
            }
            Ok(listener.hear(&ready.scope, outcomes)?)
        })
    }

    /// The documents of what stands above the subscriptions.
    fn above(&self) -> Result<&Documents, AssessError> {
        if let Some(above) = self.above.get() {
            return Ok(above);
        }
        let above = self.inventory.above()?;
        let documents = above.map(|above| Documents::of(&above, &Documents::default()));
        let documents = documents.transpose()?.unwrap_or_default();
        Ok(self.above.get_or_init(|| documents))
    }
}
