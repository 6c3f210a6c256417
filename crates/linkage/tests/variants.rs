//! Names that stand for one another, and places under their several names.

use relais_linkage::gazetteer::Gazetteer;
use relais_linkage::name::sound_keys;
use relais_linkage::variants::{Variants, masculine};

#[test]
fn given_names_of_one_person_share_a_group() {
    let variants = Variants::default();
    let check = |a: &str, b: &str, same: bool| {
        let (a_group, b_group) = (variants.group(a), variants.group(b));
        assert!(a_group.is_some() && b_group.is_some(), "{a} {b}");
        assert_eq!(a_group == b_group, same, "{a} {b}");
    };
    check("Yankel", "Jacques", true);
    check("Jakob", "יעקב", true);
    check("Rivka", "Rebecca", true);
    check("Rivka", "Régine", true);
    check("Мойсей", "Moritz", true);
    check("فاطمة", "Fatma", true);
    check("Rosa", "Rachel", false);
    check("Lea", "Leopold", false);
    assert_eq!(variants.group("Qwerty"), None);
}

#[test]
fn a_womans_surname_leads_to_the_mans() {
    for (woman, man) in [("kowalska", "kowalski"), ("иванова", "иванов"), ("rabinowiczowna", "rabinowicz")]
    {
        assert_eq!(masculine(woman).as_deref(), Some(man), "{woman}");
    }
    assert_eq!(masculine("ova"), None);
}

#[test]
fn a_place_is_one_under_all_its_names_and_users_add_theirs() {
    let mut places = Gazetteer::default();
    let check = |places: &Gazetteer, a: &str, b: &str| {
        assert!(places.place(a).is_some(), "{a}");
        assert_eq!(places.place(a), places.place(b), "{a} {b}");
    };
    check(&places, "Lemberg", "Львов");
    check(&places, "Camp de Gurs (Basses-Pyrénées)", "Camp de Gurs");
    check(&places, "Łódź, Polska", "LITZMANNSTADT");
    assert_ne!(places.place("Wien"), places.place("Wilno"));
    assert_eq!(places.extend("# ours\nVillers;Villers-le-Bois\nLemberg;Lembergo\n"), 3);
    check(&places, "Villers", "Villers le Bois");
    check(&places, "Lembergo", "Lwów");
}

#[test]
fn keys_are_shared_across_scripts_and_spellings() {
    for (a, b) in [
        ("Rabinowitsch", "Рабинович"),
        ("Rabinowicz", "רבינוביץ"),
        ("Abramovich", "Abramowitz"),
        ("Wilson", "Уилсон"),
        ("Henri", "Генри"),
        ("Gentilini", "Джентилини"),
        ("Mohammed", "محمد"),
        ("Kowalska", "Kowalski"),
    ] {
        let (a_keys, b_keys) = (sound_keys(a), sound_keys(b));
        assert!(a_keys.iter().any(|key| b_keys.contains(key)), "{a} {b}: {a_keys:?} {b_keys:?}");
    }
    assert!(sound_keys("").is_empty() && sound_keys("123").is_empty() && sound_keys("山田").is_empty());
    assert_eq!(sound_keys("Sara")[0].to_string(), "sr");
}
