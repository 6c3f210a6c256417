//! The frame around every page: masthead, rooms, the stated date of a demonstration, the foot.

use crate::locale::Lang;
use crate::viewer::Viewer;
use domain::compartment::{Kind, Role, Scene};
use maud::{DOCTYPE, Markup, html};

/// Shown only where there is one.
const RELAY_HOUSE: &str = "/relay-house";
/// Shown to who weighs: those who direct reach it from a place, so that nobody sees more than seven rooms.
const WEIGHINGS: &str = "/weighings";
/// Shown to who holds a payment book; those who direct and have a relay house reach it from the list of people.
const PAYMENTS: &str = "/payments";
/// A room of the navigation: address, key of its name, who sees it.
type Room = (&'static str, &'static str, fn(Role) -> bool);

/// The rooms in their order; nobody sees more than seven.
const ROOMS: [Room; 9] = [
    ("/today", "room-today", |_| true),
    ("/people", "room-people", Role::reads),
    ("/places", "room-places", Role::reads),
    (RELAY_HOUSE, "room-relay-house", Role::reads),
    (WEIGHINGS, "room-weighing", Role::reads),
    ("/dossiers", "room-dossiers", Role::reads),
    (PAYMENTS, "room-payments", Role::reads),
    ("/report", "room-report", Role::directs),
    ("/audit", "room-audit", Role::audits),
];

/// A whole page.
pub fn page(viewer: &Viewer, title: &str, body: Markup) -> Markup {
    let signed_in = viewer.actor.is_some();
    shell(
        viewer,
        &format!("{title} · Relais"),
        html! {
            a.skip href="#main" { (viewer.t("skip")) }
            (demonstration(viewer))
            header.masthead {
                a.brand href="/" { (mark("relais", "logo")) "Relais" }
                @if signed_in && viewer.may(Role::reads) {
                    form.find role="search" aria-label=(viewer.t("find-label")) method="post" action="/people/search" {
                        label.visually-hidden for="find" { (viewer.t("find-label")) }
                        input #find name="q" type="search" autocomplete="off" placeholder=(viewer.t("find-hint")) data-find;
                        kbd aria-hidden="true" { "/" }
                    }
                }
                (account(viewer))
                @if signed_in { (rooms(viewer)) }
            }
            (glass(viewer))
            main #main tabindex="-1" { (body) }
            (foot(viewer))
        },
    )
}

/// A page without masthead: sign-in.
pub fn bare(viewer: &Viewer, title: &str, body: Markup) -> Markup {
    let title = format!("{title} · Relais");
    shell(viewer, &title, html! { a.skip href="#main" { (viewer.t("skip")) } (demonstration(viewer)) (body) })
}

/// A page that becomes paper as it is and says nothing of where it comes from: no masthead, no name of the program or of
/// whoever prints, no foot.
pub fn paper(viewer: &Viewer, title: &str, body: Markup) -> Markup {
    let body = html! {
        div.no-print { (demonstration(viewer)) }
        main.paper #main tabindex="-1" { (body) }
    };
    shell(viewer, title, body)
}

fn shell(viewer: &Viewer, title: &str, body: Markup) -> Markup {
    let lang = viewer.words.0;
    let idle = viewer.app.options.idle_lock.as_secs();
    html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                @if viewer.actor.is_some() { meta name="idle-lock-seconds" content=(idle); }
                title { (title) }
                link rel="icon" href="/assets/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/relais.css";
                script src="/assets/htmx.min.js" defer {}
                script src="/assets/relais.js" defer {}
            }
            body { (body) }
        }
    }
}

fn demonstration(viewer: &Viewer) -> Markup {
    let Some(demonstration) = &viewer.app.options.demonstration else { return html! {} };
    let historical = viewer.compartments.iter().any(|c| c.scene == Scene::Historical);
    let present = viewer.compartments.iter().any(|c| c.scene == Scene::Present);
    let (then, now) = (viewer.words.day(demonstration.historical), viewer.words.day(demonstration.present));
    html! {
        aside.demonstration aria-label=(viewer.t("demonstration")) {
            p {
                strong { (viewer.t("demonstration")) "." } " "
                @if historical || !present { (viewer.t_with("demonstration-historical", &[("date", &then)])) " " }
                @if present || !historical { (viewer.t_with("demonstration-present", &[("date", &now)])) }
            }
        }
    }
}

/// On every page while a window of the viewer lasts: where, and until when.
fn glass(viewer: &Viewer) -> Markup {
    let open = viewer.compartments.iter().filter_map(|c| Some((c, c.glass_until?)));
    html! {
        @for (house, until) in open {
            p.notice.alarm role="status" {
                (viewer.t_with("break-glass-open", &[("compartment", &house.name), ("until", &viewer.words.moment(until))]))
            }
        }
    }
}

fn account(viewer: &Viewer) -> Markup {
    html! {
        div.account {
            @if let Some(actor) = &viewer.actor { span.who { bdi { (actor.name) } } }
            nav.languages aria-label=(viewer.t("language")) {
                ul {
                    @for lang in Lang::ALL {
                        li {
                            a href=(in_language(&viewer.asked, lang)) lang=(lang.code()) hreflang=(lang.code())
                                title=(lang.own_name()) aria-current=[(lang == viewer.words.0).then_some("true")] {
                                (lang.code())
                            }
                        }
                    }
                }
            }
            @if viewer.actor.is_some() {
                form #lock-form action="/lock" method="post" {
                    button.button.small type="submit" { (mark("lock", "icon")) span.word { (viewer.t("lock")) } }
                }
            }
        }
    }
}

fn rooms(viewer: &Viewer) -> Markup {
    let here = viewer.asked.split('?').next().unwrap_or_default();
    html! {
        nav.rooms aria-label=(viewer.t("rooms")) {
            ul {
                @for (address, key, may) in ROOMS {
                    @if viewer.may(may) && there(viewer, address) {
                        li { a href=(address) aria-current=[here.starts_with(address).then_some("page")] { (viewer.t(key)) } }
                    }
                }
            }
        }
    }
}

/// Whether a room has anything for this viewer: a board where there is a relay house, weighings for who holds a health
/// volet and does not direct.
fn there(viewer: &Viewer, address: &str) -> bool {
    match address {
        RELAY_HOUSE => viewer.has_relay_house(),
        WEIGHINGS => {
            let holds = viewer.compartments.iter().any(|c| c.kind == Kind::Volet && c.role.reads());
            holds && !viewer.may(Role::directs)
        }
        PAYMENTS => {
            let holds = viewer.compartments.iter().any(|c| c.kind == Kind::Payments && c.role.reads());
            holds && !(viewer.may(Role::directs) && viewer.has_relay_house())
        }
        _ => true,
    }
}

fn foot(viewer: &Viewer) -> Markup {
    html! {
        @if let Some(actor) = &viewer.actor {
            footer.copy-line.print-only aria-label=(viewer.t("copy")) {
                span { (viewer.t_with("printed-by", &[("name", &actor.name)])) }
                span { (viewer.words.day(viewer.today(viewer.scene()))) }
                span { (viewer.t("destroy-on")) }
            }
        }
        footer.colophon {
            span { (viewer.t("colophon")) }
            @if viewer.actor.is_some() { " " a href="/settings" { (viewer.t("settings-title")) } }
        }
        @if viewer.actor.is_some() {
            p.notice.warning.lock-soon role="status" data-lock-soon hidden { (viewer.t("lock-soon")) }
        }
    }
}

/// The same address in another language.
fn in_language(asked: &str, lang: Lang) -> String {
    let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
    let mut kept: Vec<&str> = query.split('&').filter(|p| !p.is_empty() && !p.starts_with("lang=")).collect();
    let chosen = format!("lang={}", lang.code());
    kept.push(&chosen);
    format!("{path}?{}", kept.join("&"))
}

/// A mark of the sprite, beside a word that says the same.
pub fn mark(name: &str, class: &str) -> Markup {
    html! { svg class=(class) aria-hidden="true" { use href=(format!("/assets/marks.svg#{name}")) {} } }
}

/// Percent-encodes what goes into a query.
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"-_.~/".contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}
