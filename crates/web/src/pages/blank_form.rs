//! Forms to fill by hand: which there are, and each as PDF. Their fields are those of the pages on which they are typed in.

use super::paper;
use super::place::asked::asked;
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::routing::get;
use maud::html;
use print::blank_form::{Form, blank};

/// The forms, by the name an address gives them.
const FORMS: [&str; 3] = ["registration", "weighing", "request"];
/// Brothers and sisters on one form of registration.
const SIBLINGS: u8 = 3;
/// Children on one form of weighing.
const WEIGHED: u8 = 18;
/// Requests on one form.
const REQUESTS: u8 = 12;

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET", "/blank-forms", Gate::Reads, get(show))]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let query = asked(v);
            let wanted = query.get("form");
            if wanted.is_empty() {
                return shown(frame::page(v, &v.t("paper-blank-forms"), page(v)));
            }
            let form = form(v, wanted).ok_or_else(Complaint::unknown)?;
            let today = v.today(v.scene());
            paper::shown(v, &format!("form-{wanted}"), today, |printing| blank(&form, printing))
        })
        .await
}

fn page(v: &Viewer) -> maud::Markup {
    html! {
        div.page-head { h1 { (v.t("paper-blank-forms")) } p { (v.t("paper-blank-forms-what")) } }
        ul {
            @for form in FORMS {
                li { a type="application/pdf" href=(format!("/blank-forms?form={form}")) { (v.t(&format!("paper-form-{form}"))) } }
            }
        }
    }
}

fn form(v: &Viewer, wanted: &str) -> Option<Form> {
    let words = |keys: &[&str]| keys.iter().map(|key| v.t(key)).collect::<Vec<_>>();
    let columns = |keys: &[(&str, u8)]| keys.iter().map(|(key, w)| (v.t(key), *w)).collect::<Vec<_>>();
    let (head, fields, table, lines, typed_at) = match wanted {
        "registration" => (
            words(&[
                "field-place",
                "field-from",
                "field-came-from",
                "field-languages",
                "field-mother",
                "field-father",
            ]),
            (
                words(&["field-surname", "field-given", "field-sex", "field-birth", "field-birth-place"]),
                SIBLINGS,
            ),
            (Vec::new(), 0),
            0,
            "/people/new",
        ),
        "weighing" => (
            words(&["field-place", "weighing-day"]),
            (Vec::new(), 0),
            (
                columns(&[
                    ("list-code", 4),
                    ("field-weight", 4),
                    ("field-height", 4),
                    ("field-position", 4),
                    ("field-muac", 4),
                    ("field-oedema", 4),
                ]),
                WEIGHED,
            ),
            0,
            "/weighings/session",
        ),
        "request" => (
            words(&["paper-office", "paper-day"]),
            (Vec::new(), 0),
            (
                columns(&[
                    ("list-code", 4),
                    ("paper-paper", 8),
                    ("paper-hand-over", 6),
                    ("paper-receipt", 4),
                    ("paper-answer-by", 4),
                ]),
                REQUESTS,
            ),
            3,
            "/procedures",
        ),
        _ => return None,
    };
    Some(Form {
        title: v.t(&format!("paper-form-{wanted}")),
        how: v.t("paper-form-how"),
        head,
        fields,
        table,
        lines,
        typed_at: v.t_with("paper-typed-at", &[("at", typed_at)]),
    })
}
