//! Laptops and their members: restored from old backups, copied, removed and let in again.

use super::{Plot, World};
use domain::Edtf;
use domain::entry::Fact;
use domain::id::EntryId;
use domain::person;
use std::collections::BTreeSet;

impl World {
    /// A laptop is restored from its last backup. What it had written since is elsewhere: it has met the founder first.
    pub(super) fn backup_or_restore(&mut self) {
        let who = self.member();
        if who == 0 {
            return;
        }
        match self.backups.remove(&who) {
            None => {
                let to = self.folder.path().join(format!("backup-{}", self.ended.steps.len()));
                store::backup(self.posts[who].store(), &self.posts[who].actor, &to).expect("a backup");
                self.backups.insert(who, to);
                self.told(format!("{who} makes a backup"));
            }
            Some(backup) => {
                self.posts[who].meets(&self.posts[0]);
                self.posts[who].restored(&backup);
                // It is another node now: its member shows a new card and is let in again.
                let (card, host) = (self.posts[who].card(), &self.house.0);
                host.store().acquaint(&host.actor, &card, None).expect("a card");
                for other in (0..self.posts.len()).filter(|other| *other != who) {
                    // And it may not have met the cards that others show since the backup.
                    for (a, b) in [(who, other), (other, who)] {
                        let (card, post) = (self.posts[a].card(), &self.posts[b]);
                        post.store().acquaint(&post.actor, &card, None).expect("a card");
                    }
                }
                self.lets_in(who);
                self.told(format!("{who} is restored from an old backup"));
            }
        }
    }

    pub(super) fn comes_or_goes(&mut self) {
        let who = 1 + self.dice.below(self.posts.len() - 1);
        let known: BTreeSet<EntryId> = self.entries_of(0).into_iter().map(|(id, _)| id).collect();
        if self.joined.contains(&who) && self.joined.len() > 2 {
            let post = &self.posts[0];
            post.store()
                .remove(&post.actor, &self.compartment, &self.posts[who].actor.member)
                .expect("a removal");
            self.joined.remove(&who);
            self.removed.insert(who, known);
            self.told(format!("{who} is removed"));
            if self.plot == Plot::Journeys && self.dice.one_in(2) {
                let (post, node) = (&self.posts[0], self.posts[who].node());
                // A node that was never let in, or is known under another name since, has nothing to revoke.
                if post.store().revoke(&post.actor, &self.compartment, &node).is_ok() {
                    self.revoked.insert(who);
                    // Nobody talks to it any more: what it alone has stays there.
                    let others = (0..self.posts.len()).filter(|other| *other != who);
                    let known: BTreeSet<EntryId> =
                        others.flat_map(|other| self.entries_of(other)).map(|(id, _)| id).collect();
                    self.acknowledged.retain(|id| known.contains(id));
                    self.told(format!("and the node of {who} revoked"));
                }
            }
        } else if self.removed.contains_key(&who) && !self.revoked.contains(&who) {
            self.lets_in(who);
        }
    }

    /// Somebody copies a laptop's folder; the copy goes on under the same name and meets the founder once.
    pub(super) fn copied(&mut self) {
        let who = self.member();
        if who == 0 {
            return;
        }
        let twin = self.posts[who].copied();
        let file = self.files[self.dice.below(self.files.len())];
        let fact = Fact::Person(person::Fact::Born(Edtf::parse("1919").expect("a year")));
        if twin.store().open_file(&twin.actor, &file, "a history").is_err() {
            return;
        }
        let said = twin.store().write(&twin.actor, &self.compartment, move |w| w.append(&file, vec![fact]));
        self.twins.insert(twin.node());
        let met = twin.meets(&self.posts[0]);
        let id = said.as_ref().map(ToString::to_string).unwrap_or_default();
        self.acknowledged.extend(said.ok());
        let went = (met.taken, met.given, met.refused);
        self.told(format!("the folder of {who} was copied, and the copy wrote {id}: {went:?}"));
    }
}
