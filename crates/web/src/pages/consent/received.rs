//! Who received what of a person, so that a consent that was taken back can be told to them: partners, offices that were
//! asked for papers, registers and records that went out. Nothing comes back by itself; a person calls and asks.

use super::lacking;
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::pages::dossier::said;
use crate::pages::list;
use crate::pages::person::{Opened, headstrip};
use crate::pages::procedure;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::consent::{Lack, Lacking, given};
use maud::{Markup, html};
use store::consent::{Received, What};

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = Opened::open(v, &file, "consent")?;
            if !o.administrative() {
                return Err(Complaint::unknown());
            }
            shown(page(v, &o)?)
        })
        .await
}

fn page(v: &Viewer, o: &Opened) -> Result<Markup, Complaint> {
    let all = v.store().received(v.actor()?, &o.volume)?;
    let rows: Vec<Vec<Markup>> = all.iter().map(|r| row(v, o, r)).collect();
    let heads =
        ["consent-received-on", "consent-received-what", "consent-received-for", "consent-received-by"];
    let body = html! {
        (headstrip(v, o))
        (list::wide_part("recipients", &v.t("consent-recipients"), html! {
            p { (v.t("consent-received-how")) }
            @if rows.is_empty() { p.empty { (v.t("consent-received-none")) } }
            @else { (list::table(v, "", &heads, &rows)) p { (v.t("consent-received-recall")) } }
            p.by { (v.t("consent-received-limits")) }
            div.toolbar.no-print {
                button.button.quiet type="button" data-print { (v.t("do-print")) }
                a.button.quiet href=(o.address("#consents")) { (v.t("do-back")) }
            }
        }))
    };
    Ok(frame::page(v, &o.titled(), body))
}

fn row(v: &Viewer, o: &Opened, r: &Received) -> Vec<Markup> {
    let purpose = |p: &String| {
        let known = domain::consent::PURPOSES.into_iter().find(|known| known == p);
        // What stays with those who care goes on until somebody says no: silence is nothing to tell them.
        let silent = |lack: &Lack| p == "services" && matches!(lack, Lack::Absent | Lack::Expired);
        let lack = known.and_then(|purpose| {
            let lack = given(&o.volume.file, purpose, o.today).err().filter(|lack| !silent(lack))?;
            Some(Lacking { purpose, lack })
        });
        match lack {
            Some(l) => html! { p { strong { (lacking::said(v, &l)) } } },
            None => html! { p { (v.t(&format!("consent-purpose-{p}"))) } },
        }
    };
    vec![
        html! { (v.words.day(r.on)) },
        what(v, &r.what),
        html! { @if r.purposes.is_empty() { (v.t("consent-received-free")) } @for p in &r.purposes { (purpose(p)) } },
        html! { @if let Some(by) = &r.by { bdi { (v.member_name(by)) } } },
    ]
}

fn what(v: &Viewer, what: &What) -> Markup {
    match what {
        What::Referral { to, fields, open } => {
            let fields: Vec<String> = fields.iter().map(|f| v.t(&format!("referral-field-{f}"))).collect();
            html! {
                (v.t("referral-one")) (v.t("person-colon")) " " bdi { (to) } " (" (fields.join(", ")) ") "
                @if *open { strong { (v.t("consent-received-open")) } } @else { (v.t("referral-state-ended")) }
            }
        }
        What::Asked { procedure, version, paper, office, audience } => {
            let kind = planning::procedure::find(procedure, *version).and_then(|p| p.paper(paper));
            let title = kind.map_or(paper.as_str(), |k| said(v, &k.title));
            let issuer = kind.map_or("", |k| said(v, &k.issuer));
            let office = if office.is_empty() { issuer } else { office.as_str() };
            html! {
                (v.t("consent-received-asked")) (v.t("person-colon")) " " (title) ", " bdi { (office) }
                " (" (procedure::audience(v.words, *audience)) ")"
            }
        }
        What::Went(exit) => html! { (v.t(&format!("consent-exit-{}", exit.key()))) },
    }
}
