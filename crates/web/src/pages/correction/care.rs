//! Forms about what a house provides for: needs, marks beside the name, the Washington Group short set.

use super::Sheet;
use crate::form::{Form, Typed, worded};
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::file::File;
use domain::person::{Fact as Person, MARKS, NEEDS, Person as Known, WASHINGTON_DOMAINS, WASHINGTON_LEVELS};
use domain::refusal::{Why, refuse};
use domain::said::Answer;
use maud::{Markup, html};
use store::{Problem, Writing};

pub(super) static SHEETS: [Sheet; 3] = [
    Sheet {
        path: "/people/{file}/needs",
        noun: "needs",
        back: "#care",
        draft: false,
        begin: begin_needs,
        fields: need_fields,
        facts: needs,
    },
    Sheet {
        path: "/people/{file}/marks",
        noun: "marks",
        back: "#care",
        draft: false,
        begin: begin_mark,
        fields: mark_fields,
        facts: mark,
    },
    Sheet {
        path: "/people/{file}/washington-answers",
        noun: "washington-answers",
        back: "#care",
        draft: false,
        begin: begin_washington,
        fields: washington_fields,
        facts: washington,
    },
];

fn begin_needs(_: &Viewer, o: &Opened, mut query: Typed) -> Typed {
    query.0.insert("need".into(), o.person.needs.clone());
    query
}

fn need_fields(form: &Form<'_>, _: &Opened) -> Markup {
    let ticked = form.typed.all("need");
    html! {
        fieldset.choice.column {
            legend { (form.viewer.t("field-needs")) }
            div.options {
                @for need in NEEDS {
                    label {
                        input type="checkbox" name="need" value=(need) checked[ticked.iter().any(|t| t == need)];
                        " " (form.viewer.t(&format!("need-{need}")))
                    }
                }
            }
        }
    }
}

/// Only what changed is recorded.
fn needs(_: &Viewer, typed: &Typed, file: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let before = Known::of(file).needs;
    let ticked = typed.all("need");
    let changed = NEEDS.into_iter().filter_map(|need| {
        let there = ticked.iter().any(|t| t == need);
        (there != before.iter().any(|b| b == need))
            .then(|| Fact::Person(Person::Need { need: need.to_string(), there }))
    });
    Ok(changed.collect())
}

fn begin_mark(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let text = o
        .person
        .marks
        .iter()
        .find(|(m, _)| m == query.get("mark"))
        .map(|(_, t)| t.clone())
        .unwrap_or_default();
    query.with("todo", text)
}

fn mark_fields(form: &Form<'_>, _: &Opened) -> Markup {
    let marks = worded(form.viewer, "mark", MARKS);
    html! { div.fields { (form.choose("mark", "medium", None, &marks)) (form.line("todo", "wide")) } }
}

fn mark(_: &Viewer, typed: &Typed, file: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let mark = typed.get("mark").to_string();
    if !MARKS.contains(&mark.as_str()) {
        return Err(refuse("mark", mark, Why::Unknown).into());
    }
    let text = super::words("todo", typed)?;
    if text.is_empty() && !Known::of(file).marks.iter().any(|(m, _)| *m == mark) {
        return Err(refuse("todo", "", Why::Missing).into());
    }
    Ok(vec![Fact::Person(Person::Mark { mark, text })])
}

/// Answers besides the four levels.
const NO_LEVEL: [&str; 3] = ["not-asked", "does-not-know", "declines"];

fn code(answer: &Answer<String>) -> String {
    match answer {
        Answer::Given(level) => level.clone(),
        Answer::DoesNotKnow => "does-not-know".into(),
        Answer::Declines => "declines".into(),
        Answer::NotAsked | Answer::Without => "not-asked".into(),
    }
}

fn begin_washington(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    o.person
        .washington
        .iter()
        .fold(query, |typed, (domain, said)| typed.with(&format!("wg_{domain}"), code(said.latest())))
}

fn washington_fields(form: &Form<'_>, _: &Opened) -> Markup {
    let mut options = worded(form.viewer, "washington-level", WASHINGTON_LEVELS);
    options.extend(worded(form.viewer, "answer", &NO_LEVEL[1..]));
    html! {
        div.fields #level {
            @for domain in WASHINGTON_DOMAINS {
                @let name = format!("wg_{domain}");
                @let value = form.typed.get(&name);
                div.field.medium {
                    label for=(name) { (form.viewer.t(&format!("washington-domain-{domain}"))) }
                    select id=(name) name=(name) {
                        option value="not-asked" { (form.viewer.t("answer-not-asked")) }
                        @for (code, words) in &options { option value=(code) selected[code == value] { (words) } }
                    }
                }
            }
        }
    }
}

/// Only answers that differ from what stands are recorded.
fn washington(_: &Viewer, typed: &Typed, file: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let before = Known::of(file).washington;
    let mut facts = Vec::new();
    for domain in WASHINGTON_DOMAINS {
        let typed = typed.get(&format!("wg_{domain}"));
        let stands = before.get(domain).map_or_else(|| "not-asked".to_string(), |said| code(said.latest()));
        if typed.is_empty() || typed == stands {
            continue;
        }
        let level = match typed {
            level if WASHINGTON_LEVELS.contains(&level) => Answer::Given(level.to_string()),
            "does-not-know" => Answer::DoesNotKnow,
            "declines" => Answer::Declines,
            "not-asked" => Answer::NotAsked,
            other => return Err(refuse("level", other, Why::Unknown).into()),
        };
        facts.push(Fact::Person(Person::Washington { domain: domain.to_string(), level }));
    }
    Ok(facts)
}
