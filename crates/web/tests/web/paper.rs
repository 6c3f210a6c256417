//! What leaves as PDF: it is one, in the reader's language, for whoever may read the file and for nobody else; the reading
//! stands in the log, and where a code was asked for no name stands in its heading.

use crate::house::{House, PASSPHRASE, PROCEDURE};
use domain::Edtf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::{dossier, place};
use jiff::civil::date;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The text of a PDF.
fn text(pdf: &[u8]) -> String {
    let mut ask = Command::new("pdftotext");
    ask.args(["-layout", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut asked = ask.spawn().unwrap_or_else(|why| {
        panic!("pdftotext is not here: {why}; `cargo xtask setup` installs it (package poppler-utils)")
    });
    asked.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8_lossy(&asked.wait_with_output().unwrap().stdout).into_owned()
}

/// A PDF as a member gets it: its text, behind its readable part, which has the title.
async fn sheet(house: &House, name: &str, address: &str) -> String {
    let answer = house.get(name, address).await;
    let said = (answer.status.as_u16(), answer.header("content-type"));
    assert_eq!(said, (200, "application/pdf"), "{name} {address}: {}", answer.body);
    assert!(answer.body.starts_with("%PDF-1.7"), "{address}");
    for promise in ["<pdfuaid:part>1<", "<pdfaid:part>2<"] {
        assert!(answer.body.contains(promise), "{address} lacks {promise}");
    }
    let named = answer.header("content-disposition");
    for hidden in ["Amina", "Lina", "Halimi", "Ruth", "Baum"] {
        assert!(!named.contains(hidden), "a file's name tells {hidden}: {named}");
    }
    format!("{}{}", answer.body, text(&answer.bytes))
}

#[tokio::test(start_paused = true)]
async fn a_pack_is_set_in_every_language_and_its_reading_is_recorded() {
    let house = House::new().await;
    let pack = format!("/dossiers/{}/{}/pack?for=authority", house.own.person, house.own.dossier);
    for (lang, title) in [("fr", "Libération"), ("en", "release"), ("he", "שחרור")] {
        for names in ["", "&names=code"] {
            let told = sheet(&house, "reader", &format!("{pack}&lang={lang}{names}")).await;
            assert!(told.contains(title), "{lang}");
            assert!(lang != "en" || told.contains("for an office or authority"), "for whom: {told}");
        }
    }
    assert_eq!(house.get("stranger", &pack).await.status, 404);
    let log = house.get("supervisor", &format!("/people/{}/readings?lang=en", house.own.person)).await;
    assert!(log.body.contains("to print the whole pack"), "{}", log.body);
}

#[tokio::test(start_paused = true)]
async fn tomorrows_trips_are_counted_and_each_has_its_list_and_letters() {
    let house = House::new().await;
    let trips = house.get("worker", "/procedures/release-1941/trips?on=1942-03-03&lang=en").await.body;
    assert!(trips.contains("1 request") && trips.contains("List and letters (PDF)"), "{trips}");
    let start = trips.find("/procedures/release-1941/letters?").expect("a way to the paper");
    let at = trips[start..].split('"').next().unwrap_or_default().replace("&amp;", "&");
    for lang in ["fr", "en", "he"] {
        for names in ["", "&names=code"] {
            sheet(&house, "worker", &format!("{at}&lang={lang}{names}")).await;
        }
    }
    let own = format!("{}.{}.parents-consent", house.own.person, house.own.dossier);
    for (asked, status) in [(own, 200), ("nobody.no.paper".to_string(), 404), (String::new(), 404)] {
        let letters = format!("/procedures/release-1941/letters?on=1942-03-03&request={asked}");
        assert_eq!(house.get("worker", &letters).await.status, status, "{asked}");
        assert_eq!(house.get("stranger", &letters).await.status, 404, "{asked}: another house's child");
    }
    let log = house.get("supervisor", &format!("/people/{}/readings?lang=en", house.own.person)).await;
    assert!(
        log.body.contains("to prepare a trip to an office") || log.body.contains("office"),
        "{}",
        log.body
    );
}

/// The child of the house is on three lists: one convoy, one night, one kitchen. Her code.
async fn listed(house: &House) -> String {
    let own = &house.own;
    let (child, to, convoy) =
        (own.waiting.to_string(), format!("place:{}", own.home), own.convoy.to_string());
    let decision = [
        ("file", child.as_str()),
        ("to", &to),
        ("departure_day", "1942-03-02"),
        ("convoy", &convoy),
        ("reason", "speaks her language"),
    ];
    assert_eq!(house.post("worker", "/departures", &decision).await.status, 303);
    let code = domain::code::of(&own.subject);
    let weighed = [
        ("place", own.home.to_string()),
        ("code", code.clone()),
        ("on", "1942-03-02".into()),
        ("position", "standing".into()),
        ("weight", "14,2".into()),
        ("height", "112".into()),
        ("muac", "125".into()),
    ];
    let weighed: Vec<(&str, &str)> = weighed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(house.post("nurse", "/weighings/session", &weighed).await.status, 303);
    let admitted = [("programme", "special-barrack"), ("admitted_on", "1942-03-02"), ("ration", "9 sachets")];
    let child = format!("/people/{}/programmes", own.person);
    assert_eq!(house.post("nurse", &child, &admitted).await.status, 303);
    code
}

#[tokio::test(start_paused = true)]
async fn lists_come_on_paper_with_names_or_by_code() {
    let house = House::new().await;
    let (own, code) = (&house.own, listed(&house).await);
    let lists = [
        ("worker", format!("/convoys/{}?lang=", own.convoy), "Ruth", "Les Tilleuls"),
        ("worker", format!("/places/{}/presence?on=1942-03-02&lang=", own.home), "Amina", &code[..3]),
        ("nurse", format!("/weighings/rations?place={}&on=1942-03-02&lang=", own.home), "Amina", "sachets"),
    ];
    for (who, list, name, says) in lists {
        for lang in ["fr", "en", "he"] {
            let told = sheet(&house, who, &format!("{list}{lang}&format=pdf")).await;
            let read = told.rsplit("%%EOF").next().unwrap_or_default();
            assert!(read.contains(name) && read.contains(says), "{list}{lang}: {read}");
            let coded = sheet(&house, who, &format!("{list}{lang}&format=pdf&names=code")).await;
            let read = coded.rsplit("%%EOF").next().unwrap_or_default();
            let hidden = ["Amina", "Lina", "Halimi", "Ruth", "Baum"].iter().all(|n| !coded.contains(n));
            assert!(hidden && read.contains(says), "{list}{lang}: {read}");
        }
    }
    let log = house.get("supervisor", &format!("/people/{}/readings?lang=en", own.person)).await.body;
    assert!(log.contains("to print the night list"), "{log}");
}

/// A list that is carried away says where each child sleeps and what they are given, whether it bears their names or their codes.
#[tokio::test(start_paused = true)]
async fn a10_a_list_on_paper_by_code_is_a_reading_of_each_file() {
    let house = House::new().await;
    let _ = listed(&house).await;
    let own = &house.own;
    let lists = [
        ("worker", format!("/places/{}/presence?on=1942-03-02", own.home), "to print the night list"),
        ("nurse", format!("/weighings/rations?place={}&on=1942-03-02", own.home), "to print the ration list"),
    ];
    let at = format!("/people/{}/readings?lang=en", own.person);
    for (who, list, purpose) in lists {
        let before = house.get("supervisor", &at).await.body;
        assert!(!before.contains(purpose), "{before}");
        sheet(&house, who, &format!("{list}&format=pdf&names=code&lang=en")).await;
        let log = house.get("supervisor", &at).await.body;
        assert!(log.contains(purpose), "{list}: {log}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_card_bears_a_code_and_a_blank_form_bears_nobody() {
    let house = House::new().await;
    let own = &house.own;
    let code = domain::code::of(&own.subject);
    for lang in ["fr", "en", "he"] {
        for at in [format!("/people/{}/coded-card", own.person), format!("/places/{}/coded-cards", own.home)]
        {
            let told = sheet(&house, "reader", &format!("{at}?lang={lang}")).await;
            assert!(!["Amina", "Lina", "Halimi"].iter().any(|name| told.contains(name)), "{at}");
            let read = told.rsplit("%%EOF").next().unwrap_or_default();
            assert!(read.contains(&code[..3]), "{at}: {read}");
        }
        let all = house.get("reader", &format!("/blank-forms?lang={lang}")).await;
        assert_eq!(all.status, 200);
        for form in ["registration", "weighing", "request"] {
            let told = sheet(&house, "reader", &format!("/blank-forms?form={form}&lang={lang}")).await;
            assert!(!told.contains(&code[..3]) && !told.contains("Halimi"), "{form}");
        }
    }
    assert_eq!(house.get("reader", "/blank-forms?form=other").await.status, 404);
}

/// Two girls and a boy sleep in the camp or left it; who directs reads their number and nobody's name.
#[tokio::test(start_paused = true)]
async fn a_camp_has_its_report_on_the_page_and_on_paper() {
    let house = House::new().await;
    let at = format!("/report/camp?place={}&from=1942-01-01&to=1942-03-02", house.own.camp);
    let page = house.get("supervisor", &format!("{at}&lang=en")).await.body;
    for said in [
        "Present on 2 March 1942",
        "Opening + in − out = closing: checked.",
        "Dossiers",
        "Papers waited for, by office",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for (lang, title) in
        [("fr", "Un camp, une période"), ("en", "One camp over a period"), ("he", "מחנה אחד לאורך תקופה")]
    {
        let told = sheet(&house, "supervisor", &format!("{at}&format=pdf&lang={lang}")).await;
        assert!(told.contains(title), "{lang}");
        for hidden in ["Amina", "Lina", "Halimi"] {
            assert!(!told.contains(hidden), "{hidden} stands in a report of numbers");
        }
    }
    let backwards = format!("/report/camp?place={}&from=1942-03-02&to=1942-01-01&lang=en", house.own.camp);
    assert_eq!(house.get("supervisor", &backwards).await.status, 422);
    assert_eq!(house.get("supervisor", &format!("/report/camp?place={}", house.far.camp)).await.status, 404);
    assert_eq!(house.get("worker", &at).await.status, 403);
}

/// One child sleeps in the camp and one in its barrack; every figure counts both, and the page says that it does.
#[tokio::test(start_paused = true)]
async fn a_camp_is_counted_with_all_that_lies_within_it() {
    let mut house = House::new().await;
    house.regrant("nurse", Role::Supervisor);
    house.sign_in("nurse").await;
    let own = house.own.clone();
    let worker = house.store.unlock("worker", PASSPHRASE).unwrap();
    let places = house.store.places(&worker, None).unwrap();
    let barrack = places.iter().find(|p| p.within == Some(own.camp)).unwrap();
    for (place, kind) in [(own.camp, place::Kind::Camp), (barrack.file, place::Kind::Barrack)] {
        let there = (place, kind, "there");
        let (file, ..) =
            crate::registration::arrived(&house.store, &worker, own.compartment, "Noa", "Stern", there);
        let written = house.store.write(&worker, &own.compartment, move |w| {
            let (on, dossier) = (date(1942, 2, 20), w.new_key());
            let opening = dossier::Opening { procedure: PROCEDURE.into(), version: 1, on: Edtf::day(on) };
            let state = dossier::Paper::default().step(dossier::Status::Asked, on, None);
            let paper = dossier::Fact::Paper { dossier, paper: "identity-sheet".into(), state };
            let facts = [dossier::Fact::Opened { dossier, opening }, paper];
            w.append(&file, facts.into_iter().map(Fact::Dossier).collect())
        });
        written.unwrap();
    }
    let at = format!("/report/camp?place={}&from=1942-02-01&to=1942-03-02", own.camp);
    let page = house.get("nurse", &format!("{at}&lang=en")).await.body;
    let section = |n: usize| {
        let from = page.split(&format!("id=\"section-{n}\"")).nth(1).unwrap_or_default();
        from.split("</section>").next().unwrap_or_default().to_string()
    };
    let cell = |n: usize| format!("<td><bdi>{n}</bdi></td>");
    let moved = format!("<bdi>0</bdi></th>{}{}{}{}", cell(2), cell(0), cell(0), cell(2));
    for (n, figure) in [(0, cell(2)), (1, moved), (3, cell(2)), (4, cell(2)), (5, cell(2))] {
        assert!(section(n).contains(&figure), "{n}: {}", section(n));
    }
    for (lang, said) in [
        ("fr", "Le camp et ce qui s’y trouve"),
        ("en", "The camp and what lies within it"),
        ("he", "המחנה וכל מה שבתוכו"),
    ] {
        let page = house.get("nurse", &format!("{at}&lang={lang}")).await.body;
        assert!(page.contains(said), "{lang}: {page}");
        let told = sheet(&house, "nurse", &format!("{at}&format=pdf&lang={lang}")).await;
        assert!(lang == "he" || told.contains(said), "{lang}: {told}");
    }
}
