//! The beds of a home, and who has them.

use super::{Resident, sex};
use crate::place::Beds;
use jiff::civil::Date;
use linkage::edtf::{AgeBand, age_on};
use planning::placement::Bed;

pub(super) fn age_of(resident: &Resident, day: Date) -> AgeBand {
    let band = resident.birth.as_ref().and_then(|b| age_on(b, day));
    band.unwrap_or(AgeBand { at_least: 0, at_most: None })
}

/// The beds of a home as people take them, the tightest first. Whoever fits none sleeps in the largest band: there are
/// never more beds free than places.
pub(super) struct Dormitory {
    pub bands: Vec<(Beds, u32)>,
    over: u32,
}

impl Dormitory {
    pub fn of(beds: &[Beds]) -> Dormitory {
        let free = |b: &Beds| b.count.saturating_sub(b.blocked).min(planning::placement::MAX_COUNT);
        Dormitory { bands: beds.iter().map(|b| (b.clone(), free(b))).collect(), over: 0 }
    }

    pub fn all(&self) -> u32 {
        let usable = self.bands.iter().map(|(b, _)| b.count.saturating_sub(b.blocked));
        usable.fold(0, u32::saturating_add)
    }

    pub fn takes(&mut self, resident: &Resident, day: Date) -> Option<usize> {
        let age = age_of(resident, day);
        let fits = |b: &Beds| {
            let of_sex = b.sex == "any" || b.sex.starts_with(resident.sex) || sex(resident.sex).is_none();
            of_sex && age.at_least <= b.to_age && age.at_most.is_none_or(|most| most >= b.from_age)
        };
        let open = self.bands.iter().enumerate().filter(|(_, (b, free))| *free > 0 && fits(b));
        let best = open.min_by_key(|(at, (b, _))| (b.sex == "any", b.to_age.saturating_sub(b.from_age), *at));
        let Some(at) = best.map(|(at, _)| at) else {
            self.over = self.over.saturating_add(1);
            return None;
        };
        self.bands[at].1 -= 1;
        Some(at)
    }

    pub fn free(&self) -> u32 {
        self.left().iter().map(|b| b.count).fold(0, u32::saturating_add)
    }

    pub fn left(&self) -> Vec<Bed> {
        let mut free: Vec<u32> = self.bands.iter().map(|(_, free)| *free).collect();
        for _ in 0..self.over {
            let Some(most) = free.iter_mut().max_by_key(|n| **n).filter(|n| **n > 0) else { break };
            *most -= 1;
        }
        let bed = |((b, _), count): (&(Beds, u32), u32)| Bed {
            sex: sex(b.sex.chars().next().filter(|_| b.sex != "any").unwrap_or('?')),
            from: b.from_age,
            to: b.to_age,
            count,
        };
        self.bands.iter().zip(free).map(bed).collect()
    }
}
