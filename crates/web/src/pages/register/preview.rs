//! Looking through before anything goes in; recording; and what came of it.

use super::map::field_words;
use super::{Draft, draft, foreign, lang, open, steps};
use crate::edge::{Answer, onward, refused, shown};
use crate::frame;
use crate::pages::list;
use crate::pages::report::inert;
use crate::viewer::Viewer;
use ::register::{Problem, Row, Severity, Table};
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;
use domain::refusal::Refusal;
use maud::{Markup, html};
use store::register::{Double, Imported};

/// Rows shown before they go in.
const ROWS: usize = 20;
/// Problems, doubles and refusals shown on a page; all of them stand in the CSV.
const LINES: usize = 100;

/// The rows, and every problem of the file and of the rows.
fn parsed(d: &Draft) -> (Vec<Row>, Vec<Problem>) {
    let (rows, mut found) = ::register::rows(&d.table, &d.mapping, &d.name);
    let mut problems = d.table.problems.clone();
    problems.append(&mut found);
    (rows, problems)
}

pub(super) async fn show(viewer: Viewer, Path(key): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let shared = draft(v, &key)?;
            let d = open(&shared);
            if d.imported.is_some() {
                return onward(&format!("/register/{key}/result"));
            }
            let (rows, problems) = parsed(&d);
            let (place, name) = (&d.place, &d.name);
            let seen =
                store::register::rehearsal(v.store(), v.actor()?, &place.compartment, place, &rows, name)?;
            let body = html! {
                div.page-head { h1 { (v.t("register-look")) } p { bdi { (d.name) } ", " bdi { (d.place.name) } } }
                (steps(v, 2))
                (summary(v, &seen, &problems))
                (list::wide_part("rows", &v.t("register-first-rows"), preview(v, &rows)))
                @if !seen.doubles.is_empty() {
                    (list::wide_part("doubles", &v.t("register-doubles"), doubles(v, &v.t("register-doubles-before"), &seen.doubles)))
                }
                @if !seen.refused.is_empty() { (list::part("refused", &v.t("register-refused"), refusals(v, &seen.refused))) }
                @if !problems.is_empty() { (list::wide_part("problems", &v.t("register-problems"), problem_list(v, &key, &problems))) }
                div.toolbar {
                    form method="post" action=(format!("/register/{key}/import")) {
                        button.button type="submit" disabled[rows.is_empty()] {
                            (v.t_with("register-do-import", &[("count", &rows.len().to_string())]))
                        }
                    }
                    a.button.quiet href=(format!("/register/{key}")) { (v.t("register-back-to-columns")) }
                }
            };
            shown(frame::page(v, &v.t("register-look"), body))
        })
        .await
}

fn summary(v: &Viewer, seen: &Imported, problems: &[Problem]) -> Markup {
    let out = problems.iter().filter(|p| p.severity == Severity::Row).count() + seen.refused.len();
    let cells = problems.iter().filter(|p| p.severity == Severity::Cell).count() + seen.set_aside.len();
    html! {
        div.tiles {
            div.tile { span.figure { (seen.added) } " " span.label { (v.t("register-will-go-in")) } }
            @if seen.known > 0 { div.tile { span.figure { (seen.known) } " " span.label { (v.t("register-known")) } } }
            div.tile { span.figure { (out) } " " span.label { (v.t("register-will-stay-out")) } }
            div.tile { span.figure { (cells) } " " span.label { (v.t("register-cells-aside")) } }
        }
        (held_apart(v, seen))
    }
}

fn preview(v: &Viewer, rows: &[Row]) -> Markup {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let date = |d: &Option<domain::Edtf>| d.as_ref().map(|d| v.words.edtf(d)).unwrap_or_default();
    let lines: Vec<Vec<Markup>> = rows
        .iter()
        .take(ROWS)
        .map(|r| {
            vec![
                html! { bdi { (r.display_name()) } },
                html! { (r.line) },
                html! { @if let Some(sex) = r.sex { (v.t(&format!("sex-{}", sex.letter().to_lowercase()))) } },
                html! { (date(&r.birth)) },
                html! { bdi { (text(&r.nationality)) } },
                html! { (date(&r.arrived_on)) },
                html! { (date(&r.left_on)) },
                html! { @for (i, (head, cell)) in r.unmapped.iter().enumerate() { @if i > 0 { "; " } bdi { (head) } ": " bdi { (cell) } } },
            ]
        })
        .collect();
    let heads = [
        "list-name",
        "register-row",
        "register-field-sex",
        "list-born",
        "register-field-nationality",
        "register-field-arrived-on",
        "register-field-left-on",
        "register-kept-beside",
    ];
    list::table(v, "", &heads, &lines)
}

fn problem_list(v: &Viewer, key: &str, problems: &[Problem]) -> Markup {
    let words = lang(v);
    let rows: Vec<Vec<Markup>> = problems
        .iter()
        .take(LINES)
        .map(|p| {
            vec![
                html! { @match p.row { Some(row) => (row), None => (v.t("register-whole-file")) } },
                html! { span lang=[foreign(v)] dir="auto" { (p.why_text(words)) } },
                html! { span lang=[foreign(v)] dir="auto" { (p.remedy_text(words)) } },
                html! { (v.t(match p.severity {
                    Severity::File => "register-effect-file",
                    Severity::Cell => "register-effect-cell",
                    Severity::Row => "register-effect-row",
                })) },
            ]
        })
        .collect();
    html! {
        (list::table(v, "", &["register-row", "register-problem", "register-remedy", "register-effect"], &rows))
        @if problems.len() > LINES { p.by { (v.t_with("register-more-problems", &[("count", &(problems.len() - LINES).to_string())])) } }
        div.toolbar { a.button.quiet href=(format!("/register/{key}/problems.csv")) download { (v.t("register-problems-csv")) } }
    }
}

pub(super) async fn problems(viewer: Viewer, Path(key): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let shared = draft(v, &key)?;
            let d = open(&shared);
            let bytes = match &d.problems {
                Some(kept) => kept.clone(),
                None => ::register::problems_csv(&parsed(&d).1, lang(v)),
            };
            let heads = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"problems.csv\""),
            ];
            Ok((heads, bytes).into_response())
        })
        .await
}

pub(super) async fn import(viewer: Viewer, Path(key): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let shared = draft(v, &key)?;
            let mut d = open(&shared);
            if d.imported.is_none() {
                let (rows, problems) = parsed(&d);
                let compartment = d.place.compartment;
                let imported = store::register::import(
                    v.store(),
                    v.actor()?,
                    &compartment,
                    &d.place,
                    rows,
                    &d.name,
                    |_| {},
                )?;
                d.problems = Some(problem_file(v, &d, &problems, &imported));
                d.stayed_out = problems.iter().filter(|p| p.severity == Severity::Row).count();
                d.imported = Some(imported);
                freed(&mut d.table);
            }
            onward(&format!("/register/{key}/result"))
        })
        .await
}

/// The problems of the file, and the rows that a rule kept out, whole.
fn problem_file(v: &Viewer, d: &Draft, problems: &[Problem], imported: &Imported) -> Vec<u8> {
    let mut bytes = ::register::problems_csv(problems, lang(v));
    let separator = if lang(v) == ::register::Lang::Fr { ";" } else { "," };
    for (line, refusal) in &imported.refused {
        let whole =
            d.table.rows.iter().find(|r| r.line == *line).map(|r| r.cells.join(" | ")).unwrap_or_default();
        let (row, words) = (line.to_string(), refused(v, refusal));
        let effect = v.t("register-effect-row");
        let cells = [d.name.as_str(), &row, "", &refusal.value, &words, "", &effect, &whole].map(inert);
        bytes.extend_from_slice(cells.join(separator).as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes
}

/// Rows that are in need no second place in memory.
fn freed(table: &mut Table) {
    (table.rows, table.title) = (Vec::new(), Vec::new());
}

pub(super) async fn result(viewer: Viewer, Path(key): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let shared = draft(v, &key)?;
            let d = open(&shared);
            let Some(imported) = &d.imported else { return onward(&format!("/register/{key}")) };
            let body = html! {
                div.page-head { h1 { (v.t("register-result")) } p { bdi { (d.name) } ", " bdi { (d.place.name) } } }
                (steps(v, 3))
                (outcome(v, imported, d.stayed_out))
                @if !imported.doubles.is_empty() { (list::wide_part("doubles", &v.t("register-doubles"), doubles(v, &v.t("register-doubles-what"), &imported.doubles))) }
                @if !imported.refused.is_empty() { (list::part("refused", &v.t("register-refused"), refusals(v, &imported.refused))) }
                @if !imported.set_aside.is_empty() { (list::part("aside", &v.t("register-set-aside"), refusals(v, &imported.set_aside))) }
                div.toolbar {
                    a.button href=(format!("/places/{}", d.place.file)) { (v.t("register-to-place")) }
                    a.button.quiet href=(format!("/register/{key}/problems.csv")) download { (v.t("register-problems-csv")) }
                    form method="post" action=(format!("/register/{key}/removal")) {
                        button.button.quiet type="submit" { (v.t("register-finish")) }
                    }
                }
            };
            shown(frame::page(v, &v.t("register-result"), body))
        })
        .await
}

fn outcome(v: &Viewer, i: &Imported, stayed_out: usize) -> Markup {
    html! {
        div.tiles {
            div.tile { span.figure { (i.added) } " " span.label { (v.t("register-added")) } }
            div.tile { span.figure { (i.known) } " " span.label { (v.t("register-known")) } }
            div.tile { span.figure { (i.sibling_groups) } " " span.label { (v.t("register-sibling-groups")) } }
            div.tile { span.figure { (i.refused.len() + stayed_out) } " " span.label { (v.t("register-refused")) } }
        }
        (held_apart(v, i))
    }
}

/// Cells that belong into a volet of their own, and are not imported here.
fn held_apart(v: &Viewer, i: &Imported) -> Markup {
    html! {
        @if !i.held_apart.is_empty() {
            div.notice { p { (v.t("register-held-apart")) " "
                (i.held_apart.iter().map(|(f, n)| format!("{} ({n})", field_words(v, *f))).collect::<Vec<_>>().join(", ")) } }
        }
    }
}

/// Who may be the same as somebody known: listed for a person to judge, joined by nobody.
fn doubles(v: &Viewer, what: &str, doubles: &[Double]) -> Markup {
    let rows: Vec<Vec<Markup>> = doubles
        .iter()
        .take(LINES)
        .map(|d| {
            vec![
                list::person(&d.file, &d.name),
                list::code(&d.code),
                html! { (v.t_with("register-row-number", &[("row", &format!("№ {}", d.line))])) },
                html! { (v.t(if d.reasons.is_empty() { "register-same-code" } else { "register-alike" })) },
            ]
        })
        .collect();
    html! {
        p { (what) }
        (list::table(v, "", &["list-name", "list-code", "register-row", "list-why"], &rows))
        @if doubles.len() > LINES { p.by { (v.t_with("register-more-doubles", &[("count", &(doubles.len() - LINES).to_string())])) } }
    }
}

fn refusals(v: &Viewer, refused_rows: &[(u32, Refusal)]) -> Markup {
    let rows: Vec<Vec<Markup>> = refused_rows
        .iter()
        .take(LINES)
        .map(|(line, refusal)| {
            vec![html! { (line) }, html! { (refused(v, refusal)) }, html! { bdi { (refusal.value) } }]
        })
        .collect();
    list::table(v, "", &["register-row", "register-problem", "register-value"], &rows)
}
