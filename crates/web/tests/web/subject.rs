//! The sheet for whoever a file is about, reached from their file, in three languages; and the names it leaves out.

use crate::house::House;
use crate::html::{forms, text};

async fn page(house: &House, who: &str, path: &str) -> String {
    let answer = house.get(who, path).await;
    assert_eq!(answer.status, 200, "{who} {path}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn a10_the_sheet_says_in_plain_words_who_saw_the_file() {
    let house = House::new().await;
    let (file, sheet) = (house.own.person, format!("/people/{}/sheet", house.own.person));
    page(&house, "worker", &format!("/people/{file}")).await;
    page(&house, "reader", &format!("/people/{file}/history")).await;
    let link = format!("href=\"{sheet}\"");
    for (who, audits) in [("keeper", true), ("supervisor", true), ("worker", false), ("reader", false)] {
        let shown = page(&house, who, &format!("/people/{file}")).await;
        assert_eq!(shown.contains(&link), audits, "{who}");
    }
    for (who, status) in
        [("worker", 403), ("reader", 403), ("visitor", 403), ("stranger", 404), ("auditor", 200)]
    {
        assert_eq!(house.get(who, &sheet).await.status, status, "{who}");
    }
    let said = [
        (
            "en",
            "Who saw this file",
            "the history of the file",
            "to print this list",
            "the person’s page (2 times)",
        ),
        (
            "fr",
            "Qui a vu ce dossier",
            "l’histoire du dossier",
            "pour imprimer cette liste",
            "la page de la personne (2 fois)",
        ),
        ("he", "מי ראה את התיק הזה", "תולדות התיק", "להדפסת רשימה זו", "פעמים"),
    ];
    for (lang, title, history, own, times) in said {
        let told = page(&house, "auditor", &format!("{sheet}?lang={lang}")).await;
        let told = text(&told);
        for part in [title, "worker", "reader", history, own, times] {
            assert!(told.contains(part), "{lang}: {part}: {told}");
        }
        assert!(!told.contains("Amina"), "an auditor's sheet goes by its code");
        assert!(!told.contains('‹'), "{lang}: a word is missing: {told}");
    }
    let told = page(&house, "keeper", &sheet).await;
    assert!(told.contains("data-print"), "it prints");
}

#[tokio::test]
async fn a9_a10_a_page_leaves_out_a_name_once_two_have_decided() {
    let house = House::new().await;
    let (file, sheet) = (house.own.person, format!("/people/{}/sheet?lang=en", house.own.person));
    page(&house, "reader", &format!("/people/{file}")).await;
    let names = page(&house, "keeper", "/withheld-names?lang=en").await;
    let member = house.store.members().unwrap().into_iter().find(|m| m.name == "reader").unwrap();
    let chosen = format!("{}.{}", house.own.compartment, member.member);
    assert!(names.contains(&chosen), "{names}");
    let typed = [("member", chosen.as_str()), ("why", "her street was named")];
    let answer = house.post("keeper", "/withheld-names?lang=en", &typed[..1]).await;
    assert_eq!(
        (answer.status.as_u16(), answer.body.contains("href=\"#why\"")),
        (422, true),
        "{}",
        answer.body
    );
    assert_eq!(house.post("supervisor", "/withheld-names", &typed).await.status, 403, "a keeper asks");
    assert_eq!(house.post("keeper", "/withheld-names", &typed).await.status, 303);
    assert!(text(&page(&house, "auditor", &sheet).await).contains("reader"), "one alone leaves nothing out");
    let waits = page(&house, "keeper", "/withheld-names?lang=en").await;
    assert!(!waits.contains("value=\"second\"") && waits.contains("waits for a second person"), "{waits}");
    let waits = page(&house, "supervisor", "/withheld-names?lang=en").await;
    let agree =
        forms(&waits).into_iter().find(|f| f.fields.iter().any(|f| f.value == "second")).expect("a form");
    let fields: Vec<(&str, &str)> =
        agree.fields.iter().map(|f| (f.name.as_str(), f.value.as_str())).collect();
    assert_eq!(house.post("keeper", "/withheld-names", &fields).await.status, 422, "whoever asked");
    assert_eq!(house.post("supervisor", "/withheld-names", &fields).await.status, 303);
    let told = text(&page(&house, "auditor", &sheet).await);
    for part in
        ["a colleague of this house", "One name is not shown", "by keeper, with the agreement of supervisor"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("reader,") && !told.contains("readerHome"), "{told}");
    let names = page(&house, "supervisor", "/withheld-names?lang=en").await;
    assert!(names.contains("not shown: supervisor agreed"), "{names}");
}

/// Every printed page bears the name of whoever printed it: not this one, where that name is left out.
#[tokio::test]
async fn a10_the_printer_of_a_sheet_is_not_named_where_their_name_is_left_out() {
    let house = House::new().await;
    let auditor = house.store.members().unwrap().into_iter().find(|m| m.name == "auditor").unwrap();
    let chosen = format!("{}.{}", house.own.compartment, auditor.member);
    let typed = [("member", chosen.as_str()), ("why", "threatened")];
    assert_eq!(house.post("keeper", "/withheld-names", &typed).await.status, 303);
    let sheet = format!("/people/{}/sheet?lang=en", house.own.person);
    let decision = house.store.unlock("supervisor", crate::house::PASSPHRASE).unwrap();
    let file = house.store.withheld_names(&decision).unwrap()[0].file;
    house.store.second_withholding(&decision, &house.own.compartment, &file).unwrap();
    let told = page(&house, "auditor", &sheet).await;
    let named = told.matches("auditor").count();
    assert_eq!(named, 0, "{told}");
}
