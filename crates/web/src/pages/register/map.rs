//! Which column holds what: the guess with its reason, for a person to confirm or change.

use super::{Draft, draft, open, steps};
use crate::edge::{Answer, onward, shown};
use crate::form::Typed;
use crate::frame;
use crate::pages::list;
use crate::viewer::Viewer;
use ::register::{FIELDS, Field, Reason};
use axum::extract::Path;
use maud::{Markup, html};

/// Cells of a column shown as examples.
const EXAMPLES: usize = 3;
/// Centuries offered for years of two digits.
const CENTURIES: [i16; 3] = [1800, 1900, 2000];

pub(super) async fn show(viewer: Viewer, Path(key): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let shared = draft(v, &key)?;
            let d = open(&shared);
            if d.imported.is_some() {
                return onward(&format!("/register/{key}/result"));
            }
            let body = html! {
                div.page-head { h1 { (v.t("register-columns")) } p { bdi { (d.name) } ", " (rows(v, &d)) ", " bdi { (d.place.name) } } }
                (steps(v, 1))
                (form(v, &key, &d))
            };
            shown(frame::page(v, &v.t("register-columns"), body))
        })
        .await
}

fn rows(v: &Viewer, d: &Draft) -> String {
    v.t_with("register-rows", &[("count", &d.table.rows.len().to_string())])
}

fn form(v: &Viewer, key: &str, d: &Draft) -> Markup {
    html! {
        form.stack method="post" action=(format!("/register/{key}")) {
            (columns(v, d))
            @if d.table.rows.is_empty() { p.empty { (v.t("register-no-rows")) } }
            fieldset.choice {
                legend { (v.t("register-date-order")) }
                div.options {
                    label { input type="radio" name="day_first" value="yes" checked[d.mapping.day_first]; " " (v.t("register-day-first")) }
                    label { input type="radio" name="day_first" value="no" checked[!d.mapping.day_first]; " " (v.t("register-month-first")) }
                }
                @if d.guess.date_order_unsure { p.hint { (v.t("register-date-unsure")) } }
            }
            @if d.guess.two_digit_years { (century(v, d)) }
            @if d.mapping.column_of(Field::Sex).is_some() { (sexes(v, d)) }
            div.toolbar {
                button.button type="submit" { (v.t("register-to-preview")) }
                a.button.quiet href="/register" { (v.t("dossier-back")) }
            }
        }
    }
}

fn columns(v: &Viewer, d: &Draft) -> Markup {
    let rows: Vec<Vec<Markup>> = d
        .guess
        .columns
        .iter()
        .enumerate()
        .map(|(i, guess)| {
            let chosen = d.mapping.columns.get(i).copied().flatten();
            let cells = d.table.rows.iter().map(|r| r.cell(i).trim()).filter(|c| !c.is_empty()).take(EXAMPLES);
            vec![
                html! { label for=(format!("column-{i}")) { bdi { (guess.column) } } },
                html! { @for (n, cell) in cells.enumerate() { @if n > 0 { "; " } bdi { (cell.chars().take(60).collect::<String>()) } } },
                html! { select id=(format!("column-{i}")) name=(format!("column-{i}")) {
                    option value="" { (v.t("register-keep-beside")) }
                    @for field in FIELDS { option value=(field.key()) selected[chosen == Some(field)] { (field_words(v, field)) } }
                } },
                html! { (reason(v, &guess.reason)) @if !guess.sure { " " strong { (v.t("register-unsure")) } } },
            ]
        })
        .collect();
    list::table(v, "", &["register-column", "register-examples", "register-holds", "register-reason"], &rows)
}

/// What a field is called.
pub(super) fn field_words(v: &Viewer, field: Field) -> String {
    v.t(&format!("register-field-{}", field.key().replace('_', "-")))
}

fn reason(v: &Viewer, reason: &Reason) -> String {
    match reason {
        Reason::Heading => v.t("register-reason-heading"),
        Reason::HeadingContains(word) => v.t_with("register-reason-contains", &[("word", word)]),
        Reason::OnlyNameColumn => v.t("register-reason-only-name"),
        Reason::CellsAreDates => v.t("register-reason-dates"),
        Reason::CellsAreSexes => v.t("register-reason-sexes"),
        Reason::Taken { field, by } => {
            v.t_with("register-reason-taken", &[("field", &field_words(v, *field)), ("by", by)])
        }
        Reason::Empty => v.t("register-reason-empty"),
        Reason::Unknown => v.t("register-reason-unknown"),
    }
}

fn century(v: &Viewer, d: &Draft) -> Markup {
    html! {
        fieldset.choice {
            legend { (v.t("register-century")) }
            div.options {
                @for century in CENTURIES {
                    label { input type="radio" name="century" value=(century) checked[d.mapping.century == Some(century)];
                        " " (century) "–" (century + 99) }
                }
                label { input type="radio" name="century" value="" checked[d.mapping.century.is_none()]; " " (v.t("register-century-unknown")) }
            }
            p.hint { (v.t("register-century-hint")) }
        }
    }
}

fn sexes(v: &Viewer, d: &Draft) -> Markup {
    let codes = [("sex_female", &d.mapping.sex_codes.female), ("sex_male", &d.mapping.sex_codes.male)];
    html! {
        div.fields {
            @for (name, codes) in codes {
                div.field.wide {
                    label for=(name) { (v.t(&format!("register-{}", name.replace('_', "-")))) }
                    input id=(name) name=(name) value=(codes.join(", ")) dir="auto" autocomplete="off";
                }
            }
        }
    }
}

pub(super) async fn change(viewer: Viewer, Path(key): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let shared = draft(v, &key)?;
            let mut d = open(&shared);
            for i in 0..d.mapping.columns.len() {
                d.mapping.columns[i] = Field::from_key(typed.get(&format!("column-{i}")));
            }
            d.mapping.day_first = typed.get("day_first") != "no";
            d.mapping.century = typed.get("century").parse().ok().filter(|c| CENTURIES.contains(c));
            let codes = |name: &str| -> Option<Vec<String>> {
                let list = typed.get(name).split(',').map(|c| c.trim().to_lowercase());
                typed.0.contains_key(name).then(|| list.filter(|c| !c.is_empty()).collect())
            };
            if let Some(female) = codes("sex_female") {
                d.mapping.sex_codes.female = female;
            }
            if let Some(male) = codes("sex_male") {
                d.mapping.sex_codes.male = male;
            }
            onward(&format!("/register/{key}/preview"))
        })
        .await
}
