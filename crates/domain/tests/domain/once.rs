//! Each stay once: the copy that lives is believed, whichever compartment is asked first.

use domain::id::{FileId, StayId, SubjectId};
use domain::indicator::{Presence, once};
use domain::place::Kind;
use jiff::civil::date;
use proptest::prelude::*;

fn copy(stay: u8, live: bool, until: Option<i8>) -> Presence {
    Presence {
        subject: SubjectId([stay; 16]),
        stay: StayId([stay; 16]),
        place: FileId([1; 16]),
        name: "Rivel".into(),
        kind: Kind::Camp,
        from: date(1941, 3, 1),
        until: until.map(|d| date(1941, 4, d)),
        reason: None,
        birth: None,
        sex: 'f',
        came_from: String::new(),
        live,
    }
}

#[test]
fn the_copy_that_lives_is_believed() {
    let (live, left, left_open) = (copy(1, true, None), copy(1, false, Some(5)), copy(1, false, None));
    for rows in [
        vec![live.clone(), left.clone(), left_open.clone()],
        vec![left_open.clone(), left.clone(), live.clone()],
    ] {
        assert_eq!(once(rows), std::slice::from_ref(&live));
    }
    // Where only copies left behind are read, the one that knows of an end tells more than a silent one.
    for rows in [[left_open.clone(), left.clone()], [left.clone(), left_open]] {
        assert_eq!(once(rows), std::slice::from_ref(&left));
    }
    // An end that was told, with its reason, tells more than the later day on which a copy was closed.
    let told = Presence { reason: Some(domain::stay::EndReason::Released), ..copy(1, false, Some(3)) };
    assert_eq!(once([left, told.clone()]), [told]);
}

proptest! {
    #[test]
    fn the_order_of_compartments_does_not_matter(
        rows in prop::collection::vec((0u8..3, any::<bool>(), prop::option::of(1i8..9)), 0..8)
    ) {
        let rows: Vec<Presence> = rows.into_iter().map(|(s, l, u)| copy(s, l, u)).collect();
        let found = once(rows.clone());
        prop_assert_eq!(&found, &once(rows.iter().rev().cloned()));
        for row in &rows {
            let kept: Vec<&Presence> = found.iter().filter(|f| f.stay == row.stay).collect();
            prop_assert_eq!(kept.len(), 1);
            prop_assert!(kept[0].live || !row.live);
        }
    }
}
