//! How lists of people and dates look on the pages of several rooms: a table whose cells say their column on a narrow
//! screen, a person's name with code, a date that is due.

use crate::edge::refused;
use crate::form::Form;
use crate::viewer::Viewer;
use domain::id::FileId;
use jiff::civil::Date;
use maud::{Markup, html};

/// Days within which a date counts as soon.
const SOON: i64 = 7;

/// A table. `heads` are keys of the locale files; the first cell of each row is its heading.
pub(crate) fn table(v: &Viewer, caption: &str, heads: &[&str], rows: &[Vec<Markup>]) -> Markup {
    let heads: Vec<String> = heads.iter().map(|key| v.t(key)).collect();
    html! {
        table.list {
            @if !caption.is_empty() { caption { (caption) } }
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for (i, cell) in row.iter().enumerate() {
                            @if i == 0 {
                                th scope="row" { (cell) }
                            } @else {
                                td data-label=[heads.get(i)] { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A person's name as the way to their file.
pub(crate) fn person(file: &FileId, name: &str) -> Markup {
    html! { a href=(format!("/people/{file}")) { bdi { @if name.is_empty() { (file) } @else { (name) } } } }
}

/// A code, spoken in two groups.
pub(crate) fn code(code: &str) -> Markup {
    let split = code.char_indices().nth(3).map_or(code.len(), |(at, _)| at);
    let (head, tail) = code.split_at(split);
    html! { span.code { (head) @if !tail.is_empty() { " " (tail) } } }
}

/// A day that is due, with the days that are left.
pub(crate) fn due(v: &Viewer, on: Date, in_days: i64) -> Markup {
    let state = match in_days {
        ..0 => "late",
        0..=SOON => "soon",
        _ => "later",
    };
    let left = match in_days {
        ..0 => v.t_with("list-days-late", &[("days", &(-in_days).to_string())]),
        0 => v.t("list-due-today"),
        _ => v.t_with("list-days-left", &[("days", &in_days.to_string())]),
    };
    html! {
        time.due data-due=(state) datetime=(on) { (v.words.day(on)) }
        " " span.by { (left) }
    }
}

/// Days from `today` to `on`.
pub(crate) fn days_between(today: Date, on: Date) -> i64 {
    i64::from((on - today).get_days())
}

/// A part of a page with its heading, as a volet without a lock.
pub(crate) fn part(id: &str, heading: &str, body: Markup) -> Markup {
    html! {
        section.volet aria-labelledby=(id) {
            header { h2 id=(id) { (heading) } }
            div.body { (body) }
        }
    }
}

/// The same over the whole width, for wide tables.
pub(crate) fn wide_part(id: &str, heading: &str, body: Markup) -> Markup {
    html! {
        section.volet.wide aria-labelledby=(id) {
            header { h2 id=(id) { (heading) } }
            div.body { (body) }
        }
    }
}

/// A day or a month, chosen from a calendar where the browser has one: `kind` is `date` or `month`, `label` a key.
pub(crate) fn calendar(form: &Form<'_>, name: &str, label: &str, kind: &str, latest: Option<Date>) -> Markup {
    let v = form.viewer;
    // An address says `at` for what the form calls "as at".
    let refusal = form.refusal.filter(|r| r.field.trim_start_matches("as_") == name);
    let wrong = refusal.map(|r| refused(v, r));
    let error = format!("{name}-error");
    html! {
        div.field.medium id=[refusal.map(|r| r.field).filter(|f| *f != name)] {
            label for=(name) { (v.t(label)) }
            input id=(name) name=(name) type=(kind) value=(form.typed.get(name)) max=[latest] autocomplete="off"
                aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[wrong.as_ref().map(|_| &error)];
            @if let Some(wrong) = &wrong { p.error id=(error) { (wrong) } }
        }
    }
}

/// A choice whose label is `label` and not the field's usual one.
pub(crate) fn choice(form: &Form<'_>, name: &str, label: &str, options: &[(String, String)]) -> Markup {
    let wrong = form.refusal.filter(|r| r.field == name).map(|r| refused(form.viewer, r));
    let error = format!("{name}-error");
    html! {
        div.field.medium {
            label for=(name) { (form.viewer.t(label)) }
            select id=(name) name=(name) aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[wrong.as_ref().map(|_| &error)] {
                @for (code, words) in options { option value=(code) selected[code == form.typed.get(name)] { (words) } }
            }
            @if let Some(wrong) = &wrong { p.error id=(error) { (wrong) } }
        }
    }
}
