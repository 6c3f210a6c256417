//! Where somebody can go: a place the viewer knows, or another house to whose people the file is sent. The list is in
//! alphabetical order and says what is free; it proposes nothing.

use crate::edge::Complaint;
use crate::pages::place::asked;
use crate::pages::place::meter::sentence;
use crate::viewer::Viewer;
use domain::compartment::{Kind as CompartmentKind, Role};
use domain::id::{CompartmentId, FileId};
use domain::place::Kind;
use domain::refusal::{Refusal, Why, refuse};
use domain::stay::{EndReason, reason_between};
use maud::{Markup, html};
use store::place::PlaceLine;

/// Where somebody goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// A place whose file the viewer reads.
    Place(Box<PlaceLine>),
    /// Another house, whose own people choose the place when they accept the file.
    House(CompartmentId, String),
}

impl Destination {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Destination::Place(place) => &place.name,
            Destination::House(_, name) => name,
        }
    }

    /// The compartment in which the files will live.
    pub fn compartment(&self) -> CompartmentId {
        match self {
            Destination::Place(place) => place.compartment,
            Destination::House(house, _) => *house,
        }
    }

    /// The value of its option in a form.
    pub fn value(&self) -> String {
        match self {
            Destination::Place(place) => format!("place:{}", place.file),
            Destination::House(house, _) => format!("house:{house}"),
        }
    }

    /// What a departure names as its place. A house whose place is not known here is named by the first bytes of its
    /// compartment's id, which no file bears.
    pub fn towards(&self) -> FileId {
        match self {
            Destination::Place(place) => place.file,
            Destination::House(house, _) => of_house(house),
        }
    }

    /// What leaving `from` for it is called. For a house whose place is not known: what going to a home is called.
    pub fn reason(&self, from: Option<Kind>) -> EndReason {
        let to = match self {
            Destination::Place(place) => place.kind,
            Destination::House(..) => Kind::Home,
        };
        from.map_or(EndReason::Unknown, |from| reason_between(from, to))
    }
}

fn of_house(house: &CompartmentId) -> FileId {
    FileId::from_slice(&house.bytes()[..FileId::LEN]).unwrap_or_default()
}

/// The destination a form names.
///
/// # Errors
/// Refused under `to` when it is missing or not known to the viewer.
pub(crate) fn parse(v: &Viewer, text: &str) -> Result<Destination, Complaint> {
    let unknown = || refuse("to", text, Why::Unknown);
    match text.split_once(':') {
        Some(("place", file)) => {
            let file = FileId::parse(file).ok_or_else(unknown)?;
            let places = v.store().places(v.actor()?, None)?;
            let place = places.into_iter().find(|p| p.file == file).ok_or_else(unknown)?;
            Ok(Destination::Place(Box::new(place)))
        }
        Some(("house", house)) => {
            let house = CompartmentId::parse(house).ok_or_else(unknown)?;
            let listed = v.store().directory(v.actor()?)?;
            let (house, name) = listed.into_iter().find(|(id, _)| *id == house).ok_or_else(unknown)?;
            Ok(Destination::House(house, name))
        }
        _ if text.is_empty() => Err(refuse("to", "", Why::Missing).into()),
        _ => Err(unknown().into()),
    }
}

/// The destination a departure names.
pub(crate) fn decided(v: &Viewer, towards: &FileId) -> Result<Option<Destination>, Complaint> {
    let place = v.store().places(v.actor()?, None)?.into_iter().find(|p| p.file == *towards);
    if let Some(place) = place {
        return Ok(Some(Destination::Place(Box::new(place))));
    }
    let listed = v.store().directory(v.actor()?)?;
    Ok(listed
        .into_iter()
        .find(|(id, _)| of_house(id) == *towards)
        .map(|(id, name)| Destination::House(id, name)))
}

/// A heading and its options: value and words.
pub(crate) type Group = (String, Vec<(String, String)>);

/// Where people of `from` can go: its own places, and, for those who direct there, places of other houses and houses.
pub(crate) fn groups(v: &Viewer, from: &CompartmentId, except: &[FileId]) -> Result<Vec<Group>, Complaint> {
    let directs = asked::may(v, from, Role::directs);
    let scene = v.compartment(from).map(|c| c.scene).unwrap_or_default();
    let places = v.store().places(v.actor()?, None)?;
    let lived_in = |p: &&PlaceLine| p.kind.lived_in() && p.scene == scene && !except.contains(&p.file);
    let open = |p: &&PlaceLine| p.open.1.is_none_or(|closed| closed > v.today(p.scene));
    let option = |p: &PlaceLine| {
        (
            format!("place:{}", p.file),
            format!(
                "{} ({}): {}",
                p.name,
                v.t(&format!("kind-{}", p.kind.key())),
                sentence(v, p.present, p.capacity, 0)
            ),
        )
    };
    let within = |own: bool| {
        let mut these: Vec<&PlaceLine> =
            places.iter().filter(lived_in).filter(open).filter(|p| (p.compartment == *from) == own).collect();
        these.sort_by(|a, b| (&a.name, a.file).cmp(&(&b.name, b.file)));
        these.into_iter().map(option).collect::<Vec<_>>()
    };
    let mut groups = vec![(v.t("move-own-places"), within(true))];
    if directs {
        groups.push((v.t("move-other-places"), within(false)));
        let houses = v.store().directory(v.actor()?)?;
        let sendable = |id: &CompartmentId| {
            let known = v.compartment(id);
            *id != *from && known.is_none_or(|c| c.kind == CompartmentKind::House && c.scene == scene)
        };
        let houses = houses.into_iter().filter(|(id, _)| sendable(id));
        groups.push((v.t("move-houses"), houses.map(|(id, name)| (format!("house:{id}"), name)).collect()));
    }
    groups.retain(|(_, options)| !options.is_empty());
    Ok(groups)
}

/// The select of a destination, named `to`.
pub(crate) fn select(v: &Viewer, groups: &[Group], chosen: &str, refusal: Option<&Refusal>) -> Markup {
    let wrong = refusal.filter(|r| r.field == "to");
    html! {
        select #to name="to" aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "to-error")] {
            option value="" { (v.t("move-choose")) }
            @for (heading, options) in groups {
                optgroup label=(heading) {
                    @for (value, words) in options { option value=(value) selected[value == chosen] { (words) } }
                }
            }
        }
        @if let Some(refusal) = wrong { p.error #to-error { (crate::edge::refused(v, refusal)) } }
    }
}

/// The same as a field of a form.
pub(crate) fn field(v: &Viewer, groups: &[Group], chosen: &str, refusal: Option<&Refusal>) -> Markup {
    html! { div.field.medium { label for="to" { (v.t("field-to")) } (select(v, groups, chosen, refusal)) } }
}
