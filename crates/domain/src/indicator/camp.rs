//! One place with what lies within it, over a period: who is there on its last day by sex and age, who came, who left and why.

use super::{Band, Presence};
use crate::id::FileId;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Sexes a line has a number for; the third stands for every other and for those not known.
pub const SEXES: [&str; 3] = ["f", "m", "?"];

/// One place over a period. `opening + arrivals - left = closing`, each person once however many stays follow one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceReport {
    /// There before the first day and still on it.
    pub opening: usize,
    /// Came within the period.
    pub arrivals: usize,
    /// Left within the period, by the reason's key; empty where none was told.
    pub left: BTreeMap<String, usize>,
    /// There at the end of the last day.
    pub closing: usize,
    /// Those by age band, each with a number for each of [`SEXES`]; none: the age cannot be told.
    pub bands: Vec<(Option<Band>, [usize; 3])>,
}

/// Whether somebody is there without a break from one day to before another.
struct There<'a> {
    from: Date,
    last: &'a Presence,
}

/// Counts `places` (a camp and its barracks) as one from `from` to `to`, both days included: whoever moves among them neither
/// leaves nor comes. Rows stand by person and day, as [`once`](super::once) leaves them.
pub fn place_report(rows: &[Presence], places: &BTreeSet<FileId>, from: Date, to: Date) -> PlaceReport {
    let mut report = PlaceReport::default();
    let mut bands: Vec<(Option<Band>, [usize; 3])> =
        Band::ALL.into_iter().map(Some).chain([None]).map(|band| (band, [0; 3])).collect();
    for own in rows.chunk_by(|a, b| a.subject == b.subject) {
        for there in whole(own.iter().filter(|p| places.contains(&p.place))) {
            let (until, last) = (there.last.until, there.last);
            let before = there.from < from && until.is_none_or(|until| until >= from);
            let after = there.from <= to && until.is_none_or(|until| until > to);
            report.opening += usize::from(before);
            report.arrivals += usize::from(from <= there.from && there.from <= to);
            if until.is_some_and(|until| from <= until && until <= to) {
                let reason = last.reason.map(|reason| reason.key().to_string()).unwrap_or_default();
                *report.left.entry(reason).or_default() += 1;
            }
            if after {
                report.closing += 1;
                let band = Band::ALL.into_iter().find(|b| b.holds(last.birth.as_ref(), to) == Some(true));
                let sex = SEXES.iter().position(|s| s.starts_with(last.sex)).unwrap_or(2);
                if let Some((_, counts)) = bands.iter_mut().find(|(of, _)| *of == band) {
                    counts[sex] += 1;
                }
            }
        }
    }
    report.bands = bands;
    report
}

/// Stays that follow one another without a night between them are one; they stand by their first day.
fn whole<'a>(stays: impl Iterator<Item = &'a Presence>) -> Vec<There<'a>> {
    let mut all: Vec<There<'a>> = Vec::new();
    for stay in stays {
        match all.last_mut() {
            Some(there) if there.last.until.is_none_or(|until| stay.from <= until) => {
                let longer = match (there.last.until, stay.until) {
                    (Some(before), Some(now)) => now >= before,
                    (Some(_), None) => true,
                    (None, _) => false,
                };
                if longer {
                    there.last = stay;
                }
            }
            _ => all.push(There { from: stay.from, last: stay }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{StayId, SubjectId};
    use crate::place::Kind;
    use crate::stay::EndReason;
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use proptest::prelude::*;

    const CAMP: FileId = FileId([1; 16]);
    const ZERO: Date = date(1942, 3, 1);

    fn day(n: i64) -> Date {
        ZERO.checked_add(n.days()).unwrap_or(ZERO)
    }

    fn presence(subject: u8, place: u8, from: i64, until: Option<i64>) -> Presence {
        Presence {
            subject: SubjectId([subject; 16]),
            stay: StayId([subject.wrapping_mul(31).wrapping_add(from as u8); 16]),
            place: FileId([place; 16]),
            name: "Camp".into(),
            kind: Kind::Camp,
            from: day(from),
            until: until.map(day),
            reason: until.map(|_| EndReason::Released),
            birth: "1934".parse().ok(),
            sex: if subject.is_multiple_of(2) { 'f' } else { 'm' },
            came_from: String::new(),
            live: true,
        }
    }

    #[test]
    fn who_moves_within_the_camp_neither_left_nor_came() {
        let rows = [presence(2, 1, -5, Some(3)), presence(2, 1, 3, None), presence(3, 1, 2, Some(4))];
        let report = place_report(&rows, &[CAMP].into(), day(0), day(9));
        assert_eq!((report.opening, report.arrivals, report.closing), (1, 1, 1));
        assert_eq!(report.left, BTreeMap::from([("released".to_string(), 1)]));
        let counted = report.bands.iter().find(|(_, counts)| counts.iter().sum::<usize>() > 0);
        assert_eq!(counted, Some(&(Some(Band { from: 6, to: 14 }), [1, 0, 0])));
    }

    #[test]
    fn a_camp_is_counted_with_its_barracks() {
        let barrack = FileId([2; 16]);
        // One moves from the camp to a barrack, one sleeps in the barrack and leaves it, one is elsewhere.
        let rows = [
            presence(2, 1, -5, Some(3)),
            presence(2, 2, 3, None),
            presence(3, 2, 2, Some(4)),
            presence(4, 3, 0, None),
        ];
        let counted = |places: &[FileId]| {
            let report = place_report(&rows, &places.iter().copied().collect(), day(0), day(9));
            let left: usize = report.left.values().sum();
            [report.opening, report.arrivals, left, report.closing]
        };
        assert_eq!(counted(&[CAMP, barrack]), [1, 1, 1, 1]);
        assert_eq!(counted(&[CAMP]), [1, 0, 1, 0], "the camp alone");
    }

    proptest! {
        #[test]
        fn a_place_reconciles_and_counts_whoever_sleeps_there(
            stays in prop::collection::vec((0_u8..6, 1_u8..3, -20_i64..20, prop::option::of(0_i64..15)), 0..14), from in -10_i64..10, days in 0_i64..12,
        ) {
            let all = stays.into_iter().map(|(who, place, start, nights)| presence(who, place, start, nights.map(|n| start + n)));
            let mut rows: Vec<Presence> = all.collect();
            rows.sort_by_key(|r| (r.subject, r.from, r.until.is_none(), r.until));
            let (first, last) = (day(from), day(from + days));
            let report = place_report(&rows, &[CAMP].into(), first, last);
            let left: usize = report.left.values().sum();
            prop_assert_eq!(report.opening + report.arrivals, report.closing + left);
            let mut there: Vec<SubjectId> = rows.iter().filter(|r| r.place == CAMP && r.covers(last)).map(|r| r.subject).collect();
            there.dedup();
            prop_assert_eq!(report.closing, there.len());
            prop_assert_eq!(report.bands.iter().flat_map(|(_, counts)| counts).sum::<usize>(), report.closing);
        }
    }
}
