//! Kin: a tie is said once and read both ways.

use crate::saying::{entry, id};
use domain::entry::Fact as Said;
use domain::file::File;
use domain::id::{Key, SubjectId};
use domain::kin::{Fact, Life, Relation, Tie, group, ties};

#[test]
fn read_the_other_way_and_back() {
    for relation in Relation::ALL {
        let there = relation.other_way();
        assert_eq!(there.other_way().other_way(), there, "{relation:?}: the third look is the first");
        assert_eq!(relation.sibling(), there.sibling(), "{relation:?}");
        assert_eq!(Relation::parse(relation.key()), Some(relation));
    }
    let table = [
        (Relation::Mother, Relation::Child),
        (Relation::Father, Relation::Child),
        (Relation::Child, Relation::Parent),
        (Relation::Twin, Relation::Twin),
        (Relation::Guardian, Relation::Ward),
        (Relation::AuntOrUncle, Relation::NieceOrNephew),
        (Relation::Grandchild, Relation::Grandparent),
    ];
    for (here, there) in table {
        assert_eq!(here.other_way(), there);
    }
}

#[test]
fn a_tie_is_corrected_by_its_key_and_a_group_is_left() {
    let tie = |relation, name: &str| Tie {
        relation,
        other: Some(SubjectId([9; 16])),
        name: name.into(),
        life: Life::Unknown,
        source: "her aunt".into(),
    };
    let says = |key, tie| Said::Kin(Fact::Tie { key: Key([key; 8]), tie });
    let file = File::fold([
        entry(1, &[], vec![says(1, tie(Relation::Sibling, "Amin")), says(2, tie(Relation::Mother, "Rosa"))]),
        entry(2, &[1], vec![says(1, tie(Relation::Twin, "Amin"))]),
    ]);
    let read: Vec<(Relation, String)> =
        ties(&file).into_iter().map(|(_, s)| (s.latest().relation, s.latest().name.clone())).collect();
    assert_eq!(read, [(Relation::Twin, "Amin".to_string()), (Relation::Mother, "Rosa".to_string())]);
    assert_eq!(file.heads, [id(2)]);

    let belongs = |within| Said::Kin(Fact::Group { group: Key([5; 8]), within });
    assert_eq!(group(&File::fold([entry(1, &[], vec![belongs(true)])])), Some(Key([5; 8])));
    assert_eq!(
        group(&File::fold([entry(1, &[], vec![belongs(true)]), entry(2, &[1], vec![belongs(false)])])),
        None
    );
}
