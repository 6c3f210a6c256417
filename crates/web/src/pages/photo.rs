//! The photograph: taken in as a picture, sealed with a key of its own, served to readers only, after the log.

use super::correction::{framed, open_to_write};
use super::person::Opened;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::gate::{Gate, Route, route};
use crate::picture::{BYTES_MAX, PHOTO_SIDE, Sent, received, remade};
use crate::viewer::Viewer;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::consent::allows;
use domain::entry::{Fact, TEXT_MAX};
use domain::person::Fact as Person;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    let upload = get(show).post(take_in).layer(DefaultBodyLimit::max(BYTES_MAX + TEXT_MAX));
    vec![
        route("GET", "/people/{file}/photo", Gate::Reads, get(serve)),
        route("GET, POST", "/people/{file}/photos", Gate::Writes, upload),
    ]
}

async fn serve(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = Opened::open(v, &file, "photo person")?;
            let Some((address, key)) = &o.person.photo else { return Err(Complaint::unknown().to(v)) };
            let bytes = v.store().attachment(v.actor()?, &o.compartment(), address, key)?;
            Ok(([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
        })
        .await
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = open_to_write(v, &file, "photos")?;
            shown(page(v, &o, &Typed::default(), None))
        })
        .await
}

async fn take_in(viewer: Viewer, Path(file): Path<String>, parts: Multipart) -> Answer {
    let sent = received(parts, "photo").await;
    viewer.run(move |v| keep(v, &file, &sent)).await
}

fn keep(v: &Viewer, file: &str, sent: &Sent) -> Answer {
    let (o, typed) = (open_to_write(v, file, "photos")?, &sent.typed);
    let picture = sent.pictures.first().map(Vec::as_slice).unwrap_or_default();
    let broken = || refuse("photo", "", Why::TooLong);
    let made = if sent.broken { Err(broken()) } else { remade(picture, "photo", PHOTO_SIDE) };
    let written = made.map_err(Complaint::from).and_then(|jpeg| {
        super::correction::write(v, &o, typed, move |typed, _, w| {
            let caption = super::correction::words("caption", typed)?;
            let (address, key) = w.attach(&jpeg)?;
            Ok(vec![Fact::Person(Person::Photo { address, key, caption })])
        })
    });
    match written {
        Ok(()) => onward(&o.address("?done=1")),
        Err(complaint) => {
            let refusal = complaint.into_refusal()?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &o, typed, Some(&refusal))).into_response())
        }
    }
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let forbidden = o.person.marks.iter().any(|(mark, _)| mark == "no-photo");
    let agreed = allows(&o.volume.file, "photograph", o.today);
    let fields = html! {
        @if forbidden || !agreed {
            div.notice.warning {
                p { (v.t(if forbidden { "person-photo-forbidden" } else { "person-photo-not-agreed" })) }
                p { a href=(o.address("consents?purpose=photograph")) { (v.t("consent-purpose-photograph")) } }
            }
        }
        div.fields {
            (form.input("photo", "wide", "file", &[("required", "")]))
            (form.line("caption", "wide"))
        }
    };
    framed(v, o, "photos", &form, None, fields)
}
