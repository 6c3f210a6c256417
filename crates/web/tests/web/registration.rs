//! A child who arrives, for the tests of every other page.

use domain::id::{CompartmentId, FileId, StayId, SubjectId};
use domain::person::Volet;
use domain::place;
use domain::registration::{Arrival, Registration};
use store::{Actor, Store};

/// A child who arrived at a place.
pub fn arrived(
    store: &Store,
    by: &Actor,
    at: CompartmentId,
    given: &str,
    surname: &str,
    place: (FileId, place::Kind, &str),
) -> (FileId, SubjectId, StayId) {
    let arrival = Arrival {
        place: place.0,
        kind: place.1,
        name: place.2.to_string(),
        within: "Room 2".into(),
        from: "1942-02-10".into(),
        came_from: "Mannheim".into(),
        reason: "with the group".into(),
    };
    let typed = Registration {
        given: given.into(),
        surname: surname.into(),
        sex: "f".into(),
        birth: "1934?".into(),
        birth_place: "Mannheim".into(),
        nationality: "German".into(),
        languages: "German, French".into(),
        father: format!("Sami {surname}"),
        number: ("camp register".into(), "1207".into()),
        source: "list of arrivals".into(),
        arrival: Some(arrival),
        ..Registration::default()
    };
    let made = store.write(by, &at, move |w| {
        let (stay, today) = (w.new_stay(), w.today());
        let facts = typed.facts(|| w.new_key(), stay, today)?;
        let (file, subject) = w.register(None, Volet::Administrative, facts)?;
        Ok((file, subject, stay))
    });
    made.unwrap()
}
