//! The files behind a number: who is counted in a cell. The same rule that counted them is asked again of each person
//! alone, so that the list and the number cannot differ in definition.

use super::ask::{self, Ask, query};
use super::{dates, key_words, list, month};
use crate::edge::{Answer, Complaint, shown};
use crate::form::Typed;
use crate::frame;
use crate::viewer::Viewer;
use domain::id::SubjectId;
use domain::indicator::{Presence, count, origins};
use maud::{Markup, html};

/// People of one page.
const PAGE: usize = 100;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let typed = query(v);
            let rows = v.store().presences(v.actor()?, ask::known_on(&typed)?)?;
            let (title, subjects) = behind(v, &typed, &rows)?;
            let after: usize = typed.get("after").parse().unwrap_or(0);
            let here: Vec<SubjectId> = subjects.iter().skip(after).take(PAGE).copied().collect();
            let people = v.store().files_of(v.actor()?, &here)?;
            let lines: Vec<Vec<Markup>> = people
                .iter()
                .map(|p| {
                    vec![
                        list::person(&p.file, format!("{} {}", p.given, p.surname).trim()),
                        list::code(&p.code),
                        html! { @if let Ok(birth) = p.birth.parse() { (v.words.edtf(&birth)) } },
                        html! { bdi { (p.place_name) } },
                    ]
                })
                .collect();
            let body = html! {
                div.page-head { h1 { (v.t("report-people")) } p { (title) } }
                p { (v.t_with("report-people-count", &[("count", &subjects.len().to_string())])) }
                @if lines.len() < here.len() { p.by { (v.t("report-people-elsewhere")) } }
                (list::table(v, "", &["list-name", "list-code", "list-born", "list-place"], &lines))
                (pager(v, after, subjects.len()))
                p.by { (v.t("report-people-twice")) }
            };
            shown(frame::page(v, &v.t("report-people"), body))
        })
        .await
}

fn pager(v: &Viewer, after: usize, all: usize) -> Markup {
    let (path, query) = v.asked.split_once('?').unwrap_or((&v.asked, ""));
    let kept: Vec<&str> = query.split('&').filter(|p| !p.starts_with("after=")).collect();
    let link = |after: usize| format!("{path}?{}&after={after}", kept.join("&"));
    let last = (after + PAGE).min(all);
    html! {
        @if all > PAGE {
            nav.pager aria-label=(v.t("list-pages")) {
                span.where { (v.t_with("list-from-to", &[("from", &(after + 1).to_string()), ("to", &last.to_string())])) }
                @if after > 0 { a href=(link(after.saturating_sub(PAGE))) { (v.t("list-earlier")) } }
                @if last < all { a href=(link(after + PAGE)) { (v.t("list-later")) } }
            }
        }
    }
}

/// What the number said, and whom it counted.
fn behind(v: &Viewer, typed: &Typed, rows: &[Presence]) -> Result<(String, Vec<SubjectId>), Complaint> {
    let at = ask::at(typed)?.unwrap_or_else(|| v.today(v.scene()));
    let known = ask::known_on(typed)?;
    match typed.get("what") {
        "stock" => in_stock(v, typed, rows),
        "home" | "from-camps" => {
            let place = ask::place(typed).ok_or_else(Complaint::unknown)?;
            let camps = typed.get("what") == "from-camps";
            let counted = |own: &[Presence]| {
                origins(own, at)
                    .iter()
                    .any(|r| r.place == place && (if camps { r.from_camps } else { r.children }) > 0)
            };
            let name = rows.iter().find(|r| r.place == place).map(|r| r.name.clone()).unwrap_or_default();
            let words = v.t(if camps { "report-from-camps" } else { "report-children" });
            Ok((format!("{name}: {words}. {}", dates(v, &v.words.day(at), known)), each(rows, counted)))
        }
        "count" => {
            let counted = count(rows, at, ask::kind(typed)?, ask::place(typed), ask::band(typed)?);
            Ok((dates(v, &v.words.day(at), known), counted.subjects))
        }
        _ => Err(Complaint::unknown()),
    }
}

fn in_stock(v: &Viewer, typed: &Typed, rows: &[Presence]) -> Result<(String, Vec<SubjectId>), Complaint> {
    let ask = Ask::of(v, typed)?;
    let (key, cell, reason) = (typed.get("key"), typed.get("cell"), typed.get("reason"));
    let counted = |own: &[Presence]| {
        ask.table(own).iter().filter(|r| key.is_empty() || r.key == key).any(|r| match (cell, reason) {
            ("opening", _) => r.opening > 0,
            ("in", _) => r.arrivals > 0,
            ("out", "") => r.out > 0,
            ("out", reason) => r.reasons.contains_key(reason),
            _ => r.closing > 0,
        })
    };
    let cell_words = match (cell, reason) {
        ("out", reason) if domain::stay::EndReason::parse(reason).is_some() => v.t(&format!("end-{reason}")),
        ("opening" | "in" | "out", _) => v.t(&format!("report-{cell}")),
        _ => v.t("report-closing"),
    };
    let when = if ask.from == ask.to {
        month(v, ask.from)
    } else {
        format!("{} – {}", month(v, ask.from), month(v, ask.to))
    };
    let of = if key.is_empty() { String::new() } else { format!(", {}", key_words(v, ask.by, key)) };
    let title = format!(
        "{cell_words}, {when}{of}. {}",
        dates(v, &v.words.day(ask.to.end().yesterday().unwrap_or(ask.to.first())), ask.known_on)
    );
    Ok((title, each(rows, counted)))
}

/// Every person of whom the rule, asked of their own stays alone, says yes. Rows stand by person.
fn each(rows: &[Presence], counted: impl Fn(&[Presence]) -> bool) -> Vec<SubjectId> {
    rows.chunk_by(|a, b| a.subject == b.subject)
        .filter(|own| counted(own))
        .map(|own| own[0].subject)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::each;
    use domain::id::{FileId, StayId, SubjectId};
    use domain::indicator::{By, Month, Presence, StockRow, stock};
    use domain::place::Kind;
    use jiff::civil::{Date, date};

    fn presence(subject: u8, place: u8, from: Date, until: Option<Date>) -> Presence {
        Presence {
            subject: SubjectId([subject; 16]),
            stay: StayId([subject.wrapping_mul(16).wrapping_add(place); 16]),
            place: FileId([place; 16]),
            name: format!("House {place}"),
            kind: Kind::Home,
            from,
            until,
            reason: None,
            birth: None,
            sex: '?',
            came_from: String::new(),
            live: true,
        }
    }

    #[test]
    fn the_files_behind_a_number_are_as_many_as_it_says() {
        let rows = [
            presence(1, 1, date(1942, 5, 3), Some(date(1942, 6, 10))),
            presence(1, 2, date(1942, 6, 10), None),
            presence(2, 1, date(1942, 6, 1), Some(date(1942, 7, 1))),
            presence(3, 1, date(1942, 4, 30), None),
        ];
        let cells: [fn(&StockRow) -> usize; 4] = [|r| r.opening, |r| r.arrivals, |r| r.out, |r| r.closing];
        for (month, by) in
            (4..=8).flat_map(|m| [By::All, By::Place].map(|by| (Month { year: 1942, month: m }, by)))
        {
            let table = |rows: &[Presence]| stock(rows, month, month, by, None, None);
            for row in table(&rows) {
                for cell in cells {
                    let own = |own: &[Presence]| table(own).iter().any(|r| r.key == row.key && cell(r) > 0);
                    assert_eq!(each(&rows, own).len(), cell(&row), "{month} {}", row.key);
                }
            }
        }
    }
}
