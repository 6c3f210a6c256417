//! The plan on the page of a dossier: made from its own papers, told in three languages, gone with what it was for.

use crate::house::{House, Objects, PASSPHRASE};
use crate::html::text;
use domain::Edtf;
use domain::dossier::{Fact as Said, Opening, Paper, Status};
use domain::entry::Fact;
use domain::id::Key;

fn dossier(house: &House) -> String {
    format!("/dossiers/{}/{}", house.own.person, house.own.dossier)
}

/// The words of the plan on the page, from its heading to that of the papers.
async fn plan(house: &House, who: &str, query: &str) -> String {
    let answer = house.get(who, &format!("{}{query}", dossier(house))).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let after = answer.body.split_once("id=\"plan\"").map(|(_, rest)| rest).unwrap_or_default();
    text(after.split("aria-labelledby=\"papers\"").next().unwrap_or_default())
}

async fn step(house: &House, paper: &str, status: &str, on: &str) {
    let typed = [("paper", paper), ("status", status), ("on", on)];
    let answer = house.post("worker", &format!("{}/papers", dossier(house)), &typed).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// A dossier of another child, whose guarantee came forty days after it was asked for.
fn taken_up(house: &House, who: &str, of: &Objects, n: u8) {
    let day = |month, day| jiff::civil::date(1942, month, day);
    let key = Key([n; 8]);
    let opening = Opening { procedure: "release-1941".into(), version: 1, on: Edtf::day(day(1, 2)) };
    let state =
        Paper::default().step(Status::Asked, day(1, 5), None).step(Status::Received, day(2, 14), None);
    let facts = vec![
        Fact::Dossier(Said::Opened { dossier: key, opening }),
        Fact::Dossier(Said::Paper { dossier: key, paper: "maintenance-guarantee".into(), state }),
    ];
    let (actor, file) = (house.store.unlock(who, PASSPHRASE).unwrap(), of.sibling);
    house.store.write(&actor, &of.compartment, move |w| w.append(&file, facts).map(|_| ())).unwrap();
}

/// Each of these stands in the text, in this order.
fn says(told: &str, parts: &[&str]) {
    let mut rest = told;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("“{part}” is not said, or too early: {told}"));
        rest = &rest[at + part.len()..];
    }
}

#[tokio::test(start_paused = true)]
async fn the_plan_says_what_to_ask_for_today_the_chain_and_the_chance() {
    let house = House::new().await;
    // The identity sheet was asked for on 16 February; the chain is 10 + 30 + 2 + 10 + 30 + 5 days from 2 March.
    let chain = [
        "Certificate of lodging",
        "Residence permit",
        "Individual request",
        "Opinion of the head",
        "order of release",
        "Safe-conduct",
    ];
    let told = plan(&house, "worker", "?lang=en").await;
    says(
        &told,
        &[
            "At the earliest, all are valid together on",
            "28 May 1942",
            "To ask for today",
            "Certificate of lodging",
            "already",
            "Medical certificate",
        ],
    );
    says(&told, &["Chance that all are valid on", "28 May 1942", "%", "10,000 times"]);
    says(&told, &["What decides the day, in this order:"]);
    says(told.split_once("in this order:").unwrap().1, &chain);
    says(&told, &["If a paper is late", "order of release", "90 days longer than usual"]);
    for (query, title, day) in [("?lang=fr", "Le plan", "28 mai 1942"), ("?lang=he", "התכנית", "1942")]
    {
        let told = plan(&house, "reader", query).await;
        says(&told, &[title, day]);
    }
    assert_eq!(house.get("stranger", &dossier(&house)).await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn the_plan_follows_what_is_recorded_and_ends_with_the_dossier() {
    let house = House::new().await;
    step(&house, "lodging-certificate", "received", "1942-03-01").await;
    says(&plan(&house, "worker", "?lang=en").await, &["on 21 May 1942", "in hand"]);
    step(&house, "maintenance-guarantee", "refused", "1942-03-01").await;
    says(&plan(&house, "worker", "?lang=en").await, &["Refused and needed", "Certificate of guarantee"]);
    let closed = [("outcome", "withdrawn"), ("closed_on", "1942-03-02")];
    assert_eq!(house.post("worker", &format!("{}/closing", dossier(&house)), &closed).await.status, 303);
    assert_eq!(plan(&house, "worker", "?lang=en").await, "", "nothing is planned any more");
}

/// Children of the same camp whose guarantee took forty days: enough to warn, and too few to reassure.
#[tokio::test(start_paused = true)]
async fn the_plan_learns_from_the_dossiers_that_the_viewer_was_granted() {
    let house = House::new().await;
    let learnt = "learnt from 6 requests";
    for n in 0..6 {
        taken_up(&house, "stranger", &house.far, n);
    }
    assert!(!plan(&house, "worker", "?lang=en").await.contains("learnt from"), "those of another house");
    for n in 0..6 {
        taken_up(&house, "worker", &house.own, n);
    }
    let told = plan(&house, "worker", "?lang=en").await;
    says(&told, &["Certificate of guarantee", "40 to 40, often 40", learnt]);
    says(&told, &["At the earliest, all are valid together on 27 June 1942"]);
    says(&plan(&house, "worker", "?lang=he").await, &["נלמד מ", "6", "בקשות"]);
}

#[tokio::test(start_paused = true)]
async fn a_day_that_is_too_early_is_said_with_the_smallest_change() {
    let house = House::new().await;
    let told = plan(&house, "worker", "?lang=en&target=1942-05-26").await;
    says(
        &told,
        &[
            "Not by 26 May 1942",
            "on 28 May 1942",
            "What would help",
            "another day, 28 May 1942 (2 days later)",
        ],
    );
    says(&told, &["What would help", "Certificate of lodging, faster by 2 days"]);
    let told = plan(&house, "worker", "?lang=en&target=1942-12-01").await;
    says(&told, &["All can be valid together on 1 December 1942", "Nothing presses today", "already"]);
    // What is no day plans as if none had been asked for.
    says(&plan(&house, "worker", "?lang=en&target=soon").await, &["At the earliest", "28 May 1942"]);
}

#[tokio::test(start_paused = true)]
async fn a_trip_on_a_day_on_which_the_office_is_closed_names_the_next_open_one() {
    let house = House::new().await;
    for paper in ["identity-sheet", "lodging-certificate", "maintenance-guarantee"] {
        step(&house, paper, "received", "1942-03-01").await;
    }
    // 8 March 1942 is a Sunday.
    for (on, lang, says_so) in [
        ("1942-03-08", "en", Some("Closed on that day. Open again on 9 March 1942.")),
        ("1942-03-08", "fr", Some("Ouvert de nouveau le 9 mars 1942.")),
        ("1942-03-08", "he", Some("סגור באותו יום")),
        ("1942-03-09", "en", None),
        ("1942-04-06", "en", Some("Closed on that day (Easter Monday). Open again on 7 April 1942.")),
        ("1942-04-06", "fr", Some("Fermé ce jour-là (Lundi de Pâques).")),
        ("1942-04-06", "he", Some("יום שני של פסחא")),
    ] {
        let trips = house.get("worker", &format!("/procedures/release-1941/trips?on={on}&lang={lang}")).await;
        let rows: Vec<&str> =
            trips.body.split("<tr>").filter(|row| row.contains("residence-authorisation")).collect();
        assert_eq!(rows.len(), 1, "{}", trips.body);
        assert!(says_so.is_none_or(|words| rows[0].contains(words)), "{on} {lang}: {}", rows[0]);
        assert!(says_so.is_some() || !rows[0].contains("Closed"), "{on}: {}", rows[0]);
        let others = trips.body.split("<tr>").filter(|row| row.contains("medical-certificate"));
        assert!(
            others.clone().count() == 1 && others.clone().all(|row| !row.contains("<strong>")),
            "only that office"
        );
    }
    let told = house.get("worker", "/procedures/release-1941?lang=en").await.body;
    assert!(told.contains("Requests are taken on: Monday, Tuesday"), "{told}");
    assert!(told.contains("Public holidays apart."), "{told}");
    let asked = format!(
        "?paper=residence-authorisation&on=1942-03-08&lang=en&dossier={}.{}",
        house.own.person, house.own.dossier
    );
    let list = house.get("worker", &format!("/procedures/release-1941/trip{asked}")).await.body;
    assert!(list.contains("Open again on 9 March 1942"), "{list}");
}

/// The head of the camp gives an opinion, and nobody wrote down on which days; a doctor is no office.
#[tokio::test(start_paused = true)]
async fn a_trip_to_an_office_whose_days_are_not_known_says_so() {
    let house = House::new().await;
    for paper in [
        "identity-sheet",
        "parents-consent",
        "lodging-certificate",
        "maintenance-guarantee",
        "residence-authorisation",
        "release-request",
    ] {
        step(&house, paper, "received", "1942-03-01").await;
    }
    for (on, lang, says_so) in [
        ("1942-03-08", "en", "On which days it takes requests is not known: ask before you go."),
        ("1942-03-08", "fr", "On ne sait pas quels jours les demandes sont prises"),
        ("1942-03-08", "he", "לא ידוע באילו ימים מתקבלות בקשות"),
        ("1942-04-06", "en", "That day is a holiday (Easter Monday), and on which days"),
    ] {
        let at = format!("/procedures/release-1941/trips?on={on}&lang={lang}");
        let trips = house.get("worker", &at).await.body;
        for row in
            trips.split("<tr>").filter(|row| row.contains("&request=") || row.contains("&amp;request="))
        {
            let office = row.contains("camp-opinion");
            assert_eq!(row.contains(says_so), office, "{on} {lang}: {row}");
        }
        assert!(trips.contains("camp-opinion") && trips.contains("medical-certificate"), "{on}: {trips}");
    }
}
