//! Padding of the databases on disk: their files grow in steps, so that a size tells no number of people.
//!
//! A file is filled up to the next step with free pages, enciphered like every other. Work takes from those, and the
//! file stays as long as it is until they run out. It never hides how many databases there are, nor that much was
//! written where a file is large: pictures lie among the pages like everything else.

use crate::database::Database;
use crate::problem::Problem;

/// Pages of the smallest database: 1 MiB, which holds a house of some dozens.
const FLOOR: i64 = 256;
/// Steps from one doubling to the next: a size says how much there is to a fifth.
const STEPS: i64 = 4;
/// Largest step in pages, 16 MiB: so that a large database does not waste more than the work of some weeks.
const STEP: i64 = 4_096;
/// Free pages below which the file is filled up again: what one commit takes at most, ordinarily.
const RESERVE: i64 = 48;

/// The least length in pages on the ladder of lengths that holds `pages`.
fn step_above(pages: i64) -> i64 {
    let mut from = FLOOR;
    if pages <= from {
        return from;
    }
    while from * 2 < pages && from < STEP * STEPS {
        from *= 2;
    }
    let step = (from / STEPS).min(STEP);
    from + (pages - from).div_euclid(step) * step + if (pages - from) % step == 0 { 0 } else { step }
}

/// Length in bytes of the one blob of a row whose overflow fills exactly `pages` pages of `usable` bytes each.
/// Source: the SQLite file format, "B-tree pages" (what of a row stays in its leaf) and "Record format".
fn filling(pages: i64, usable: i64) -> i64 {
    let stays = (usable - 12) * 32 / 255 - 23;
    let record = stays + pages * (usable - 4);
    // A header of its own length, the row's id (kept elsewhere) and the blob's type, a number in sevens of bits.
    let header = |blob: i64| {
        let kind = u64::try_from(12 + 2 * blob).unwrap_or_default();
        2 + i64::from((64 - kind.leading_zeros()).div_ceil(7))
    };
    record - header(record)
}

impl Database {
    /// Fills the file up to the next step where few free pages are left; nothing to do for PostgreSQL, whose server is
    /// no laptop.
    pub(crate) fn pad(&mut self) -> Result<(), Problem> {
        if matches!(self, Database::Postgres(_)) {
            return Ok(());
        }
        #[cfg(feature = "test-rig")]
        if crate::rig::GROW_BY_THE_PAGE.load(std::sync::atomic::Ordering::SeqCst) {
            return Ok(());
        }
        let (pages, free) = (self.pragma("page_count")?, self.pragma("freelist_count")?);
        if free >= RESERVE && pages == step_above(pages) {
            return Ok(());
        }
        // The table takes a page of its own, so it stands before anything is counted.
        self.batch("create table if not exists padding ( -- node\n id integer primary key, bytes blob)")?;
        let (pages, free) = (self.pragma("page_count")?, self.pragma("freelist_count")?);
        let goal = step_above((pages - free + 2 * RESERVE).max(pages));
        // Two commits, since a page that is taken and freed within one is never written. What the pages hold is zeros,
        // which need no wiping.
        let sql = "insert into padding (bytes) values (zeroblob($1))";
        self.execute(sql, &[filling(free + goal - pages, PAGE - RESERVED_BY_THE_CIPHER).into()])?;
        let freed = self.batch("pragma secure_delete = off; delete from padding");
        self.batch("pragma secure_delete = on")?;
        freed
    }

    /// The same where work must go on without it: what stood in the way is said in the log.
    pub(crate) fn pad_or_say(&mut self) {
        if let Err(problem) = self.pad() {
            tracing::error!(%problem, "a database could not be filled up to its next length");
        }
    }

    fn pragma(&mut self, name: &str) -> Result<i64, Problem> {
        // tidy: columns only (the name of a pragma of this module)
        Ok(self.one(&format!("pragma {name}"), &[])?.map(|row| row.int(0)).unwrap_or_default())
    }
}

/// Bytes of a page, SQLCipher's own default.
const PAGE: i64 = 4_096;
/// Bytes at the end of each page that SQLCipher keeps for the page's own vector and its HMAC.
const RESERVED_BY_THE_CIPHER: i64 = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c3_lengths_stand_on_a_ladder_of_few_steps() {
        let steps: Vec<i64> = (1..=40_000).map(step_above).collect();
        assert!(steps.iter().zip(1..).all(|(step, pages)| *step >= pages), "a step holds what is on it");
        assert!(steps.iter().all(|step| step_above(*step) == *step), "a step is its own");
        let mut rungs = steps.clone();
        rungs.dedup();
        let first: Vec<i64> = rungs.iter().copied().take(11).collect();
        assert_eq!(first, [256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536]);
        assert!(rungs.windows(2).all(|two| two[1] - two[0] <= STEP), "{rungs:?}");
        assert!(rungs.len() < 40, "{rungs:?}");
    }
}
