//! The public notice: a photograph and whom somebody looks for, nothing else. No name, no age, no place. It takes three
//! consents, a danger that was weighed, and expires after ninety days; who keeps their identity hidden, or flees a
//! relative, has none.

use crate::edge::{Answer, shown};
use crate::form::worded;
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::consent::Exit;
use domain::kin::Relation;
use domain::person::Person;
use jiff::ToSpan as _;
use maud::{Markup, html};

/// Days after which it comes down.
const DAYS: i64 = 90;
/// Marks that forbid it.
const FORBID: [&str; 2] = ["no-photo", "contact-ban"];

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &asked::file(&file)?, "public notice")?;
            let person = Person::of(&volume.file);
            let (today, typed) = (v.today_in(&volume.compartment), asked::asked(v));
            let missing: Vec<&str> =
                volume.lacking(Exit::PublicNotice, today).iter().map(|l| l.purpose).collect();
            let flees = person.contacts.iter().any(|(_, said)| said.all().iter().any(|c| c.value.wish == "unwished"));
            let forbidden = flees || person.marks.iter().any(|(mark, _)| FORBID.contains(&mark.as_str()));
            let relation = Relation::parse(typed.get("relation"));
            let writes = asked::may(v, &volume.compartment, domain::compartment::Role::writes);
            let mut ready = missing.is_empty() && !forbidden && person.photo.is_some();
            if ready && relation.is_some() && typed.get("danger") == "yes" {
                // It is shown: whoever takes a consent back has to hear of it. One that was taken back meanwhile counts.
                ready = !v.store().leaving(v.actor()?, &[volume.id], Exit::PublicNotice, None)?.go.is_empty();
            }
            let body = html! {
                div.page-head.no-print { h1 { (v.t("tracing-notice")) } p { (v.t("tracing-notice-what")) } }
                @if forbidden { p { strong { (v.t("tracing-notice-forbidden")) } } }
                @if person.photo.is_none() { p { (v.t("tracing-notice-no-photo")) } }
                @for purpose in &missing {
                    p.no-print {
                        (v.t("tracing-notice-consent")) " "
                        @let words = v.t(&format!("consent-purpose-{purpose}"));
                        @if writes { a href=(format!("/people/{}/consents?purpose={purpose}", volume.id)) { (words) } } @else { (words) }
                    }
                }
                @if ready { (choice(v, relation, typed.get("danger") == "yes")) }
                @if let (true, Some(relation), "yes") = (ready, relation, typed.get("danger")) {
                    article.certificate {
                        img src=(format!("/people/{}/photo", volume.id)) alt=(v.t("tracing-notice-photo"));
                        h2 { (v.t_with("tracing-notice-seeks", &[("who", &v.t(&format!("relation-{}", relation.key())))])) }
                        p { (v.t("tracing-notice-call")) " " @if let Some(code) = person.code() { (list::code(&code)) } }
                        p.by {
                            (v.t("tracing-notice-until")) " "
                            (v.words.day(today.checked_add(DAYS.days()).unwrap_or(today)))
                        }
                    }
                    div.toolbar.no-print { button.button type="button" data-print { (v.t("do-print")) } }
                }
                div.toolbar.no-print { a.button.quiet href=(format!("/people/{}", volume.id)) { (v.t("do-back")) } }
            };
            shown(frame::page(v, &v.t("tracing-notice"), body))
        })
        .await
}

/// Whom they look for, and that danger was weighed.
fn choice(v: &Viewer, relation: Option<Relation>, weighed: bool) -> Markup {
    let all = worded(v, "relation", Relation::ALL.map(Relation::key));
    html! {
        form.stack.no-print method="get" {
            div.field.medium {
                label for="relation" { (v.t("tracing-notice-whom")) }
                select id="relation" name="relation" {
                    @for (code, words) in &all { option value=(code) selected[relation.is_some_and(|r| r.key() == code)] { (words) } }
                }
            }
            div.field { label { input type="checkbox" name="danger" value="yes" checked[weighed]; " " (v.t("tracing-notice-weighed")) } }
            button.button.quiet type="submit" { (v.t("do-show")) }
        }
    }
}
