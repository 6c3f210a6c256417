//! The page of a request: who asks and whether they are vetted, who is sought and who may be meant, what is still missing
//! before anybody is brought together, and the reply that tells nothing.

use super::matching;
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::Scene;
use domain::id::FileId;
use domain::said::Said;
use domain::tracing::{CHECKS, Inquirer, Request, SIDES, Search, Sought, TOPICS, VETTED};
use domain::{consent, id::SubjectId};
use jiff::civil::Date;
use maud::{Markup, html};
use store::Volume;

/// An opened request.
pub(super) struct Opened {
    pub volume: Volume,
    pub request: Request,
    pub today: Date,
    /// Whether the viewer writes where it is kept.
    pub writes: bool,
}

impl Opened {
    /// The scene of the house that keeps it.
    pub fn scene(&self, v: &Viewer) -> Scene {
        v.compartment(&self.volume.compartment).map(|c| c.scene).unwrap_or_default()
    }
}

/// Opens a request; the reading is recorded.
pub(super) fn open(v: &Viewer, file: &str) -> Result<Opened, Complaint> {
    let id = FileId::parse(file).ok_or_else(Complaint::unknown)?;
    let volume = v.store().open_file(v.actor()?, &id, "tracing")?;
    let request = Request::of(&volume.file).ok_or_else(Complaint::unknown)?;
    let house = v.compartment(&volume.compartment);
    let today = v.today(house.map(|c| c.scene).unwrap_or_default());
    let writes = house.is_some_and(|c| c.role.writes()) && request.closed.is_none();
    Ok(Opened { volume, request, today, writes })
}

/// Whether the person who was found consents to tracing: read from their file, and the reading is recorded.
pub(super) fn consents(v: &Viewer, subject: &SubjectId, today: Date) -> Result<bool, Complaint> {
    let files = v.store().volets(v.actor()?, subject)?;
    let Some((file, ..)) = files.iter().find(|(_, _, volet, live)| volet == "administrative" && *live) else {
        return Ok(false);
    };
    let volume = v.store().open_file(v.actor()?, file, "tracing")?;
    Ok(consent::allows(&volume.file, "tracing", today))
}

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer.run(move |v| shown(page(v, &open(v, &file)?)?)).await
}

/// The way to an act on the request.
pub(super) fn way(v: &Viewer, o: &Opened, act: &str, more: &str, words: &str) -> Markup {
    let address = format!("/tracing/{}/{act}{more}", o.volume.id);
    html! { @if o.writes { a.button.quiet.no-print href=(address) { (v.t(words)) } } }
}

fn page(v: &Viewer, o: &Opened) -> Result<Markup, Complaint> {
    let inquirer = o.request.inquirer.latest();
    let title = v.t_with("tracing-request-of", &[("name", &inquirer.name)]);
    let searches: Vec<Markup> =
        o.request.searches.iter().map(|search| sought(v, o, search)).collect::<Result<_, _>>()?;
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        @if let Some(closed) = &o.request.closed {
            div.notice { p { (v.t("tracing-closed")) " " (v.words.day(closed.latest().0)) (asked::colon(v)) bdi { (closed.latest().1) } } }
        }
        div.page-head { h1 { (title) } p { (v.t("tracing-rule")) } }
        (list::part("inquirer", &v.t("field-inquirer"), asks(v, inquirer)))
        (list::part("vetting", &v.t("tracing-vetting"), vetting(v, o)))
        @for part in &searches { (part) }
        (list::part("reply", &v.t("tracing-reply"), reply(v, o)))
        div.toolbar {
            (way(v, o, "sought", "", "tracing-act-sought"))
            (way(v, o, "ending", "", "tracing-act-ending"))
            a.button.quiet.no-print href="/tracing" { (v.t("do-back")) }
        }
        (crate::pages::because::line(v, &o.volume.compartment)?)
    };
    Ok(frame::page(v, &v.t("tracing-title"), body))
}

fn asks(v: &Viewer, inquirer: &Inquirer) -> Markup {
    html! {
        dl.facts {
            dt { (v.t("field-received")) } dd { (v.words.day(inquirer.received)) }
            dt { (v.t("field-asks-from")) } dd { bdi { (inquirer.from) } }
            dt { (v.t("field-contact-way")) } dd { bdi { (inquirer.contact) } }
            @if !inquirer.words.is_empty() { dt { (v.t("field-asked-words")) } dd { span dir="auto" { (inquirer.words) } } }
        }
    }
}

fn vetting(v: &Viewer, o: &Opened) -> Markup {
    let row = |what: &str| {
        let said = o.request.vetted.iter().find(|(w, _)| w == what).map(|(_, said)| said);
        vec![
            html! { (v.t(&format!("tracing-vetted-{what}"))) },
            html! {
                @match said {
                    None => (v.t("tracing-not-yet")),
                    Some(said) => @for (i, one) in said.all().iter().enumerate() {
                        @if i > 0 { " / " }
                        strong { (v.t(&format!("tracing-outcome-{}", one.value.outcome))) } ", " (v.words.day(one.value.on)) ", " bdi { (v.member_name(&one.by)) }
                    },
                }
            },
            html! { @if let Some(said) = said { span dir="auto" { (said.latest().words) } } },
        ]
    };
    let rows: Vec<Vec<Markup>> = VETTED.iter().map(|what| row(what)).collect();
    html! {
        @if !o.request.is_vetted() { p { strong { (v.t("tracing-no-answer-yet")) } } }
        (list::table(v, "", &["tracing-vetting", "tracing-outcome", "field-words"], &rows))
        (way(v, o, "vetting", "", "tracing-act-vetting"))
    }
}

fn reply(v: &Viewer, o: &Opened) -> Markup {
    html! {
        p.by { (v.t("tracing-reply-why")) }
        blockquote { p { (v.t("tracing-reply-text")) } }
        @for said in &o.request.replies {
            p { (v.t("tracing-replied")) " " (v.words.day(said.latest().0)) (asked::colon(v)) bdi { (said.latest().1) } }
        }
        (way(v, o, "reply", "", "tracing-act-reply"))
    }
}

fn sought(v: &Viewer, o: &Opened, search: &Search) -> Result<Markup, Complaint> {
    let who = search.sought.latest();
    let name = who.name();
    let key = search.key;
    let head = v.t_with("tracing-sought-who", &[("name", &name)]);
    let confirmed = search.confirmed();
    let agrees = match &confirmed {
        Some(subject) => consents(v, subject, o.today)?,
        None => false,
    };
    let more = format!("?sought={key}");
    Ok(list::wide_part(
        &format!("sought-{key}"),
        &head,
        html! {
            (described(v, who))
            (way(v, o, "sought", &more, "tracing-correct"))
            (matching::part(v, o, search)?)
            (interviews(v, o, search, &more, &name))
            (checks(v, o, search, &more, &name))
            (together(v, o, search, agrees, &more, &name))
        },
    ))
}

fn described(v: &Viewer, who: &Sought) -> Markup {
    let born = who.birth.as_ref().map(|b| v.words.edtf(b)).unwrap_or_default();
    let relation = who.relation.map(|r| v.t(&format!("relation-{}", r.key()))).unwrap_or_default();
    let on = who.last_news_on.as_ref().map(|d| v.words.edtf(d)).unwrap_or_default();
    let facts = [
        ("tracing-relation", relation),
        ("person-fact-born", born),
        ("field-birth-place", who.birth_place.clone()),
        ("field-father", who.father.clone()),
        ("field-mother", who.mother.clone()),
        ("field-last-news", format!("{} {on}", who.last_news).trim().to_string()),
    ];
    html! { dl.facts { @for (key, value) in facts.iter().filter(|(_, value)| !value.is_empty()) { dt { (v.t(key)) } dd { bdi { (value) } } } } }
}

fn interviews(v: &Viewer, o: &Opened, search: &Search, more: &str, name: &str) -> Markup {
    let of = |side: &str| search.interviews.iter().find(|(s, _)| s == side).map(|(_, said)| said);
    let answer = |side: &str, topic: &str| {
        let found = of(side).and_then(|said| said.latest().answers.iter().find(|(t, _)| t == topic));
        html! { span dir="auto" { (found.map(|(_, words)| words.as_str()).unwrap_or("–")) } }
    };
    html! {
        h3 { (v.t_with("tracing-interviews", &[("name", name)])) }
        @for side in SIDES {
            @if let Some(said) = of(side) {
                p { (v.t(&format!("tracing-side-{side}"))) (asked::colon(v)) (v.words.day(said.latest().on)) ", " bdi { (said.latest().with) } }
            }
        }
        @if search.may_compare() {
            @let rows: Vec<Vec<Markup>> = TOPICS.iter().map(|topic| vec![
                html! { (v.t(&format!("tracing-topic-{topic}"))) },
                answer("child", topic),
                answer("adult", topic),
            ]).collect();
            (list::table(v, "", &["tracing-topic", "tracing-side-child", "tracing-side-adult"], &rows))
        } @else { p.by { (v.t("tracing-apart")) } }
        (way(v, o, "interview", more, "tracing-act-interview"))
    }
}

fn checks(v: &Viewer, o: &Opened, search: &Search, more: &str, name: &str) -> Markup {
    let of = |check: &str| search.checks.iter().find(|(c, _)| c == check).map(|(_, said)| said);
    let said = |said: Option<&Said<(Date, String)>>| match said {
        None => html! { (v.t("tracing-not-yet")) },
        Some(said) => {
            html! { (v.words.day(said.latest().0)) (asked::colon(v)) span dir="auto" { (said.latest().1) } }
        }
    };
    let rows: Vec<Vec<Markup>> = CHECKS
        .iter()
        .map(|check| vec![html! { (v.t(&format!("tracing-check-{check}"))) }, said(of(check))])
        .collect();
    html! {
        h3 { (v.t_with("tracing-checks", &[("name", name)])) }
        (list::table(v, "", &["tracing-check", "tracing-result"], &rows))
        (way(v, o, "check", more, "tracing-act-check"))
    }
}

fn together(v: &Viewer, o: &Opened, search: &Search, agrees: bool, more: &str, name: &str) -> Markup {
    let missing = o.request.missing(search, agrees);
    html! {
        h3 { (v.t_with("tracing-together", &[("name", name)])) }
        @match &search.reunited {
            None if missing.is_empty() => { p { (v.t("tracing-nothing-missing")) } (way(v, o, "reunion", more, "tracing-act-reunion")) },
            None => {
                p { (v.t("tracing-missing")) }
                ul { @for step in &missing { li { (v.t(&format!("tracing-step-{step}"))) } } }
            },
            Some(said) => {
                p { (v.words.day(said.latest().0)) (asked::colon(v)) span dir="auto" { (said.latest().1) } }
                @for (step, followed) in &search.follow_ups {
                    p {
                        (v.t(&format!("tracing-follow-up-{step}"))) ", " (v.words.day(followed.latest().on)) (asked::colon(v))
                        strong { (v.t(&format!("tracing-goes-{}", followed.latest().goes))) } " " span dir="auto" { (followed.latest().words) }
                    }
                }
                @if let Some((step, day)) = search.next_follow_up() {
                    p { (v.t("tracing-follow-up")) (asked::colon(v)) (v.t(&format!("tracing-follow-up-{step}"))) " " (list::due(v, day, list::days_between(o.today, day))) }
                    (way(v, o, "follow-up", more, "tracing-act-follow-up"))
                }
            },
        }
    }
}
