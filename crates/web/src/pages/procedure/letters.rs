//! The paper of a trip: its list and a cover letter for every request. One sheet is carried to one office and seen there whole,
//! so every line on it has the same audience, and whoever did not agree to be known to that one is on none of them.

use super::found;
use super::trips::{Office, PURPOSE, TRIP_MAX, day, possible, sorted, to_office};
use crate::edge::{Answer, Complaint};
use crate::form::Typed;
use crate::pages::consent::lacking;
use crate::pages::paper;
use crate::pages::place::asked::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::consent::Exit;
use domain::dossier::dossiers;
use domain::id::{FileId, Key};
use jiff::civil::Date;
use maud::{Markup, html};
use planning::procedure::PaperKind;
use planning::{Audience, Procedure};
use print::Names;
use print::procedure::trip;
use store::Volume;

/// A request, as an address names it.
struct Line<'a> {
    file: FileId,
    key: Key,
    kind: &'a PaperKind,
}

impl<'a> Line<'a> {
    /// A request for a paper that the procedure has.
    fn parse(p: &'a Procedure, text: &str) -> Option<Line<'a>> {
        let mut parts = text.splitn(3, '.');
        let (file, key, paper) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Line { file: FileId::parse(file)?, key: Key::parse(key)?, kind: p.paper(paper)? })
    }

    fn named(&self) -> String {
        format!("{}.{}.{}", self.file, self.key, self.kind.id)
    }
}

/// The lines of an address and who learns of them; none where one sheet would be seen at two offices.
fn lines<'a>(p: &'a Procedure, query: &Typed) -> Option<(Vec<Line<'a>>, Audience)> {
    let named = query.all("request").iter().take(TRIP_MAX);
    let lines: Vec<Line<'_>> = named.filter_map(|text| Line::parse(p, text)).collect();
    let (audience, issuer) = lines.first().map(|line| (line.kind.audience, line.kind.issuer.clone()))?;
    let same = |line: &Line<'_>| line.kind.audience == audience && line.kind.issuer == issuer;
    lines.iter().all(same).then_some((lines, audience))
}

/// The paper of one trip: what its address names, and of that what the viewer reads.
pub(super) async fn letters(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let (p, query) = (found(&id)?, asked(v));
            let on = day(v, &query);
            let (lines, audience) = lines(p, &query).ok_or_else(Complaint::unknown)?;
            let mut files: Vec<FileId> = lines.iter().map(|line| line.file).collect();
            files.dedup();
            // Looked at first: where somebody stays nothing is made, and nobody goes.
            let volumes = v.store().open_files(v.actor()?, &files, PURPOSE)?;
            let (go, stay) = sorted(volumes, audience, |volume| v.today_in(&volume.compartment), Some(on));
            if !stay.is_empty() {
                let back = format!("/procedures/{}/trips?on={on}", p.id);
                return lacking::page(v, &stay, without(v, p, on, &query, (&lines, &go)), &back);
            }
            let volumes = v.store().leaving(v.actor()?, &files, Exit::letters(audience), Some(on))?.go;
            let mut office = Office { name: String::new(), audience };
            let mut requests = Vec::new();
            for line in &lines {
                let Some(volume) = volumes.iter().find(|volume| volume.id == line.file) else { continue };
                let dossier = dossiers(&volume.file).into_iter().find(|d| d.key == line.key);
                let Some(dossier) = dossier else { continue };
                office.name = line.kind.issuer.in_language(v.words.0.code()).to_string();
                requests.push(possible(v.words, p, line.kind, (volume, &dossier), on));
            }
            if requests.is_empty() {
                return Err(Complaint::unknown());
            }
            let names = Names::parse(query.get("names")).unwrap_or_default();
            let whole = to_office(v.words, p, &office, on, requests);
            let today = v.today(v.scene());
            paper::shown(v, &format!("{}-{on}", p.id), today, |printing| trip(&whole, names, printing))
        })
        .await
}

/// The way to the same paper without those who stay; none where nobody else goes.
fn without(
    v: &Viewer,
    p: &Procedure,
    on: Date,
    query: &Typed,
    (lines, go): (&[Line<'_>], &[Volume]),
) -> Option<Markup> {
    let goes = |line: &&Line<'_>| go.iter().any(|volume| volume.id == line.file);
    let rest: String = lines.iter().filter(goes).map(|line| format!("&request={}", line.named())).collect();
    let names = if query.get("names") == "code" { "&names=code" } else { "" };
    let at = format!("/procedures/{}/letters?on={on}{rest}{names}", p.id);
    (!rest.is_empty())
        .then(|| html! { a.button type="application/pdf" href=(at) { (v.t("consent-print-rest")) } })
}
