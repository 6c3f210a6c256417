//! Ask-around: questions that go sealed to houses whose files the asker does not see, and those that came here.
//!
//! Between nodes one letter of one size goes at a time, a question, an answer, or one that only fills, so that whoever
//! carries letters does not see who asks and who answers. A question nobody answered leaves no trace where it came.

mod post;

use crate::actor::Actor;
use crate::database::Row;
use crate::letter::message::Message;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::transfer::hex;
use domain::ask_around::{Answering, Asked, Asking, Fact as Told, Received, Reply};
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, MemberId};
use domain::refusal::{Why, refuse};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A question of a house the actor reads, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLine {
    /// The house that asks, or was asked.
    pub compartment: CompartmentId,
    /// Its file.
    pub file: FileId,
    /// Whether it is asked here, or was answered here.
    pub asks: bool,
    /// Whom one looks for, "Surname Given".
    pub name: String,
    /// When it was asked, or answered.
    pub on: Date,
    /// The last day on which it may be answered.
    pub until: Date,
    /// Who asked, or answered.
    pub by: MemberId,
    /// Whether a second person let it go.
    pub seconded: bool,
    /// Whether it is asked no more.
    pub dropped: bool,
    /// How many houses it went to.
    pub houses: i64,
    /// How many of them said yes or call me.
    pub heard: i64,
    /// What was answered, where it was answered here.
    pub answer: String,
}

/// A question that waits for an answer of somebody here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The house that is asked.
    pub to: CompartmentId,
    /// Its letter, hexadecimal.
    pub letter: String,
    /// What is asked.
    pub received: Received,
    /// Whether the house that asks is known here; one that is not cannot be answered.
    pub known: bool,
}

impl Store {
    /// Questions asked and answered in what the actor reads: those that are under way first, the newest first.
    pub fn asked_around(&self, actor: &Actor) -> Result<Vec<AskedLine>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let compartment = r.compartment();
            let rows = r.query(
                "select file, asks, name, on_day, until_day, by, seconded, dropped, houses, heard, answer from ask_around
                 where compartment = $1",
                &[r.here()],
            )?;
            Ok(rows.iter().filter_map(|row| line(compartment, row)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<AskedLine> = found.into_iter().flatten().collect();
        all.sort_by_key(|l| (l.dropped, std::cmp::Reverse(l.until), l.file));
        Ok(all)
    }

    /// The houses a question from `from` can go to: everybody's but its own.
    pub fn askable(
        &self,
        actor: &Actor,
        from: &CompartmentId,
    ) -> Result<Vec<(CompartmentId, String)>, Problem> {
        Ok(self.directory(actor)?.into_iter().filter(|(id, _)| id != from).collect())
    }

    /// Writes a question. It goes nowhere before a second person lets it go.
    ///
    /// # Errors
    /// Not allowed to the role; a house that cannot be asked.
    pub fn ask(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        asked: impl FnOnce(Key, Date) -> Result<Asked, domain::refusal::Refusal> + Send + 'static,
    ) -> Result<FileId, Problem> {
        if !self.directory(actor)?.iter().any(|(id, _)| id == compartment) {
            // A house that must not be known asks nobody: its question would name it.
            return Err(refuse("house", compartment, Why::Unknown).into());
        }
        let askable: BTreeSet<CompartmentId> =
            self.askable(actor, compartment)?.into_iter().map(|(id, _)| id).collect();
        self.write(actor, compartment, move |w| {
            let asked = asked(w.new_key(), w.today())?;
            if let Some(house) = asked.houses.iter().find(|house| !askable.contains(house)) {
                return Err(refuse("house", house, Why::Unknown).into());
            }
            let file = w.new_file();
            w.append(&file, vec![Fact::AskAround(Told::Asked(asked))]).map(|_| file)
        })
    }

    /// Lets a question go, as the second person.
    ///
    /// # Errors
    /// Whoever asked; a question that has lapsed or goes already.
    pub fn second(&self, actor: &Actor, compartment: &CompartmentId, file: &FileId) -> Result<(), Problem> {
        let (file, member) = (*file, actor.member);
        self.write(actor, compartment, move |w| {
            let asking = Asking::of(&w.file(&file)?).ok_or(Problem::Unknown("question"))?;
            if asking.by == member {
                return Err(refuse("second", asking.asked.question.name(), Why::NeedsSecondPerson).into());
            }
            let on = w.today();
            if asking.second.is_some() || asking.dropped.is_some() || on > asking.asked.until() {
                return Err(refuse("second", asking.asked.question.name(), Why::AlreadyClosed).into());
            }
            w.append(&file, vec![Fact::AskAround(Told::Seconded { on })]).map(drop)
        })?;
        self.post_questions(actor)
    }

    /// Asks a question no more; what went is not called back.
    pub fn drop_question(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
        why: String,
    ) -> Result<(), Problem> {
        let file = *file;
        self.write(actor, compartment, move |w| {
            let asking = Asking::of(&w.file(&file)?).ok_or(Problem::Unknown("question"))?;
            if asking.dropped.is_some() {
                return Err(refuse("question", asking.asked.question.name(), Why::AlreadyClosed).into());
            }
            w.append(&file, vec![Fact::AskAround(Told::Dropped { why })]).map(drop)
        })
    }

    /// Questions that wait for an answer of the actor.
    pub fn questions(&self, actor: &Actor) -> Result<Vec<Waiting>, Problem> {
        let known: BTreeMap<CompartmentId, String> = self.directory(actor)?.into_iter().collect();
        let mut all = Vec::new();
        for shelf in self.shelves(actor, Role::writes)? {
            let today = self.surroundings.today(shelf.charter().scene);
            for (letter, received) in self.inbox(&shelf)?.questions() {
                if today > received.until || self.is_answered(&shelf, &received.key)? {
                    self.letter_done(&shelf.id, &letter)?;
                    continue;
                }
                // The name that is known here, not the one that a letter claims.
                let name = known.get(&received.from).cloned();
                let (known, house) = (name.is_some(), name.unwrap_or_else(|| received.house.clone()));
                let received = Received { house, ..received };
                all.push(Waiting { to: shelf.id, letter: hex(&letter), received, known });
            }
        }
        all.sort_by_key(|w| (w.received.until, w.letter.clone()));
        Ok(all)
    }

    /// Answers a question. A no goes nowhere; it looks like silence.
    ///
    /// # Errors
    /// A question that is none, or of a house that is not known here.
    pub fn answer_question(
        &self,
        actor: &Actor,
        to: &CompartmentId,
        letter: &str,
        reply: Reply,
    ) -> Result<(), Problem> {
        let waiting = self.questions(actor)?.into_iter().find(|w| w.to == *to && w.letter == letter);
        let Waiting { received, known, .. } = waiting.ok_or(Problem::Unknown("question"))?;
        let reply = reply.typed()?;
        if reply.says_something() && !known {
            return Err(refuse("house", &received.house, Why::Unknown).into());
        }
        self.write(actor, to, move |w| {
            let file = w.new_file();
            let facts = [Told::Received(received), Told::Answered(reply)];
            w.append(&file, facts.into_iter().map(Fact::AskAround).collect()).map(drop)
        })?;
        self.letter_done(to, &crate::transfer::unhex(letter)?)?;
        self.post_answers(actor)
    }

    /// The question of a file that the actor reads.
    pub fn asking(&self, actor: &Actor, file: &FileId) -> Result<(CompartmentId, Asking), Problem> {
        let volume = self.open_file(actor, file, "ask-around")?;
        let asking = Asking::of(&volume.file).ok_or(Problem::Unknown("question"))?;
        Ok((volume.compartment, asking))
    }

    /// What is done with letters of ask-around that have come, without a decision: an answer is written beside the question
    /// it answers, a letter that only fills is let go, questions and answers that were not sent go.
    pub(crate) fn hear(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.shelves(actor, Role::writes)? {
            let inbox = self.inbox(&shelf)?;
            // They stay until they lapse, like questions: whoever asks whether a letter is here learns nothing of it.
            for letter in inbox.fillers() {
                self.letter_done(&shelf.id, &letter)?;
            }
            for (letter, key, reply) in inbox.answers() {
                // An answer may come before the question that it answers, by another way: it waits.
                if self.heard(actor, &shelf, &key, reply)? {
                    self.letter_done(&shelf.id, &letter)?;
                }
            }
        }
        self.post_questions(actor)?;
        self.post_answers(actor)
    }

    /// Writes an answer beside its question. The key in it was told to one house only, so it is that house's.
    /// False where no such question is here.
    fn heard(&self, actor: &Actor, shelf: &Shelf, key: &Key, reply: Reply) -> Result<bool, Problem> {
        let Ok(reply) = reply.typed() else { return Ok(true) };
        for (file, asking) in self.asking_here(shelf)? {
            let house = asking.asked.houses.iter().find(|house| token(&asking.asked.key, house) == *key);
            let Some(house) = house.copied() else { continue };
            if !asking.heard.iter().any(|(heard, _)| *heard == house) {
                self.write(actor, &shelf.id, move |w| {
                    w.append(&file, vec![Fact::AskAround(Told::Heard { house, reply })]).map(drop)
                })?;
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// The questions that a house asks and has a second person for.
    fn asking_here(&self, shelf: &Shelf) -> Result<Vec<(FileId, Asking)>, Problem> {
        let sql = "select file from ask_around where compartment = $1 and asks = 1 and seconded = 1";
        self.files_here(shelf, sql, Asking::of)
    }

    /// The files of a house that `sql` names, each read.
    pub(crate) fn files_here<T>(
        &self,
        shelf: &Shelf,
        sql: &str,
        read: impl Fn(&domain::file::File) -> Option<T>,
    ) -> Result<Vec<(FileId, T)>, Problem> {
        shelf.with_reader(|reader| {
            let rows = reader.db.query(sql, &[shelf.id.bytes().into()])?;
            let mut found = Vec::with_capacity(rows.len());
            for file in rows.iter().filter_map(|row| FileId::from_slice(row.blob(0))) {
                found.extend(read(&*shelf.file(reader, &file)?).map(|read| (file, read)));
            }
            Ok(found)
        })
    }

    /// Whether somebody of this house has answered the question with that key.
    fn is_answered(&self, shelf: &Shelf, key: &Key) -> Result<bool, Problem> {
        let sql = "select file from ask_around where compartment = $1 and asks = 0 and key = $2";
        shelf.with_reader(|r| Ok(r.db.one(sql, &[shelf.id.bytes().into(), key.bytes().into()])?.is_some()))
    }

    /// The answers of a house that are still to be told.
    fn answered_here(&self, shelf: &Shelf) -> Result<Vec<(FileId, Answering)>, Problem> {
        let sql = "select file from ask_around where compartment = $1 and asks = 0 and answer in ('yes', 'call-me')";
        self.files_here(shelf, sql, Answering::of)
    }
}

/// The key by which a house answers: nobody but it and whoever asks can make it.
fn token(key: &Key, house: &CompartmentId) -> Key {
    let mut hash = blake3::Hasher::new_derive_key("relais 2026 key of a question to one house");
    hash.update(key.bytes()).update(house.bytes());
    let mut token = Key::default();
    let len = token.0.len();
    token.0.copy_from_slice(&hash.finalize().as_bytes()[..len]);
    token
}

/// The question as one house gets it.
fn message(asked: &Asked, from: &str, house: &CompartmentId) -> Message {
    Message::Question {
        key: token(&asked.key, house),
        house: from.to_string(),
        question: asked.question.clone(),
        why: asked.why.clone(),
        until: asked.until(),
    }
}

fn line(compartment: CompartmentId, row: &Row) -> Option<AskedLine> {
    Some(AskedLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        asks: row.int(1) != 0,
        name: row.text(2).to_string(),
        on: row.day(3)?,
        until: row.day(4)?,
        by: MemberId::from_slice(row.blob(5))?,
        seconded: row.int(6) != 0,
        dropped: row.int(7) != 0,
        houses: row.int(8),
        heard: row.int(9),
        answer: row.text(10).to_string(),
    })
}
