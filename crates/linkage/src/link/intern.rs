//! Each distinct text once: texts to numbers in the order in which they were first met.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A quick hash for texts of trusted length: it need not withstand an adversary, only spread.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Quick(u64);

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        mix(self.0)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0_u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(SPREAD);
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(SPREAD);
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }
}

pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Spreads a number over all its bits.
pub(crate) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(SPREAD);
    let value = (value ^ (value >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value ^ (value >> 32)
}

fn tag(text: &str) -> u32 {
    let mut hash = Quick::default();
    hash.write(text.as_bytes());
    hash.write_u8(CLOSE);
    hash.finish() as u32
}

/// Texts that are fetched together.
const FETCHED: usize = 16;

/// Texts and their numbers.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    /// All texts, one after the other, each closed by a byte that no text has.
    texts: Vec<u8>,
    /// A table of twice as many places as there are texts or more: a power of two.
    slots: Vec<Slot>,
    count: u32,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    /// The text's hash.
    tag: u32,
    /// Its number; [`FREE`] is no text.
    number: u32,
    start: u64,
}

const FREE: u32 = u32::MAX;
const CLOSE: u8 = 0xff;
const FIRST_SLOTS: usize = 64;

impl Interner {
    /// The number of the text, and whether it is new.
    pub fn number(&mut self, text: &str) -> (u32, bool) {
        self.number_tagged(text, tag(text))
    }

    /// Shows the number of each text, and whether it is new. Some are fetched before they are compared: the memory
    /// brings many at once as fast as one.
    pub fn each<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        mut show: impl FnMut(&'t str, u32, bool),
    ) {
        let mut texts = texts.fuse();
        let mut some: Vec<(&str, u32)> = Vec::with_capacity(FETCHED);
        loop {
            some.clear();
            some.extend(texts.by_ref().take(FETCHED).map(|text| (text, tag(text))));
            if some.is_empty() {
                return;
            }
            self.fetch(&some);
            for (text, tag) in &some {
                let (number, new) = self.number_tagged(text, *tag);
                show(text, number, new);
            }
        }
    }

    /// Reads a little of what is about to be looked at, first of the slots and then of their texts.
    fn fetch(&self, some: &[(&str, u32)]) {
        let mut starts = [0_usize; FETCHED];
        for (start, (_, tag)) in starts.iter_mut().zip(some) {
            let slot = self.slots.get(*tag as usize & self.slots.len().wrapping_sub(1));
            *start = slot.map_or(0, |slot| slot.start as usize);
        }
        let touched = starts.iter().filter_map(|start| self.texts.get(*start));
        std::hint::black_box(touched.fold(0, |sum, byte| sum ^ byte));
    }

    fn number_tagged(&mut self, text: &str, tag: u32) -> (u32, bool) {
        if self.slots.len() < 2 * (self.count as usize + 1) {
            self.grow();
        }
        let at = self.place(tag, |slot| {
            let start = slot.start as usize;
            let (own, close) = (start..start + text.len(), start + text.len());
            self.texts.get(close) == Some(&CLOSE) && &self.texts[own] == text.as_bytes()
        });
        let known = self.slots[at].number;
        if known != FREE {
            return (known, false);
        }
        self.slots[at] = Slot { tag, number: self.count, start: self.texts.len() as u64 };
        self.texts.extend_from_slice(text.as_bytes());
        self.texts.push(CLOSE);
        self.count += 1;
        (self.count - 1, true)
    }

    /// The place of what is sought, or the free place where it belongs.
    fn place(&self, tag: u32, is: impl Fn(&Slot) -> bool) -> usize {
        let mut at = tag as usize & (self.slots.len() - 1);
        loop {
            let slot = &self.slots[at];
            if slot.number == FREE || (slot.tag == tag && is(slot)) {
                return at;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn grow(&mut self) {
        let more = (self.slots.len() * 2).max(FIRST_SLOTS);
        let before = std::mem::replace(&mut self.slots, vec![Slot { tag: 0, number: FREE, start: 0 }; more]);
        for slot in before.into_iter().filter(|slot| slot.number != FREE) {
            let at = self.place(slot.tag, |_| false);
            self.slots[at] = slot;
        }
    }
}
