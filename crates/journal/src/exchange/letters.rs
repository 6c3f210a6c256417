//! Letters on their way: each side tells which letterboxes it knows, and each gets what lies at the other for the
//! compartments it keeps or carries for. A letter goes in parts and is whole when its hash says so.

use super::meet::{Met, Peer, nonsense};
use super::message::{Answer, Ask, Waits};
use super::{Keeps, Lost, NAMED_MAX, ROOM};
use domain::id::NodeId;
use std::collections::BTreeSet;

/// Most letters carried one way in one meeting; the rest follow in the next.
const LETTERS_MAX: usize = NAMED_MAX;

/// Answers a question about letters.
pub(super) fn answer(keeps: &mut dyn Keeps, with: &NodeId, ask: Ask) -> Result<Answer, Lost> {
    Ok(match ask {
        Ask::Letterboxes(named) => {
            let known = keeps.letterboxes()?;
            let marks: BTreeSet<u64> = known.iter().map(|l| l.mark()).collect();
            let lacks = named.iter().filter(|mark| !marks.contains(mark)).take(NAMED_MAX).copied().collect();
            let named: BTreeSet<u64> = named.into_iter().collect();
            let others = known.into_iter().filter(|l| !named.contains(&l.mark())).take(NAMED_MAX).collect();
            Answer::Letterboxes(others, lacks)
        }
        Ask::TakeLetterboxes(letterboxes) => {
            keeps.take_letterboxes(letterboxes.into_iter().take(NAMED_MAX).collect())?;
            Answer::Done(0)
        }
        Ask::Letters => Answer::Letters(keeps.letters(with)?.into_iter().take(LETTERS_MAX).collect()),
        Ask::Fetch { waits, from, room } => {
            let room = (room as usize).clamp(ROOM.0, ROOM.1);
            Answer::Part(keeps.letter_part(&waits, with, from, room)?)
        }
        Ask::Fetched(waits) => {
            keeps.handed_on(&waits, with)?;
            Answer::Done(waits.total)
        }
        Ask::Bring(waits) => Answer::Brings(keeps.brings(&waits)?),
        Ask::BringPart(compartment, part) => Answer::Done(keeps.take_letter_part(&compartment, part)?),
        _ => Answer::Done(0),
    })
}

/// Letterboxes, then letters, both ways.
pub(super) fn meet(
    keeps: &mut dyn Keeps,
    with: &NodeId,
    peer: &mut dyn Peer,
    met: &mut Met,
) -> Result<(), Lost> {
    letterboxes(keeps, peer)?;
    let Answer::Letters(theirs) = peer.ask(&Ask::Letters)? else { return Err(nonsense()) };
    for waits in theirs.into_iter().take(LETTERS_MAX) {
        if let Some(here) = keeps.brings(&waits)? {
            fetch(keeps, peer, met, &waits, here)?;
        }
    }
    for waits in keeps.letters(with)?.into_iter().take(LETTERS_MAX) {
        let Answer::Brings(there) = peer.ask(&Ask::Bring(waits))? else { return Err(nonsense()) };
        if let Some(there) = there {
            bring(keeps, with, peer, met, &waits, there)?;
        }
    }
    Ok(())
}

fn letterboxes(keeps: &mut dyn Keeps, peer: &mut dyn Peer) -> Result<(), Lost> {
    let known = keeps.letterboxes()?;
    let marks = known.iter().map(|l| l.mark()).collect();
    let Answer::Letterboxes(theirs, lacks) = peer.ask(&Ask::Letterboxes(marks))? else {
        return Err(nonsense());
    };
    if !theirs.is_empty() {
        keeps.take_letterboxes(theirs.into_iter().take(NAMED_MAX).collect())?;
    }
    let lacks: BTreeSet<u64> = lacks.into_iter().collect();
    let told: Vec<_> = known.into_iter().filter(|l| lacks.contains(&l.mark())).take(NAMED_MAX).collect();
    if !told.is_empty() {
        let Answer::Done(_) = peer.ask(&Ask::TakeLetterboxes(told))? else { return Err(nonsense()) };
    }
    Ok(())
}

/// Counts a letter that has come, or was brought, where it was not there before.
fn count(met: &mut Met, waits: &Waits, before: bool) {
    let counted = if waits.fills() { &mut met.fillers } else { &mut met.letters };
    *counted += u64::from(!before);
}

fn fetch(
    keeps: &mut dyn Keeps,
    peer: &mut dyn Peer,
    met: &mut Met,
    waits: &Waits,
    mut here: u64,
) -> Result<(), Lost> {
    let whole = here >= waits.total;
    while here < waits.total {
        let room = peer.room() as u32;
        let part = match peer.ask(&Ask::Fetch { waits: *waits, from: here, room })? {
            Answer::Part(Some(part)) if part.address == waits.letter && part.total == waits.total => part,
            Answer::Part(None) => return Ok(()),
            _ => return Err(nonsense()),
        };
        let now = keeps.take_letter_part(&waits.compartment, part)?;
        if now <= here {
            return Ok(());
        }
        met.pieces += 1;
        here = now;
    }
    count(met, waits, whole);
    let Answer::Done(_) = peer.ask(&Ask::Fetched(*waits))? else { return Err(nonsense()) };
    Ok(())
}

fn bring(
    keeps: &mut dyn Keeps,
    with: &NodeId,
    peer: &mut dyn Peer,
    met: &mut Met,
    waits: &Waits,
    mut there: u64,
) -> Result<(), Lost> {
    let whole = there >= waits.total;
    while there < waits.total {
        let Some(part) = keeps.letter_part(waits, with, there, peer.room())? else { return Ok(()) };
        let Answer::Done(now) = peer.ask(&Ask::BringPart(waits.compartment, part))? else {
            return Err(nonsense());
        };
        if now <= there {
            return Ok(());
        }
        met.pieces += 1;
        there = now;
    }
    count(met, waits, whole);
    keeps.handed_on(waits, with)
}
