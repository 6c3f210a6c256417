//! What becomes of referrals: answers are written into the person's file, and one that is due is shut to the partner. Each
//! step may be taken twice, so that what was cut off goes on at the next visit.

use super::{Origin, origin};
use crate::actor::Actor;
use crate::member::MemberInfo;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::{Kind, Role};
use domain::entry::Fact;
use domain::id::{FileId, Key, MemberId};
use domain::referral::{self, Answer, End, Referral, Snapshot};
use domain::refusal::{Why, refuse};
use domain::transfer::whereabouts;
use jiff::civil::Date;
use std::sync::Arc;

/// A referral as its own compartment tells of it; where its snapshot was erased, as the person's file does.
struct Kept {
    /// The snapshot, while it stands.
    file: Option<FileId>,
    to: MemberId,
    until: Date,
    consent: String,
    answers: Vec<Answer>,
    over: Option<(Date, End)>,
}

impl Kept {
    /// To whom, until when and on what consent stands in the person's file, where that is at hand: the partner writes in the
    /// snapshot's compartment, and nothing there moves its end.
    fn of(kept: &Shelf, sent: Option<&Referral>) -> Result<Option<Kept>, Problem> {
        let snapshot = snapshot_in(kept, sent.map(|r| r.sent.snapshot))?;
        let Some(r) = sent else {
            return Ok(snapshot.map(|(file, Snapshot { terms, answers, over, .. })| {
                let (to, until, consent) = (terms.to, terms.until, terms.consent.purpose);
                Kept { file: Some(file), to, until, consent, answers, over }
            }));
        };
        let (to, until, consent) = (r.sent.to, r.sent.until, r.sent.consent.clone());
        let (file, answers, over) = match snapshot {
            Some((file, snapshot)) => (Some(file), snapshot.answers, snapshot.over),
            None => (None, Vec::new(), r.ended),
        };
        Ok(Some(Kept { file, to, until, consent, answers, over }))
    }
}

impl Store {
    /// Ends a referral now: the partner is shut out, and a new key begins that they do not get. What they read they have read.
    ///
    /// # Errors
    /// Whoever neither made it nor keeps the house; one that ended.
    pub fn end_referral(&self, actor: &Actor, key: &Key) -> Result<(), Problem> {
        let line = self.referrals(actor)?.into_iter().find(|l| l.key == *key);
        let line = line.ok_or(Problem::Unknown("referral"))?;
        if line.ended.is_some() {
            return Err(refuse("referral", &line.name, Why::AlreadyClosed).into());
        }
        let refused = Problem::NotAllowed("end this referral");
        let Ok(kept) = self.shelf(actor, &line.kept) else { return Err(refused) };
        if kept.role(&actor.member) != Some(Role::Keeper) {
            return Err(refused);
        }
        self.tend_referral(actor, &kept, Some(End::ByHand))
    }

    /// Carries on whatever is due of the referrals that the actor keeps.
    pub fn tend_referrals(&self, actor: &Actor) -> Result<(), Problem> {
        let kept = self.shelves(actor, |role| role == Role::Keeper)?;
        let referral = |shelf: &&Arc<Shelf>| shelf.charter().kind == Some(Kind::Referral);
        for shelf in kept.iter().filter(referral) {
            // One that cannot be carried on keeps nobody from the others, nor from their node; the next visit tries again.
            if self.tend_referral(actor, shelf, None).is_err() {
                tracing::warn!(compartment = %shelf.id, "a referral could not be carried on");
            }
        }
        Ok(())
    }

    fn tend_referral(&self, actor: &Actor, shelf: &Arc<Shelf>, by_hand: Option<End>) -> Result<(), Problem> {
        let mut origins = Vec::new();
        for house in self.shelves(actor, Role::writes)? {
            origins.extend(origin(&house, &shelf.id)?);
        }
        origins.sort_by_key(|o| !o.lives);
        // Where no house of the actor's knows of it, only its own day ends it.
        let origin = origins.into_iter().next();
        let home = match &origin {
            Some(o) => Some(o.home.with_reader(|r| o.home.file(r, &o.file))?),
            None => None,
        };
        let sent = origin
            .as_ref()
            .zip(home.as_ref())
            .and_then(|(o, file)| Referral::all_of(file).into_iter().find(|r| r.key == o.key));
        let Some(mut kept) = Kept::of(shelf, sent.as_ref())? else { return Ok(()) };
        let today = self.today(shelf.charter().scene);
        if kept.over.is_none() {
            let place = origin.as_ref().zip(home.as_ref()).map(|(o, file)| whereabouts(file, &o.home.id));
            let of = home.as_deref().zip(place.as_ref());
            let due = by_hand.or_else(|| referral::ends(kept.until, today, &kept.consent, of));
            if let Some(why) = due {
                self.say_over(actor, shelf, kept.file, why)?;
                kept.over = Some((today, why));
            }
        }
        let charter = shelf.charter();
        if kept.over.is_some() {
            let outside = charter.members.iter().filter(|(_, m)| m.active && m.role != Role::Keeper);
            outside
                .map(|(member, _)| *member)
                .try_for_each(|member| self.remove(actor, &shelf.id, &member))?;
        } else if let Some(origin) = origin.as_ref().filter(|_| sent.is_some())
            && !charter.members.contains_key(&kept.to)
        {
            // The power went before they were let in. Of what no person's file tells, nobody ever is.
            self.let_in_late(actor, origin, shelf, &kept)?;
        }
        match (origin, sent) {
            (Some(origin), Some(sent)) if origin.lives => self.note_in(actor, &origin, &sent, &kept),
            _ => Ok(()),
        }
    }

    fn let_in_late(&self, actor: &Actor, origin: &Origin, shelf: &Shelf, kept: &Kept) -> Result<(), Problem> {
        let known = self.acquaintances()?.into_iter().find(|a| a.member == kept.to);
        let Some(known) = known else { return Ok(()) };
        let partner = MemberInfo { member: known.member, name: known.name };
        self.let_in(actor, &origin.home, &shelf.id, &partner)
    }

    /// Says in the snapshot that it is over, before the partner is shut out of it: they are told.
    fn say_over(&self, actor: &Actor, shelf: &Shelf, file: Option<FileId>, why: End) -> Result<(), Problem> {
        let Some(file) = file else { return Ok(()) };
        self.write(actor, &shelf.id, move |w| {
            if Snapshot::of(&w.file(&file)?).is_some_and(|s| s.over.is_some()) {
                return Ok(());
            }
            let over = referral::Fact::Over { on: w.today(), why };
            w.append(&file, vec![Fact::Referral(over)]).map(drop)
        })
    }

    /// Writes into the person's file what it does not say yet of answers and ending.
    fn note_in(&self, actor: &Actor, origin: &Origin, sent: &Referral, kept: &Kept) -> Result<(), Problem> {
        let key = origin.key;
        let new = kept.answers.iter().filter(|a| sent.heard.iter().all(|h| h.key != a.key));
        let room = HEARD_MAX.saturating_sub(sent.heard.len());
        let mut facts: Vec<Fact> = new
            .take(room)
            .map(|a| referral::Fact::Heard {
                key,
                answer: a.key,
                outcome: a.outcome.clone(),
                words: a.words.clone(),
                on: a.on,
            })
            .map(Fact::Referral)
            .collect();
        if let Some((on, why)) = kept.over.filter(|_| sent.ended.is_none()) {
            facts.push(Fact::Referral(referral::Fact::Ended { key, on, why }));
        }
        if facts.is_empty() {
            return Ok(());
        }
        let file = origin.file;
        for some in facts.chunks(TOGETHER) {
            let some = some.to_vec();
            self.write(actor, &origin.home.id, move |w| w.append(&file, some).map(drop))?;
        }
        Ok(())
    }
}

/// Answers of one partner that are written into the person's file; what they say beyond stays in the snapshot.
const HEARD_MAX: usize = 200;
/// Facts that go into one entry: so many of the longest answers fit.
const TOGETHER: usize = 16;

/// The snapshot of a referral's compartment, for its rules: no page shows it from here. Which file it is, the person's file
/// says, where it is at hand.
fn snapshot_in(kept: &Shelf, which: Option<FileId>) -> Result<Option<(FileId, Snapshot)>, Problem> {
    kept.with_reader(|reader| {
        let sql = "select file from referred where compartment = $1 order by on_day, file";
        let rows = reader.db.query(sql, &[kept.id.bytes().into()])?;
        let mut files = rows.iter().filter_map(|row| FileId::from_slice(row.blob(0)));
        let Some(file) = files.find(|file| which.is_none_or(|which| which == *file)) else { return Ok(None) };
        Ok(Snapshot::of(&*kept.file(reader, &file)?).map(|snapshot| (file, snapshot)))
    })
}
