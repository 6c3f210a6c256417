//! A meeting: the side that is asked.

use super::message::{Answer, Ask};
use super::page::{Page, PageProblem};
use super::{Height, Keeps, Lost, ROOM};
use domain::id::{CompartmentId, NodeId};

/// Answers a question of the node `with`. What is not shared with it does not exist for it.
pub fn answer(keeps: &mut dyn Keeps, with: &NodeId, ask: Ask) -> Result<Answer, Lost> {
    let shared = keeps.shared(with)?;
    let may = |c: &CompartmentId| shared.contains(c);
    Ok(match ask {
        Ask::Greet(theirs) => {
            let mut of = shared.clone();
            for (compartment, _) in theirs.shared.into_iter().filter(|(c, _)| !may(c)) {
                if keeps.takes(&compartment, with)? {
                    of.push(compartment);
                }
            }
            Answer::Frontiers(keeps.word(&of, with)?)
        }
        Ask::Pull { compartment, node, after, room } if may(&compartment) => {
            let here = keeps.hash_at(&compartment, &node, after.seq)?;
            if after.seq > 0 && here.is_some_and(|hash| hash != after.hash) {
                return Ok(Answer::Forked);
            }
            let room = (room as usize).clamp(ROOM.0, ROOM.1);
            Answer::Page(keeps.page(&compartment, &node, after.seq, room)?)
        }
        Ask::HashAt { compartment, node, seq } if may(&compartment) => {
            let hash = keeps.hash_at(&compartment, &node, seq)?;
            Answer::Hash(hash.map(|hash| Height { seq, hash }))
        }
        Ask::Knows { compartment, node, height } if may(&compartment) => {
            Answer::Known(keeps.knows(&compartment, &node, &height)?)
        }
        Ask::Branch { compartment, node, tip } if may(&compartment) => {
            Answer::Page(keeps.branch(&compartment, &node, &tip)?)
        }
        Ask::Push(page) => push(keeps, with, page, &shared)?,
        Ask::Wants(c) if may(&c) => Answer::Wanted(keeps.wanted(&c)?),
        Ask::Beside(c, wanted) if may(&c) => Answer::Beside(keeps.beside(&c, &wanted)?),
        Ask::Take(c, beside) if may(&c) => {
            keeps.take(&c, beside)?;
            Answer::Done(0)
        }
        Ask::Part { compartment, address, from, room } if may(&compartment) => {
            let room = (room as usize).clamp(ROOM.0, ROOM.1);
            Answer::Part(keeps.part(&compartment, &address, from, room)?)
        }
        Ask::TakePart(c, part) if may(&c) => Answer::Done(keeps.take_part(&c, part)?),
        Ask::Letterboxes(_)
        | Ask::TakeLetterboxes(_)
        | Ask::Letters
        | Ask::Fetch { .. }
        | Ask::Fetched(_)
        | Ask::Bring(_)
        | Ask::BringPart(..) => super::letters::answer(keeps, with, ask)?,
        Ask::Pull { .. } | Ask::Branch { .. } => Answer::Page(None),
        Ask::HashAt { .. } => Answer::Hash(None),
        Ask::Knows { .. } => Answer::Known(false),
        Ask::Wants(_) => Answer::Wanted(Default::default()),
        Ask::Beside(..) => Answer::Beside(Default::default()),
        Ask::Part { .. } => Answer::Part(None),
        Ask::Take(..) | Ask::TakePart(..) => Answer::Done(0),
    })
}

fn push(keeps: &mut dyn Keeps, with: &NodeId, page: Page, shared: &[CompartmentId]) -> Result<Answer, Lost> {
    if !shared.contains(&page.compartment) && !keeps.takes(&page.compartment, with)? {
        return Ok(Answer::Refused(PageProblem::NotShared.to_string()));
    }
    Ok(match keeps.admit(page, with)? {
        Ok(admitted) => Answer::Taken(admitted.entries as u64),
        Err(problem) => Answer::Refused(problem.to_string()),
    })
}
