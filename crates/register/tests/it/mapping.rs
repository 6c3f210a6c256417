//! Which column holds what: guessed, kept as text, and named problems.

use register::{FIELDS, Field, Lang, Mapping, Reason, Remedy, SexCodes, Table, Why};

fn table(text: &str) -> Table {
    register::read(text.as_bytes(), "list.csv").unwrap()
}

fn keys(mapping: &Mapping) -> Vec<&'static str> {
    mapping.columns.iter().map(|c| c.map_or("-", Field::key)).collect()
}

#[test]
fn headings_in_three_languages() {
    #[track_caller]
    fn check(headings: &str, expected: &[&str]) {
        let text = format!("{headings}\n{}\n", "x;".repeat(headings.matches(';').count() + 1));
        let guess = Mapping::guess(&table(&text));
        assert_eq!(keys(&guess.mapping), expected, "{headings}");
        assert_eq!(guess.unsure().count(), expected.iter().filter(|k| **k == "-").count(), "{headings}");
    }
    check(
        "N°;Nom;Prénom;Sexe;Né(e) le;Lieu de naissance;Nationalité;Îlot;Arrivée le;Venant de;Convoi",
        &[
            "number",
            "surname",
            "given",
            "sex",
            "birth",
            "birth_place",
            "nationality",
            "barrack",
            "arrived_on",
            "came_from",
            "convoy",
        ],
    );
    check(
        "Lfd. Nr.;Familienname;Vorname;Geschlecht;Geb.-Datum;Geburtsort;Staatsangehörigkeit;Baracke;Zugang;Bemerkungen",
        &[
            "number",
            "surname",
            "given",
            "sex",
            "birth",
            "birth_place",
            "nationality",
            "barrack",
            "arrived_on",
            "note",
        ],
    );
    check(
        "No.;Surname;First name;Maiden name;Sex;Date of birth;Place of birth;Languages;Father's name;Remarks",
        &[
            "number",
            "surname",
            "given",
            "birth_surname",
            "sex",
            "birth",
            "birth_place",
            "languages",
            "father",
            "note",
        ],
    );
    check("Name;Vorname;geb.", &["surname", "given", "birth"]);
    check("Name;Geburtsdatum", &["full_name", "birth"]);
    check("Nom et prénom;Sorti le;Motif;Destination", &["full_name", "left_on", "leave_reason", "left_for"]);
    check("Nom;Prénom;Confession;État de santé;Poids", &["surname", "given", "religion", "health", "health"]);
    check("Nom;Prénom;Couleur", &["surname", "given", "-"]);
    check("Nom;Prénom;Code postal;Numéro de téléphone", &["surname", "given", "-", "-"]);
}

#[test]
fn every_heading_of_an_export_finds_its_field() {
    for lang in [Lang::Fr, Lang::En] {
        let headings: Vec<&str> = FIELDS.iter().map(|f| f.heading(lang)).collect();
        let guess =
            Mapping::guess(&table(&format!("{}\n{}\n", headings.join(";"), "x;".repeat(headings.len()))));
        assert_eq!(guess.mapping.columns, FIELDS.map(Some));
    }
}

#[test]
fn a_heading_that_contains_a_known_word_is_proposed_and_marked() {
    let guess = Mapping::guess(&table(
        "Nom;Prénom;Date de naissance (j/m/a);Religion déclarée\nBlum;Anna;1.2.1931;x\n",
    ));
    assert_eq!(keys(&guess.mapping), ["surname", "given", "birth", "religion"]);
    assert_eq!(guess.columns[2].reason, Reason::HeadingContains("date de naissance"));
    assert_eq!(guess.unsure().collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn cells_tell_where_headings_do_not() {
    let guess = Mapping::guess(&table("Nom;Prénom;A;B;C\nBlum;Anna;12.3.1931;f;1\nLevi;Ben;1.12.1933;m;2\n"));
    assert_eq!(keys(&guess.mapping), ["surname", "given", "birth", "sex", "-"]);
    assert_eq!(guess.columns[2].reason, Reason::CellsAreDates);
    assert_eq!(guess.columns[3].reason, Reason::CellsAreSexes);
}

#[test]
fn one_field_has_one_column() {
    let guess = Mapping::guess(&table("Nom;Prénom;Familienname;Note;Remarques\na;b;c;d;e\n"));
    assert_eq!(keys(&guess.mapping), ["surname", "given", "-", "note", "note"]);
    assert_eq!(guess.columns[2].reason, Reason::Taken { field: Field::Surname, by: "Nom".into() });
}

#[test]
fn the_order_of_day_and_month_is_read_off_the_dates() {
    #[track_caller]
    fn check(dates: &[&str], day_first: bool, unsure: bool, two_digits: bool) {
        let rows: Vec<String> = dates.iter().map(|d| format!("Blum;{d}")).collect();
        let guess = Mapping::guess(&table(&format!("Nom;Né le\n{}\n", rows.join("\n"))));
        let found = (guess.mapping.day_first, guess.date_order_unsure, guess.two_digit_years);
        assert_eq!(found, (day_first, unsure, two_digits), "{dates:?}");
    }
    check(&["3/4/1931", "13/4/1931"], true, false, false);
    check(&["3/4/1931", "4/13/1931"], false, false, false);
    check(&["3/4/1931"], true, false, false);
    check(&["13/4/1931", "4/13/1931"], true, true, false);
    check(&["1931-04-13", "3.4.31"], true, false, true);
}

#[test]
fn a_mapping_survives_as_text() {
    let table = table("Nom;Prénom;Dit \"le petit\" \\ C\u{a0}D;Né le\nBlum;Anna;x;1931\n");
    let mut mapping = Mapping::guess(&table).mapping;
    mapping.columns[2] = Some(Field::Note);
    mapping.day_first = false;
    mapping.century = Some(1900);
    mapping.sex_codes = SexCodes::guess(["B", "G"].into_iter());
    let (back, problems) = Mapping::from_toml(&mapping.to_toml(&table), &table, "map.toml");
    assert_eq!((back, problems), (mapping, vec![]));
}

#[test]
fn names_that_do_not_exist_are_named_problems() {
    #[track_caller]
    fn check(text: &str, why: Why, remedy: Remedy, kept: &[&str]) {
        let table = table("Nom;Prénom;Né le\nBlum;Anna;1931\n");
        let (mapping, problems) = Mapping::from_toml(text, &table, "map.toml");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!((&problems[0].why, &problems[0].remedy), (&why, &remedy), "{text}");
        assert_eq!(keys(&mapping), kept, "{text}");
    }
    let near = |name: &str| Some(name.to_owned());
    check(
        "[columns]\nNom = \"surname\"\nPrenon = \"given\"\n",
        Why::UnknownColumn { near: near("Prénom") },
        Remedy::WriteInstead("Prénom".into()),
        &["surname", "-", "-"],
    );
    check(
        "[columns]\nNom = \"surnam\"\nprenom = \"given\"\n",
        Why::UnknownField { near: near("surname") },
        Remedy::WriteInstead("surname".into()),
        &["-", "given", "-"],
    );
    check(
        "[columns]\nKleidung = \"none\"\nNom = \"surname\"\n",
        Why::UnknownColumn { near: None },
        Remedy::UseAColumn(vec!["Nom".into(), "Prénom".into(), "Né le".into()]),
        &["surname", "-", "-"],
    );
    check(
        "dayfirst = true\n[columns]\nNom = \"surname\"\n",
        Why::UnknownSetting { near: near("day_first") },
        Remedy::WriteInstead("day_first".into()),
        &["surname", "-", "-"],
    );
    check(
        "century = \"old\"\n[columns]\nNom = \"surname\"\n",
        Why::UnknownSetting { near: None },
        Remedy::UseASetting,
        &["surname", "-", "-"],
    );
}

#[test]
fn a_mapping_that_is_no_toml_says_where() {
    let table = table("Nom;Prénom\nBlum;Anna\n");
    let (mapping, problems) = Mapping::from_toml("day_first = true\n[columns\n", &table, "map.toml");
    assert!(matches!(problems[0].why, Why::MappingSyntax { line: 2, .. }), "{problems:?}");
    assert!(!mapping.names_people());
}

#[test]
fn codes_named_in_the_mapping_come_before_the_usual_ones() {
    let table = table("Nom;Sexe\nBlum;K\n");
    let text = "[columns]\nNom = \"full_name\"\nSexe = \"sex\"\n[sex]\nmale = [\"K\"]\nfemale = [\"M\"]\n";
    let (mapping, problems) = Mapping::from_toml(text, &table, "map.toml");
    assert_eq!(problems, []);
    let (rows, _) = register::rows(&table, &mapping, "list.csv");
    assert_eq!(rows[0].sex, Some(register::Sex::M));
    assert!(!mapping.sex_codes.male.contains(&"m".to_owned()));
}
