//! What leaves as PDF: it is one, in the reader's language, for whoever may read the file and for nobody else; the reading
//! stands in the log, and where a code was asked for no name stands in its heading.

use crate::house::House;

/// A PDF as a member gets it: its readable part, which has the title.
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
    answer.body
}

#[tokio::test(start_paused = true)]
async fn a_pack_is_set_in_every_language_and_its_reading_is_recorded() {
    let house = House::new().await;
    let pack = format!("/dossiers/{}/{}/pack", house.own.person, house.own.dossier);
    for (lang, title) in [("fr", "Libération"), ("en", "release"), ("he", "שחרור")] {
        for names in ["", "&names=code"] {
            let told = sheet(&house, "reader", &format!("{pack}?lang={lang}{names}")).await;
            assert!(told.contains(title), "{lang}");
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
