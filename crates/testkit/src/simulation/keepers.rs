//! Keepers who act in the same hour without having seen one another: each removes somebody, or lets somebody in again, and begins
//! an epoch. Who belongs to the compartment in the end, their acts say together; the founder's node is asked.

use super::{Broken, World};
use crate::federation::Wire;
use domain::compartment::Role;
use domain::id::{EntryId, FileId};
use std::collections::BTreeSet;

impl World {
    /// Two keepers remove somebody at once: two others, the same one, or one another; and both go on writing. Nobody removes the
    /// founder, with whom the others are compared.
    pub(super) fn at_once(&mut self) {
        let keepers: Vec<usize> = self.joined.iter().copied().filter(|who| self.keeps(*who)).collect();
        if keepers.len() < 2 || self.joined.len() < 4 {
            return;
        }
        let first = self.dice.below(keepers.len());
        let second = (first + 1 + self.dice.below(keepers.len() - 1)) % keepers.len();
        for by in [keepers[first], keepers[second]] {
            let whom = 1 + self.dice.below(self.posts.len() - 1);
            let (post, gone) = (&self.posts[by], self.posts[whom].actor.member);
            if whom != by && post.store().remove(&post.actor, &self.compartment, &gone).is_ok() {
                self.told(format!("{by} removes {whom}"));
            }
            self.registers(by);
        }
    }

    /// Some keeper lets somebody in, who may be there already, or was removed by another keeper this hour.
    pub(super) fn lets_in_again(&mut self) {
        let keepers: Vec<usize> = self.joined.iter().copied().filter(|who| self.keeps(*who)).collect();
        let whom = 1 + self.dice.below(self.posts.len() - 1);
        let by = keepers[self.dice.below(keepers.len())];
        let (post, other) = (&self.posts[by], &self.posts[whom]);
        let member = store::MemberInfo { member: other.actor.member, name: other.actor.name.clone() };
        let role = if self.dice.one_in(2) { Role::Keeper } else { Role::Worker };
        if by == whom || post.store().grant(&post.actor, &self.compartment, &member, role).is_err() {
            return;
        }
        let (met, cut) = post.meets_over(other, &mut Wire::to(other));
        self.told(format!("{by} lets {whom} in as {}: {} went, {cut:?}", role.key(), met.given));
        self.joins(whom);
    }

    /// Whether their own node says that they are a keeper.
    fn keeps(&self, who: usize) -> bool {
        let post = &self.posts[who];
        let role = |c: &store::CompartmentInfo| c.id == self.compartment && c.role == Role::Keeper;
        post.store().compartments(&post.actor).is_ok_and(|all| all.iter().any(role))
    }

    /// Who belongs to it by what the founder's node has: from here on they are compared, and the others read nothing.
    pub(super) fn settle_members(&mut self) {
        let founder = &self.posts[0];
        let charter = founder.store().read(&founder.actor, &self.compartment, |r| Ok(r.charter()));
        let charter = charter.expect("the founder reads");
        let active =
            |who: &usize| charter.members.get(&self.posts[*who].actor.member).is_some_and(|m| m.active);
        self.joined = (0..self.posts.len()).filter(active).collect();
        let told = format!("{:?} belong to it", self.joined);
        self.told(told);
    }

    /// The founder lets everything count that is held, a keeper's epoch before what was written under it, until nothing is.
    pub(super) fn admits(&mut self) {
        for _ in 0..8 {
            let post = &self.posts[0];
            let held = post.store().held(&post.actor).expect("what is held");
            let held: Vec<EntryId> = held.iter().filter_map(|entry| EntryId::parse(&entry.id)).collect();
            for id in &held {
                post.store().admit_held(&post.actor, &self.compartment, id).expect("a keeper admits");
            }
            if held.is_empty() {
                return;
            }
            self.told(format!("0 lets {held:?} count"));
            self.quiet(Broken::Nothing);
        }
        self.ended.divergences.push("after eight times something is still held".into());
    }

    /// Somebody is registered once all is said: who belongs to it reads of them, and nobody else has a word or a key of it.
    pub(super) fn afterwards(&mut self) {
        self.registers(0);
        let (Some(file), rounds) = (self.files.last().copied(), 2) else { return };
        for _ in 0..rounds {
            for who in 1..self.posts.len() {
                self.posts[who].meets(&self.posts[0]);
                self.joins(who);
            }
        }
        let belong: BTreeSet<usize> = self.joined.clone();
        self.settle_members();
        if belong != self.joined {
            self.ended.divergences.push(format!("{belong:?} belonged to it, and then {:?}", self.joined));
        }
        for who in 1..self.posts.len() {
            let post = &self.posts[who];
            let reads = post.store().open_file(&post.actor, &file, "a history").is_ok();
            match (self.joined.contains(&who), reads) {
                (true, false) => {
                    self.ended.lost.push(format!("{who} belongs to it and does not read {file}"))
                }
                (false, true) => {
                    self.ended.leaked.push(format!("{who} does not belong to it and reads {file}"))
                }
                _ => {}
            }
        }
        self.keys_of(&file);
    }

    /// Of those who ever belonged to it, nobody has the key under which the file was begun but who belongs to it now. Whom else
    /// a member hands it to is theirs to answer for, and nobody can tell.
    fn keys_of(&mut self, file: &FileId) {
        let founder = &self.posts[0];
        let sql = "select distinct w.member from file_key k
                   join wrap w on w.compartment = k.compartment and w.epoch = k.epoch
                   where k.compartment = $1 and k.file = $2";
        let values = [self.compartment.bytes().into(), file.bytes().into()];
        let rows =
            founder.store().raw_query(&founder.actor, &self.compartment, sql, &values).expect("a table");
        let mut leaked = Vec::new();
        for who in (0..self.posts.len()).filter(|who| !self.joined.contains(who)) {
            if rows.iter().any(|row| row.blob(0) == self.posts[who].actor.member.bytes()) {
                leaked.push(format!("{who} does not belong to it and has the key of {file}"));
            }
        }
        if rows.is_empty() {
            leaked.push(format!("nobody has the key of {file}, so nothing was looked at"));
        }
        self.ended.leaked.extend(leaked);
    }
}
