//! Paper: what the pages and commands that print have in common. The words of the locale files for a sheet that is set as
//! PDF, and the answer that carries it. Whoever prints has opened the file by then: the reading is on disk.

use crate::edge::{Answer, Complaint};
use crate::locale::Words;
use crate::pages::place::asked::asked;
use crate::viewer::Viewer;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use jiff::civil::Date;
use maud::{Markup, html};
use print::list::{List, list};
use print::{Names, PaperProblem, Printing};

/// The words of a sheet in that language, by their keys; the numbers of a page are put in as it is set.
pub fn said(words: Words) -> impl Fn(&str) -> String + Sync {
    move |key| match key {
        "paper-page" => words.t_with(key, &[("page", "{page}"), ("pages", "{pages}")]),
        key => words.t(key),
    }
}

/// Whether the address asks for paper, and then how the person is named on it.
pub(crate) fn asked_for(v: &Viewer) -> Option<Names> {
    let query = asked(v);
    (query.get("format") == "pdf").then(|| Names::parse(query.get("names")).unwrap_or_default())
}

/// The ways to a page's paper: with names, and by code.
pub(crate) fn ways(v: &Viewer, address: &str) -> Markup {
    let joint = if address.contains('?') { '&' } else { '?' };
    html! {
        a.button.quiet type="application/pdf" href=(format!("{address}{joint}format=pdf")) { (v.t("paper-as-pdf")) }
        a.button.quiet type="application/pdf" href=(format!("{address}{joint}format=pdf&names=code")) { (v.t("paper-as-pdf-by-code")) }
    }
}

/// A list, answered as PDF. `name` bears a code, a day or a kind and never a person's name.
pub(crate) fn listed(v: &Viewer, name: &str, of: &List, on: Date) -> Answer {
    shown(v, name, on, |printing| list(of, printing))
}

/// The foot of a list: the day it was printed.
pub(crate) fn foot(v: &Viewer, today: Date) -> String {
    v.t_with("paper-printed", &[("date", &v.words.day(today))])
}

/// A PDF that the browser shows, set in the viewer's language. Its name bears a code and never a person's.
pub(crate) fn shown(
    v: &Viewer,
    name: &str,
    on: Date,
    set: impl FnOnce(Printing<'_>) -> Result<Vec<u8>, PaperProblem>,
) -> Answer {
    let printing = Printing { lang: v.words.0.code(), say: &said(v.words), on };
    let pdf = set(printing).map_err(|problem| {
        ::tracing::error!(%problem, "a paper could not be set");
        Complaint::internal(v)
    })?;
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    let named = HeaderValue::try_from(format!("inline; filename=\"{name}.pdf\""))
        .map_err(|_| Complaint::internal(v))?;
    let heads = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((heads, pdf).into_response())
}
