//! The end of a dossier: granted, refused, withdrawn, without object.

use super::{day, opened, show};
use crate::edge::{Answer, Complaint, onward};
use crate::form::Typed;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::Edtf;
use domain::dossier::{Closing, Fact, OUTCOMES};
use domain::entry::{Fact as Entry, TEXT_MAX};
use domain::refusal::{Why, refuse};

pub(super) async fn close(viewer: Viewer, Path((file, key)): Path<(String, String)>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let found = opened(v, &file, &key, "dossier closed")?;
            match closing(&found, &typed)
                .map_err(Complaint::from)
                .and_then(|closing| write(v, &found, closing, &typed))
            {
                Ok(()) => onward(&format!("/dossiers/{file}/{key}")),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = show::page(v, &found, &typed, Some(&refusal))?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

fn closing(o: &super::Opened, typed: &Typed) -> Result<Closing, domain::refusal::Refusal> {
    if o.dossier.closing.is_some() {
        return Err(refuse("outcome", "", Why::AlreadyClosed));
    }
    let outcome = typed.get("outcome");
    if !OUTCOMES.contains(&outcome) {
        return Err(refuse("outcome", outcome, if outcome.is_empty() { Why::Missing } else { Why::Unknown }));
    }
    let on = day("closed_on", typed.get("closed_on"), o.today)?;
    let began = o.dossier.opening.latest().on.bounds().earliest;
    if began.is_some_and(|began| on < began) {
        return Err(refuse("closed_on", on, Why::EndsBeforeItBegins));
    }
    let note = typed.get("closing_note").trim().to_string();
    if note.len() > TEXT_MAX {
        return Err(refuse("closing_note", "", Why::TooLong));
    }
    Ok(Closing { outcome: outcome.to_string(), on: Edtf::day(on), note })
}

fn write(v: &Viewer, o: &super::Opened, closing: Closing, typed: &Typed) -> Result<(), Complaint> {
    let (file, heads) = (o.person.id(), typed.heads());
    let fact = Entry::Dossier(Fact::Closed { dossier: o.dossier.key, closing });
    v.store().write(v.actor()?, &o.volume().compartment, move |w| {
        w.append_after(&file, heads, vec![fact]).map(|_| ())
    })?;
    Ok(())
}
