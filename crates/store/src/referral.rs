//! Referrals: a small compartment for one partner, made of a person's file on a consent that stands, and shut to them again
//! on its day, when the consent is gone, or by hand. The node that made it ends it, whenever it carries on its work.

mod answered;
mod tended;

use crate::actor::Actor;
use crate::database::{Row, Value};
use crate::load::Volume;
use crate::member::MemberInfo;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::{Kind, Role};
use domain::entry::{FACTS_MAX, Fact};
use domain::id::{CompartmentId, FileId, Key, MemberId, SubjectId};
use domain::referral::{self, End, FIELDS, HEALTH_FIELDS, Sent, Terms};
use domain::refusal::{Why, refuse, text};
use jiff::civil::Date;
use std::sync::Arc;

/// What somebody wants to refer a person with.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The person's administrative file.
    pub file: FileId,
    /// The partner, known by their card.
    pub to: MemberId,
    /// Of [`FIELDS`].
    pub fields: Vec<String>,
    /// What the partner is asked for.
    pub purpose: String,
    /// What they have to know besides; may be empty.
    pub words: String,
    /// The consent it rests on, of [`referral::CONSENTS`].
    pub consent: String,
    /// The day on which it ends.
    pub until: Date,
}

/// A referral, as the house that made it lists it. It names the person by code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralLine {
    /// The house.
    pub compartment: CompartmentId,
    /// The person's file.
    pub file: FileId,
    /// Their code.
    pub code: String,
    /// Which referral.
    pub key: Key,
    /// Its own compartment.
    pub kept: CompartmentId,
    /// The snapshot.
    pub snapshot: FileId,
    /// The partner, by the name they are known by.
    pub name: String,
    /// Who made it.
    pub by: MemberId,
    /// When.
    pub on: Date,
    /// The day on which it ends.
    pub until: Date,
    /// What the partner answered last, of [`referral::OUTCOMES`]; empty before they do.
    pub outcome: String,
    /// When and why it ended.
    pub ended: Option<(Date, End)>,
    /// Whether the person's file lives in that house.
    pub here: bool,
}

impl ReferralLine {
    /// `sent`, `answered` or `ended`.
    pub fn state(&self) -> &'static str {
        match (&self.ended, self.outcome.is_empty()) {
            (Some(_), _) => "ended",
            (None, true) => "sent",
            (None, false) => "answered",
        }
    }
}

/// A referral, as the partner lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedLine {
    /// Its compartment.
    pub compartment: CompartmentId,
    /// The snapshot.
    pub file: FileId,
    /// The house it comes from.
    pub house: String,
    /// Since when.
    pub on: Date,
    /// The day on which it ends.
    pub until: Date,
    /// What was answered last; empty before.
    pub outcome: String,
    /// Whether it is over.
    pub over: bool,
}

impl Store {
    /// Refers a person to a partner: founds the referral's compartment, lays the snapshot into it, writes in the person's file
    /// who receives what, and only then lets the partner in.
    ///
    /// # Errors
    /// Not allowed to the role; a file that is not there; a partner who is none; a consent that does not carry it; a field of
    /// which nothing, or nothing settled, stands.
    pub fn refer(&self, actor: &Actor, asking: &Asking) -> Result<Key, Problem> {
        let (home, subject) = self.referred_from(actor, &asking.file)?;
        let partner = self.partner(&home, &asking.to)?;
        let scene = home.charter().scene;
        let today = self.today(scene);
        let (purpose, words) = (text("purpose", &asking.purpose)?, optional("words", &asking.words)?);
        referral::lasts(asking.until, today)?;
        let file = self.open_file(actor, &asking.file, "referral")?.file;
        let consent = referral::rests_on(&file, &asking.consent, asking.until, today)?;
        let mut facts = self.chosen(actor, &file, &subject, &asking.fields)?;
        let (house, to, until, fields) =
            (home.charter().name.clone(), asking.to, asking.until, asking.fields.clone());
        // Who the partner is called here is not theirs to read.
        let name = format!("{house} · {today}");
        let terms = Terms {
            purpose: purpose.clone(),
            words,
            consent,
            fields: fields.clone(),
            house,
            to,
            from: today,
            until,
        };
        facts.insert(0, Fact::Referral(referral::Fact::Terms(terms)));
        let compartment = self.found(actor, &name, Kind::Referral, scene)?;
        let snapshot = self.write(actor, &compartment, move |w| {
            let snapshot = w.new_file();
            let facts = facts.into_iter().map(|fact| referral::renumbered(fact, w.new_key())).collect();
            w.append(&snapshot, facts).map(|_| snapshot)
        })?;
        let consent = asking.consent.clone();
        let sent =
            Sent { compartment, snapshot, to, name: partner.name.clone(), purpose, consent, fields, until };
        let file = asking.file;
        let key = self.write(actor, &home.id, move |w| {
            // Once more within the transaction that records it: somebody may have withdrawn meanwhile.
            referral::rests_on(&w.file(&file)?, &sent.consent, sent.until, w.today())?;
            let key = w.new_key();
            let facts = vec![Fact::Referral(referral::Fact::Sent { key, sent })];
            w.append(&file, facts).map(|_| key)
        })?;
        self.let_in(actor, &home, &compartment, &partner)?;
        Ok(key)
    }

    /// The house from which a person's file can be referred, granted to the actor and directed by them.
    fn referred_from(&self, actor: &Actor, file: &FileId) -> Result<(Arc<Shelf>, SubjectId), Problem> {
        let found = self.find(actor, file)?.ok_or(Problem::Unknown("file"))?;
        let home = self.shelf(actor, &found.id)?;
        if !home.role(&actor.member).is_some_and(Role::directs) {
            return Err(Problem::NotAllowed("refer a person to a partner"));
        }
        let row = home.with_reader(|r| {
            let sql = "select subject, volet, live from person where compartment = $1 and file = $2";
            r.db.one(sql, &[home.id.bytes().into(), file.bytes().into()])
        })?;
        let row = row.filter(|row| row.text(1) == "administrative").ok_or(Problem::Unknown("file"))?;
        if row.int(2) != 1 {
            return Err(refuse("file", "", Why::FileHasLeft).into());
        }
        let subject = SubjectId::from_slice(row.blob(0)).ok_or(Problem::Unknown("file"))?;
        Ok((home, subject))
    }

    /// Whoever can be referred to: known by their card, and not of the house, where they would see the file itself.
    pub fn partners(&self, actor: &Actor, house: &CompartmentId) -> Result<Vec<MemberInfo>, Problem> {
        let home = self.shelf(actor, house)?;
        let known = self.acquaintances()?.into_iter();
        let outside = known.filter(|a| home.role(&a.member).is_none());
        Ok(outside.map(|a| MemberInfo { member: a.member, name: a.name }).collect())
    }

    fn partner(&self, home: &Shelf, to: &MemberId) -> Result<MemberInfo, Problem> {
        let known = self.acquaintances()?.into_iter().find(|a| a.member == *to);
        let known = known.ok_or_else(|| refuse("to", to, Why::Unknown))?;
        if home.role(to).is_some() {
            return Err(refuse("to", &known.name, Why::AlreadyThere).into());
        }
        Ok(MemberInfo { member: known.member, name: known.name })
    }

    /// What stands of the chosen fields, out of the person's file and out of their health volet where the actor holds it.
    fn chosen(
        &self,
        actor: &Actor,
        file: &domain::file::File,
        subject: &SubjectId,
        fields: &[String],
    ) -> Result<Vec<Fact>, Problem> {
        if fields.is_empty() {
            return Err(refuse("fields", "", Why::Missing).into());
        }
        let health = fields.iter().any(|f| HEALTH_FIELDS.contains(&f.as_str()));
        let health = if health { self.health_of(actor, subject)? } else { None };
        let mut facts = Vec::new();
        for field in FIELDS.into_iter().filter(|known| fields.iter().any(|f| f == known)) {
            let found = match (&health, HEALTH_FIELDS.contains(&field)) {
                (Some(health), true) => referral::copied(&health.file, field)?,
                (None, true) => Vec::new(),
                (_, false) => referral::copied(file, field)?,
            };
            if found.is_empty() {
                return Err(refuse("fields", field, Why::Unknown).into());
            }
            facts.extend(found);
        }
        if let Some(unknown) = fields.iter().find(|f| !FIELDS.contains(&f.as_str())) {
            return Err(refuse("fields", unknown, Why::Unknown).into());
        }
        if facts.len() >= FACTS_MAX {
            return Err(refuse("fields", facts.len(), Why::OutOfRange).into());
        }
        Ok(facts)
    }

    /// The health volet of a person, where the actor was granted it: what is seen by break-glass leaves no house.
    fn health_of(&self, actor: &Actor, subject: &SubjectId) -> Result<Option<Volume>, Problem> {
        let volets = self.volets(actor, subject)?.into_iter();
        let granted = |home: &CompartmentId| self.shelf(actor, home).is_ok();
        let health = volets.filter(|(_, _, volet, live)| volet == "health" && *live);
        match health.into_iter().find(|(_, home, ..)| granted(home)) {
            Some((file, ..)) => self.open_file(actor, &file, "referral").map(Some),
            None => Ok(None),
        }
    }

    /// The fields of which something stands, for whoever chooses among them; those of the health volet where they hold it.
    pub fn fields_of(&self, actor: &Actor, volume: &Volume) -> Result<Vec<&'static str>, Problem> {
        let mut fields = referral::filled(&volume.file);
        if let Some(subject) = domain::person::Person::of(&volume.file).subject
            && let Some(health) = self.health_of(actor, &subject)?
        {
            fields.extend(referral::filled(&health.file).into_iter().filter(|f| HEALTH_FIELDS.contains(f)));
        }
        Ok(fields)
    }

    /// Lets the partner in, and the keepers of the house at this node, who can end it when whoever made it is away.
    fn let_in(
        &self,
        actor: &Actor,
        home: &Shelf,
        compartment: &CompartmentId,
        partner: &MemberInfo,
    ) -> Result<(), Problem> {
        let charter = home.charter();
        let keeps =
            |m: &MemberInfo| m.member != actor.member && charter.role(&m.member) == Some(Role::Keeper);
        let within = self.shelf(actor, compartment)?;
        for keeper in self.members()?.iter().filter(|m| keeps(m) && within.role(&m.member).is_none()) {
            self.grant(actor, compartment, keeper, Role::Keeper)?;
        }
        self.grant(actor, compartment, partner, Role::Worker)
    }

    /// Referrals of the people whose files the actor reads: those that last first, then the newest first.
    pub fn referrals(&self, actor: &Actor) -> Result<Vec<ReferralLine>, Problem> {
        let sql = "select r.file, r.subject, r.key, r.kept, r.snapshot, r.name, r.by, r.on_day, r.until_day, r.outcome, r.ended,
                   r.why, f.whereabouts from referral r join file f on f.compartment = r.compartment and f.file = r.file
                   where r.compartment = $1";
        let found = self.read_each(actor, Role::reads, |r| {
            let here = r.compartment();
            let rows = r.query(sql, &[r.here()])?;
            let lives = |row: &Row| row.text(12) == "here";
            Ok(rows.iter().filter_map(|row| Some((lives(row), line(here, row)?))).collect::<Vec<_>>())
        })?;
        // A file that moved within this node stands in two houses: the one it lives in tells.
        let mut all: Vec<(bool, ReferralLine)> = found.into_iter().flatten().collect();
        all.sort_by_key(|(lives, line)| (line.key, !lives));
        all.dedup_by_key(|(_, line)| line.key);
        let mut all: Vec<ReferralLine> = all.into_iter().map(|(_, line)| line).collect();
        all.sort_by_key(|l| (l.ended.is_some(), std::cmp::Reverse(l.on), l.key));
        Ok(all)
    }

    /// Refuses the erasure of a person's file while a partner has what they were given of it: a referral that runs, or a
    /// snapshot that stands where the actor sees it. Erased while the partner is still let in, it goes on their node too.
    pub(crate) fn not_referred(&self, actor: &Actor, file: &FileId) -> Result<(), Problem> {
        for line in self.referrals(actor)?.into_iter().filter(|l| l.file == *file) {
            // Where the file went on, or the day has come, the partner is shut out by whoever keeps the snapshot, whether this
            // copy hears of it or not.
            let runs = line.ended.is_none()
                && line.here
                && self.today(self.shelf(actor, &line.compartment)?.charter().scene) < line.until;
            if runs || self.find(actor, &line.snapshot)?.is_some() {
                return Err(refuse("file", line.name, Why::Referred).into());
            }
        }
        Ok(())
    }

    /// Referrals that came to the actor, the newest first.
    pub fn referrals_received(&self, actor: &Actor) -> Result<Vec<ReceivedLine>, Problem> {
        let sql = "select file, house, on_day, until_day, outcome, over from referred
                   where compartment = $1 and receiver = $2";
        let found = self.read_granted(actor, Role::reads, |r| {
            let here = r.compartment();
            let rows = r.query(sql, &[r.here(), actor.member.bytes().into()])?;
            let read = |row: &Row| {
                Some(ReceivedLine {
                    compartment: here,
                    file: FileId::from_slice(row.blob(0))?,
                    house: row.text(1).to_string(),
                    on: row.day(2)?,
                    until: row.day(3)?,
                    outcome: row.text(4).to_string(),
                    over: row.day(5).is_some(),
                })
            };
            Ok(rows.iter().filter_map(read).collect::<Vec<_>>())
        })?;
        let mut all: Vec<ReceivedLine> = found.into_iter().flatten().collect();
        all.sort_by_key(|l| (std::cmp::Reverse(l.on), l.file));
        Ok(all)
    }
}

/// Words that may be left out.
fn optional(field: &'static str, value: &str) -> Result<String, Problem> {
    if value.trim().is_empty() { Ok(String::new()) } else { Ok(text(field, value)?) }
}

fn line(compartment: CompartmentId, row: &Row) -> Option<ReferralLine> {
    Some(ReferralLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        code: domain::code::of(&SubjectId::from_slice(row.blob(1))?),
        key: Key::from_slice(row.blob(2))?,
        kept: CompartmentId::from_slice(row.blob(3))?,
        snapshot: FileId::from_slice(row.blob(4))?,
        name: row.text(5).to_string(),
        by: MemberId::from_slice(row.blob(6))?,
        on: row.day(7)?,
        until: row.day(8)?,
        outcome: row.text(9).to_string(),
        ended: row.day(10).zip(End::parse(row.text(11))),
        here: row.text(12) == "here",
    })
}

/// Where the person's file of a referral lies, among the houses in which somebody writes.
struct Origin {
    home: Arc<Shelf>,
    file: FileId,
    key: Key,
    lives: bool,
}

fn origin(shelf: &Arc<Shelf>, kept: &CompartmentId) -> Result<Option<Origin>, Problem> {
    let values: [Value; 2] = [shelf.id.bytes().into(), kept.bytes().into()];
    let row = shelf.with_reader(|r| {
        let sql = "select r.file, r.key, f.whereabouts from referral r
                   join file f on f.compartment = r.compartment and f.file = r.file
                   where r.compartment = $1 and r.kept = $2 order by r.file limit 1";
        r.db.one(sql, &values)
    })?;
    let read = |row: Row| {
        let (file, key) = (FileId::from_slice(row.blob(0))?, Key::from_slice(row.blob(1))?);
        Some(Origin { home: shelf.clone(), file, key, lives: row.text(2) == "here" })
    };
    Ok(row.and_then(read))
}
