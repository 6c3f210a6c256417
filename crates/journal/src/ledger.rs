//! Every seal of this process in a list, for the test of C8: which key with which nonce, and what for. Compiled only with
//! the feature `ledger`, which no release turns on; it notes nothing until a test begins, and keeps hashes, no keys.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

/// What was sealed since [`begin`].
#[derive(Default)]
pub struct Ledger {
    /// Seals by what they were for: the label that their context begins with.
    pub purposes: BTreeMap<String, u64>,
    /// What must never be: one line each.
    pub faults: BTreeSet<String>,
    seen: HashSet<[u8; 32]>,
    keys: HashMap<[u8; 32], String>,
}

static LEDGER: Mutex<Option<Ledger>> = Mutex::new(None);

/// Notes from now on, with an empty list.
pub fn begin() {
    *LEDGER.lock().unwrap_or_else(PoisonError::into_inner) = Some(Ledger::default());
}

/// Notes no longer; what was noted.
pub fn end() -> Ledger {
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
}

/// A seal under a key that is used more than once.
pub(crate) fn sealed(key: &[u8; 32], nonce: &[u8], aad: &[u8]) {
    with(|ledger| ledger.note(key, nonce, aad));
}

/// A seal to somebody's public key, whose own key is drawn for it alone (HPKE).
pub(crate) fn sealed_to(encapsulated: &[u8], purpose: &str, context: &[u8]) {
    with(|ledger| {
        ledger.note(
            &blake3::derive_key("relais ledger: encapsulated", encapsulated),
            &[],
            purpose.as_bytes(),
        );
        if context.is_empty() {
            ledger.faults.insert(format!("{purpose}: sealed to somebody without a context"));
        }
    });
}

fn with(f: impl FnOnce(&mut Ledger)) {
    if let Some(ledger) = LEDGER.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        f(ledger);
    }
}

impl Ledger {
    fn note(&mut self, key: &[u8; 32], nonce: &[u8], aad: &[u8]) {
        let label = aad.split(|b| *b == 0).next().unwrap_or_default();
        let label = String::from_utf8_lossy(label).into_owned();
        if !label.starts_with("relais/") {
            self.faults.insert(format!("a seal binds no context: {label:?}"));
        }
        let key = blake3::derive_key("relais ledger: key", key);
        if self.keys.entry(key).or_insert_with(|| label.clone()) != &label {
            self.faults.insert(format!("one key serves two purposes: {} and {label}", self.keys[&key]));
        }
        if !self.seen.insert(blake3::derive_key("relais ledger: seal", &[key.as_slice(), nonce].concat())) {
            self.faults.insert(format!("{label}: a nonce came twice under one key"));
        }
        *self.purposes.entry(label).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c8_each_kind_of_fault_is_named() {
        // Key, nonce, context of two seals; what is said of them.
        type Seal = ([u8; 32], [u8; 24], &'static [u8]);
        let (a, b): (Seal, Seal) =
            (([1; 32], [1; 24], b"relais/0/a\0x"), ([1; 32], [2; 24], b"relais/0/a\0x"));
        let table: [(Seal, Seal, &[&str]); 5] = [
            (a, b, &[]),
            (a, ([2; 32], [1; 24], b"relais/0/b\0x"), &[]),
            (a, a, &["relais/0/a: a nonce came twice under one key"]),
            (
                a,
                ([1; 32], [2; 24], b"relais/0/b\0x"),
                &["one key serves two purposes: relais/0/a and relais/0/b"],
            ),
            (a, ([2; 32], [2; 24], b""), &["a seal binds no context: \"\""]),
        ];
        for (first, second, said) in table {
            let mut ledger = Ledger::default();
            for (key, nonce, aad) in [first, second] {
                ledger.note(&key, &nonce, aad);
            }
            assert_eq!(ledger.faults.iter().map(String::as_str).collect::<Vec<_>>(), said);
        }
    }
}
