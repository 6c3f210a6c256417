//! Rows and problems: what goes in, what is kept aside, what is listed.

use linkage::edtf::Edtf;
use register::{Field, Lang, Mapping, Problem, Remedy, Row, Severity, Sex, Why};

use crate::import;

fn rows(text: &str) -> (Vec<Row>, Vec<Problem>) {
    let (_, rows, problems) = import(text.as_bytes());
    (rows, problems)
}

fn own(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_whole_row_is_read() {
    let (rows, problems) = rows(
        "N°;Nom;Prénom;Nom de jeune fille;Sexe;Né(e) le;Lieu de naissance;Nationalité;Langues;Père;Mère;Famille;\
         Baraque;Arrivée le;Venant de;Convoi;Sorti le;Motif;Destination;Observations;Code Relais;Taille\n\
         17;Blum;Anna;;F;12.3.1931;Mannheim;allemande;allemand, yiddish;Karl;Rosa;B4;21;octobre 1940;Mannheim;6;\
         3/2/1941;libérée;La Source;parle peu;AB2CD3E;1,32\n",
    );
    assert_eq!(problems, []);
    let date = |text: &str| Some(Edtf::parse(text).unwrap());
    let expected = Row {
        line: 2,
        number: own("17"),
        surname: own("Blum"),
        given: own("Anna"),
        sex: Some(Sex::F),
        birth: date("1931-03-12"),
        birth_place: own("Mannheim"),
        nationality: own("allemande"),
        languages: vec!["allemand".into(), "yiddish".into()],
        father: own("Karl"),
        mother: own("Rosa"),
        family: own("B4"),
        barrack: own("21"),
        arrived_on: date("1940-10"),
        came_from: own("Mannheim"),
        convoy: own("6"),
        left_on: date("1941-02-03"),
        leave_reason: own("libérée"),
        left_for: own("La Source"),
        note: own("parle peu"),
        code: own("AB2CD3E"),
        unmapped: vec![("Taille".into(), "1,32".into())],
        fingerprint: rows[0].fingerprint.clone(),
        ..Row::default()
    };
    assert_eq!(rows, [expected]);
}

#[test]
fn a_birth_date_that_cannot_be_read_does_not_lose_the_child() {
    let (rows, problems) = rows("Nom;Prénom;Né le;Sexe\nBlum;Anna;32.13.1931;F\nLevi;Ben;?;Q\n");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].birth, None);
    assert_eq!(rows[0].unread, [("Né le".to_owned(), "32.13.1931".to_owned())]);
    assert_eq!(rows[1].unread, [("Sexe".to_owned(), "Q".to_owned())]);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(matches!(problems[0].why, Why::DateUnread(_)));
    assert_eq!((problems[0].row, problems[0].severity), (Some(2), Severity::Cell));
    assert_eq!((&problems[1].why, &problems[1].remedy), (&Why::SexUnread, &Remedy::UseASexCode));
}

#[test]
fn a_row_that_names_nobody_is_listed_whole() {
    let (rows, problems) = rows("N°;Nom;Prénom;Né le\n1;Blum;Anna;1931\n2;;;1933\n3;?;;1934\n");
    assert_eq!(rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(problems.len(), 1);
    assert_eq!((&problems[0].why, problems[0].severity), (&Why::NoName, Severity::Row));
    assert_eq!(problems[0].whole_row, ["2", "", "", "1933"]);
}

#[test]
fn whole_names_are_parted_or_kept_whole() {
    let (rows, _) = rows("Nom;Né le\nBLUM Anna;1931\nLevi, Ben;1933\nIda Roth;1934\n");
    let names: Vec<_> =
        rows.iter().map(|r| (r.surname.as_deref(), r.given.as_deref(), r.full_name.as_deref())).collect();
    assert_eq!(
        names,
        [
            (Some("BLUM"), Some("Anna"), None),
            (Some("Levi"), Some("Ben"), None),
            (None, None, Some("Ida Roth"))
        ]
    );
    assert_eq!(rows[2].display_name(), "Ida Roth");
}

#[test]
fn religion_and_health_are_held_apart() {
    let (rows, _) = rows("Nom;Prénom;Religion;Santé\nBlum;Anna;RRR;HHH\n");
    assert_eq!(rows[0].held_apart, [(Field::Religion, "RRR".to_owned()), (Field::Health, "HHH".to_owned())]);
    let mut ordinary = rows[0].clone();
    ordinary.held_apart.clear();
    let shown = format!("{ordinary:?}");
    assert!(!shown.contains("RRR") && !shown.contains("HHH"), "{shown}");
    let (without, _) = self::rows("Nom;Prénom;Religion;Santé\nBlum;Anna;;\n");
    assert_eq!(rows[0].fingerprint, without[0].fingerprint);
}

#[test]
fn spreadsheet_errors_are_no_names() {
    let (rows, problems) = rows("Nom;Prénom;Couleur\n#N/A;Anna;#REF!\n#REF!;;\n");
    assert_eq!((rows.len(), rows[0].surname.as_deref()), (1, None));
    assert_eq!(rows[0].unread, [("Nom".to_owned(), "#N/A".to_owned())]);
    assert_eq!(rows[0].unmapped, [("Couleur".to_owned(), "#REF!".to_owned())]);
    assert_eq!(problems.iter().map(|p| p.severity).collect::<Vec<_>>(), [Severity::Cell, Severity::Row]);
}

#[test]
fn two_columns_of_one_field_lose_neither() {
    let table = register::read(b"Nom;Alias;Note;Remarques\nBlum;Bloom;a;b\nLevi;Levi;c;\n", "l").unwrap();
    let mut mapping = Mapping::guess(&table).mapping;
    mapping.columns = vec![Some(Field::Surname), Some(Field::Surname), Some(Field::Note), Some(Field::Note)];
    let (rows, problems) = register::rows(&table, &mapping, "l");
    assert_eq!(rows[0].unread, [("Alias".to_owned(), "Bloom".to_owned())]);
    assert_eq!(rows[0].note.as_deref(), Some("a\nb"));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].why, Why::SecondValue(Field::Surname));
}

#[test]
fn the_same_file_again_has_the_same_fingerprints() {
    let text = "N°;Nom;Prénom;Né le\n1;Blum;Anna;12.3.1931\n2;Levi;Ben;1933\n2;Levi;Ben;1933\n";
    let prints = |t: &str| rows(t).0.into_iter().map(|r| r.fingerprint).collect::<Vec<_>>();
    let first = prints(text);
    assert_eq!(first, prints(text));
    // Another order of columns, another writing of the date, another form of the file: the same people.
    let again = "Prénom,Né le,Nom,N°\nAnna,1931-03-12,Blum,1\nBen,1933,Levi,2\nBen,1933,Levi,2\n";
    assert_eq!(first, prints(again));
    assert!(first[1] != first[2] && first[0] != first[1]);
    assert_ne!(first[0], prints("N°;Nom;Prénom;Né le\n1;Blum;Anna;13.3.1931\n")[0]);
}

#[test]
fn a_repeated_row_goes_in_and_is_listed() {
    let (rows, problems) = rows("Nom;Prénom\nLevi;Ben\nBlum;Anna\nLevi;Ben\n");
    assert_eq!(rows.len(), 3);
    assert_eq!(problems.len(), 1);
    assert_eq!((&problems[0].why, problems[0].row), (&Why::SameAsRow(2), Some(4)));
}

#[test]
fn problems_name_column_value_and_remedy_in_both_languages() {
    let (_, problems) = rows("Nom;Prénom;Né le;Sexe\nBlum;Anna;32.13.1931;F\nLevi;Ben;12.3.05;Q\n");
    for problem in &problems {
        for lang in [Lang::Fr, Lang::En] {
            let why = problem.why_text(lang);
            assert!(why.contains(problem.column.as_deref().unwrap()), "{why}");
            assert!(why.contains(&problem.value), "{why}");
            assert!(problem.remedy_text(lang).len() > 10);
        }
        assert_ne!(problem.why_text(Lang::Fr), problem.why_text(Lang::En));
    }
    assert_eq!(problems[1].remedy, Remedy::SayTheCentury, "{problems:?}");
}

#[test]
fn f5_the_list_of_problems_is_inert_and_whole() {
    let (_, problems) = rows("Nom;Prénom;Sexe\n=HYPERLINK(1);Anna;@q\n;;+cmd\n");
    for (lang, separator) in [(Lang::Fr, b';'), (Lang::En, b',')] {
        let bytes = register::problems_csv(&problems, lang);
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap()).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), problems.len());
        let cells: Vec<&str> = records.iter().flatten().collect();
        assert!(cells.contains(&"'@q"), "{cells:?}");
        assert!(cells.iter().all(|c| !c.starts_with(['=', '+', '-', '@'])), "{cells:?}");
        assert!(records[1].get(7).unwrap().contains("+cmd"));
    }
}
