//! Suspected doubles: a row that may be somebody already known, or somebody of an earlier row. Listed for a person to
//! judge, never joined.
//!
//! Everybody known is put into blocks in memory once (whole name; consonants of one word with a year of birth), so that
//! each row is compared with the few who share a block and not with the whole camp.

use domain::id::FileId;
use linkage::edtf::Edtf;
use linkage::likeness::{Facets, Reason, likeness};
use linkage::name::{skeleton, tokens};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Least likeness that is listed: above what two unrelated people of one name and one year of birth reach.
pub const LEAST_SCORE: f64 = 0.90;
/// Doubles listed for one row: the likeliest; a person who looks further uses search.
pub const PER_ROW: usize = 3;
/// A block of more people than this tells nothing.
const BLOCK_MAX: usize = 200;
/// A birth within more years than this blocks by name alone.
const YEARS_MAX: i16 = 3;
/// Shortest consonant skeleton that makes a block with a year.
const SKELETON_MIN: usize = 2;

/// A row that may be somebody already known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Double {
    /// The row, as the spreadsheet numbers it.
    pub line: u32,
    /// The file of the other.
    pub file: FileId,
    /// Their code.
    pub code: String,
    /// Their name.
    pub name: String,
    /// 0 to 1; 1 where the row itself bears their code.
    pub score: f64,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Somebody to compare with.
pub struct Somebody {
    /// Their file.
    pub file: FileId,
    /// Their code.
    pub code: String,
    /// Their name as shown.
    pub name: String,
    /// Birth, where known.
    pub birth: Option<Edtf>,
    /// `f`, `m`, `x`.
    pub sex: Option<char>,
}

/// Everybody known so far, in blocks.
#[derive(Default)]
pub struct Known {
    people: Vec<(Somebody, Box<[String]>)>,
    whole: HashMap<u64, Vec<u32>>,
    parts: HashMap<u64, Vec<u32>>,
    codes: HashMap<String, u32>,
}

impl Known {
    /// Adds somebody.
    pub fn add(&mut self, somebody: Somebody) {
        let words = tokens(&somebody.name).into_boxed_slice();
        let place = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        self.whole.entry(block(&words.join(" "), 0)).or_default().push(place);
        for key in parts(&words, somebody.birth.as_ref()) {
            self.parts.entry(key).or_default().push(place);
        }
        if !somebody.code.is_empty() {
            self.codes.insert(somebody.code.clone(), place);
        }
        self.people.push((somebody, words));
    }

    /// The person who bears this code.
    pub fn by_code(&self, code: &str) -> Option<&Somebody> {
        let code = domain::code::parse(code)?;
        self.codes.get(&code).map(|place| &self.people[*place as usize].0)
    }

    /// Who a row may be, likeliest first.
    pub fn like(&self, line: u32, name: &str, birth: Option<&Edtf>, sex: Option<char>) -> Vec<Double> {
        let words = tokens(name);
        // One word alone names too many; they are found by search, before a person decides.
        if words.len() < 2 {
            return Vec::new();
        }
        let mut candidates: HashSet<u32> = HashSet::new();
        let mut shared: HashMap<u32, usize> = HashMap::new();
        if let Some(block) = self.whole.get(&block(&words.join(" "), 0)).filter(|b| b.len() <= BLOCK_MAX) {
            candidates.extend(block);
        }
        for key in parts(&words, birth) {
            let Some(block) = self.parts.get(&key).filter(|b| b.len() <= BLOCK_MAX) else { continue };
            block.iter().for_each(|place| *shared.entry(*place).or_default() += 1);
        }
        candidates.extend(shared.into_iter().filter(|(_, n)| *n >= 2).map(|(place, _)| place));
        let asked = Facets { names: &words, birth, sex };
        let mut found: Vec<Double> =
            candidates.into_iter().filter_map(|place| self.double(line, &asked, place)).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.file.cmp(&b.file)));
        found.truncate(PER_ROW);
        found
    }

    fn double(&self, line: u32, asked: &Facets<'_>, place: u32) -> Option<Double> {
        let (other, words) = &self.people[place as usize];
        let like = likeness(asked, &Facets { names: words, birth: other.birth.as_ref(), sex: other.sex })?;
        if like.score < LEAST_SCORE || like.reasons.iter().any(|r| matches!(r, Reason::BirthApart { .. })) {
            return None;
        }
        let (code, name) = (other.code.clone(), other.name.clone());
        Some(Double { line, file: other.file, code, name, score: like.score, reasons: like.reasons })
    }
}

/// The blocks of a name with a birth: the consonants of each word with each year the birth may lie in.
fn parts(words: &[String], birth: Option<&Edtf>) -> Vec<u64> {
    let Some(bounds) = birth.map(Edtf::bounds) else { return Vec::new() };
    let (Some(first), Some(last)) = (bounds.earliest, bounds.latest) else { return Vec::new() };
    let (first, last) = (first.year(), last.year());
    if last.saturating_sub(first) >= YEARS_MAX {
        return Vec::new();
    }
    let mut keys: Vec<u64> = words
        .iter()
        .map(|word| skeleton(word))
        .filter(|s| s.len() >= SKELETON_MIN)
        .flat_map(|s| (first..=last).map(move |year| block(&s, year)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The name of a block. Two blocks of one number would only cost a comparison more.
fn block(text: &str, year: i16) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.as_bytes()).update(&year.to_be_bytes());
    let mut number = [0; 8];
    hasher.finalize_xof().fill(&mut number);
    u64::from_le_bytes(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(n: u8, name: &str, birth: &str, sex: char) -> Somebody {
        let (file, birth) = (FileId([n; 16]), Edtf::parse(birth).ok());
        Somebody { file, code: String::new(), name: name.into(), birth, sex: Some(sex) }
    }

    #[test]
    fn who_may_be_the_same_is_listed_and_nobody_else() {
        let mut known = Known::default();
        known.add(somebody(1, "Blum Anna", "1934-03-12", 'f'));
        known.add(somebody(2, "Blum Anna", "1902", 'f'));
        known.add(somebody(3, "Rabinowicz Sara", "1931-05-01", 'f'));
        known.add(somebody(4, "Levy", "1930", 'm'));
        let check = |name: &str, birth: &str, expected: &[u8]| {
            let birth = Edtf::parse(birth).ok();
            let mut found: Vec<u8> =
                known.like(9, name, birth.as_ref(), Some('f')).iter().map(|d| d.file.0[0]).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{name} {birth:?}");
        };
        check("ANNA BLUM", "1934-03-12", &[1]);
        check("Blum, Anna", "1934", &[1]);
        check("Blum Anna", "1934-12-03", &[1]);
        check("Blum Anna", "", &[1, 2]);
        check("Blum Anna", "1920", &[]);
        check("Rabinovicz Sarah", "1931-05-01", &[3]);
        check("Rabinowicz Max", "1931-05-01", &[]);
        check("Levy", "1930", &[]);
    }

    #[test]
    fn a_code_names_whoever_bears_it_and_a_misheard_one_nobody() {
        let mut known = Known::default();
        let code = domain::code::of(&domain::id::SubjectId([5; 16]));
        known.add(Somebody { code: code.clone(), ..somebody(1, "Blum Anna", "", 'f') });
        assert!(known.by_code(&code.to_lowercase()).is_some());
        let mut misheard = code.into_bytes();
        misheard[2] = if misheard[2] == b'2' { b'3' } else { b'2' };
        assert!(known.by_code(&String::from_utf8_lossy(&misheard)).is_none());
    }
}
