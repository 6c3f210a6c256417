//! Addresses of routes with their names filled in. A name nobody has taught this file fails the tests.

use crate::house::{Objects, PROCEDURE};
use domain::id::{CompartmentId, FileId, Key, StayId};

/// Which things the names stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose {
    /// Things of the house the member belongs to.
    Own,
    /// Things of a house they do not belong to.
    Foreign,
}

/// Things that do not exist, with ids as long as real ones.
pub fn nobodys() -> Objects {
    let file = |n: u8| FileId([n; 16]);
    Objects {
        compartment: CompartmentId([0xA1; 24]),
        person: file(0xA2),
        sibling: file(0xA3),
        waiting: file(0xB1),
        subject: domain::id::SubjectId([0xA4; 16]),
        home: file(0xA5),
        relay: file(0xA6),
        camp: file(0xA7),
        convoy: file(0xA8),
        request: file(0xB3),
        question: file(0xB4),
        notebook: CompartmentId([0xB5; 24]),
        opening: file(0xB6),
        account: file(0xB8),
        erasure: file(0xB7),
        dossier: Key([0xA9; 8]),
        scan: Key([0xB2; 8]),
        note: Key([0xAA; 8]),
        name: Key([0xAB; 8]),
        stay: StayId([0xAC; 16]),
        draft: "adadadadadadadad".to_string(),
    }
}

/// The address of a route with the names of `objects`.
pub fn fill(path: &str, objects: &Objects) -> String {
    let segments: Vec<&str> = path.split('/').collect();
    let mut out = Vec::new();
    for (i, segment) in segments.iter().enumerate() {
        let Some(name) = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) else {
            out.push((*segment).to_string());
            continue;
        };
        out.push(thing(path, segments[i - 1], name, objects));
    }
    out.join("/") + &query(path, objects)
}

/// What an address needs behind its path to show anything.
fn query(path: &str, o: &Objects) -> String {
    match path {
        "/absences/new" | "/endings/new" | "/stays/new" | "/moves/new" | "/departures/new" => {
            format!("?file={}", o.person)
        }
        "/confirmations/new" | "/journeys/new" => format!("?file={}", o.waiting),
        "/people/{file}/withdrawals" | "/people/{file}/settlements" => "?slot=person/sex".to_string(),
        "/procedures/{id}/trip" => {
            format!("?paper=parents-consent&on=1942-03-02&dossier={}.{}", o.person, o.dossier)
        }
        "/procedures/{id}/letters" => {
            format!("?on=1942-03-03&request={}.{}.parents-consent", o.person, o.dossier)
        }
        "/procedures/{id}/requests" => "?paper=parents-consent".to_string(),
        "/register/export" => format!("?place={}&export_for=register-within", o.home),
        "/report/people" => "?what=count".to_string(),
        _ => String::new(),
    }
}

fn thing(path: &str, before: &str, name: &str, objects: &Objects) -> String {
    match (before, name) {
        ("places", _) => objects.home.to_string(),
        // Whoever reads them is no member of the referrals of this house: its own snapshot is as unknown as a foreign one.
        ("people" | "dossiers" | "referrals", "file") => objects.person.to_string(),
        ("relay-house", _) => objects.waiting.to_string(),
        ("convoys", _) => objects.convoy.to_string(),
        ("tracing", "file") => objects.request.to_string(),
        ("questions", "file") => objects.question.to_string(),
        ("notebooks", _) => objects.notebook.to_string(),
        ("openings", "file") => objects.opening.to_string(),
        ("payments", "file") => objects.account.to_string(),
        (_, "act") if path.starts_with("/payments/") => "pay".to_string(),
        ("erasures", "file") => objects.erasure.to_string(),
        (_, "act") => "vetting".to_string(),
        ("procedures", _) => PROCEDURE.to_string(),
        ("papers", _) => "identity-sheet".to_string(),
        ("programmes" | "supplies", _) => objects.dossier.to_string(),
        ("scans", _) => objects.scan.to_string(),
        ("notes", _) => objects.note.to_string(),
        ("names", _) => objects.name.to_string(),
        ("stays", _) => objects.stay.to_string(),
        ("register", _) => objects.draft.clone(),
        ("drafts", _) => "note".to_string(),
        ("compartments", _) => objects.compartment.to_string(),
        (_, "key") if path.contains("dossiers/") => objects.dossier.to_string(),
        _ => panic!("teach tests/web/address.rs what {{{name}}} is in {path}"),
    }
}

/// Whether a route names something of a house.
pub fn names_something(path: &str) -> bool {
    let in_path = path.contains('{') && !path.starts_with("/procedures/") && !path.starts_with("/drafts/");
    in_path || by_query(path)
}

/// Whether it names it in its query only: then a list without that thing is an answer too.
pub fn by_query(path: &str) -> bool {
    path.ends_with("/new") && path != "/people/new" && path != "/places/new"
        || path == "/procedures/{id}/trip"
        || path == "/procedures/{id}/letters"
}

/// Things that need not be there for everybody: a photograph nobody took, a volet one does not read.
pub fn may_be_absent(path: &str) -> bool {
    let absent = [
        "/people/{file}/photo",
        "/people/{file}/health",
        "/people/{file}/health-records",
        "/people/{file}/origin",
        "/people/{file}/origin-records",
        "/people/{file}/weighings",
        "/people/{file}/growth-chart",
        "/weighings",
        "/weighings/session",
        "/weighings/rations",
        "/weighings/cards",
        "/weighings/outcomes",
        "/weighings/survey",
        "/weighings/supplies",
        "/register/{draft}/result",
        "/referrals/{file}",
    ];
    absent.contains(&path)
}

/// Whether a route names something that only one session holds.
pub fn of_one_session(path: &str) -> bool {
    path.starts_with("/register/{")
}
