//! When everybody has met everybody: what has to hold then.

use super::{Broken, Plot, World};
use domain::id::{EntryId, FileId, NodeId};
use std::collections::BTreeSet;

impl World {
    /// Everybody meets everybody over lines that hold, until nothing moves.
    pub(super) fn quiet(&mut self, broken: Broken) {
        if broken == Broken::WithholdsAtTheEnd {
            let who = self.member();
            self.registers(who);
            return;
        }
        for _ in 0..8 {
            let mut moved = 0;
            for a in 0..self.posts.len() {
                for b in (0..self.posts.len()).filter(|b| *b != a) {
                    let met = self.posts[a].meets(&self.posts[b]);
                    moved += met.taken + met.given + met.attachments + met.letters;
                }
                self.joins(a);
                if self.plot == Plot::Journeys {
                    let met = self.posts[a].meets(&self.house.0);
                    moved += met.letters;
                    self.accepts();
                }
            }
            if moved == 0 {
                return;
            }
        }
        self.ended.divergences.push("after eight rounds something still moves".into());
    }

    /// Members have the same files.
    pub(super) fn agree(&mut self) {
        let rule = self.tables(0);
        for who in self.joined.clone() {
            let tables = self.tables(who);
            if tables != rule {
                let (ours, founders) = (self.standings(who), self.standings(0));
                for line in ours.symmetric_difference(&founders) {
                    let whose = if ours.contains(line) { who } else { 0 };
                    self.ended.divergences.push(format!("{whose} says {line}"));
                }
                self.ended.divergences.push(format!("{who} differs from 0"));
            }
        }
    }

    pub(super) fn check(&mut self) {
        self.agree();
        for who in self.joined.clone() {
            let has: BTreeSet<EntryId> = self.entries_of(who).into_iter().map(|(id, _)| id).collect();
            for id in self.acknowledged.difference(&has) {
                self.ended.lost.push(format!("{who} has not {id}"));
            }
        }
        self.journeys();
        self.alarms();
        for who in 0..self.posts.len() {
            let post = &self.posts[who];
            let reads = self.files.iter().any(|f| post.store().open_file(&post.actor, f, "a spy").is_ok());
            // A revoked node hears nothing more, not even that its member was removed: it goes on reading what it had.
            if !self.joined.contains(&who) && !self.revoked.contains(&who) && reads {
                self.ended.leaked.push(format!("{who} reads without a grant"));
            }
        }
    }

    /// Nobody was told of an older state but of nodes of which there is a copy.
    fn alarms(&mut self) {
        let posts = self.posts.iter().chain([&self.house.0]);
        for (who, post) in posts.enumerate() {
            for (peer, node, was, now) in post.store().older_noted().expect("the alarms") {
                if !self.twins.contains(&peer) {
                    let told = format!("{who} was told that {peer} said {was} of {node} and then {now}");
                    self.ended.false_alarms.push(told);
                }
            }
        }
    }

    /// What a member's files say, without where each entry stands.
    fn tables(&self, who: usize) -> String {
        let post = &self.posts[who];
        let mut out = String::new();
        for sql in [
            "select id from entry_of where held = '' order by id",
            "select file, kind, entries, whereabouts, stamp from file order by file",
            "select file, given, surname, birth, live from person order by file",
            "select file, slot from dispute order by file, slot",
        ] {
            for row in post.store().raw_query(&post.actor, &self.compartment, sql, &[]).expect("a table") {
                out.push_str(&format!("{:?}\n", row.0));
            }
        }
        out
    }

    /// Every entry that somebody has, whether it counts, and where it stands.
    fn standings(&self, who: usize) -> BTreeSet<String> {
        let post = &self.posts[who];
        let sql = "select id, held, node, seq from entry_of";
        let rows = post.store().raw_query(&post.actor, &self.compartment, sql, &[]).unwrap_or_default();
        let line = |r: &store::Row| {
            let id = EntryId::from_slice(r.blob(0)).unwrap_or_default();
            let node = NodeId::from_slice(r.blob(2)).unwrap_or_default();
            format!("{id} {:?} at {node} {}", r.text(1), r.int(3))
        };
        rows.iter().map(line).collect()
    }

    pub(super) fn entries_of(&self, who: usize) -> Vec<(EntryId, FileId)> {
        let post = &self.posts[who];
        let sql = "select id, file from entry_of order by id";
        let rows = post.store().raw_query(&post.actor, &self.compartment, sql, &[]).unwrap_or_default();
        let read = |r: &store::Row| Some((EntryId::from_slice(r.blob(0))?, FileId::from_slice(r.blob(1))?));
        rows.iter().filter_map(read).collect()
    }
}
