//! A snapshot, opened by whoever keeps it or received it, and answered by the partner.

use super::optional;
use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::Kind;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId};
use domain::referral::{self, OUTCOMES, Snapshot};
use domain::refusal::{Why, refuse};
use std::sync::Arc;

impl Store {
    /// The compartment of a snapshot; a file of any other kind is as unknown as one that is not there.
    fn referral_of(&self, actor: &Actor, file: &FileId) -> Result<Arc<Shelf>, Problem> {
        let kept = self.find(actor, file)?.filter(|shelf| shelf.charter().kind == Some(Kind::Referral));
        kept.ok_or(Problem::Unknown("file"))
    }

    /// Opens a snapshot; the reading is recorded.
    pub fn open_snapshot(&self, actor: &Actor, file: &FileId) -> Result<(CompartmentId, Snapshot), Problem> {
        self.referral_of(actor, file)?;
        let volume = self.open_file(actor, file, "snapshot")?;
        let snapshot = Snapshot::of(&volume.file).ok_or(Problem::Unknown("file"))?;
        Ok((volume.compartment, snapshot))
    }

    /// The partner answers.
    ///
    /// # Errors
    /// Anybody but the partner; a word that is none of [`OUTCOMES`]; a referral that is over.
    pub fn answer_referral(
        &self,
        actor: &Actor,
        file: &FileId,
        outcome: &str,
        words: &str,
    ) -> Result<(), Problem> {
        let shelf = self.referral_of(actor, file)?;
        let words = optional("words", words)?;
        if !OUTCOMES.contains(&outcome) {
            let why = if outcome.is_empty() { Why::Missing } else { Why::Unknown };
            return Err(refuse("outcome", outcome, why).into());
        }
        let (file, outcome) = (*file, outcome.to_string());
        self.write(actor, &shelf.id, move |w| {
            let snapshot = Snapshot::of(&w.file(&file)?).ok_or(Problem::Unknown("file"))?;
            if snapshot.terms.to != w.actor().member {
                return Err(Problem::NotAllowed("answer a referral that came to somebody else"));
            }
            if snapshot.over.is_some() {
                return Err(refuse("outcome", outcome, Why::AlreadyClosed).into());
            }
            let (answer, on) = (w.new_key(), w.today());
            let said = referral::Fact::Answered { answer, outcome, words, on };
            w.append(&file, vec![Fact::Referral(said)]).map(drop)
        })
    }
}
