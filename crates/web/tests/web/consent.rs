//! P3: nothing of a person leaves by a page without its consent; who stays is named by code and with the remedy; the written
//! override; who received what.

use crate::house::{House, PASSPHRASE};
use domain::Edtf;
use domain::consent::{Consent, Fact as Told};
use domain::dossier::{self, Opening};
use domain::entry::Fact;

/// What stands for a purpose from now on: an answer with its last day, or nothing at all.
pub fn answered(house: &House, purpose: &str, answer: Option<(&str, Option<&str>)>) {
    let fact = match answer {
        None => Fact::Withdrawn { slot: format!("consent/{purpose}"), why: "it was another child".into() },
        Some((answer, until)) => {
            let consent = Consent {
                answer: answer.into(),
                giver: "the aunt".into(),
                on: Edtf::parse("1942-03-01").unwrap(),
                until: until.map(|day| Edtf::parse(day).unwrap()),
                language: "fr".into(),
                limits: String::new(),
            };
            Fact::Consent(Told::For { purpose: purpose.into(), consent })
        }
    };
    let (worker, child) = (house.store.unlock("worker", PASSPHRASE).unwrap(), house.own.person);
    house.store.write(&worker, &house.own.compartment, move |w| w.append(&child, vec![fact])).unwrap();
}

fn code(house: &House) -> String {
    domain::code::of(&house.own.subject)
}

/// A code as pages and papers write it, without its space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect()
}

/// Papers that can be asked for at once: the procedure, whom asking tells, and the purpose that has to be agreed to, if any.
const PAPERS: [(&str, &str, &str, &str); 5] = [
    ("placement-order", "residence-minor-fr", "authority", "authorities"),
    ("archive-extract", "survivor-pension", "organisation", "other-organisations"),
    ("birth-certificate", "residence-minor-fr", "state-of-origin", "state-of-origin"),
    ("training-certificate", "residence-minor-fr", "care", "services"),
    ("parents-consent", "release-1941", "family", ""),
];
/// The purposes that an exit of the pages takes.
pub const PURPOSES: [&str; 4] = ["authorities", "other-organisations", "state-of-origin", "services"];

/// A house where Amina has a dossier of every procedure.
pub async fn with_every_dossier() -> House {
    let house = House::new().await;
    let (worker, child) = (house.store.unlock("worker", PASSPHRASE).unwrap(), house.own.person);
    let open = move |w: &mut store::Writing<'_>, procedure: &str| {
        let (dossier, on) = (w.new_key(), Edtf::parse("1942-03-01").unwrap());
        let opening = Opening { procedure: procedure.into(), version: 1, on };
        w.append(&child, vec![Fact::Dossier(dossier::Fact::Opened { dossier, opening })])
    };
    let both = house.store.write(&worker, &house.own.compartment, move |w| {
        open(w, "residence-minor-fr")?;
        open(w, "survivor-pension")
    });
    both.unwrap();
    house
}

/// Amina's dossier of a procedure, as addresses name it.
pub fn dossier_of(house: &House, procedure: &str) -> String {
    let (worker, person) = (house.store.unlock("worker", PASSPHRASE).unwrap(), house.own.person);
    let volume = house.store.open_file(&worker, &person, "a test").unwrap();
    let all = dossier::dossiers(&volume.file);
    let one = all.into_iter().find(|d| d.opening.latest().procedure == procedure).unwrap();
    format!("{person}.{}", one.key)
}

/// An exit of the pages, and whether Amina went by it: `pack AUDIENCE`, a page and the paper asked for there, or a register.
/// Whoever stays is named by code where the page says so.
pub async fn went(house: &House, exit: &str) -> bool {
    let Some((page, of)) = exit.split_once(' ') else { return exported(house, exit).await };
    if page == "pack" {
        let pack = format!("/dossiers/{}/{}/pack?lang=en&for={of}", house.own.person, house.own.dossier);
        let goes = pdf(house, &pack).await;
        assert_eq!(pdf(house, &format!("{pack}&names=code")).await, goes, "by code it takes the same");
        return goes;
    }
    let (_, procedure, ..) = PAPERS.into_iter().find(|(paper, ..)| *paper == of).unwrap();
    let (at, asked) = (format!("/procedures/{procedure}"), dossier_of(house, procedure));
    match page {
        "letters" => pdf(house, &format!("{at}/letters?on=1942-03-02&lang=en&request={asked}.{of}")).await,
        "list" => {
            let at = format!("{at}/trip?paper={of}&on=1942-03-02&lang=en&dossier={asked}");
            let body = house.get("worker", &at).await.body;
            let goes = body.contains("<bdi>Amina</bdi>");
            assert_eq!(goes, !body.contains("Left out"), "{body}");
            goes
        }
        "requests" => {
            let body = house.get("worker", &format!("{at}/requests?paper={of}&lang=en")).await.body;
            body.contains(&format!("value=\"{asked}\""))
        }
        "trips" => {
            let body = house.get("worker", &format!("{at}/trips?on=1942-03-02&lang=en")).await.body;
            body.contains(&format!("request={asked}.{of}"))
        }
        _ => panic!("{exit} is no exit"),
    }
}

async fn pdf(house: &House, at: &str) -> bool {
    let answer = house.get("worker", at).await;
    if answer.status == 200 {
        assert!(answer.body.starts_with("%PDF"), "{at}");
        return true;
    }
    assert_eq!(answer.status, 422, "{at}: {}", answer.body);
    assert!(bare(&answer.body).contains(&bare(&code(house))), "whose it is: {}", answer.body);
    assert!(!answer.body.contains("Amina"), "by code alone: {}", answer.body);
    assert!(answer.body.contains("consents?purpose="), "the remedy: {}", answer.body);
    false
}

/// The register: where somebody stays, it takes a second step that says how many, and the first gives no file.
async fn exported(house: &House, to: &str) -> bool {
    let at = format!("/register/export?place={}&format=csv&lang=en&export_for={to}", house.own.home);
    let mut answer = house.get("supervisor", &at).await;
    let mine = bare(&code(house));
    let mut stays = false;
    if answer.status == 422 {
        assert!(!answer.body.contains("Halimi"), "{to}: {}", answer.body);
        stays = bare(&answer.body).contains(&mine);
        let on = answer.body.find("without=").and_then(|at| answer.body[..at].rfind("/register/export?"));
        let Some(start) = on else {
            assert!(stays, "{to}: {}", answer.body);
            return false;
        };
        let on = answer.body[start..].split('"').next().unwrap_or_default().replace("&amp;", "&");
        answer = house.get("supervisor", &on).await;
    }
    assert_eq!(answer.status, 200, "{to}: {}", answer.body);
    let goes = bare(&answer.body).contains(&mine);
    assert_eq!(goes, !stays, "{to}: whoever stays was named before: {}", answer.body);
    goes
}

/// Exits of the pages and the purpose that each takes, none where it is the family's.
fn exits() -> Vec<(String, &'static str)> {
    let mut all: Vec<(String, &str)> = Vec::new();
    for (paper, _, audience, takes) in PAPERS {
        all.extend(["letters", "list", "requests", "trips"].map(|page| (format!("{page} {paper}"), takes)));
        if !["care", "family"].contains(&audience) {
            all.push((format!("pack {audience}"), takes));
        }
    }
    let registers = [
        ("register-to-office", "authorities"),
        ("register-to-organisation", "other-organisations"),
        ("register-within", "services"),
    ];
    all.extend(registers.map(|(exit, takes)| (exit.to_string(), takes)));
    all
}

/// Each page lets her go where it is agreed, so the same page without it is a refusal and no accident.
#[tokio::test(start_paused = true)]
pub async fn p3_nothing_leaves_by_a_page_without_its_consent() {
    let house = with_every_dossier().await;
    for purpose in PURPOSES {
        answered(&house, purpose, Some(("given", None)));
    }
    for (exit, _) in exits() {
        assert!(went(&house, &exit).await, "{exit}: everything is agreed");
    }
    let stands = [
        ("absent", None),
        ("not asked", Some(("not-asked", None))),
        ("cannot be given", Some(("cannot-give", None))),
        ("refused", Some(("refused", None))),
        ("withdrawn", Some(("withdrawn", None))),
        ("expired", Some(("given", Some("1942-03-01")))),
    ];
    for (what, answer) in stands {
        for purpose in PURPOSES {
            answered(&house, purpose, answer);
            for (exit, takes) in exits() {
                let silent = ["absent", "not asked", "cannot be given", "expired"].contains(&what);
                let expected = takes != purpose || (takes == "services" && silent);
                let goes = went(&house, &exit).await;
                assert!(expected || !goes, "{exit}: she went without it: {purpose} is {what}");
                assert!(!expected || goes, "{exit}: she stayed although it is agreed: {purpose} is {what}");
            }
            answered(&house, purpose, Some(("given", Some("1942-03-02"))));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn p3_a_trip_of_tomorrow_wants_a_consent_that_stands_tomorrow() {
    let house = House::new().await;
    let asked = format!("request={}.{}.identity-sheet", house.own.person, house.own.dossier);
    for (until, on, status) in [
        (None, "1942-03-03", 200),
        (Some("1942-03-02"), "1942-03-02", 200),
        (Some("1942-03-02"), "1942-03-03", 422),
        (Some("1942-03-01"), "1942-03-01", 422),
    ] {
        answered(&house, "authorities", Some(("given", until)));
        let at = format!("/procedures/release-1941/letters?on={on}&{asked}");
        assert_eq!(house.get("worker", &at).await.status, status, "{until:?} {on}");
    }
}

#[tokio::test(start_paused = true)]
async fn p3_a_request_ticked_before_the_consent_was_taken_back_is_not_recorded() {
    let house = House::new().await;
    answered(&house, "authorities", Some(("withdrawn", None)));
    let before = house.entries();
    let tick = format!("{}.{}", house.own.person, house.own.dossier);
    let form = [("paper", "identity-sheet"), ("on", "1942-03-02"), ("dossier", tick.as_str())];
    let answer = house.post("worker", "/procedures/release-1941/requests?lang=en", &form).await;
    assert_eq!((answer.status.as_u16(), house.entries()), (422, before), "{}", answer.body);
    assert!(answer.body.contains("this consent was withdrawn"), "{}", answer.body);
}

#[tokio::test(start_paused = true)]
async fn p3_an_override_is_written_by_who_directs_and_stands_beside_the_refusal() {
    let house = with_every_dossier().await;
    answered(&house, "authorities", Some(("refused", None)));
    let at = format!("/people/{}/consent-overrides?lang=en", house.own.person);
    let form = |why: &'static str, until: &'static str| {
        [("purpose", "authorities"), ("ground", "vital-interest"), ("why", why), ("until", until)]
    };
    assert_eq!(house.get("worker", &at).await.status, 403);
    assert_eq!(house.post("worker", &at, &form("x", "1942-03-04")).await.status, 403);
    for (why, until, says) in [
        ("", "1942-03-04", "Reason"),
        ("she bleeds", "1942-06-01", "Until"),
        ("she bleeds", "1942-03-01", "Until"),
    ] {
        let answer = house.post("supervisor", &at, &form(why, until)).await;
        assert_eq!(answer.status, 422, "{why} {until}");
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
        assert!(!went(&house, "pack authority").await, "{why} {until}");
    }
    let answer =
        house.post("supervisor", &at, &form("she bleeds and nobody can ask her", "1942-03-04")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(
        went(&house, "pack authority").await && went(&house, "letters placement-order").await,
        "it holds"
    );
    assert!(!went(&house, "register-to-organisation").await, "for its own purpose only");
    let file = house.get("worker", &format!("/people/{}?lang=en", house.own.person)).await.body;
    for part in ["a life is in danger", "she bleeds and nobody can ask her", "refused"] {
        assert!(file.contains(part), "{part} stands on the file");
    }
}

#[tokio::test(start_paused = true)]
async fn p3_who_received_what_is_listed_for_recall() {
    let house = with_every_dossier().await;
    let at = format!("/people/{}/recipients?lang=en", house.own.person);
    let before = house.get("worker", &at).await.body;
    assert!(!before.contains("An office or authority: the whole pack, on paper"), "{before}");
    answered(&house, "authorities", Some(("refused", None)));
    assert!(!went(&house, "pack authority").await && !went(&house, "letters placement-order").await);
    let stayed = house.get("worker", &at).await.body;
    for part in ["An office or authority: the whole pack, on paper", "An office: list and letter"] {
        assert!(!stayed.contains(part), "what was refused went nowhere: {part}");
    }
    answered(&house, "authorities", Some(("given", None)));
    for exit in ["pack authority", "letters placement-order", "register-to-office"] {
        assert!(went(&house, exit).await, "{exit}");
    }
    let given = house.get("worker", &at).await.body;
    let told = [
        "An office or authority: the whole pack, on paper",
        "An office: list and letter",
        "An office or authority: the register",
        "Paper asked for",
    ];
    for part in told {
        assert!(given.contains(part), "{part}: {given}");
    }
    assert!(!given.contains("<strong>Telling the authorities"), "it stands: {given}");
    answered(&house, "authorities", Some(("withdrawn", None)));
    let taken_back = house.get("worker", &at).await.body;
    for part in told.iter().chain(&["<strong>Telling the authorities: withdrawn</strong>"]) {
        assert!(taken_back.contains(part), "{part}: {taken_back}");
    }
    let file = house.get("worker", &format!("/people/{}?lang=en", house.own.person)).await.body;
    assert!(file.contains("See who received what"), "the file leads there");
    assert_eq!(house.get("stranger", &at).await.status, 404);
}
