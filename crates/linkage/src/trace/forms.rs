//! Which forms of given names the list uses as one name (Chaja and Hélène): where a question has one of them, the
//! others are asked for too.

use crate::link::akin::Akin;
use crate::link::intern::QuickMap;
use crate::link::keys::form;
use crate::link::words::Words;

/// Other forms that are asked for at most: those that the most spellings speak for.
const MOST: usize = 8;

/// Forms by form, the surest first.
#[derive(Debug, Default)]
pub(super) struct Forms(QuickMap<u32, Vec<u32>>);

impl Forms {
    /// From the words that the list taught.
    pub fn new(akin: &Akin, words: &Words) -> Self {
        let mut counts: QuickMap<(u32, u32), u32> = QuickMap::default();
        for two in akin.names.numbers().chunks_exact(2) {
            let (a, b) = (form(words, two[0]), form(words, two[1]));
            if a != b && a != 0 && b != 0 {
                *counts.entry((a, b)).or_default() += 1;
                *counts.entry((b, a)).or_default() += 1;
            }
        }
        let mut all: Vec<(u32, u32, u32)> = counts.into_iter().map(|((a, b), count)| (a, count, b)).collect();
        all.sort_unstable_by(|x, y| (x.0, y.1, x.2).cmp(&(y.0, x.1, y.2)));
        let each = all.chunk_by(|x, y| x.0 == y.0);
        Self(
            each.map(|forms| (forms[0].0, forms.iter().take(MOST).map(|(.., other)| *other).collect()))
                .collect(),
        )
    }

    /// Other forms of one, the surest first.
    pub fn others(&self, form: u32) -> &[u32] {
        self.0.get(&form).map_or(&[], Vec::as_slice)
    }
}
