//! The pack of a dossier as paper: what was recorded, worded, with the scans beside it. The file has been opened for it
//! before; nothing else of the person's file goes along than the cover's two lines. It is made for somebody, whose kind stands
//! on every page of it, and goes where that was agreed to, by code too: whoever holds the paper can ask whose code it is.
//!
//! Not for whoever is still to be asked for a paper: a pack for the prefecture would then wait for a yes to the consulate. So
//! whoever prints says for whom, and nothing is made for nobody in particular.

use super::{Opened, opened};
use crate::edge::{Answer, onward};
use crate::frame;
use crate::locale::Words;
use crate::pages::consent::lacking;
use crate::pages::paper;
use crate::pages::place::asked::asked;
use crate::pages::procedure;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::consent::{Exit, ORIGIN};
use domain::dossier::{Dossier, Paper};
use domain::person::Person;
use jiff::civil::Date;
use maud::{Markup, html};
use planning::papers::{Need, Standing};
use planning::{Audience, Procedure};
use print::Names;
use print::dossier::{Pack, Scan, Sheet, pack};
use store::{Actor, Problem, Store, Volume};

pub(super) async fn show(viewer: Viewer, Path((file, key)): Path<(String, String)>) -> Answer {
    viewer
        .run(move |v| {
            let found = opened(v, &file, &key, "dossier")?;
            let query = asked(v);
            let Some((audience, exit)) = made_for(query.get("for")) else {
                return onward(&format!("{}#pack", found.address()));
            };
            let leaving = v.store().leaving(v.actor()?, &[found.volume().id], exit, None)?;
            if leaving.go.is_empty() {
                return lacking::page(v, &leaving.stay, None, &found.address());
            }
            let names = Names::parse(query.get("names")).unwrap_or_default();
            let (file, dossier) = (found.volume(), &found.dossier);
            let whole = of(v.words, v.store(), v.actor()?, (file, dossier), audience, found.today)?;
            let name = format!("{}-{}", named(&whole.code, &found.dossier), audience.key());
            paper::shown(v, &name, found.today, |printing| pack(&whole, names, printing))
        })
        .await
}

/// Whom a pack is made for, as an address or a command says it, and the exit by which it goes.
pub fn made_for(word: &str) -> Option<(Audience, Exit)> {
    let audience = Exit::PACKS.into_iter().find(|audience| audience.key() == word)?;
    Some((audience, Exit::pack(audience)?))
}

/// The audiences that a page offers a pack for: an authority, and whoever else this procedure has to do with.
fn offered(o: &Opened) -> Vec<Audience> {
    let papers = o.procedure.map(|p| p.papers.as_slice()).unwrap_or_default();
    let has = |audience: Audience| papers.iter().any(|kind| kind.audience == audience);
    let all = Exit::PACKS.into_iter();
    all.filter(|audience| o.procedure.is_none() || *audience == Audience::Authority || has(*audience))
        .collect()
}

/// The ways to the pack, for each who may receive it: with the name, or with the code in its place; where it may not go, what
/// lacks. That the state of origin is told is nobody's next step, so what lacks for it is said without a way to ask for it.
pub(super) fn ways(v: &Viewer, o: &Opened) -> Markup {
    let way = |audience: Audience| {
        let exit = Exit::pack(audience)?;
        let who = procedure::audience(v.words, audience);
        let lacks = o.volume().lacking(exit, o.today);
        let what = html! { (v.t_with("consent-no-pack-for", &[("audience", &who)])) " "
        @for l in &lacks { (lacking::said(v, l)) " " } };
        Some(match lacks.first() {
            None => links(v, o, audience, &who, &exit.limits(&o.volume().file)),
            Some(l) if l.purpose == ORIGIN => html! { p.by { (what) } },
            Some(_) => html! { div.notice.warning { p { (what) } (lacking::ways(v, o.volume(), &lacks)) } },
        })
    };
    html! { div.no-print #pack { @for audience in offered(o) { @if let Some(way) = way(audience) { (way) } } } }
}

/// The pack for one of them, in its two ways, and what is not to be shared.
fn links(v: &Viewer, o: &Opened, audience: Audience, who: &str, limits: &[String]) -> Markup {
    let at = format!("{}/pack?for={}", o.address(), audience.key());
    html! {
        @for words in limits { p.by { (v.t("person-consent-limits")) " " bdi { (words) } } }
        div.toolbar {
            span.by { (v.t_with("paper-pack-for", &[("audience", who)])) }
            a.button.quiet.small type="application/pdf" href=(at) {
                (frame::mark("print", "icon")) (v.t("paper-pack")) span.visually-hidden { ", " (who) } }
            a.button.quiet.small type="application/pdf" href=(format!("{at}&names=code")) {
                (v.t("paper-pack-by-code")) span.visually-hidden { ", " (who) } }
        }
    }
}

/// The name of a pack's file: the code and the procedure.
pub fn named(code: &str, dossier: &Dossier) -> String {
    format!("{code}-{}", dossier.opening.latest().procedure)
}

/// The dossier, worded, with its scans, for an audience. Whose file it is was let go by that one's exit before.
///
/// # Errors
/// [`Problem`] when a scan could not be read from the disk; one that is not there is said on its page.
pub fn of(
    words: Words,
    store: &Store,
    actor: &Actor,
    (volume, dossier): (&Volume, &Dossier),
    audience: Audience,
    today: Date,
) -> Result<Pack, Problem> {
    let person = Person::of(&volume.file);
    let procedure = dossier.procedure();
    let standing = dossier.standing(today);
    let opening = dossier.opening.latest();
    let text = |t: &planning::Text| t.in_language(words.0.code()).to_string();
    let mut papers = Vec::new();
    if let (Some(procedure), Some(standing)) = (procedure, &standing) {
        for kind in &procedure.papers {
            let missing = standing.missing.contains(&kind.id);
            papers.push(Sheet {
                title: text(&kind.title),
                issuer: text(&kind.issuer),
                missing: missing.then(|| next(words, procedure, standing, &kind.id)),
                ..sheet(words, store, actor, volume, dossier, &kind.id, Some(standing))?
            });
        }
    } else {
        for id in dossier.papers.keys() {
            papers.push(sheet(words, store, actor, volume, dossier, id, None)?);
        }
    }
    let mut about = vec![(words.t("dossier-opened"), words.edtf(&opening.on))];
    about.extend(person.birth().map(|born| (words.t("person-fact-born"), words.edtf(born))));
    Ok(Pack {
        procedure: procedure.map_or_else(|| opening.procedure.clone(), |p| text(&p.title)),
        target: procedure.map(|p| text(&p.target)).unwrap_or_default(),
        code: person.code().unwrap_or_default(),
        name: person
            .shown()
            .map(|n| format!("{} {}", n.given, n.surname))
            .unwrap_or_default()
            .trim()
            .to_string(),
        about,
        papers,
        printed: words.t_with(
            "paper-printed-for",
            &[("date", &words.day(today)), ("audience", &procedure::audience(words, audience))],
        ),
    })
}

/// One paper as it was recorded, under its id.
fn sheet(
    words: Words,
    store: &Store,
    actor: &Actor,
    volume: &Volume,
    dossier: &Dossier,
    id: &str,
    standing: Option<&Standing>,
) -> Result<Sheet, Problem> {
    let paper = dossier.paper(id);
    let lapsed = standing.is_some_and(|s| s.lapsed.iter().any(|l| l.paper == id));
    let status = if lapsed { "lapsed" } else { paper.status.key() };
    let mut scans = Vec::new();
    for scan in dossier.scans_of(id) {
        let jpeg =
            match store.attachment(actor, &volume.compartment, &scan.picture.address, &scan.picture.key) {
                Ok(jpeg) => Some(jpeg),
                // Not arrived yet, or not what its hash says: its page says that it cannot be shown.
                Err(Problem::Unknown(_) | Problem::Journal(_)) => None,
                Err(problem) => return Err(problem),
            };
        scans.push(Scan { caption: scan.picture.caption.clone(), jpeg });
    }
    Ok(Sheet {
        title: id.to_string(),
        issuer: paper.issuer.clone(),
        status: words.t(&format!("status-{status}")),
        days: days(words, &paper),
        number: paper.number.clone(),
        missing: None,
        scans,
    })
}

/// The days of a paper, in words.
fn days(words: Words, paper: &Paper) -> String {
    let dated = |key: &str, day: Option<Date>| day.map(|d| words.t_with(key, &[("date", &words.day(d))]));
    let days = [
        dated("dossier-asked-on", paper.asked_on),
        dated("dossier-received-on", paper.received_on),
        dated("dossier-refused-on", paper.refused_on),
        dated("dossier-valid-until", paper.valid_until),
    ];
    days.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What a missing paper waits for.
fn next(words: Words, procedure: &Procedure, standing: &Standing, id: &str) -> String {
    let title = |id: &String| {
        procedure.paper(id).map_or(id.clone(), |kind| kind.title.in_language(words.0.code()).to_string())
    };
    if let Some(ask) = standing.can_ask_now.iter().find(|a| a.paper == id) {
        return words.t(if ask.again { "dossier-ask-again" } else { "dossier-can-ask" });
    }
    if let Some(waiting) = standing.waiting.iter().find(|w| w.paper == id) {
        return match waiting.expected {
            Some((from, to)) => {
                words.t_with("dossier-expected", &[("from", &words.day(from)), ("to", &words.day(to))])
            }
            None => words.t("status-asked"),
        };
    }
    let Some(blocked) = standing.blocked.iter().find(|b| b.paper == id) else {
        return words.t("status-refused");
    };
    let need = |need: &Need| match need {
        Need::Paper(id) => title(id),
        Need::OneOf(ids) => {
            format!("{} {}", words.t("dossier-one-of"), ids.iter().map(title).collect::<Vec<_>>().join(", "))
        }
    };
    let needs: Vec<String> = blocked.waits_for.iter().map(need).collect();
    format!("{} {}", words.t("dossier-waits-for"), needs.join("; "))
}
