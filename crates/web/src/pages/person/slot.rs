//! A slot of a file as pages show it: what stands, who said it and when; what stood before, struck through; what was
//! withdrawn, with the reason; and two values where nobody has settled which.

use super::opened::Opened;
use super::telling;
use crate::frame::encode;
use crate::viewer::Viewer;
use domain::Edtf;
use domain::entry::Fact;
use domain::file::Claim;
use maud::{Markup, PreEscaped, html};

/// Old values shown beside the one that stands; all of them are in the history.
const OLD_SHOWN: usize = 3;

/// A row of a list of facts. `label` leads; nothing said shows as not noted.
pub(crate) fn row(v: &Viewer, o: &Opened, slot: &str, label: &str) -> Markup {
    let claims = o.volume.file.claims.get(slot).map(Vec::as_slice).unwrap_or_default();
    let standing: Vec<&Claim> = distinct(claims);
    html! {
        div {
            dt { (capital(label)) }
            @match standing.as_slice() {
                [] => { dd.none { (v.t("person-not-noted")) (change(v, o, slot, label)) } }
                [one] => { (single(v, o, slot, label, claims, one)) }
                many => { dd { (disputed(v, o, slot, label, many)) } }
            }
        }
    }
}

/// Rows of every slot under `prefix` that ever held something, labelled by what they hold.
pub(crate) fn rows_under(v: &Viewer, o: &Opened, prefix: &str) -> Markup {
    html! {
        @for slot in slots_under(o, prefix) {
            (row(v, o, slot, &label_of(v, o, slot)))
        }
    }
}

/// The slots of a file under `prefix`.
pub(crate) fn slots_under<'a>(o: &'a Opened, prefix: &str) -> Vec<&'a str> {
    let range = o.volume.file.claims.range(prefix.to_string()..);
    range.map(|(slot, _)| slot.as_str()).take_while(|slot| slot.starts_with(prefix)).collect()
}

/// What a slot is called: by its last fact that says something.
pub(crate) fn label_of(v: &Viewer, o: &Opened, slot: &str) -> String {
    let claims = o.volume.file.claims.get(slot).map(Vec::as_slice).unwrap_or_default();
    let telling_one = claims.iter().rev().map(|c| &c.fact).find(|f| !matches!(f, Fact::Withdrawn { .. }));
    telling_one.map_or_else(|| telling::slot_label(v, slot), |fact| telling::label(v, fact))
}

/// The claims that stand, each different value once.
pub(crate) fn distinct(claims: &[Claim]) -> Vec<&Claim> {
    let mut standing: Vec<&Claim> = Vec::new();
    for claim in claims.iter().filter(|c| c.overtaken_by.is_empty()) {
        if !standing.iter().any(|s| s.fact == claim.fact) {
            standing.push(claim);
        }
    }
    standing
}

fn single(v: &Viewer, o: &Opened, slot: &str, label: &str, claims: &[Claim], one: &Claim) -> Markup {
    let old: Vec<&Claim> =
        claims.iter().filter(|c| !c.overtaken_by.is_empty() && c.fact != one.fact).collect();
    let withdrawn = matches!(one.fact, Fact::Withdrawn { .. });
    let mut shown: Vec<String> = Vec::new();
    for claim in old.iter().filter(|c| !matches!(c.fact, Fact::Withdrawn { .. })) {
        let words = telling::value(v, &claim.fact).into_string();
        if shown.last() != Some(&words) {
            shown.push(words);
        }
    }
    let shown = &shown[shown.len().saturating_sub(OLD_SHOWN)..];
    html! {
        dd class=[withdrawn.then_some("none")] {
            @for words in shown { del { (PreEscaped(words)) } " " }
            (telling::value(v, &one.fact)) " "
            span.by {
                @if !old.is_empty() && !withdrawn { (v.t("person-corrected")) " " }
                (by(v, o, one))
                (change(v, o, slot, label))
            }
        }
    }
}

fn disputed(v: &Viewer, o: &Opened, slot: &str, label: &str, many: &[&Claim]) -> Markup {
    html! {
        div.said-many {
            p { (v.t("said-many")) }
            ul {
                @for claim in many {
                    li { span.value { (telling::value(v, &claim.fact)) } " " span.by { (by(v, o, claim)) } }
                }
            }
            @if o.writable() {
                a.button.quiet.small href=(settle(o, slot)) { (v.t("do-settle")) span.visually-hidden { (v.t("person-colon")) " " (label) } }
            }
        }
    }
}

/// The page where a dispute is settled.
pub(crate) fn settle(o: &Opened, slot: &str) -> String {
    o.address(&format!("settlements?slot={}", encode(slot)))
}

/// Who said it, when, and where when that is another house.
pub(crate) fn by(v: &Viewer, o: &Opened, claim: &Claim) -> Markup {
    let told = o.volume.file.told_by(claim);
    let elsewhere = (told.origin != o.compartment()).then(|| o.house(v, &told.origin));
    let name = v.member_name(&told.by);
    // Colleagues of another house are known by the word of whoever took the file in, else by their house.
    let unknown = elsewhere.is_some() && name == v.t("member-unknown");
    let author = domain::transfer::author_name(&o.volume.file, &told.by).filter(|_| unknown);
    let stranger = unknown && author.is_none();
    let name = author.map_or(name, str::to_string);
    html! {
        @if !stranger { bdi { (name) } ", " }
        @if let Some(house) = elsewhere { bdi { (house) } ", " }
        (v.words.day(told.stamp.day()))
    }
}

/// The ways to change what stands: a form of its own, and withdrawal.
pub(crate) fn change(v: &Viewer, o: &Opened, slot: &str, label: &str) -> Markup {
    let standing = o.volume.file.standing(slot).any(|c| !matches!(c.fact, Fact::Withdrawn { .. }));
    let form = crate::pages::correction::address_of(slot);
    html! {
        @if o.writable() {
            span.no-print {
                @if let Some(form) = form {
                    " · " a href=(o.address(&form)) {
                        (v.t(if standing { "person-correct" } else { "person-note-it" })) span.visually-hidden { (v.t("person-colon")) " " (label) }
                    }
                }
                @if standing && crate::pages::correction::may_withdraw(slot) {
                    " · " a href=(o.address(&format!("withdrawals?slot={}", encode(slot)))) {
                        (v.t("person-withdraw")) span.visually-hidden { (v.t("person-colon")) " " (label) }
                    }
                }
            }
        }
    }
}

/// A label with its first letter large, as heads of lines are written.
fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "between .. and ..", for a date that is no single day.
pub(crate) fn bounds(v: &Viewer, date: &Edtf) -> Markup {
    let bounds = date.bounds();
    html! {
        @if date.exact_day().is_none() {
            @if let (Some(from), Some(to)) = (bounds.earliest, bounds.latest) {
                span.certainty { (v.t_with("person-bounds", &[("from", &v.words.day(from)), ("to", &v.words.day(to))])) }
            }
        }
    }
}
