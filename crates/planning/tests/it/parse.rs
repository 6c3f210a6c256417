//! A procedure file read and judged: each mistake has its name, and all of them are named at once.

use jiff::civil::date;
use proptest::prelude::*;
use relais_planning::procedure::{Days, Problem, Procedure, Term};
use relais_planning::{Audience, Text, draw};

/// A small good procedure; tests spoil it.
pub const GOOD: &str = r#"
id = "leave"
version = 1
country = "FR"
in_force_from = "1941-01-01"
title = { fr = "Sortie", en = "Leaving", he = "יציאה" }
target = { fr = "Dehors", en = "Outside" }

[[sources]]
ref = "a text"
note = "what it says"

[[eligibility]]
test = { kind = "age", from = 0, to = 14 }
described = { fr = "Enfant", en = "Child" }
source = "a text"
to_confirm = false

[[papers]]
id = "consent"
title = { fr = "Accord", en = "Consent" }
issuer = { fr = "Parents", en = "Parents" }
required = true
days = { optimistic = 1, likely = 2, pessimistic = 3 }
source = "a text"
to_confirm = true

[[papers]]
id = "order"
title = { fr = "Arrêté", en = "Order" }
issuer = { fr = "Préfet", en = "Prefect" }
all_of = ["consent"]
required = true
days = { optimistic = 5, likely = 10, pessimistic = 40 }
valid_days = 30
cost = { minor_units = 250, currency = "EUR" }
silence = { after = { months = 4 }, means = "refusal", appeal = { months = 2 } }
source = "a text"
to_confirm = true
"#;

fn check(old: &str, new: &str, expected: &[&str]) {
    assert!(GOOD.contains(old), "the test must spoil something: {old}");
    let problems = Procedure::parse(&GOOD.replace(old, new)).map(|_| ()).unwrap_err();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.contains(expected), "said {said:?}, expected {expected:?}");
    }
}

#[test]
fn a_good_file_is_read() {
    let procedure = Procedure::parse(GOOD).unwrap();
    assert_eq!(procedure.papers.len(), 2);
    let order = procedure.paper("order").unwrap();
    assert_eq!(order.days, Days { optimistic: 5, likely: 10, pessimistic: 40 });
    assert_eq!(order.silence.unwrap().after, Term { months: 4, days: 0 });
    assert!(procedure.paper("nothing").is_none());
    assert!(!procedure.is_in_force(date(1940, 12, 31)) && procedure.is_in_force(date(1941, 1, 1)));
}

#[test]
fn each_mistake_has_its_name() {
    check(r#"id = "leave""#, r#"id = "Leave it""#, &["`Leave it`: an id is"]);
    check("version = 1", "version = 0", &["versions begin at 1"]);
    check(r#"country = "FR""#, r#"country = "France""#, &["`France`: a country"]);
    check(r#"fr = "Sortie""#, r#"fr = " ""#, &["title: a text is empty"]);
    check(r#"he = "יציאה""#, r#"he = """#, &["title: a text is empty"]);
    check("[[sources]]\nref = \"a text\"\nnote = \"what it says\"", "sources = []", &["no source"]);
    check(
        r#"in_force_from = "1941-01-01""#,
        "in_force_from = \"1941-01-01\"\nin_force_until = \"1940-01-01\"",
        &["in force until 1940-01-01, before"],
    );
    check("from = 0, to = 14", "from = 15, to = 14", &["rule 1: from 15 to 14"]);
    check(
        r#"id = "consent""#,
        r#"id = "order""#,
        &["two papers have the id `order`", "`order` needs `consent`, which is no paper"],
    );
    check(r#"all_of = ["consent"]"#, "one_of = [[]]", &["`order`: a group of one_of is empty"]);
    check("optimistic = 5", "optimistic = 11", &["`order`: days must rise: optimistic 11, likely 10"]);
    check("pessimistic = 40", "pessimistic = 400000", &["`order`: days is longer than a century"]);
    check("valid_days = 30", "valid_days = 0", &["`order`: valid for 0 days"]);
    check("valid_days = 30", "valid_days = 99999", &["`order`: valid_days is longer"]);
    check(r#"currency = "EUR""#, r#"currency = "euro""#, &["`euro` is not a currency"]);
    check("{ months = 4 }", "{ }", &["silence.after has neither"]);
    check("{ months = 2 }", "{ months = 5000 }", &["silence.appeal is longer"]);
    check(r#"means = "refusal""#, r#"means = "grant""#, &["has nothing to appeal"]);
}

#[test]
fn a_paper_says_who_learns_of_the_person_and_one_that_does_not_goes_to_an_authority() {
    let old = Procedure::parse(GOOD).unwrap();
    assert!(old.papers.iter().all(|kind| kind.audience == Audience::Authority));
    assert!(!toml::to_string(&old).unwrap().contains("audience"), "a file without the word stays without it");
    let issuer = r#"issuer = { fr = "Parents", en = "Parents" }"#;
    for audience in Audience::ALL {
        let text = GOOD.replace(issuer, &format!("{issuer}\naudience = \"{}\"", audience.key()));
        let read = Procedure::parse(&text).unwrap();
        assert_eq!((read.papers[0].audience, read.papers[1].audience), (audience, Audience::Authority));
        assert_eq!(Audience::parse(audience.key()), Some(audience));
    }
    // A word that is none has its line, itself and what it could be.
    let line = GOOD.lines().position(|l| l == issuer).unwrap() + 2;
    for (word, shown) in
        [("\"neighbours\"", "`neighbours`"), ("\"Authority\"", "`Authority`"), ("\"\"", "``")]
    {
        let mut expected = vec![format!("line {line}: "), shown.to_string()];
        expected.extend(Audience::ALL.map(|a| format!("`{}`", a.key())));
        let text = GOOD.replace(issuer, &format!("{issuer}\naudience = {word}"));
        let problems = Procedure::parse(&text).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        let said = problems[0].to_string();
        assert!(expected.iter().all(|part| said.contains(part)), "{said}");
    }
    let twice = GOOD.replace(issuer, &format!("{issuer}\naudience = [\"care\", \"family\"]"));
    assert!(Procedure::parse(&twice).is_err(), "one paper, one audience");
}

#[test]
fn papers_that_wait_for_each_other_are_drawn() {
    check(
        "required = true\ndays = { optimistic = 1",
        "all_of = [\"order\"]\nrequired = true\ndays = { optimistic = 1",
        &["consent -> order -> consent"],
    );
    check(r#"all_of = ["consent"]"#, r#"one_of = [["order"]]"#, &["order -> order"]);
    assert_eq!(draw(&["a".to_owned(), "b".to_owned(), "a".to_owned()]), "a -> b -> a");
}

#[test]
fn each_ring_is_named_once_and_every_ring_is_named() {
    let ring = |names: &[&str]| {
        let paper = |n: usize| {
            let needs = names[(n + 1) % names.len()];
            let start = GOOD.find("[[papers]]").unwrap();
            let end = GOOD.rfind("[[papers]]").unwrap();
            GOOD[start..end].replace(r#""consent""#, &format!("\"{}\"\nall_of = [\"{needs}\"]", names[n]))
        };
        (0..names.len()).map(paper).collect::<String>()
    };
    let text = format!("{GOOD}{}{}", ring(&["a", "b", "c"]), ring(&["d", "e"]));
    let problems = Procedure::parse(&text).unwrap_err();
    let cycle = |path: &[&str]| Problem::Cycle { path: path.iter().map(|s| (*s).to_owned()).collect() };
    assert_eq!(problems, [cycle(&["a", "b", "c", "a"]), cycle(&["d", "e", "d"])]);
}

#[test]
fn what_is_required_requires_what_it_needs() {
    let first = "required = true\ndays = { optimistic = 1";
    check(
        first,
        "required = false\ndays = { optimistic = 1",
        &["`order` is required and needs `consent`, which is not required"],
    );
    let none = GOOD.replace("required = true", "required = false");
    assert_eq!(Procedure::parse(&none).unwrap_err(), [Problem::NoRequiredPaper]);
}

#[test]
fn a_damaged_file_names_its_lines() {
    let line = |needle: &str| GOOD.lines().position(|l| l.contains(needle)).unwrap() + 1;
    check("version = 1", "version = ", &["line 3: "]);
    check("likely = 2", "likly = 2", &[&format!("line {}: ", line("likely = 2"))]);
    check("version = 1", "version = 1\ncolour = 3", &["line 4: unknown field `colour`"]);
    check(r#"in_force_from = "1941-01-01""#, r#"in_force_from = "1941-02-30""#, &["line 5: "]);
    check(r#"kind = "age", from"#, r#"kind = "age", form"#, &["unknown field `form`"]);
}

#[test]
fn all_damaged_papers_are_named_at_once() {
    let text = GOOD.replace("likely = 2", "likely = -2").replace("valid_days = 30", "valid_days = \"x\"");
    let rule = "[[eligibility]]\ntest = { kind = \"luck\" }\ndescribed = { fr = \"f\", en = \"e\" }\n\
                source = \"s\"\nto_confirm = true\n\n[[papers]]\nid = \"consent\"";
    let text = text.replace("to = 14", "to = 14.5").replace("[[papers]]\nid = \"consent\"", rule);
    let problems = Procedure::parse(&text).unwrap_err();
    let lines: Vec<Option<usize>> = problems
        .iter()
        .map(|problem| match problem {
            Problem::Toml { line, .. } => *line,
            other => panic!("{other}"),
        })
        .collect();
    let at = |needle: &str| Some(text.lines().position(|l| l.contains(needle)).unwrap() + 1);
    assert_eq!(lines, [at("to = 14.5"), at("luck"), at("likely = -2"), at("valid_days")]);
}

#[test]
fn what_is_too_big_is_refused_before_it_costs() {
    assert_eq!(Procedure::parse(&"#".repeat(2 << 20)).unwrap_err(), [Problem::TooLong { bytes: 2 << 20 }]);
    let start = GOOD.find("[[papers]]").unwrap();
    let end = GOOD.rfind("[[papers]]").unwrap();
    let many: String = (0..200).map(|n| GOOD[start..end].replace("consent", &format!("c{n}"))).collect();
    assert_eq!(
        Procedure::parse(&format!("{GOOD}{many}")).unwrap_err(),
        [Problem::TooManyPapers { papers: 202 }]
    );
}

#[test]
fn a_text_answers_in_the_language_asked_or_in_english() {
    let full = Text { fr: "oui".into(), en: "yes".into(), he: Some("כן".into()) };
    let short = Text { he: None, ..full.clone() };
    for (tag, expected) in
        [("fr", "oui"), ("FR-ca", "oui"), ("he", "כן"), ("iw_IL", "כן"), ("de", "yes"), ("", "yes")]
    {
        assert_eq!(full.in_language(tag), expected, "{tag}");
    }
    assert_eq!(short.in_language("he"), "yes");
}

#[test]
fn terms_count_months_as_the_law_does() {
    for (months, days, from, expected) in [
        (4, 0, date(2025, 1, 15), date(2025, 5, 15)),
        (1, 0, date(2025, 1, 31), date(2025, 2, 28)),
        (2, 1, date(2024, 12, 31), date(2025, 3, 1)),
        (0, 30, date(2024, 2, 1), date(2024, 3, 2)),
        (u32::MAX, u32::MAX, date(2024, 2, 1), jiff::civil::Date::MAX),
        (1, 0, jiff::civil::Date::MAX, jiff::civil::Date::MAX),
    ] {
        assert_eq!(Term { months, days }.after(from), expected, "{months} months {days} days after {from}");
    }
}

proptest! {
    #[test]
    fn reading_never_panics(text in "(\\PC|\n){0,400}") {
        let _ = Procedure::parse(&text);
    }

    #[test]
    fn a_spoiled_file_never_panics_and_says_why(at in 0..GOOD.len(), len in 0..60usize, junk in "\\PC{0,6}") {
        let at = GOOD.floor_char_boundary(at);
        let end = GOOD.floor_char_boundary((at + len).min(GOOD.len()));
        let text = format!("{}{junk}{}", &GOOD[..at], &GOOD[end.max(at)..]);
        if let Err(problems) = Procedure::parse(&text) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| !problem.to_string().is_empty()));
        }
    }
}
