//! How many people are where on one day, and where the people of each home came from.

use super::{Band, Presence};
use crate::id::{FileId, SubjectId};
use crate::place::Kind;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A count with what could not be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Default)]
pub struct Counted {
    /// People counted.
    pub count: usize,
    /// People there whose age cannot be told to lie within or outside the band.
    pub uncertain: usize,
    /// The people counted, so that the number opens its files.
    #[serde(skip)]
    pub subjects: Vec<SubjectId>,
}

/// People on `day` at places of `kind` (any, where `None`), of an age band (any, where `None`). Each once.
pub fn count(
    rows: &[Presence],
    day: Date,
    kind: Option<Kind>,
    place: Option<FileId>,
    band: Option<Band>,
) -> Counted {
    let mut seen = HashSet::new();
    let mut counted = Counted::default();
    let there = rows
        .iter()
        .filter(|r| r.covers(day) && kind.is_none_or(|k| k == r.kind) && place.is_none_or(|p| p == r.place));
    for row in there {
        if !seen.insert(row.subject) {
            continue;
        }
        match band.map_or(Some(true), |band| band.holds(row.birth.as_ref(), day)) {
            Some(true) => {
                counted.count += 1;
                counted.subjects.push(row.subject);
            }
            Some(false) => {}
            None => counted.uncertain += 1,
        }
    }
    counted
}

/// Whether somebody had been in a camp before they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Origin {
    /// Had been interned.
    Camp,
    /// Had not, as far as the files tell.
    Elsewhere,
}

/// One home on one day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginRow {
    /// Name of the home.
    pub home: String,
    /// People there.
    pub children: usize,
    /// Of these, people who had been in a camp before.
    pub from_camps: usize,
    /// `from_camps / children`, 0 for an empty home.
    pub share: f64,
    /// The home's file.
    #[serde(skip)]
    pub place: FileId,
}

/// For each home, how many of its people on `day` had been in a camp before this stay.
pub fn origins(rows: &[Presence], day: Date) -> Vec<OriginRow> {
    let mut first_camp: HashMap<SubjectId, Date> = HashMap::new();
    for row in rows.iter().filter(|r| r.kind == Kind::Camp) {
        first_camp.entry(row.subject).and_modify(|d| *d = (*d).min(row.from)).or_insert(row.from);
    }
    let mut homes: BTreeMap<(String, FileId), (HashSet<SubjectId>, HashSet<SubjectId>)> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.kind == Kind::Home && r.covers(day)) {
        let (all, from_camps) = homes.entry((row.name.clone(), row.place)).or_default();
        all.insert(row.subject);
        if first_camp.get(&row.subject).is_some_and(|camp| *camp <= row.from) {
            from_camps.insert(row.subject);
        }
    }
    homes
        .into_iter()
        .map(|((home, place), (all, camps))| OriginRow {
            home,
            children: all.len(),
            from_camps: camps.len(),
            share: if all.is_empty() { 0.0 } else { camps.len() as f64 / all.len() as f64 },
            place,
        })
        .collect()
}
