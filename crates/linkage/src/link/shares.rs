//! How often words stand in a field, and how many are born on which days: what chance makes of values that agree.

use super::intern::QuickMap;
use super::words::{Alike, Words};

/// How often, among all that is known, a word stands in a field, and how often any form of it does: natural
/// logarithms of shares.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shares {
    pub equal: Vec<f32>,
    pub form: Vec<f32>,
}

/// How many are born until a day, as a share of all.
#[derive(Debug, Default)]
pub(crate) struct Born {
    until: Vec<f64>,
}

impl Born {
    /// From natural logarithms of the days' shares.
    pub(crate) fn of(days: &[f32]) -> Self {
        let mut sum = 0.0;
        let mut until = vec![0.0];
        until.extend(days.iter().map(|day| {
            sum += f64::from(*day).exp();
            sum
        }));
        until.iter_mut().for_each(|until| *until /= sum.max(1.0));
        Self { until }
    }

    /// Natural logarithm of the share of those born within some days, counted from the first.
    pub(crate) fn within(&self, from: u32, to: u32) -> f32 {
        let until = |day: u32| self.until[(day as usize).min(self.until.len() - 1)];
        (until(to.saturating_add(1)) - until(from)).max(RAREST_DAY).ln() as f32
    }
}

impl Shares {
    /// What chance makes of two words that are equal or forms of one another.
    pub(crate) fn of(&self, alike: u8, (a, b): (u32, u32)) -> Option<f32> {
        const EQUAL: u8 = Alike::Equal as u8;
        const FORM: u8 = Alike::Form as u8;
        const ACROSS: u8 = Alike::FormAcross as u8;
        match alike {
            EQUAL => Some(self.equal[a as usize]),
            FORM | ACROSS => Some(self.form[a as usize].max(self.form[b as usize])),
            _ => None,
        }
    }

    /// Says every value more common, by a natural logarithm: in a part of the list that was chosen by it.
    pub(crate) fn more_common(&mut self, by: f32) {
        self.equal.iter_mut().chain(&mut self.form).for_each(|share| *share = (*share + by).min(0.0));
    }

    /// Makes room for a word that nobody was met with.
    pub(crate) fn unmet(&mut self) {
        self.equal.push(RAREST.ln() as f32);
        self.form.push((5.0 * RAREST).ln() as f32);
    }
}

/// Values counted before the list was read, so that a short list does not make every name common.
pub(super) const COUNTED_BEFORE: f64 = 500.0;
/// The share that a given name, a parent's, a surname, a place has by and large; forms of it together have twice that.
pub(super) const GIVEN_SHARE: f64 = 0.004;
pub(super) const PARENT_SHARE: f64 = 0.008;
pub(super) const SURNAME_SHARE: f64 = 0.0004;
pub(super) const PLACE_SHARE: f64 = 0.006;
/// No value is rarer than this: other lists have taught as much.
const RAREST: f64 = 1.0 / 100_000.0;
/// No day is rarer than its even part of eighty years.
pub(super) const RAREST_DAY: f64 = 1.0 / 29_220.0;

/// The forms of words: each word's form and its first reading, numbered from 0.
pub(super) struct Forms {
    of: Vec<[u32; 2]>,
    count: usize,
}

impl Forms {
    pub fn new(words: &Words) -> Self {
        let mut numbers: QuickMap<u32, u32> = QuickMap::default();
        let mut number = |key: u32| {
            let next = numbers.len() as u32;
            *numbers.entry(key).or_insert(next)
        };
        let of = words.all.iter().map(|word| {
            let form = number(word.form());
            [form, if word.group == 0 { form } else { number(word.keys[0]) }]
        });
        let of = of.collect();
        Self { of, count: numbers.len() }
    }
}

pub(super) fn shares(forms: &Forms, counts: &[u32], usual: f64) -> Shares {
    let all: f64 = counts.iter().map(|n| f64::from(*n)).sum();
    let mut of_form = vec![0_u32; forms.count];
    for ([form, reading], count) in forms.of.iter().zip(counts) {
        of_form[*form as usize] += count;
        if reading != form {
            of_form[*reading as usize] += count;
        }
    }
    let share = |count: u32, usual: f64, rarest: f64| {
        // One of the two that agree is no evidence of how common the value is.
        let count = f64::from(count.saturating_sub(1));
        ((count + usual * COUNTED_BEFORE) / (all + COUNTED_BEFORE)).max(rarest).ln() as f32
    };
    let equal = counts.iter().map(|n| share(*n, usual, RAREST)).collect();
    let by = |form: u32| of_form[form as usize];
    let form =
        forms.of.iter().map(|[form, reading]| share(by(*form).max(by(*reading)), 2.0 * usual, 5.0 * RAREST));
    let form = form.collect();
    Shares { equal, form }
}
