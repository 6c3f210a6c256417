//! Why one sees a file: the role one holds in its house, who granted it and when; and who else sees it.

use crate::edge::Complaint;
use crate::viewer::Viewer;
use domain::id::CompartmentId;
use maud::{Markup, html};

/// The line at the end of every file.
pub(crate) fn line(v: &Viewer, compartment: &CompartmentId) -> Result<Markup, Complaint> {
    let Some(house) = v.compartment(compartment) else { return Ok(html! {}) };
    if let Some(until) = house.glass_until {
        let until = v.words.moment(until);
        let line = v.t_with("break-glass-because", &[("compartment", &house.name), ("until", &until)]);
        return Ok(html! { div.because.no-print { p.by { (line) " " (v.t("person-logged")) } } });
    }
    let role = v.t(&format!("role-{}", house.role.key()));
    let grant = v.store().grant_of(v.actor()?, compartment)?;
    let others: Vec<_> = house
        .members
        .iter()
        .filter(|(id, _, role, active)| *active && role.reads() && v.actor().is_ok_and(|a| a.member != *id))
        .collect();
    Ok(html! {
        div.because.no-print {
            p.by {
                (v.t_with("you-see-this-because", &[("compartment", &house.name), ("role", &role)])) " "
                @if let Some((by, on)) = &grant {
                    (v.t_with("because-granted", &[("by", &v.member_name(by)), ("on", &v.words.day(*on))])) " "
                }
                (v.t("person-logged"))
            }
            @if !others.is_empty() {
                details {
                    summary { (v.t_with("because-others", &[("n", &others.len().to_string())])) }
                    ul { @for (_, name, role, _) in &others { li { bdi { (name) } ", " (v.t(&format!("role-{}", role.key()))) } } }
                }
            }
        }
    })
}
