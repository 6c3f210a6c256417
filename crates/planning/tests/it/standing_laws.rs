//! Laws of the standing over arbitrary procedures, records and days, broken procedures included.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proptest::prelude::*;
use relais_planning::Text;
use relais_planning::papers::{Paper, PaperStatus, Standing, standing};
use relais_planning::procedure::{Days, Meaning, PaperKind, Procedure, Silence, Source, Term};

const PAPERS: usize = 6;

fn text() -> Text {
    Text { fr: "f".into(), en: "e".into(), he: None }
}

fn any_date() -> impl Strategy<Value = Date> {
    // Near each other, and at both ends of the calendar.
    prop_oneof![
        8 => (1940i16..1943, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap()),
        1 => Just(Date::MAX),
        1 => Just(Date::MIN),
    ]
}

fn number() -> impl Strategy<Value = u32> {
    prop_oneof![6 => 0u32..200, 1 => Just(u32::MAX)]
}

fn term() -> impl Strategy<Value = Term> {
    (number(), number()).prop_map(|(months, days)| Term { months, days })
}

prop_compose! {
    fn any_kind(n: usize)(
        // Any paper may name any, itself and one that is not there too: such a procedure does not parse, and
        // must not panic.
        all_of in prop::collection::vec(0..=PAPERS, 0..3),
        one_of in prop::collection::vec(prop::collection::vec(0..=PAPERS, 0..3), 0..2),
        (required, handed_in) in any::<(bool, bool)>(),
        days in (number(), number(), number()),
        valid_days in prop::option::of(number()),
        silence in prop::option::of((term(), any::<bool>(), prop::option::of(term()))),
        appeal in prop::option::of(term()),
    ) -> PaperKind {
        let name = |n: &usize| format!("p{n}");
        PaperKind {
            id: name(&n), title: text(), issuer: text(),
            all_of: all_of.iter().map(name).collect(),
            one_of: one_of.iter().map(|group| group.iter().map(name).collect()).collect(),
            required, handed_in,
            audience: relais_planning::Audience::default(),
            days: Days { optimistic: days.0, likely: days.1, pessimistic: days.2 },
            open: Vec::new(),
            valid_days, renewable: false, cost: None,
            silence: silence.map(|(after, grants, appeal)| Silence {
                after, means: if grants { Meaning::Grant } else { Meaning::Refusal }, appeal,
            }),
            appeal, copies: 0, sworn_translation: false, note: None, source: "s".into(), to_confirm: true,
        }
    }
}

fn any_procedure() -> impl Strategy<Value = Procedure> {
    let kinds: Vec<_> = (0..PAPERS).map(any_kind).collect();
    kinds.prop_map(|papers| Procedure {
        id: "p".into(),
        version: 1,
        title: text(),
        country: "FR".into(),
        in_force_from: Date::MIN,
        in_force_until: None,
        target: text(),
        sources: vec![Source { reference: "r".into(), note: String::new() }],
        eligibility: Vec::new(),
        papers,
    })
}

prop_compose! {
    fn any_paper()(
        status in prop::sample::select(vec![
            PaperStatus::Wanted, PaperStatus::Asked, PaperStatus::Received, PaperStatus::Lapsed,
            PaperStatus::Refused,
        ]),
        dates in prop::array::uniform4(prop::option::of(any_date())),
    ) -> Paper {
        let [asked_on, received_on, valid_until, refused_on] = dates;
        Paper { status, asked_on, received_on, valid_until, refused_on }
    }
}

fn any_record() -> impl Strategy<Value = BTreeMap<String, Paper>> {
    prop::collection::btree_map((0..PAPERS + 2).prop_map(|n| format!("p{n}")), any_paper(), 0..=PAPERS)
}

fn any_case() -> impl Strategy<Value = (Procedure, BTreeMap<String, Paper>, Date)> {
    (any_procedure(), any_record(), any_date())
}

fn ids<T>(list: &[T], id: impl Fn(&T) -> &String) -> Vec<String> {
    list.iter().map(|item| id(item).clone()).collect()
}

fn valid(now: &Standing) -> BTreeSet<String> {
    ids(&now.valid, |v| &v.paper).into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_paper_stands_in_exactly_one_place((p, record, today) in any_case()) {
        let now = standing(&p, &record, today);
        let mut places = ids(&now.waiting, |x| &x.paper);
        places.extend(ids(&now.valid, |x| &x.paper));
        places.extend(ids(&now.refused, |x| &x.paper));
        places.extend(ids(&now.can_ask_now, |x| &x.paper));
        places.extend(ids(&now.blocked, |x| &x.paper));
        places.sort();
        let all: Vec<String> = p.papers.iter().map(|kind| kind.id.clone()).collect();
        prop_assert_eq!(places, all);
        let to_ask: BTreeSet<String> =
            ids(&now.can_ask_now, |x| &x.paper).into_iter().chain(ids(&now.blocked, |x| &x.paper)).collect();
        prop_assert!(now.lapsed.iter().all(|x| to_ask.contains(&x.paper)));
        let known: BTreeSet<String> = p.papers.iter().map(|kind| kind.id.clone()).collect();
        prop_assert!(record.keys().all(|id| known.contains(id) != now.outside.contains(id)));
    }

    #[test]
    fn nothing_is_asked_whose_needs_are_unmet((p, record, today) in any_case()) {
        let now = standing(&p, &record, today);
        let valid = valid(&now);
        let met = |kind: &PaperKind| kind.all_of.iter().all(|id| valid.contains(id))
            && kind.one_of.iter().all(|group| group.iter().any(|id| valid.contains(id)));
        for ask in &now.can_ask_now {
            prop_assert!(met(p.paper(&ask.paper).unwrap()));
        }
        for blocked in &now.blocked {
            prop_assert!(!met(p.paper(&blocked.paper).unwrap()) && !blocked.waits_for.is_empty());
        }
    }

    #[test]
    fn complete_is_nothing_missing((p, record, today) in any_case()) {
        let now = standing(&p, &record, today);
        let valid = valid(&now);
        prop_assert_eq!(now.complete, now.missing.is_empty());
        for id in &now.missing {
            prop_assert!(p.paper(id).unwrap().required && !valid.contains(id));
        }
        // What must hold on the day of the target is missing whenever it is not validly held.
        for kind in p.papers.iter().filter(|kind| kind.required && !kind.handed_in) {
            prop_assert!(valid.contains(&kind.id) != now.missing.contains(&kind.id), "{}", kind.id);
        }
    }

    #[test]
    fn what_is_valid_has_not_ended((p, record, today) in any_case()) {
        let now = standing(&p, &record, today);
        prop_assert!(now.valid.iter().all(|v| v.until.is_none_or(|until| until >= today)));
        prop_assert!(now.valid.iter().all(|v| record[&v.paper].received_on.is_none_or(|on| on <= today)));
        let valid = valid(&now);
        prop_assert!(now.lapsing.iter().all(|l| (0..=30).contains(&l.days_left) && valid.contains(&l.paper)));
        prop_assert!(now.deadlines.is_sorted());
    }

    #[test]
    fn a_paper_once_lapsed_by_date_stays_lapsed((p, record, a) in any_case(), b in any_date()) {
        let (early, late) = if a <= b { (a, b) } else { (b, a) };
        let lapsed = |day| ids(&standing(&p, &record, day).lapsed, |l| &l.paper);
        let after = lapsed(late);
        prop_assert!(lapsed(early).iter().all(|id| after.contains(id)));
    }
}
