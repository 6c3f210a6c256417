//! What if this child went to that home: what it would cost, and who else would have to change, before anything is written.

use super::gather::{Gathered, Moved};
use super::words;
use crate::viewer::Viewer;
use domain::id::FileId;
use domain::placement::{Home, id};
use maud::{Markup, html};
use planning::placement::{Amount, Id, NoMove};

/// What the last move would change.
pub(super) fn told(v: &Viewer, g: &Gathered) -> Markup {
    let Some(moved) = &g.moved else { return html! {} };
    let (child, home) = (id(&moved.pair.0), id(&moved.pair.1));
    let named = [("name", g.name(&child)), ("home", g.home(&home).to_string())];
    let named: Vec<(&str, &str)> = named.iter().map(|(key, value)| (*key, value.as_str())).collect();
    html! {
        div.notice #what-if role="status" {
            p { strong { (v.t_with("placement-if", &named)) } }
            @match &moved.price {
                Err(NoMove::NoBed { .. }) => p { (v.t("placement-if-no-bed")) },
                Err(_) => p { (v.t("placement-if-not-asked")) },
                Ok(price) => {
                    // Without a free bed the price of the move alone would leave out what whoever gives way loses.
                    @if price.free { p { (v.t_with("placement-if-alone", &[("cost", &words::difference(v, price.change))])) } }
                    @else { p { (v.t("placement-gives-way")) } }
                    @if moved.holds { (anew(v, g, moved)) } @else { p { (v.t("placement-if-full")) } }
                }
            }
            p { a href=(format!("/placements?place={}", g.house.file)) { (v.t("placement-if-back")) } }
        }
    }
}

/// What everybody placed anew around the move costs, and who would go elsewhere than before.
fn anew(v: &Viewer, g: &Gathered, moved: &Moved) -> Markup {
    let (Some(before), Some(now)) = (moved.before.objective, g.proposal.objective) else { return html! {} };
    let place = g.place(&moved.pair.0);
    let others: Vec<(&Id, Option<&Id>, Option<&Id>)> = moved
        .before
        .places
        .iter()
        .zip(&g.proposal.places)
        .filter(|(old, new)| old.home != new.home && new.child != id(&moved.pair.0))
        .map(|(old, new)| (&new.child, old.home.as_ref(), new.home.as_ref()))
        .collect();
    let at = |home: Option<&Id>| home.map_or(v.t("placement-nowhere"), |h| g.home(h).to_string());
    html! {
        p { (v.t_with("placement-if-anew", &[("cost", &words::difference(v, Amount(now.0 - before.0)))])) }
        @if let Some(place) = place {
            p.by { (v.t("placement-there")) " " (words::reasons(v, g, &place.reasons, words::Called::ByName).join(" · ")) }
        }
        @if !others.is_empty() {
            p { (v.t("placement-if-others")) }
            ul { @for (child, old, new) in others {
                li { (v.t_with("placement-if-goes", &[("name", &g.name(child)), ("from", &at(old)), ("to", &at(new))])) }
            } }
        }
        p.by { (v.t("placement-if-written")) }
    }
}

/// The form that asks it: a plain choice of homes; dragging the card onto a home chooses and sends the same.
pub(super) fn ask(v: &Viewer, g: &Gathered, child: &FileId, name: &str, now: Option<&FileId>) -> Markup {
    let field = format!("to-{child}");
    let others: Vec<&Home> = g.homes.iter().filter(|h| Some(&h.file) != now).collect();
    if others.is_empty() {
        return html! {};
    }
    html! {
        details {
            summary { (v.t("placement-what-if")) span.visually-hidden { ": " (name) } }
            form.what-if data-lands="choice" action="/placements#what-if" {
                input type="hidden" name="place" value=(g.house.file);
                @for (who, home) in g.moves.iter().filter(|(who, _)| who != child) {
                    input type="hidden" name="move" value=(format!("{who}:{home}"));
                }
                div.field.wide {
                    label for=(field) { (v.t("placement-what-if-home")) }
                    select id=(field) name="move" {
                        @for home in others { option value=(format!("{child}:{}", home.file)) { (home.name) } }
                    }
                }
                button.button.quiet.small { (v.t("placement-what-if-do")) span.visually-hidden { ": " (name) } }
            }
        }
    }
}
