//! Laptops that were copied and altered by somebody who holds their keys, and that answer under their names: what they say is
//! sealed and signed as the node's own. Nobody who meets them may come to believe it, or be kept from the truth by it.

use super::World;
use crate::federation::{Post, Wire};
use domain::id::{CompartmentId, NodeId};
use std::collections::BTreeMap;
use store::{Met, Row, Value};

/// What was done to the journal of such a laptop.
#[derive(Clone, Copy, Debug)]
enum Altered {
    /// An entry is kept back.
    Dropped,
    /// The texts of two entries are exchanged.
    TextsSwapped,
    /// What stands in the clear beside a sealed text says something else.
    HeaderEdited,
    /// An entry says that it was sealed by another suite.
    SuiteEdited,
    /// The signature under a chain is another chain's, or none.
    TipForged,
    /// The keys wrapped to two members are exchanged.
    KeysSwapped,
    /// A key is wrapped to somebody whom nobody let in.
    Escrow,
    /// The key that proves a chain is another node's.
    NodeSubstituted,
    /// It answers as it was before.
    Replayed,
}

const ALL: [Altered; 9] = [
    Altered::Dropped,
    Altered::TextsSwapped,
    Altered::HeaderEdited,
    Altered::SuiteEdited,
    Altered::TipForged,
    Altered::KeysSwapped,
    Altered::Escrow,
    Altered::NodeSubstituted,
    Altered::Replayed,
];

impl World {
    /// Somebody meets a copy of a laptop that was altered; the laptop itself goes on as it was.
    pub(super) fn altered(&mut self) {
        let who = self.member();
        if who == 0 {
            return;
        }
        let how = ALL[self.dice.below(ALL.len())];
        let stale = self.stale.remove(&who);
        let copy = self.posts[who].copied();
        let twin = match (how, stale) {
            (Altered::Replayed, Some(stale)) => stale,
            (Altered::Replayed, None) => {
                self.stale.insert(who, copy);
                return;
            }
            _ => copy,
        };
        let done = self.alters(&twin, how).is_some();
        let to = (who + 1 + self.dice.below(self.posts.len() - 1)) % self.posts.len();
        let said = self.posts[to].store().said_by(&twin.node()).expect("what it has said");
        self.twins.insert(twin.node());
        let mut wire = Wire::to(&twin);
        let (met, cut) = self.posts[to].meets_over(&twin, &mut wire);
        drop(wire);
        self.fell(to, &said, &met);
        let said = format!("{} came, {:?}, {cut:?}", met.taken, met.refused);
        self.told(format!("{to} meets a copy of {who}, {how:?} ({done}): {said}"));
        self.joins(to);
    }

    /// When everything else was looked at: a laptop goes on, and its disk of before is put back. The founder has to be told of
    /// it at the first meeting.
    pub(super) fn comes_back(&mut self) {
        let Some(who) = self.joined.iter().copied().find(|who| *who != 0) else { return };
        let copy = self.posts[who].copied();
        self.registers(0);
        self.posts[0].meets(&self.posts[who]);
        match self.posts[0].meets(&copy).older.len() {
            0 => self.ended.unnoticed.push(format!("{who} came back as it was before, and nobody was told")),
            _ => self.ended.noticed += 1,
        }
    }

    /// Whether somebody who met a node that says less than it had said was told of it.
    fn fell(&mut self, to: usize, said: &BTreeMap<(CompartmentId, NodeId), u64>, met: &Met) {
        let told = met.greeted.shared.iter().find(|(c, _)| *c == self.compartment);
        let Some((compartment, heights)) = told else { return };
        for ((_, node), was) in said.iter().filter(|((c, _), _)| c == compartment) {
            let now = heights.iter().find(|(chain, _)| chain == node).map_or(0, |(_, h)| h.seq);
            match (now < *was, met.older.contains(&(*compartment, *node))) {
                (true, true) => self.ended.noticed += 1,
                (true, false) => {
                    self.ended.unnoticed.push(format!("{to} heard {now} of {node} and had heard {was}"))
                }
                _ => {}
            }
        }
    }

    /// Alters the journal of a copy; `None` where there was nothing to alter.
    fn alters(&mut self, twin: &Post, how: Altered) -> Option<u64> {
        let here: [Value; 1] = [self.compartment.bytes().into()];
        let rows = |sql: &str| -> Vec<Row> {
            twin.store().raw_query(&twin.actor, &self.compartment, sql, &here).unwrap_or_default()
        };
        let entries =
            rows("select node, seq, header, body from entry where compartment = $1 order by node, seq");
        let sql =
            "select epoch, member, node, seq, bytes from wrap where compartment = $1 order by epoch, member";
        let wraps = rows(sql);
        // One and another of each.
        let mut two = |all: &[Row]| -> Option<[Vec<Value>; 2]> {
            let first = self.dice.below(all.len());
            let second = (first + 1 + self.dice.below(all.len().saturating_sub(1))) % all.len().max(1);
            Some([all.get(first)?.0.clone(), all.get(second)?.0.clone()])
        };
        let (entries, wraps) = (two(&entries)?, two(&wraps)?);
        let Value::Blob(mut header) = entries[0][2].clone() else { return None };
        match how {
            Altered::HeaderEdited => {
                let at = self.dice.below(header.len());
                *header.get_mut(at)? ^= 1 << self.dice.below(8);
            }
            // The suite is the first number of the header's list.
            Altered::SuiteEdited => *header.get_mut(1)? ^= 1,
            _ => {}
        }
        let (sql, values) = statement(how, &entries, &wraps, header)?;
        twin.store().raw_execute(&twin.actor, &self.compartment, sql, &[&here, &values[..]].concat()).ok()
    }
}

/// The statement that alters a journal, and its values behind the compartment.
fn statement(
    how: Altered,
    [one, other]: &[Vec<Value>; 2],
    [wrap, wrapped]: &[Vec<Value>; 2],
    header: Vec<u8>,
) -> Option<(&'static str, Vec<Value>)> {
    let place = |more: &[Value]| [&[one[0].clone(), one[1].clone()], more].concat();
    let edited = "update entry set header = $4 where compartment = $1 and node = $2 and seq = $3";
    Some(match how {
        Altered::Dropped => {
            ("delete from entry where compartment = $1 and node = $2 and seq = $3", place(&[]))
        }
        Altered::TextsSwapped => (
            "update entry set body = $4 where compartment = $1 and node = $2 and seq = $3",
            place(&[other[3].clone()]),
        ),
        Altered::HeaderEdited | Altered::SuiteEdited => (edited, place(&[header.into()])),
        Altered::TipForged => (
            "update entry set tip = $2 where compartment = $1 and tip is not null",
            vec![Value::Blob(vec![7; 64])],
        ),
        Altered::KeysSwapped => (
            "update wrap set bytes = $4 where compartment = $1 and epoch = $2 and member = $3",
            vec![wrap[0].clone(), wrap[1].clone(), wrapped[4].clone()],
        ),
        Altered::Escrow => (
            "insert into wrap (compartment, epoch, member, node, seq, bytes) values ($1, $2, $3, $4, $5, $6)",
            [&[wrap[0].clone(), Value::Blob(vec![9; 16])], &wrap[2..5]].concat(),
        ),
        Altered::NodeSubstituted => (
            "update chain set sign = (select max(sign) from chain where compartment = $1) where compartment = $1",
            Vec::new(),
        ),
        Altered::Replayed => return None,
    })
}
