//! Scans of a paper: pictures taken in page by page, sealed with a key each, served to readers only, after the log. A
//! wrong one is withdrawn with its reason; its bytes stay, as everything that was recorded stays.

use super::{Opened, opened, papers, said};
use crate::edge::{Answer, Complaint, onward};
use crate::form::{Form, Typed};
use crate::frame::encode;
use crate::pages::list;
use crate::picture::{BYTES_MAX, SCAN_SIDE, Sent, received, remade};
use crate::viewer::Viewer;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use domain::dossier::{Fact, Scan, Scanned};
use domain::entry::{Fact as Entry, TEXT_MAX};
use domain::id::Key;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use planning::procedure::PaperKind;

/// Most pictures in one form.
const SCANS_MAX: usize = 8;

/// What one form may carry.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(SCANS_MAX * BYTES_MAX + TEXT_MAX)
}

pub(super) async fn serve(viewer: Viewer, Path((file, key, scan)): Path<(String, String, String)>) -> Answer {
    viewer
        .run(move |v| {
            let o = opened(v, &file, &key, "scan")?;
            let wanted = Key::parse(&scan).ok_or_else(Complaint::unknown)?;
            let found = o.dossier.scans.iter().find(|s| s.key == wanted).ok_or_else(Complaint::unknown)?;
            let (here, picture) = (o.volume().compartment, &found.picture);
            let bytes = v.store().attachment(v.actor()?, &here, &picture.address, &picture.key)?;
            Ok(([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
        })
        .await
}

pub(super) async fn take_in(
    viewer: Viewer,
    Path((file, key)): Path<(String, String)>,
    parts: Multipart,
) -> Answer {
    let sent = received(parts, "scan").await;
    viewer
        .run(move |v| {
            let o = opened(v, &file, &key, "scan")?;
            let paper = sent.typed.get("paper");
            let kind = papers::kind(&o, paper).ok_or_else(|| refuse("paper", paper, Why::Unknown))?;
            match made(&o, &sent).map_err(Complaint::from).and_then(|made| keep(v, &o, kind, &sent, made)) {
                Ok(()) => onward(&format!("{}/papers/{}#scans", o.address(), kind.id)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let stands = papers::as_it_stands(&o, &kind.id);
                    let page = papers::page(v, &o, kind, &stands, None, Some((&sent.typed, &refusal)));
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

/// The pictures as they are kept, and what they show.
fn made(o: &Opened, sent: &Sent) -> Result<(Vec<Vec<u8>>, String), Refusal> {
    if o.dossier.closing.is_some() {
        return Err(refuse("scan", "", Why::AlreadyClosed));
    }
    if sent.broken || sent.pictures.len() > SCANS_MAX {
        return Err(refuse("scan", "", Why::TooLong));
    }
    if sent.pictures.is_empty() {
        return Err(refuse("scan", "", Why::Missing));
    }
    let caption = crate::pages::correction::words("shows", &sent.typed)?;
    let pictures = sent.pictures.iter().map(|picture| remade(picture, "scan", SCAN_SIDE));
    Ok((pictures.collect::<Result<_, _>>()?, caption))
}

fn keep(
    v: &Viewer,
    o: &Opened,
    kind: &PaperKind,
    sent: &Sent,
    (pictures, caption): (Vec<Vec<u8>>, String),
) -> Result<(), Complaint> {
    let (file, heads, dossier, paper) = (o.person.id(), sent.typed.heads(), o.dossier.key, kind.id.clone());
    v.store().write(v.actor()?, &o.volume().compartment, move |w| {
        let mut facts = Vec::with_capacity(pictures.len());
        for jpeg in &pictures {
            let ((address, key), scan) = (w.attach(jpeg)?, w.new_key());
            let picture = Scan { address, key, caption: caption.clone() };
            facts.push(Entry::Dossier(Fact::Scan { dossier, paper: paper.clone(), scan, picture }));
        }
        w.append_after(&file, heads, facts).map(|_| ())
    })?;
    Ok(())
}

/// What was sent and why it was refused, where it was.
pub(super) type Unscanned<'a> = Option<(&'a Typed, &'a Refusal)>;

/// The scans of a paper on its own page, and the form that takes more in.
pub(super) fn part(v: &Viewer, o: &Opened, kind: &PaperKind, unscanned: Unscanned<'_>) -> Markup {
    let scans: Vec<&Scanned> = o.dossier.scans_of(&kind.id).collect();
    let writes = o.person.writable() && o.dossier.closing.is_none();
    let body = html! {
        @if scans.is_empty() { p.empty { (v.t("dossier-scan-none")) } }
        ol.scans {
            @for (i, scan) in scans.iter().enumerate() {
                li { (sheet(v, o, kind, i + 1, scan)) }
            }
        }
        @if writes { (taking_in(v, o, kind, unscanned)) }
    };
    list::part("scans", &v.t("dossier-scans"), body)
}

fn sheet(v: &Viewer, o: &Opened, kind: &PaperKind, number: usize, scan: &Scanned) -> Markup {
    let at = format!("{}/scans/{}", o.address(), scan.key);
    let (sheet, title) = (number.to_string(), said(v, &kind.title));
    let alt = v.t_with("dossier-scan-of", &[("number", &sheet), ("paper", title)]);
    let slot = Fact::Scan {
        dossier: o.dossier.key,
        paper: scan.paper.clone(),
        scan: scan.key,
        picture: scan.picture.clone(),
    }
    .slot();
    html! {
        figure {
            a href=(at) { img src=(at) alt=(alt) loading="lazy" width="300" height="424"; }
            figcaption {
                span dir="auto" { (scan.picture.caption) } " "
                @if o.person.writable() {
                    a.no-print href=(o.person.address(&format!("withdrawals?slot={}", encode(&slot)))) {
                        (v.t("person-withdraw")) span.visually-hidden { (v.t("person-colon")) " " (alt) }
                    }
                }
            }
        }
    }
}

fn taking_in(v: &Viewer, o: &Opened, kind: &PaperKind, unscanned: Unscanned<'_>) -> Markup {
    let typed = unscanned.map(|(typed, _)| typed.clone()).unwrap_or_default();
    let form = Form { viewer: v, typed: &typed, refusal: unscanned.map(|(_, refusal)| refusal) };
    let more = [("required", ""), ("accept", "image/jpeg,image/png,image/webp"), ("multiple", "")];
    html! {
        (form.errors())
        form.stack method="post" action=(format!("{}/scans", o.address())) enctype="multipart/form-data" {
            (Form::heads(&o.volume().file.heads))
            input type="hidden" name="paper" value=(kind.id);
            div.fields {
                (form.input("scan", "wide", "file", &more))
                (form.line("shows", "wide"))
            }
            div.toolbar { button.button.quiet type="submit" { (v.t("dossier-scan-take-in")) } }
        }
    }
}
