//! Payments by code: a month is paid and its receipts come back; paper bears codes and amounts; nobody is named anywhere.

use crate::address::fill;
use crate::house::{FAR, HEALTH, House, NOTE};
use crate::html::{forms, tags};
use crate::matrix::addresses;
use domain::code::LongCode;
use domain::compartment::{Kind, Role};
use domain::id::FileId;
use domain::indicator::Month;
use domain::payment::{Agreement, Currency, Money};
use store::{Actor, Store};

const MARCH: Month = Month { year: 1942, month: 3 };

fn francs(minor: u32) -> Money {
    Money { minor, currency: Currency::Bef }
}

/// An account of the member's book with March owed and paid in part.
pub fn paid_in(store: &Store, by: &Actor) -> FileId {
    let book = store.compartments(by).unwrap().into_iter().find(|c| c.kind == Kind::Payments).unwrap();
    let agreement = Agreement { money: francs(50_000), from: MARCH, until: None };
    let (file, _) = store.account_opened(by, &book.id, None, Some(agreement)).unwrap();
    let opened = store.account(by, &file, "a test").unwrap();
    store.pay(by, &opened, (MARCH, francs(20_000), jiff::civil::date(1942, 3, 2)), false).unwrap();
    file
}

async fn page(house: &House, who: &str, path: &str) -> String {
    let answer = house.get(who, path).await;
    assert_eq!(answer.status, 200, "{who} {path}: {}", answer.body);
    answer.body
}

/// Status, and where it leads or what it shows.
async fn posts(house: &House, who: &str, path: &str, typed: &[(&str, &str)]) -> (u16, String) {
    let answer = house.post(who, path, typed).await;
    (answer.status.as_u16(), answer.header("location").to_string() + &answer.body)
}

fn code(house: &House) -> LongCode {
    let worker = house.store.unlock("worker", crate::house::PASSPHRASE).unwrap();
    *house.store.account(&worker, &house.own.account, "a test").unwrap().account.code.latest()
}

/// The text of a page, without what stands in tags.
fn words(body: &str) -> String {
    tags(body).iter().map(|tag| tag.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[tokio::test(start_paused = true)]
async fn m_a_month_is_paid_by_code_and_its_receipts_come_back() {
    let house = House::new().await;
    let typed = code(&house).to_string().to_lowercase().replace(' ', "-");
    let list = "/payments?month=1942-03&lang=en";
    let before = page(&house, "courier", list).await;
    for part in ["500.00", "200.00", "300.00", "not back yet"] {
        assert!(before.contains(part), "{part}: {before}");
    }
    let pay = |sum| {
        vec![
            ("act", "pay"),
            ("long_code", &typed),
            ("month", "1942-03"),
            ("sum", sum),
            ("currency", "BEF"),
            ("on", "1942-03-02"),
        ]
    };
    // Each thing that is wrong is said by its field, and what was typed is kept.
    let wrong = [
        ("long_code", "7KQ4 M2XB 9RTV"),
        ("long_code", "Amina Halimi"),
        ("sum", "much"),
        ("month", "1942-13"),
        ("currency", "gold"),
        ("on", "1942-03-09"),
    ];
    for (field, value) in wrong {
        let mut typed = pay("300");
        typed.iter_mut().filter(|(name, _)| *name == field).for_each(|(_, v)| *v = value);
        let (status, body) = posts(&house, "courier", "/payments?lang=en", &typed).await;
        assert_eq!(
            (status, body.contains(&format!("href=\"#{field}\""))),
            (422, true),
            "{field} {value}: {body}"
        );
    }
    let (status, body) = posts(&house, "courier", "/payments?lang=en", &pay("300,01")).await;
    assert!(status == 422 && body.contains("300.00 BEF"), "more than is owed: {body}");
    let (status, to) = posts(&house, "courier", "/payments", &pay("300")).await;
    assert_eq!(status, 303, "{to}");
    let receipt = to.split("receipt=").nth(1).unwrap().to_string();
    assert!(page(&house, "courier", &format!("{to}&lang=en")).await.contains(&format!(
        "{}-{}",
        &receipt[..5],
        &receipt[5..]
    )));
    // Beyond what is owed only where it is said, and then it is seen.
    let (status, body) = posts(&house, "courier", "/payments?lang=en", &pay("500")).await;
    assert_eq!(status, 422, "{body}");
    let mut twice = pay("500");
    twice.push(("all_the_same", "yes"));
    assert_eq!(posts(&house, "courier", "/payments", &twice).await.0, 303);
    let body = page(&house, "courier", list).await;
    assert!(body.contains("class=\"overpaid\"") && body.contains("1,000.00"), "{body}");
    // A receipt comes back, once.
    let mut back = vec![("act", "acknowledge"), ("receipt", receipt.as_str()), ("came_back", "1942-03-02")];
    assert_eq!(posts(&house, "courier", "/payments", &back).await.0, 303);
    let (status, body) = posts(&house, "courier", "/payments?lang=en", &back).await;
    assert!(status == 422 && body.contains("href=\"#receipt\""), "{body}");
    back[1].1 = "1234567890";
    assert_eq!(posts(&house, "courier", "/payments", &back).await.0, 422);
    assert!(page(&house, "courier", list).await.contains("signed, came back on 2 March 1942"));
    // Months that are not there yet carry what this one left.
    let april = page(&house, "courier", "/payments?month=1942-04&lang=fr").await;
    assert!(april.contains("Reporté") && april.contains("500,00"), "{april}");
}

#[tokio::test(start_paused = true)]
async fn m_an_account_is_opened_agreed_reversed_and_ended() {
    let house = House::new().await;
    let open = [("sum", "400"), ("currency", "BEF"), ("since_month", "1942-03"), ("until_month", "1942-02")];
    let (status, body) = posts(&house, "courier", "/payments/open?lang=en", &open).await;
    assert!(status == 422 && body.contains("href=\"#until_month\""), "{body}");
    let (status, to) = posts(&house, "courier", "/payments/open", &open[..3]).await;
    assert_eq!(status, 303, "{to}");
    let address = to.trim_end_matches("?done=1").to_string();
    let act = |name: &str| format!("{address}/{name}");
    // The form proposes what is agreed.
    let form = page(&house, "courier", &act("pay")).await;
    assert!(form.contains("value=\"400.00\"") && form.contains("value=\"1942-03\""), "{form}");
    let pay = [("month", "1942-03"), ("sum", "400.00"), ("currency", "BEF"), ("on", "1942-03-02")];
    let (status, to) = posts(&house, "courier", &act("pay"), &pay).await;
    assert_eq!(status, 303, "{to}");
    let receipt = to.split("receipt=").nth(1).unwrap().to_string();
    // Two who saw the same page agree otherwise: both stand until a third word.
    let heads = |body: &str| {
        let form = forms(body).into_iter().find(|f| f.action == act("agree")).unwrap();
        form.fields.iter().find(|f| f.name == "heads").unwrap().value.clone()
    };
    let seen = heads(&page(&house, "courier", &act("agree")).await);
    for sum in ["450", "470"] {
        let agree = [("sum", sum), ("currency", "BEF"), ("since_month", "1942-04"), ("heads", seen.as_str())];
        assert_eq!(posts(&house, "worker", &act("agree"), &agree).await.0, 303);
    }
    let body = page(&house, "courier", &format!("{address}?lang=en")).await;
    assert!(body.contains("two agreements") && body.contains("450.00") && body.contains("470.00"), "{body}");
    let seen = heads(&page(&house, "courier", &act("agree")).await);
    let agree = [("sum", "470"), ("currency", "BEF"), ("since_month", "1942-04"), ("heads", seen.as_str())];
    assert_eq!(posts(&house, "worker", &act("agree"), &agree).await.0, 303);
    assert!(!page(&house, "courier", &format!("{address}?lang=en")).await.contains("two agreements"));
    let (status, body) = posts(&house, "courier", &act("reverse"), &[("receipt", &receipt)]).await;
    assert_eq!(status, 422, "a reason of the list is needed: {body}");
    let reverse = [("receipt", receipt.as_str()), ("reversal", "came-back")];
    assert_eq!(posts(&house, "courier", &act("reverse"), &reverse).await.0, 303);
    assert!(page(&house, "courier", &format!("{address}?lang=en")).await.contains("the money came back"));
    assert_eq!(posts(&house, "courier", &act("end"), &[("on", "1942-03-02")]).await.0, 303);
    let body = page(&house, "courier", &format!("{address}?lang=en")).await;
    assert!(body.contains("Ended") || body.contains("ended"), "{body}");
    assert!(!body.contains(&act("agree")), "nothing more is agreed on an account that has ended");
    assert_eq!(house.get("courier", &act("vetting")).await.status, 404);
}

/// Code, month, amount, number of the receipt; the words of the labels; nothing else.
#[tokio::test(start_paused = true)]
async fn m_paper_bears_codes_and_amounts_and_nothing_else() {
    let house = House::new().await;
    let code = code(&house);
    let card = page(&house, "courier", &format!("/payments/{}/card?lang=en", house.own.account)).await;
    let said: Vec<String> = words(&card).split_whitespace().map(str::to_string).collect();
    let expected = format!("Card Card Print Back {code} Keep this card; it says nothing of anybody.");
    assert_eq!(said.join(" "), expected);
    for thing in ["Relais ·", "· Relais", "<img", "<canvas", "<picture", "barcode", "qr"] {
        assert!(!card.to_lowercase().contains(&thing.to_lowercase()), "{thing}: {card}");
    }
    let receipts = page(&house, "courier", "/payments/receipts?month=1942-03&lang=en").await;
    let text = words(&receipts);
    let number = text.split_whitespace().find(|w| w.len() == 11 && w.as_bytes()[5] == b'-').unwrap();
    let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = format!(
        "Receipts Receipts Print Back Code {code} Month March 1942 Amount 200.00 BEF Receipt {number} Signed with the code"
    );
    assert_eq!(said, expected);
    let list = words(&page(&house, "courier", "/payments/list?month=1942-03&lang=en").await);
    let said = list.split_whitespace().collect::<Vec<_>>().join(" ");
    let heads = "Carried over Owed Paid Outstanding";
    let expected = format!(
        "Payments by code Payments by code Print Back March 1942 Code {heads} {code} – 500.00 BEF 200.00 BEF 300.00 BEF \
         Together {heads} BEF – 500.00 BEF 200.00 BEF 300.00 BEF"
    );
    assert_eq!(said, expected);
    // In every language the code runs from left to right, and no paper says who printed it.
    for lang in ["fr", "en", "he"] {
        for path in
            [format!("/payments/{}/card", house.own.account), "/payments/receipts?month=1942-03".into()]
        {
            let join = if path.contains('?') { '&' } else { '?' };
            let body = page(&house, "courier", &format!("{path}{join}lang={lang}")).await;
            assert!(
                body.contains("class=\"code\"") && !body.contains("courier") && !body.contains("copy-line"),
                "{body}"
            );
        }
    }
}

/// Names stand in the houses of the same node, in the health volet and in the other book; no page of this room shows one,
/// whoever looks, in whatever language.
#[tokio::test(start_paused = true)]
async fn m_no_page_of_payments_names_anybody() {
    let house = House::new().await;
    let named = [
        "Amina",
        "Lina",
        "Ruth",
        "Baum",
        "Halimi",
        "Tilleuls",
        "Passerelle",
        "Rivel",
        "Mannheim",
        FAR,
        HEALTH,
        NOTE,
    ];
    let mut looked = 0;
    for (path, routes) in addresses().into_iter().filter(|(path, _)| path.starts_with("/payments")) {
        for role in Role::ALL.into_iter().filter(|role| routes.iter().any(|(_, gate)| gate.passes(*role))) {
            for lang in ["fr", "en", "he"] {
                let address = fill(path, &house.own);
                let answer = house.get(role.key(), &format!("{address}?lang={lang}&month=1942-03")).await;
                let wrong =
                    [("act", "pay"), ("long_code", "Amina Halimi"), ("sum", "Halimi"), ("receipt", "Ruth")];
                let refused = house.post(role.key(), &format!("{address}?lang={lang}"), &wrong[2..3]).await;
                for body in [&answer.body, &refused.body] {
                    let text = words(body).replace("“Halimi”", "");
                    for name in named {
                        assert!(!text.contains(name), "{} {path} {lang} shows {name}: {text}", role.key());
                    }
                    looked += usize::from(answer.status == 200);
                }
            }
        }
    }
    assert!(looked > 100, "only {looked} pages");
}

/// A payment book is nobody's house: no page of the other rooms offers it or counts it, and no file of it opens as another.
#[tokio::test(start_paused = true)]
async fn m_a_book_is_offered_nowhere_as_a_house() {
    let house = House::new().await;
    let worker = house.store.unlock("worker", crate::house::PASSPHRASE).unwrap();
    let books = house.store.compartments(&worker).unwrap();
    let book = books.into_iter().find(|c| c.kind == Kind::Payments).unwrap().id.to_string();
    let account = house.own.account;
    let mut looked = 0;
    for (path, routes) in addresses() {
        let pages = path.starts_with("/payments") || path.starts_with("/api/") || path.starts_with("/audit");
        if pages || !routes.iter().any(|(methods, _)| methods.contains(&"GET")) {
            continue;
        }
        for who in ["worker", "supervisor", "keeper"] {
            let body = house.get(who, &fill(path, &house.own)).await.body;
            assert!(
                !body.contains(&book) && !body.contains(&account.to_string()),
                "{who} {path} offers the book"
            );
            looked += 1;
        }
    }
    assert!(looked > 100, "only {looked} pages");
    for path in [
        "/people/{}",
        "/people/{}/history",
        "/people/{}/health",
        "/places/{}",
        "/tracing/{}",
        "/questions/{}",
        "/convoys/{}",
    ] {
        let answer = house.get("worker", &path.replace("{}", &account.to_string())).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    let api = house.call("worker", "GET", &format!("/api/v1/people/{account}"), None).await;
    assert_eq!(api.status, 404);
    // Whoever holds nothing but a book registers nobody and sees nobody.
    let people = page(&house, "courier", "/people?lang=en").await;
    assert!(!people.contains("Halimi"));
    let registers = house
        .post("courier", "/people/new", &[("given", "Qname"), ("surname", "Qname"), ("compartment", &book)])
        .await;
    assert_ne!(registers.status, 303, "nobody is registered in a book");
    let drafts = house.post("courier", "/drafts/note", &[("text", "Qname")]).await;
    assert_eq!(drafts.status, 403, "what is typed is not kept in a book either");
}
