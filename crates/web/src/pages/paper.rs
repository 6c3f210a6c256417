//! Paper: what the pages and commands that print have in common. The words of the locale files for a sheet that is set as
//! PDF, and the answer that carries it. Whoever prints has opened the file by then: the reading is on disk.

use crate::edge::{Answer, Complaint};
use crate::locale::Words;
use crate::viewer::Viewer;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use print::PaperProblem;

/// The words of a sheet in that language, by their keys; the numbers of a page are put in as it is set.
pub fn said(words: Words) -> impl Fn(&str) -> String + Sync {
    move |key| match key {
        "paper-page" => words.t_with(key, &[("page", "{page}"), ("pages", "{pages}")]),
        key => words.t(key),
    }
}

/// A PDF that the browser shows. Its name bears a code and never a person's.
pub(crate) fn shown(v: &Viewer, name: &str, set: Result<Vec<u8>, PaperProblem>) -> Answer {
    let pdf = set.map_err(|problem| {
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
