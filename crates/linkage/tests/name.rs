//! Names made comparable: normal form, words, scripts, skeletons.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use relais_linkage::likeness::index_tokens;
use relais_linkage::name::{SKELETON_MARK, Script, normalise, script_of, skeleton, tokens};

#[test]
fn normal_form() {
    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(normalise(name), expected, "{name}");
    }
    check("", "");
    check(" \t-' ", "");
    check("Éléonore  LEFÈVRE", "eleonore lefevre");
    check("E\u{301}le\u{301}onore", "eleonore");
    check("Jean-Pierre d'Artagnan", "jean pierre d artagnan");
    check("O’Brien, Mary (née Smith)", "o brien mary nee smith");
    check("Großmann", "grossmann");
    check("GROẞMANN", "grossmann");
    check("Łódź Ørsted Đorđe Æsa Œuvre", "lodz orsted dorde aesa oeuvre");
    check("İbrahim Işık", "ibrahim isik");
    check("ＦＵＬＬ ﬁsh", "full fish");
    check("Лёва Йосель", "лева иосель");
    check("שָׁלוֹם", "שלומ");
    check("שלום כהן", "שלומ כהנ");
    check("בן־עמי", "בנ עמי");
    check("צ'רניחובסקי", "צרניחובסקי");
    check("רבינוביץ׳", "רבינוביצ");
    check("ז״ל", "זל");
    check("ראַבינאָװיטש", "ראבינאוויטש");
    check("ײִדיש", "יידיש");
    check("مُحَمَّد", "محمد");
    check("محـــمد", "محمد");
    check("أحمد إبراهيم آدم", "احمد ابراهيم ادم");
    check("فاطمة هدى", "فاطمه هدي");
    check("یوسف کریم", "يوسف كريم");
    check("Γιώργος", "γιωργοσ");
    check("\u{200f}דוד\u{200e} A\u{ad}B", "דוד ab");
    check("ʿAbd al-Raḥmān", "abd al rahman");
    check("Saʿīd", "said");
    check("a ~ b", "a b");
    check("Anna 2", "anna 2");
}

#[test]
fn words_in_any_order() {
    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(tokens(name), expected, "{name}");
    }
    check("Moshe Levi", &["levi", "moshe"]);
    check("LEVI, Moshé", &["levi", "moshe"]);
    check("Levi Moshe Levi", &["levi", "moshe"]);
    check("-", &[]);
}

#[test]
fn scripts() {
    #[track_caller]
    fn check(text: &str, expected: Script) {
        assert_eq!(script_of(text), expected, "{text}");
    }
    check("Łucja", Script::Latin);
    check("Рабинович", Script::Cyrillic);
    check("ראבינאוויטש", Script::Hebrew);
    check("رابينوفيتش", Script::Arabic);
    check("Γιώργος", Script::Greek);
    check("田中", Script::Other);
    check("123 - ?", Script::Other);
    check("", Script::Other);
    check("Sara שרה כהן", Script::Hebrew);
    check("שרה Sar", Script::Hebrew);
    check("Sar שרה", Script::Latin);
    assert!(Script::Hebrew.is_right_to_left() && Script::Arabic.is_right_to_left());
    assert!(!Script::Latin.is_right_to_left() && !Script::Other.is_right_to_left());
}

/// Spellings that share one skeleton.
#[test]
fn spellings_share_a_skeleton() {
    let families = [
        "rpnps: Рабинович ראבינאוויטש רבינוביץ׳ Rabinowitz Rabinovich Rabinovitch Rabinowicz Rabinowitsch رابينوفيتش",
        "aprmps: Abramowicz Abramovitch Абрамович אברמוביץ",
        "sprs: Schwarz Schwartz Шварц שוורץ",
        "kn: Cohen Kohn Kahn Коган Коэн כהן كوهين",
        "kldprk: Goldberg Гольдберг גולדברג",
        "aprm: Abraham Avrum Авраам אברהם إبراهيم",
        "akp: Jakob Jacob Jakub Яков יעקב يعقوب",
        "asp: Josef Yosef Иосиф יוסף يوسف",
        "ask: Isaac Yitzhak Izaak Исаак יצחק إسحاق",
        "km: Chaim Haim Хаим חיים",
        "rpk: Rivka Rebecca Ривка רבקה",
        "astr: Esther Ester Эстер אסתר",
        "lpn: Lewin Levin Левин לוין",
        "lp: Levi Lewi Леви לוי",
        "mkl: Michael Mikhail Михаил מיכאל ميخائيل",
        "md: Mohammed Muhammad Mahmoud محمد محمود",
        "amd: Ahmed Ahmad أحمد",
        "kld: Khaled Chalid خالد",
        "asp: Γιωσήφ",
        "alksndr: Alexander Aleksander Александр",
    ];
    for family in families {
        let (key, spellings) = family.split_once(": ").unwrap();
        for spelling in spellings.split(' ') {
            let found = skeleton(&normalise(spelling));
            assert_eq!(found, key, "{spelling}");
        }
    }
}

#[test]
fn different_names_have_different_skeletons() {
    let names = [
        "Rabinowicz",
        "Abramowicz",
        "Goldberg",
        "Goldstein",
        "Rosenbaum",
        "Rosenberg",
        "Lewin",
        "Katz",
        "Sara",
        "Anna",
        "Рахиль",
    ];
    let mut keys: Vec<String> = names.iter().map(|name| skeleton(&normalise(name))).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), names.len());
}

#[test]
fn nothing_to_hear_has_no_skeleton() {
    for token in ["", "123", "田中"] {
        assert_eq!(skeleton(token), "", "{token}");
    }
    assert_eq!(skeleton("aia"), "a");
}

#[test]
fn the_index_holds_words_and_skeletons() {
    assert_eq!(index_tokens("Sara Rabinowicz"), ["rabinowicz", "sara", "~rpnps", "~sr"]);
    assert_eq!(index_tokens("Рабинович"), ["рабинович", "~rpnps"]);
    assert_eq!(index_tokens("Io 田中"), ["io", "田中"]);
    assert_eq!(index_tokens("Abram Abraham"), ["abraham", "abram", "~aprm"]);
    assert!(index_tokens("...").is_empty());
}

/// Texts of the scripts that are known here, signs and all.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[\\u{590}-\\u{5ff}\\u{fb1d}-\\u{fb4f}'\" ]{0,20}",
        "[\\u{600}-\\u{6ff}\\u{fb50}-\\u{fdff} ]{0,20}",
        "[\\u{370}-\\u{52f}A-Za-z '~-]{0,20}",
        "[\\u{c0}-\\u{24f}\\u{1e00}-\\u{1fff}]{0,20}",
    ]
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(name in anything()) {
        let once = normalise(&name);
        prop_assert_eq!(normalise(&once), once.clone());
        prop_assert!(!once.contains("  ") && once.trim() == once && !once.contains(SKELETON_MARK));
    }

    #[test]
    fn case_does_not_matter(name in "[a-zà-öø-þа-яА-ЯA-Z -]{0,20}") {
        prop_assert_eq!(tokens(&name.to_uppercase()), tokens(&name));
    }

    #[test]
    fn skeletons_are_short_ascii_without_doubles(name in anything()) {
        for token in tokens(&name) {
            let key = skeleton(&token);
            prop_assert!(key.len() <= 16 && key.bytes().all(|b| b"akspdtlrmn".contains(&b)));
            prop_assert!(key.as_bytes().windows(2).all(|pair| pair[0] != pair[1]));
        }
    }

    #[test]
    fn every_word_of_a_name_is_in_its_index(name in anything()) {
        let index = index_tokens(&name);
        prop_assert!(tokens(&name).iter().all(|token| index.contains(token)));
    }
}
