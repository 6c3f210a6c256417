//! Kin: siblings and parent and child from compared pairs, spouses from the children they share.

use super::births::years_older;
use super::intern::QuickMap;
use super::model::{Class, Model, PLACE, RESIDENCE, SURNAME, odds};
use super::pattern::{Comparer, Level};
use super::population::{FullPopulation, NAME_WORDS, Record};
use super::words::{Alike, NONE};

/// What two people are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Children of the same parents.
    Sibling,
    /// `a` is the parent of `b`.
    ParentChild,
    /// Parents of one child.
    Spouse,
}

impl Relation {
    /// The word in files: `sibling`, `parent-child`, `spouse`.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["sibling", "parent-child", "spouse"][self as usize]
    }
}

/// Two records whose people may be kin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kin {
    /// Place of the one record in the list; of parent and child the parent.
    pub a: u32,
    /// Place of the other.
    pub b: u32,
    /// What they may be to each other.
    pub relation: Relation,
    /// Natural logarithm of the odds.
    pub log_odds: f32,
}

/// How often a parent's given name, where both are known, is equal, a form, close, an initial, apart.
const NAMED: [f64; 5] = [0.62, 0.22, 0.05, 0.02, 0.09];

/// Proposes what a compared pair may be, if it is likelier than not.
pub(super) fn propose(
    people: &FullPopulation,
    model: &Model,
    (a, b): (u32, u32),
    classes: &[f64; super::model::CLASSES],
    out: &mut Vec<Kin>,
) {
    let siblings = odds(classes, Class::Siblings);
    if siblings >= 0.0 {
        out.push(Kin { a, b, relation: Relation::Sibling, log_odds: siblings as f32 });
    }
    for (parent, child) in [(a, b), (b, a)] {
        let (x, y) = (&people.records[parent as usize], &people.records[child as usize]);
        let log_odds = parent_odds(people, model, x, y);
        if let Some(log_odds) = log_odds.filter(|odds| *odds >= 0.0) {
            out.push(Kin { a: parent, b: child, relation: Relation::ParentChild, log_odds: log_odds as f32 });
        }
    }
}

/// Natural logarithm of the odds that one is the father or mother that the other names.
fn parent_odds(people: &FullPopulation, model: &Model, parent: &Record, child: &Record) -> Option<f64> {
    let older = years_older(&parent.birth, &child.birth);
    if older.is_some_and(|years| !(14..=60).contains(&years)) {
        return None;
    }
    let as_father = (parent.sex != 2).then_some(child.father).filter(|w| *w != NONE);
    let as_mother = (parent.sex != 1).then_some(child.mother).filter(|w| *w != NONE);
    let named = as_father.into_iter().chain(as_mother).filter_map(|word| given(people, model, parent, word));
    let named = named.fold(None, |best: Option<f64>, odds| Some(best.map_or(odds, |b| b.max(odds))))?;
    let family = by_level(
        people,
        &people.surname,
        best(people, model, parent.surname, child.surname)?,
        model,
        SURNAME,
    );
    // The ages fit by chance in about a third of all pairs.
    let mut sum =
        model.prior[Class::ParentChild as usize] + named + family + if older.is_some() { 1.0 } else { 0.0 };
    for (field, a, b, share) in
        [(PLACE, parent.place, child.place, 0.5_f64), (RESIDENCE, parent.residence, child.residence, 0.5)]
    {
        if let Some(level) = Comparer::new(people, &model.akin).place(a, b) {
            sum += match level.alike.plain() {
                Alike::Equal => {
                    (share.ln() - f64::from(people.place.equal[level.values.0 as usize])).min(5.0)
                }
                Alike::Apart => (1.0 - share).ln() - f64::from(model.chance[field][level.alike as usize]),
                _ => 0.0,
            };
        }
    }
    Some(sum)
}

/// What the parent's given name says against chance.
fn given(people: &FullPopulation, model: &Model, parent: &Record, named: u32) -> Option<f64> {
    let names = &people.names[parent.given as usize];
    let level = names[..NAME_WORDS]
        .iter()
        .filter_map(|own| Comparer::new(people, &model.akin).word(*own, named))
        .min_by_key(|level| level.alike.plain())?;
    let alike = level.alike.plain();
    let Some(chance) = people.given.of(alike as u8, level.values) else {
        return (alike == Alike::Close).then_some(1.0);
    };
    Some(NAMED[alike as usize].ln() - f64::from(chance))
}

/// The best that two surnames have in common.
fn best(people: &FullPopulation, model: &Model, a: u32, b: u32) -> Option<Level> {
    let (a, b) = (&people.names[a as usize], &people.names[b as usize]);
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y)));
    pairs
        .filter_map(|(x, y)| Comparer::new(people, &model.akin).word(x, y))
        .min_by_key(|level| level.alike.plain())
}

fn by_level(
    _people: &FullPopulation,
    shares: &super::shares::Shares,
    level: Level,
    model: &Model,
    field: usize,
) -> f64 {
    let at = level.alike as usize;
    let chance = shares.of(at as u8, level.values).unwrap_or(model.chance[field][at]);
    f64::from(model.same[field][at]) - f64::from(chance)
}

/// Clears proposals of what clusters say is one person, and adds the spouses that children connect.
pub(super) fn kin(people: &FullPopulation, clusters: &[u32], mut proposed: Vec<Kin>) -> Vec<Kin> {
    let of = |record: u32| clusters[record as usize];
    proposed.retain(|kin| of(kin.a) != of(kin.b));
    let mut parents: QuickMap<u32, Vec<(u32, f32)>> = QuickMap::default();
    for kin in proposed.iter().filter(|kin| kin.relation == Relation::ParentChild) {
        parents.entry(of(kin.b)).or_default().push((kin.a, kin.log_odds));
    }
    for found in parents.values() {
        let by_sex =
            |sex: u8| found.iter().filter(move |(record, _)| people.records[*record as usize].sex == sex);
        for (father, x) in by_sex(1).take(8) {
            for (mother, y) in by_sex(2).take(8) {
                let (a, b) = (*father.min(mother), *father.max(mother));
                proposed.push(Kin { a, b, relation: Relation::Spouse, log_odds: x.min(*y) });
            }
        }
    }
    once(&mut proposed);
    whole(clusters, proposed)
}

/// Each pair and relation once, with its best log-odds, in order.
fn once(kin: &mut Vec<Kin>) {
    kin.sort_unstable_by(|x, y| {
        (x.a, x.b, x.relation).cmp(&(y.a, y.b, y.relation)).then(y.log_odds.total_cmp(&x.log_odds))
    });
    kin.dedup_by_key(|kin| (kin.a, kin.b, kin.relation));
}

/// Rows of a cluster for which a relation is spelt out.
const SPELT_OUT: usize = 8;

/// What two rows are to each other, the people of both are: the relation is said of all their rows. Of two relations
/// of the same two people the likelier stands.
fn whole(clusters: &[u32], kin: Vec<Kin>) -> Vec<Kin> {
    let of = |record: u32| clusters[record as usize];
    let mut people: QuickMap<u64, Kin> = QuickMap::default();
    for kin in kin {
        let (a, b) = (of(kin.a), of(kin.b));
        let (low, high) = (a.min(b), a.max(b));
        // A parent stays first; the other relations have no direction.
        let (a, b) = if kin.relation == Relation::ParentChild { (a, b) } else { (low, high) };
        let best = people.entry(u64::from(low) << 32 | u64::from(high)).or_insert(Kin { a, b, ..kin });
        if kin.log_odds > best.log_odds {
            *best = Kin { a, b, ..kin };
        }
    }
    let mut rows: QuickMap<u32, Vec<u32>> = QuickMap::default();
    people.values().for_each(|kin| {
        rows.entry(kin.a).or_default();
        rows.entry(kin.b).or_default();
    });
    for (row, cluster) in (0_u32..).zip(clusters) {
        if let Some(rows) = rows.get_mut(cluster).filter(|rows| rows.len() < SPELT_OUT) {
            rows.push(row);
        }
    }
    let mut all = Vec::with_capacity(people.len() * 3);
    for kin in people.values() {
        for a in &rows[&kin.a] {
            for b in &rows[&kin.b] {
                let directed = kin.relation == Relation::ParentChild || a < b;
                let (a, b) = if directed { (*a, *b) } else { (*b, *a) };
                all.push(Kin { a, b, ..*kin });
            }
        }
    }
    once(&mut all);
    all
}
