//! Files that travel to a house of another node while everything else goes on: offered by whoever has them, carried by
//! whoever meets whom, accepted by the house, and receipted.

use super::World;
use crate::federation::Wire;
use domain::id::FileId;
use domain::transfer::{Whereabouts, whereabouts};

impl World {
    /// A member offers a file to the house; one that is on the road or gone is not offered again.
    pub(super) fn offers(&mut self) {
        let who = self.member();
        let file = self.files[self.dice.below(self.files.len())];
        let (post, to) = (&self.posts[who], self.house.1);
        let known = self.entries_of(who);
        if post.store().offer(&post.actor, &self.compartment, &to, &[file]).is_ok() {
            let before: std::collections::BTreeSet<_> = known.into_iter().map(|(id, _)| id).collect();
            let said = self.entries_of(who).into_iter().map(|(id, _)| id).filter(|id| !before.contains(id));
            self.acknowledged.extend(said.collect::<Vec<_>>());
            self.told(format!("{who} offers {file} to the house"));
        }
    }

    /// Somebody meets the house, over a line that may be cut, and the house accepts what waits.
    pub(super) fn at_the_house(&mut self) {
        let who = self.dice.below(self.posts.len());
        let mut wire = Wire::to(&self.house.0);
        wire.room = 4096;
        if self.dice.one_in(3) {
            wire.bears = Some(200 + self.dice.below(20_000));
        }
        let (met, cut) = self.posts[who].meets_over(&self.house.0, &mut wire);
        drop(wire);
        let ended = cut.map_or(String::new(), |cut| format!(", {cut}"));
        self.told(format!("{who} meets the house: {} letters{ended}", met.letters));
        self.accepts();
    }

    /// The house accepts every offer that it can.
    pub(super) fn accepts(&mut self) {
        let (host, to) = (&self.house.0, self.house.1);
        let offers = host.store().offers(&host.actor).expect("what waits");
        let mut accepted: Vec<FileId> = Vec::new();
        for offer in offers {
            accepted.extend(host.store().accept(&host.actor, &to, &offer.letter).unwrap_or_default());
        }
        if !accepted.is_empty() {
            self.told(format!("the house accepts {accepted:?}"));
            self.arrived.extend(accepted);
        }
    }

    /// What has to hold of journeys when everybody has met everybody: whoever was accepted lives in the house, which proves,
    /// and the founder's copy has been closed.
    pub(super) fn journeys(&mut self) {
        let (host, to) = (&self.house.0, self.house.1);
        let fault = host.store().verify(&host.actor, &to).expect("a keeper").fault;
        if let Some(fault) = fault {
            self.ended.divergences.push(format!("the house does not prove: {fault:?}"));
        }
        for file in self.arrived.clone() {
            let here = host.store().open_file(&host.actor, &file, "a history");
            if !here.is_ok_and(|volume| whereabouts(&volume.file, &to) == Whereabouts::Here) {
                self.ended.lost.push(format!("{file} was accepted and is not in the house"));
            }
            let founder = &self.posts[0];
            let Ok(copy) = founder.store().open_file(&founder.actor, &file, "a history") else { continue };
            if matches!(whereabouts(&copy.file, &self.compartment), Whereabouts::OnTheRoad { .. }) {
                self.ended.divergences.push(format!("{file} was accepted and is still on the road"));
            }
        }
    }
}
