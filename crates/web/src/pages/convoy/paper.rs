//! The printed list of a journey. It leaves the house: code, given name, age, where to, what to do, and nothing else.

use super::Traveller;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::person::Person;
use domain::relay_house::Convoy;
use maud::{Markup, html};
use print::list::List;
use print::{Names, spoken};

/// Needs that say what an escort does. Food and days of rest are not among them: they would tell a faith.
const NEEDS_SHOWN: [&str; 5] = ["step-free", "quiet-room", "interpreter", "escort", "daily-care"];

/// The paper.
pub(super) fn paper(v: &Viewer, convoy: &Convoy, from: &str, travellers: &[Traveller]) -> Markup {
    let rows: Vec<Vec<Markup>> = travellers.iter().map(|t| row(v, convoy, t, travellers)).collect();
    let heads =
        ["headcount-given", "place-code", "age", "convoy-destination", "convoy-what-to-do", "convoy-luggage"];
    html! {
        article.convoy {
            header {
                div {
                    h2 { bdi { (convoy.name) } }
                    p { bdi { (from) } ", " (v.words.day(convoy.on)) @if !convoy.route.is_empty() { "; " bdi { (convoy.route) } } }
                }
                p.by {
                    (v.t("field-escorts")) (asked::colon(v)) bdi { (convoy.escorts) } br;
                    (v.t_with("convoy-confirm", &[("n", &convoy.confirm_within_hours.to_string())]))
                }
            }
            (list::table(v, "", &heads, &rows))
            p { (v.t_with("n-people", &[("n", &travellers.len().to_string())])) }
            div.signatures { p { (v.t("convoy-handed-by")) } p { (v.t("field-escort")) } p { (v.t("convoy-received-by")) } }
        }
    }
}

/// The same list as PDF. By code no name stands on it, neither theirs nor of whom they stay with, and nothing of what they need.
pub(super) fn sheet(v: &Viewer, convoy: &Convoy, from: &str, all: &[Traveller], names: Names) -> List {
    let line = |t: &Traveller| {
        let person = Person::of(&t.volume.file);
        let towards = t.card.leaving.as_ref().map(|(name, ..)| name.clone()).unwrap_or_default();
        let age = asked::age(v, &t.card.birth, convoy.on);
        match names {
            Names::Shown => {
                let todo = what_to_do(v, &person, t, all).join("; ");
                vec![given(&person), spoken(&t.card.code), age, towards, todo, String::new()]
            }
            Names::Coded => {
                vec![String::new(), spoken(&t.card.code), age, towards, String::new(), String::new()]
            }
        }
    };
    let column = |key: &str, width: u8| (v.t(key), width);
    let confirm = v.t_with("convoy-confirm", &[("n", &convoy.confirm_within_hours.to_string())]);
    List {
        title: convoy.name.clone(),
        about: vec![
            (v.t("convoy-day"), v.words.day(convoy.on)),
            (v.t("paper-from"), from.to_string()),
            (v.t("convoy-route"), convoy.route.clone()),
            (v.t("field-escorts"), convoy.escorts.clone()),
        ],
        columns: vec![
            column("headcount-given", 4),
            column("place-code", 3),
            column("age", 2),
            column("convoy-destination", 5),
            column("convoy-what-to-do", 8),
            column("convoy-luggage", 3),
        ],
        lines: all.iter().map(line).collect(),
        below: vec![v.t_with("n-people", &[("n", &all.len().to_string())]), confirm],
        signed: ["convoy-handed-by", "field-escort", "convoy-received-by"].map(|key| v.t(key)).to_vec(),
        foot: crate::pages::paper::foot(v, v.today(v.scene())),
    }
}

fn row(v: &Viewer, convoy: &Convoy, t: &Traveller, all: &[Traveller]) -> Vec<Markup> {
    let person = Person::of(&t.volume.file);
    let towards = t.card.leaving.as_ref().map(|(name, ..)| name.clone()).unwrap_or_default();
    vec![
        html! { bdi { (given(&person)) } },
        list::code(&t.card.code),
        html! { (asked::age(v, &t.card.birth, convoy.on)) },
        html! { bdi { (towards) } },
        html! { (what_to_do(v, &person, t, all).join("; ")) },
        html! {},
    ]
}

fn given(person: &Person) -> String {
    person
        .shown()
        .map(|n| if n.given.is_empty() { n.surname.clone() } else { n.given.clone() })
        .unwrap_or_default()
}

fn what_to_do(v: &Viewer, person: &Person, t: &Traveller, all: &[Traveller]) -> Vec<String> {
    let mut todo: Vec<String> =
        person.marks.iter().filter(|(mark, _)| mark == "allergy").map(|(_, text)| text.clone()).collect();
    todo.extend(
        person.needs.iter().filter(|n| NEEDS_SHOWN.contains(&n.as_str())).map(|n| v.t(&format!("need-{n}"))),
    );
    let with: Vec<String> = all
        .iter()
        .filter(|other| {
            other.card.file != t.card.file && t.card.family.is_some() && other.card.family == t.card.family
        })
        .map(|other| given(&Person::of(&other.volume.file)))
        .collect();
    if !with.is_empty() {
        todo.push(v.t_with("convoy-stays-with", &[("names", &with.join(", "))]));
    }
    todo
}
