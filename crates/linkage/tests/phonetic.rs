//! Daitch-Mokotoff against the published vectors of PostgreSQL's fuzzystrmatch and of Apache commons-codec.
#![allow(clippy::unwrap_used)]

use relais_linkage::phonetic::{Reading, daitch_mokotoff, daitch_mokotoff_as};

fn check(reading: Reading, name: &str, expected: &str) {
    let mut expected: Vec<&str> = expected.split(['|', ',']).collect();
    expected.sort_unstable();
    assert_eq!(daitch_mokotoff_as(name, reading), expected, "{name} as {reading:?}");
}

/// # Source
/// postgres, contrib/fuzzystrmatch/expected/fuzzystrmatch.out and fuzzystrmatch_utf8.out.
#[test]
fn postgres_vectors() {
    for (name, codes) in [
        ("Augsburg", "054795"),
        ("Breuer", "791900"),
        ("Freud", "793000"),
        ("Halberstadt", "587943,587433"),
        ("Mannheim", "665600"),
        ("Chernowitz", "596740,496740"),
        ("Cherkassy", "595400,495400"),
        ("Kleinman", "586660"),
        ("Nowy Targ", "673950"),
        ("Berlin", "798600"),
        ("Ceniow", "567000,467000"),
        ("Tsenyuv", "467000"),
        ("Holubica", "587500,587400"),
        ("Golubitsa", "587400"),
        ("Przemysl", "794648,746480"),
        ("Pshemeshil", "746480"),
        ("Rosochowaciec", "945755,945754,945745,945744,944755,944754,944745,944744"),
        ("Rosokhovatsets", "945744"),
        ("'OBrien", "079600"),
        ("O'Brien", "079600"),
        ("CJC", "550000,540000,545000,450000,400000,440000"),
        ("BESST", "743000"),
        ("BOUEY", "710000"),
        ("HANNMANN", "566600"),
        ("MCCOYJR", "651900,654900,654190,654490,645190,645490,641900,644900"),
        ("ACCURSO", "059400,054000,054940,054400,045940,045400,049400,044000"),
        ("Müller", "689000"),
        ("Schäfer", "479000"),
        ("Straßburg", "294795"),
        ("Éregon", "095600"),
        ("gąszczu", "564000,540000"),
        ("brzęczy", "794640,794400,746400,744000"),
        ("ţamas", "364000,464000"),
        ("țamas", "364000,464000"),
        ("BIERSCHBACH", "794575,794574,794750,794740,745750,745740,747500,747400"),
    ] {
        check(Reading::Postgres, name, codes);
    }
}

/// # Source
/// commons-codec, DaitchMokotoffSoundexTest.java.
const CODEC: &[(&str, &str)] = &[
    ("Straßburg", "294795"),
    ("Strasburg", "294795"),
    ("Éregon", "095600"),
    ("Eregon", "095600"),
    ("AKSSOL", "054800"),
    ("GERSCHFELD", "547830|545783|594783|594578"),
    ("OBrien", "079600"),
    ("'OBrien", "079600"),
    ("OB'rien", "079600"),
    ("OBrien'", "079600"),
    ("KINGSMITH", "565463"),
    ("-KINGSMITH", "565463"),
    ("K-INGSMITH", "565463"),
    ("KINGS-MITH", "565463"),
    ("KINGSMIT-H", "565463"),
    ("KINGSMITH-", "565463"),
    (" \t\n\r Washington \t\n\r ", "746536"),
    ("GOLDEN", "583600"),
    ("Alpert", "087930"),
    ("Breuer", "791900"),
    ("Haber", "579000"),
    ("Mannheim", "665600"),
    ("Mintz", "664000"),
    ("Topf", "370000"),
    ("Kleinmann", "586660"),
    ("Ben Aron", "769600"),
    ("AUERBACH", "097400|097500"),
    ("OHRBACH", "097400|097500"),
    ("LIPSHITZ", "874400"),
    ("LIPPSZYC", "874400|874500"),
    ("LEWINSKY", "876450"),
    ("LEVINSKI", "876450"),
    ("SZLAMAWICZ", "486740"),
    ("SHLAMOVITZ", "486740"),
    ("Ceniow", "467000|567000"),
    ("Tsenyuv", "467000"),
    ("Holubica", "587400|587500"),
    ("Golubitsa", "587400"),
    ("Przemysl", "746480|794648"),
    ("Pshemeshil", "746480"),
    ("Rosochowaciec", "944744|944745|944754|944755|945744|945745|945754|945755"),
    ("Rosokhovatsets", "945744"),
    ("Peters", "734000|739400"),
    ("Peterson", "734600|739460"),
    ("Moskowitz", "645740"),
    ("Moskovitz", "645740"),
    ("Jackson", "154600|145460|454600|445460"),
    ("Jackson-Jackson", "154654|154645|154644|145465|145464|454654|454645|454644|445465|445464"),
    ("ţamas", "364000|464000"),
    ("țamas", "364000|464000"),
];

#[test]
fn codec_vectors() {
    for (name, codes) in CODEC {
        check(Reading::Codec, name, codes);
    }
}

#[test]
fn the_two_readings_differ_only_where_they_are_known_to() {
    let differ: Vec<&str> = CODEC
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| daitch_mokotoff(name) != daitch_mokotoff_as(name, Reading::Codec))
        .collect();
    assert_eq!(differ, [] as [&str; 0]);
    assert_ne!(daitch_mokotoff("MCCOYJR"), daitch_mokotoff_as("MCCOYJR", Reading::Codec));
    check(Reading::Codec, "BESST", "744300");
    check(Reading::Codec, "BOUEY", "700000");
    check(Reading::Codec, "HANNMANN", "566660");
}

#[test]
fn letters_outside_ascii_cost_no_other_letter() {
    check(Reading::Postgres, "Dąbrowska", "379745|367974");
    check(Reading::Postgres, "Łódź", "840000");
    assert!(daitch_mokotoff("Рабинович").is_empty());
    assert!(daitch_mokotoff("").is_empty());
}
