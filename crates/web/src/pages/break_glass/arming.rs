//! Arming break-glass: who of this node may take part, two at a time.

use crate::edge::Complaint;
use crate::form::Typed;
use crate::viewer::Viewer;
use domain::id::MemberId;
use maud::{Markup, html};
use store::MemberInfo;
use store::break_glass::GlassArmed;

/// The members that a form chose.
pub(super) fn chosen(typed: &Typed) -> Vec<MemberId> {
    typed.all("people").iter().filter_map(|id| MemberId::parse(id)).collect()
}

/// One form for each house that the viewer keeps.
pub(super) fn part(v: &Viewer) -> Result<Markup, Complaint> {
    let members = v.store().members()?;
    let houses = v.store().glass_armed(v.actor()?)?;
    Ok(html! {
        p { (v.t("break-glass-arming-what")) }
        @for house in &houses { (form(v, house, &members)) }
    })
}

fn state(v: &Viewer, house: &GlassArmed) -> String {
    match &house.armed {
        None => v.t("break-glass-not-armed"),
        Some(_) if house.stale => v.t("break-glass-stale"),
        Some(armed) => {
            let names: Vec<&str> = armed.people.iter().map(|p| p.name.as_str()).collect();
            v.t_with("break-glass-armed", &[("people", &names.join(", "))])
        }
    }
}

fn form(v: &Viewer, house: &GlassArmed, members: &[MemberInfo]) -> Markup {
    let may = |m: &MemberInfo| house.armed.as_ref().is_some_and(|armed| armed.person(&m.member).is_some());
    html! {
        h3 { bdi { (house.house) } }
        p { (state(v, house)) }
        form.stack method="post" action="/break-glass" {
            input type="hidden" name="act" value="arm";
            input type="hidden" name="in" value=(house.compartment);
            fieldset.choice {
                legend { (v.t("field-people")) }
                div.options {
                    @for m in members {
                        label { input type="checkbox" name="people" value=(m.member) checked[may(m)]; " " bdi { (m.name) } }
                    }
                }
            }
            div.toolbar {
                button.button.small type="submit" aria-label=(v.t_with("break-glass-arm-house", &[("compartment", &house.house)])) { (v.t("break-glass-arm")) }
            }
        }
        @if house.armed.is_some() {
            form method="post" action="/break-glass" {
                input type="hidden" name="act" value="disarm";
                input type="hidden" name="in" value=(house.compartment);
                button.button.quiet.small type="submit" aria-label=(v.t_with("break-glass-disarm-house", &[("compartment", &house.house)])) { (v.t("break-glass-disarm")) }
            }
        }
    }
}
