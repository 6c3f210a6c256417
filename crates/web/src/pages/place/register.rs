//! The numbered register of entries and exits: a number for each arrival in order, whoever left and why, printable.

use super::{BEFORE_ALL, Site, asked, head, tabs};
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::pages::list;
use crate::viewer::Viewer;
use axum::extract::Path;
use jiff::civil::Date;
use linkage::edtf::Edtf;
use maud::{Markup, html};
use store::place::Resident;

/// Rows of one page; all of them on request, to print.
const PAGE: usize = 500;

/// The register's page: `from` and `until` choose the days, `all=yes` leaves the pages away.
pub(crate) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let site = Site::of(v, &file, None)?;
            let asked = asked::asked(v);
            let to = asked::day_or(&asked, "until", site.today);
            let from = asked::day_or(&asked, "from", site.today.first_of_month().min(to));
            let rows = numbered(&site.residents(v, BEFORE_ALL, to)?, from);
            let title = v.t("place-tab-register");
            shown(frame::page(v, &title, body(v, &site, from, to, &rows)?))
        })
        .await
}

/// Entries with their number, of those who were there on or after `from`.
fn numbered(residents: &[Resident], from: Date) -> Vec<(usize, Resident)> {
    let left_before =
        |r: &Resident| r.until.parse::<Edtf>().ok().and_then(|u| u.bounds().latest).is_some_and(|u| u < from);
    residents.iter().cloned().enumerate().map(|(i, r)| (i + 1, r)).filter(|(_, r)| !left_before(r)).collect()
}

fn body(
    v: &Viewer,
    site: &Site,
    from: Date,
    to: Date,
    rows: &[(usize, Resident)],
) -> Result<Markup, Complaint> {
    let asked = asked::asked(v);
    let all = asked.get("all") == "yes";
    let page = asked.get("page").parse::<usize>().unwrap_or(0).min(rows.len().saturating_sub(1) / PAGE);
    let (skip, take) = if all { (0, rows.len()) } else { (page * PAGE, PAGE) };
    let lines: Vec<Vec<Markup>> = rows.iter().skip(skip).take(take).map(|(n, r)| row(v, *n, r)).collect();
    let heads = [
        "place-reg-number",
        "place-person",
        "place-code",
        "place-born",
        "place-reg-entered",
        "place-came-from",
        "place-room",
        "place-reg-left",
        "place-reg-why",
        "place-reg-towards",
    ];
    let entered = rows.iter().filter(|(_, r)| r.from_day >= from).count().to_string();
    let left = rows.iter().filter(|(_, r)| !r.until.is_empty()).count().to_string();
    let days = [v.words.day(from), v.words.day(to)];
    let export = format!("/register?place={}#export", site.line.file);
    Ok(html! {
        (head(v, site))
        (tabs(v, site, "register"))
        form.filter {
            label { (v.t("place-from")) " " input type="date" name="from" value=(from); }
            label { (v.t("place-until")) " " input type="date" name="until" value=(to); }
            button.button.quiet { (v.t("do-show")) }
        }
        div.toolbar {
            button.button.quiet type="button" data-print { (v.t("do-print")) }
            @if v.may(domain::compartment::Role::directs) { a.button.quiet href=(export) { (v.t("place-reg-csv")) } }
            @if !all && rows.len() > PAGE { a href=(format!("?from={from}&until={to}&all=yes")) { (v.t("place-reg-all")) } }
        }
        h2 { (v.t_with("place-reg-title", &[("from", &days[0]), ("to", &days[1])])) }
        p { (v.t_with("place-reg-sum", &[("entered", &entered), ("left", &left)])) }
        @if rows.is_empty() { p.empty { (v.t("place-reg-empty")) } }
        @else {
            div.scroll tabindex="0" role="region" aria-label=(v.t("place-tab-register")) { (list::table(v, "", &heads, &lines)) }
        }
        p.by { (v.t("place-reg-how")) }
        @if !all { (pager(v, rows.len(), page, from, to)) }
    })
}

fn row(v: &Viewer, number: usize, person: &Resident) -> Vec<Markup> {
    vec![
        html! { (number) },
        list::person(&person.file, &person.name),
        list::code(&person.code),
        html! { @if person.birth.is_empty() { (v.t("date-unknown")) } @else { (asked::said_date(v, &person.birth)) } },
        html! { (asked::said_date(v, &person.from)) },
        html! { bdi { (person.came_from) } },
        html! { bdi { (person.within) } },
        html! { @if !person.until.is_empty() { (asked::said_date(v, &person.until)) } },
        html! { @if !person.reason.is_empty() { (v.t(&format!("end-{}", person.reason))) } },
        html! { bdi { (person.towards) } },
    ]
}

fn pager(v: &Viewer, of: usize, page: usize, from: Date, to: Date) -> Markup {
    let address = |page: usize| format!("?from={from}&until={to}&page={page}");
    let values = [(page * PAGE + 1).to_string(), ((page + 1) * PAGE).min(of).to_string(), of.to_string()];
    html! {
        @if of > PAGE {
            nav.pager aria-label=(v.t("pager")) {
                span.where { (v.t_with("pager-where", &[("from", &values[0]), ("to", &values[1]), ("of", &values[2])])) }
                @if page > 0 { a href=(address(page - 1)) { (v.t("place-page-before")) } }
                @if (page + 1) * PAGE < of { a href=(address(page + 1)) { (v.t("place-page-after")) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::id::{CompartmentId, FileId};
    use jiff::civil::date;

    fn resident(from_day: Date, until: &str) -> Resident {
        Resident {
            compartment: CompartmentId([1; 24]),
            file: FileId([1; 16]),
            subject: domain::id::SubjectId([0; 16]),
            code: String::new(),
            name: String::new(),
            sort: Vec::new(),
            birth: String::new(),
            sex: 'f',
            within: String::new(),
            from: from_day.to_string(),
            until: until.into(),
            from_day,
            reason: String::new(),
            towards: String::new(),
            came_from: String::new(),
            absent: None,
        }
    }

    #[test]
    fn numbers_count_from_the_first_arrival_whatever_days_are_shown() {
        let all = [
            resident(date(1941, 1, 4), "1941-03-01"),
            resident(date(1941, 1, 9), ""),
            resident(date(1941, 2, 1), "1941-06"),
            resident(date(1941, 7, 1), ""),
        ];
        for (from, expected) in [
            (date(1941, 1, 1), vec![1, 2, 3, 4]),
            (date(1941, 3, 2), vec![2, 3, 4]),
            (date(1941, 7, 1), vec![2, 4]),
        ] {
            let got: Vec<usize> = numbered(&all, from).iter().map(|(n, _)| *n).collect();
            assert_eq!(got, expected, "{from}");
        }
    }
}
