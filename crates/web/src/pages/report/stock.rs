//! Stock and flow by month: opening + in - out = closing, checked in every cell before it is shown.

use super::ask::{Ask, query};
use super::{dates, json_file, key_words, list, month, number};
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed, worded};
use crate::frame::{self, encode};
use crate::viewer::Viewer;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use domain::indicator::{By, StockRow, reconcile};
use domain::place::Kind;
use domain::refusal::Refusal;
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let typed = query(v);
            let ask = match Ask::of(v, &typed) {
                Ok(ask) => ask,
                Err(refusal) => {
                    let page = frame::page(
                        v,
                        &v.t("report-stock"),
                        html! { (head(v)) (form(v, &typed, Some(&refusal))) },
                    );
                    return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
                }
            };
            let typed = filled(&ask);
            let rows = ask.table(&v.store().presences(v.actor()?, ask.known_on)?);
            let body = html! {
                (head(v))
                (form(v, &typed, None))
                @if rows.is_empty() { p.empty { (v.t("report-empty")) } } @else { (tables(v, &ask, &rows)) }
            };
            shown(frame::page(v, &v.t("report-stock"), body))
        })
        .await
}

fn head(v: &Viewer) -> Markup {
    html! { div.page-head { h1 { (v.t("report-stock")) } p { (v.t("report-stock-what")) } } }
}

fn filled(ask: &Ask) -> Typed {
    let age = ask.band.map(|b| format!("{}-{}", b.from, b.to)).unwrap_or_default();
    Typed::default()
        .with("from", ask.from.to_string())
        .with("to", ask.to.to_string())
        .with("by", ask.by.key())
        .with("kind", ask.kind.map(Kind::key).unwrap_or_default())
        .with("age", age)
        .with("known_on", ask.known_on.map(|d| d.to_string()).unwrap_or_default())
}

fn form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let kinds = Kind::ALL.into_iter().filter(|k| k.lived_in()).map(Kind::key);
    html! {
        (form.errors())
        form.stack action="/report/stock" {
            div.fields {
                (list::calendar(&form, "from", "report-from", "month", None))
                (list::calendar(&form, "to", "report-to", "month", None))
                (list::choice(&form, "by", "report-by", &worded(v, "report-by", By::ALL.map(By::key))))
                (form.choose("kind", "medium", Some("report-every-kind"), &worded(v, "kind", kinds)))
                (form.line("age", "short"))
                (list::calendar(&form, "known_on", "field-as-known-on", "date", None))
            }
            div.toolbar { button.button type="submit" { (v.t("list-show")) } }
        }
    }
}

fn tables(v: &Viewer, ask: &Ask, rows: &[StockRow]) -> Markup {
    html! {
        (list::wide_part("chart", &v.t("report-stock-chart"), chart(v, ask, rows)))
        (list::wide_part("table", &v.t("report-stock-table"), html! { (table(v, ask, rows)) (balance(v, ask, rows)) }))
        (list::part("exits", &v.t("report-exits"), exits(v, ask, rows)))
        (list::part("definition", &v.t("report-definition"), definition(v, ask)))
        div.toolbar.no-print {
            a.button.quiet href=(ask.link("/report/stock.csv", ask.from, ask.to)) { "CSV" }
            a.button.quiet href=(ask.link("/report/stock.json", ask.from, ask.to)) { "JSON" }
            button.button.quiet type="button" data-print { (frame::mark("print", "icon")) (v.t("list-print")) }
        }
    }
}

fn two_dates(v: &Viewer, ask: &Ask) -> String {
    let last = ask.to.end().yesterday().unwrap_or(ask.to.first());
    dates(v, &v.words.day(last), ask.known_on)
}

fn chart(v: &Viewer, ask: &Ask, rows: &[StockRow]) -> Markup {
    let named: Vec<StockRow> =
        rows.iter().map(|r| StockRow { key: key_words(v, ask.by, &r.key), ..r.clone() }).collect();
    let title = v.t_with("report-chart-title", &[("from", &month(v, ask.from)), ("to", &month(v, ask.to))]);
    let others = v.t("report-others");
    let words =
        print::Words { id: "stock-chart", title: &title, lang: v.words.0.code(), others: &others, limit: "" };
    let chart = print::stock(&named, &words);
    html! {
        figure.chart {
            figcaption { (v.t("report-closing-by-month")) " " small { (two_dates(v, ask)) } }
            @if !chart.legend.is_empty() {
                ul.legend { @for (i, name) in chart.legend.iter().enumerate() { li class=(format!("series-{}", i + 1)) { bdi { (name) } } } }
            }
            div.scroll tabindex="0" role="region" aria-label=(title) { (PreEscaped(&chart.svg)) }
        }
    }
}

fn cell_link(ask: &Ask, row: &StockRow, cell: &str) -> String {
    format!(
        "{}&what=stock&cell={cell}&key={}",
        ask.link("/report/people", row.month, row.month),
        encode(&row.key)
    )
}

fn table(v: &Viewer, ask: &Ask, rows: &[StockRow]) -> Markup {
    let aged = rows.iter().any(|r| r.aged_in + r.aged_out > 0);
    let grew = |n: usize| html! { @if n > 0 { " " bdi.by { "(" (v.t_with("report-aged", &[("count", &n.to_string())])) ")" } } };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(v.t("report-stock")) {
            table.figure-table {
                caption { (v.t("report-stock")) " " small { (two_dates(v, ask)) } }
                thead { tr {
                    th scope="col" { (v.t("report-month")) }
                    @if ask.by != By::All { th scope="col" { (v.t(&format!("report-by-{}", ask.by.key()))) } }
                    @for head in ["report-opening", "report-in", "report-out", "report-closing"] { th scope="col" { (v.t(head)) } }
                } }
                tbody { @for r in rows { tr {
                    th scope="row" { (month(v, r.month)) }
                    @if ask.by != By::All { td { bdi { (key_words(v, ask.by, &r.key)) } } }
                    td { (number(r.opening, &cell_link(ask, r, "opening"))) }
                    td { (number(r.arrivals, &cell_link(ask, r, "in"))) @if aged { (grew(r.aged_in)) } }
                    td { (number(r.out, &cell_link(ask, r, "out"))) @if aged { (grew(r.aged_out)) } }
                    td { (number(r.closing, &cell_link(ask, r, "closing"))) }
                } } }
                @if let (By::All, Some(first), Some(last)) = (ask.by, rows.first(), rows.last()) {
                    tfoot { tr {
                        th scope="row" { (v.t("report-whole")) }
                        td { (first.opening) }
                        td { (rows.iter().map(|r| r.arrivals).sum::<usize>()) }
                        td { (rows.iter().map(|r| r.out).sum::<usize>()) }
                        td { (last.closing) }
                    } }
                }
            }
        }
    }
}

/// The equation, proved over the table as it is shown; or every cell where it fails.
fn balance(v: &Viewer, ask: &Ask, rows: &[StockRow]) -> Markup {
    let faults = reconcile(rows);
    html! {
        @if faults.is_empty() {
            p.by { (v.t_with("report-balanced", &[("count", &rows.len().to_string())])) }
        } @else {
            div.notice.alarm role="alert" {
                p { (v.t("report-unbalanced")) }
                ul { @for f in &faults {
                    li { (month(v, f.cell.0)) ", " bdi { (key_words(v, ask.by, &f.cell.1)) } ": "
                        (v.t_with("report-unbalanced-cell", &[("expected", &f.expected.to_string()), ("counted", &f.counted.to_string())])) }
                } }
            }
        }
    }
}

fn exits(v: &Viewer, ask: &Ask, rows: &[StockRow]) -> Markup {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (reason, count) in rows.iter().flat_map(|r| &r.reasons) {
        *reasons.entry(reason).or_default() += count;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let link = |reason: &str| {
        format!("{}&what=stock&cell=out&reason={reason}", ask.link("/report/people", ask.from, ask.to))
    };
    let aged: usize = rows.iter().map(|r| r.aged_out).sum();
    html! {
        @if reasons.is_empty() { p.empty { (v.t("report-no-exits")) } } @else {
            table.figure-table {
                thead { tr { th scope="col" { (v.t("report-reason")) } th scope="col" { (v.t("report-out")) } } }
                tbody { @for (reason, count) in &reasons {
                    tr { th scope="row" { (v.t(&format!("end-{reason}"))) } td { (number(*count, &link(reason))) } }
                } }
            }
        }
        @if aged > 0 { p.by { (v.t_with("report-aged-out", &[("count", &aged.to_string())])) } }
        p { strong { (v.t("report-exits-are-not-rescues")) } }
    }
}

fn definition(v: &Viewer, ask: &Ask) -> Markup {
    html! {
        p { (v.t("report-definition-stock")) }
        @if let Some(band) = ask.band {
            p { (v.t_with("report-definition-age", &[("from", &band.from.to_string()), ("to", &band.to.to_string())])) }
        }
        p { (v.t("report-definition-children")) }
        p { (two_dates(v, ask)) }
    }
}

fn asked(v: &Viewer) -> Result<(Ask, Vec<StockRow>), Complaint> {
    let ask = Ask::of(v, &query(v))?;
    let rows = ask.table(&v.store().presences(v.actor()?, ask.known_on)?);
    Ok((ask, rows))
}

pub(super) async fn json(viewer: Viewer) -> Answer {
    viewer.run(|v| json_file(&asked(v)?.1)).await
}

pub(super) async fn csv(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let (ask, rows) = asked(v)?;
            let mut text = String::from("month,key,opening,in,out,closing\r\n");
            for r in &rows {
                let (key, numbers) = (inert(&r.key), [r.opening, r.arrivals, r.out, r.closing]);
                let numbers = numbers.map(|n| n.to_string()).join(",");
                text.push_str(&format!("{},{key},{numbers}\r\n", r.month));
            }
            let name = format!("attachment; filename=\"stock-{}-{}.csv\"", ask.from, ask.to);
            let heads = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
                (header::CONTENT_DISPOSITION, name),
            ];
            Ok((heads, text).into_response())
        })
        .await
}

/// A cell of a CSV that no spreadsheet takes for a formula.
pub(in crate::pages) fn inert(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn a_cell_can_do_nothing() {
        let check = |given: &str, expected: &str| assert_eq!(inert(given), expected, "{given}");
        check("Gurs", "\"Gurs\"");
        check("=1+1", "\"'=1+1\"");
        check("-2", "\"'-2\"");
        check("@here", "\"'@here\"");
        check("a\"b", "\"a\"\"b\"");
        check("", "\"\"");
    }
}
