//! The pack: cover, missing list, papers, annexes, index; a hostile name and a hostile scan.

use crate::sheet::{LANGS, golden, holds, printed, promises, text};
use relais_print::Names;
use relais_print::dossier::{Pack, Scan, Sheet, pack};
use std::io::Cursor;

fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(330, 468, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, 90]));
    image.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn sheet(title: &str, missing: Option<&str>, scans: Vec<Option<Vec<u8>>>) -> Sheet {
    Sheet {
        title: title.into(),
        issuer: "Prefecture".into(),
        status: "received".into(),
        days: "1 March 1941".into(),
        number: "N° 12/7".into(),
        missing: missing.map(str::to_string),
        scans: scans.into_iter().map(|jpeg| Scan { caption: "recto".into(), jpeg }).collect(),
    }
}

fn aminas() -> Pack {
    Pack {
        procedure: "Provisional release".into(),
        target: "The child leaves the camp".into(),
        code: "K7M4QXP".into(),
        name: "Amina Halimi".into(),
        about: vec![("Born".into(), "12 March 1934".into())],
        papers: vec![
            sheet("Identity sheet", None, vec![Some(picture()), Some(picture())]),
            sheet("Parents' consent", Some("can be asked for now"), vec![]),
            sheet("Certificate of lodging", None, vec![Some(b"%PDF-1.4 /JavaScript".to_vec()), None]),
        ],
        printed: "Printed by worker on 2 March 1942".into(),
    }
}

fn set(name: &str, of: &Pack, names: Names, lang: &str) -> String {
    let pdf = pack(of, names, printed(lang)).unwrap_or_else(|e| panic!("{name}: {e}"));
    promises(name, &pdf, lang);
    if ["pack", "pack-coded"].contains(&name) {
        golden(name, &pdf, lang);
    }
    text(&pdf)
}

#[test]
fn a_pack_has_its_cover_its_missing_list_its_scans_and_its_index() {
    for lang in LANGS {
        let told = set("pack", &aminas(), Names::Shown, lang);
        let pages: Vec<&str> = told.split('\u{c}').collect();
        assert_eq!(pages.len(), 7, "six pages and an end: {told}");
        for word in
            ["Provisional release", "Amina Halimi", "12 March 1934", "can be asked for now", "N° 12/7"]
        {
            assert!(pages[0].contains(word), "{lang}: {word} in {}", pages[0]);
        }
        let row = pages[5].lines().find(|l| l.contains("Certificate of lodging")).unwrap_or_default();
        assert!(row.contains('4'), "the index names the page: {row}");
    }
}

#[test]
fn with_a_code_nothing_stands_that_could_tell_the_name() {
    let mut of = aminas();
    of.about.push(("Mother".into(), "Sara Halimi".into()));
    for sheet in &mut of.papers {
        sheet.number = "Halimi 12".into();
        sheet.scans.iter_mut().for_each(|scan| scan.caption = "Amina Halimi, recto".into());
    }
    for lang in LANGS {
        let pdf = pack(&of, Names::Coded, printed(lang)).unwrap();
        assert!(!holds(&pdf, "DCTDecode"), "{lang}: a scan shows the name");
        let told = set("pack-coded", &of, Names::Coded, lang);
        let hidden = |word: &str| !told.contains(word);
        assert!(hidden("Amina") && hidden("Halimi") && hidden("1934") && hidden("recto"), "{lang}: {told}");
        assert!(told.contains("K7M"), "{lang}: {told}");
    }
}

#[test]
fn a_hostile_name_prints_as_itself() {
    let names = [
        "#set page(width: 1pt) $x$ @ref <l> *b* _i_ `raw` \\ // /* ~ --- #panic()",
        "\u{202e}gnimA\u{2066}",
        "Am\u{301}\u{302}\u{5b7}ina \u{1f600}\u{200d}\u{1f469} \u{0}\u{7}\u{ffff}",
        "ᚠᛇ 龍 אמינה امينة Ämina \u{5d0}\u{5b8}\u{301}",
        "\"}, \"blocks\": []",
        &"W".repeat(5_000),
        "\u{300}\u{5bc}",
        "",
    ];
    for (i, name) in names.iter().enumerate() {
        for lang in LANGS {
            let of = Pack { name: (*name).into(), procedure: (*name).into(), ..aminas() };
            let told = set(&format!("pack-hostile-{i}"), &of, Names::Shown, lang);
            let word = ["#panic()", "[U+202E]", "[U+1F600]", "[U+16A0]", "\"blocks\": []"].get(i);
            assert!(word.is_none_or(|w| told.contains(w)), "{lang} {i}: {told}");
        }
    }
}

#[test]
fn a_hostile_scan_is_named_in_its_place() {
    let jpeg = picture();
    let mut wrong = jpeg.clone();
    let middle = wrong.len() / 2;
    wrong[middle..].fill(0xff);
    let mut huge = jpeg.clone();
    // The frame's height and width stand behind its marker.
    let at = huge.windows(2).position(|w| w == [0xff, 0xc0]).expect("a frame") + 5;
    huge[at..at + 4].fill(0xff);
    let cases: [(&str, Vec<u8>); 7] = [
        ("whole", jpeg.clone()),
        ("cut", jpeg[..jpeg.len() / 2].to_vec()),
        ("wrong", wrong),
        ("huge", huge),
        ("empty", Vec::new()),
        ("svg", b"<svg onload=alert(1)>".to_vec()),
        ("head", jpeg[..24].to_vec()),
    ];
    for (name, bytes) in cases {
        let of = Pack { papers: vec![sheet("Identity sheet", None, vec![Some(bytes)])], ..aminas() };
        let told = set(&format!("pack-scan-{name}"), &of, Names::Shown, "fr");
        assert!(told.contains("Annexe 1. Identity sheet"), "{name}: {told}");
        assert_eq!(!told.contains("montrée"), name == "whole", "{name}: {told}");
    }
}
