//! A short text that is equal when a row says the same again, so that importing a file twice adds nothing.
//!
//! It is made of what the row says, not of where or how it stands: the same register saved once as CSV and once
//! as XLSX gives equal fingerprints. Columns held apart are left out of it, so that it tells nothing of them.

use std::collections::HashMap;

/// Takes the parts of one row; order matters.
pub(crate) struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    /// Fingerprints of one version of the rules are never compared with those of another.
    pub(crate) fn new() -> Fingerprint {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"relais register row 1");
        Fingerprint(hasher)
    }

    /// Adds a part: blanks at its ends and runs of blanks within do not count.
    pub(crate) fn part(&mut self, key: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        self.0.update(&[0]).update(key.as_bytes()).update(&[1]);
        for word in value.split_whitespace() {
            self.0.update(word.as_bytes()).update(b" ");
        }
    }

    /// The content as 16 bytes.
    pub(crate) fn content(&self) -> [u8; 16] {
        let mut short = [0; 16];
        short.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        short
    }
}

/// Numbers rows of equal content within one file: two children written alike are two rows, and stay two when
/// the file comes again.
#[derive(Default)]
pub(crate) struct Repeats(HashMap<[u8; 16], (u32, u32)>);

impl Repeats {
    /// The fingerprint of a row, and the row that first had its content.
    pub(crate) fn name(&mut self, content: [u8; 16], line: u32) -> (String, Option<u32>) {
        let (first, count) = self.0.entry(content).or_insert((line, 0));
        *count += 1;
        let earlier = (*count > 1).then_some(*first);
        let mut text: String = content.iter().map(|byte| format!("{byte:02x}")).collect();
        if *count > 1 {
            text.push_str(&format!("-{count}"));
        }
        (text, earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(&str, &str)]) -> [u8; 16] {
        let mut print = Fingerprint::new();
        for (key, value) in parts {
            print.part(key, value);
        }
        print.content()
    }

    #[test]
    fn content_decides_and_blanks_do_not() {
        let base = of(&[("given", "Anna"), ("note", "came alone")]);
        assert_eq!(base, of(&[("given", " Anna "), ("sex", ""), ("note", "came  alone")]));
        assert_ne!(base, of(&[("given", "Anna"), ("note", "came alonE")]));
        assert_ne!(base, of(&[("surname", "Anna"), ("note", "came alone")]));
        assert_ne!(of(&[("a", "bc")]), of(&[("ab", "c")]));
    }

    #[test]
    fn equal_rows_of_one_file_stay_two() {
        let mut repeats = Repeats::default();
        let (first, none) = repeats.name([7; 16], 2);
        let (second, earlier) = repeats.name([7; 16], 9);
        assert_ne!(first, second);
        assert_eq!((none, earlier), (None, Some(2)));
        assert_eq!(first, "07".repeat(16));
    }
}
