//! A13: what people type is text on every page: scripts, handlers, addresses, marks that turn the direction. Typed into
//! every field of every form and over the API, then every page is read tag by tag.

use crate::address::fill;
use crate::form;
use crate::house::House;
use crate::html::tags;
use crate::matrix::addresses;
use serde_json::json;
use std::collections::BTreeSet;

const PAYLOADS: [&str; 8] = [
    "Qxss<script>alert(1)</script>",
    "Qxss\"><img src=x onerror=alert(1)>",
    "Qxss' onmouseover='alert(1)",
    "Qxss</textarea></title></select><svg onload=alert(1)>",
    "Qxss{{7*7}}${7*7}<%= 7*7 %>",
    "Qxss\u{202e}gnp.exe\u{2066}",
    "Qxss&lt;script&gt;alert(1)&lt;/script&gt;",
    "Qxss<a href=javascript:alert(1)>x</a><style>*{display:none}</style>",
];

/// Tags and attributes that only something typed could have brought.
fn faults_of(body: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in tags(body) {
        let own_script =
            tag.name == "script" && tag.get("src").starts_with("/assets/") && tag.text.trim().is_empty();
        if (tag.name == "script" && !own_script)
            || ["style", "iframe", "object", "embed", "base"].contains(&tag.name.as_str())
        {
            faults.push(format!("<{}> {}", tag.name, tag.text));
        }
        for (name, value) in &tag.attributes {
            let runs = value.trim_start().to_ascii_lowercase();
            if name.starts_with("on")
                || name == "style"
                || runs.starts_with("javascript:")
                || runs.starts_with("data:text")
            {
                faults.push(format!("<{} {name}={value:?}>", tag.name));
            }
            let outside = value.contains("//") && ["href", "src", "action"].contains(&name.as_str());
            if outside && (runs.starts_with("http") || runs.starts_with("//")) {
                faults.push(format!("an address outside: {value}"));
            }
        }
        if tag.name == "img" && tag.get("src") == "x" {
            faults.push("an injected picture".into());
        }
    }
    faults
}

#[test]
fn the_check_itself_sees_what_is_injected() {
    for payload in [
        PAYLOADS[0],
        PAYLOADS[1],
        PAYLOADS[3],
        PAYLOADS[7],
        "<p onclick=alert(1)>",
        "<a href=\"javascript:x\">",
    ] {
        assert!(!faults_of(&format!("<p>{payload}</p>")).is_empty(), "{payload}");
    }
    let escaped = PAYLOADS[0].replace('<', "&lt;");
    assert_eq!(faults_of(&format!("<p title=\"{escaped}\">{escaped}</p>")), Vec::<String>::new());
}

/// The payload in every text the API takes.
async fn typed_over_the_api(house: &House, payload: &str) -> String {
    let person = json!({
        "given": payload, "surname": payload, "sex": "f", "birth": "1934", "birth_place": payload, "nationality": payload,
        "languages": payload, "father": payload, "mother": payload, "source": payload, "register": payload, "number": payload,
        "arrival": {"place": house.own.home.to_string(), "within": payload, "from": "1942-02-01", "came_from": payload, "reason": payload}
    });
    let made = house.call("worker", "POST", "/api/v1/people", Some(person)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let file = made.json()["file"].as_str().unwrap().to_string();
    let facts = json!({
        "name": {"given": payload, "surname": payload, "kind": "nickname", "source": payload},
        "note": {"text": payload, "own_words": true},
        "mark": {"mark": "contact-ban", "text": payload},
        "number": {"register": payload, "number": payload},
        "language": {"is": payload}, "nationality": {"is": payload}
    });
    let said = house.call("worker", "POST", &format!("/api/v1/people/{file}/facts"), Some(facts)).await;
    assert_eq!(said.status, 201, "{}", said.body);
    let dossier = house
        .call(
            "worker",
            "POST",
            &format!("/api/v1/people/{file}/dossiers"),
            Some(json!({"procedure": "release-1941"})),
        )
        .await;
    let key = dossier.json()["key"].as_str().unwrap().to_string();
    let step = json!({"paper": "identity-sheet", "status": "received", "issuer": payload, "number": payload, "original": payload});
    let stepped = house
        .call("worker", "POST", &format!("/api/v1/people/{file}/dossiers/{key}/papers"), Some(step))
        .await;
    assert_eq!(stepped.status, 201, "{}", stepped.body);
    let withdrawn = json!({"withdrawn": {"slot": "person/sex", "why": payload}});
    assert_eq!(
        house.call("worker", "POST", &format!("/api/v1/people/{file}/facts"), Some(withdrawn)).await.status,
        201
    );
    file
}

#[tokio::test(start_paused = true)]
async fn a13_what_is_typed_is_text_on_every_page() {
    let house = House::new().await;
    let mut faults = BTreeSet::new();
    let mut files = Vec::new();
    for payload in PAYLOADS {
        files.push(typed_over_the_api(&house, payload).await);
    }
    for name in ["worker", "supervisor"] {
        let forms = form::all(&house, name).await;
        for (i, (_, form)) in forms.iter().enumerate() {
            let payload = PAYLOADS[i % PAYLOADS.len()];
            let (answer, _) = form::sent(&house, name, form, |field| match field.name.as_str() {
                "on" | "from" | "until" | "birth" | "at" => "1942-02-01".to_string(),
                _ if field.kind == "number" => "3".to_string(),
                _ if field.kind == "date" => "1942-02-01".to_string(),
                _ => payload.to_string(),
            })
            .await;
            assert!(!answer.status.is_server_error(), "{}: {}", form.action, answer.status);
            if answer.html() {
                faults.extend(
                    faults_of(&answer.body).into_iter().map(|f| format!("answer of {}: {f}", form.action)),
                );
            }
        }
    }
    let (mut pages, mut showing) = (0, 0);
    for name in ["supervisor", "reader", "visitor", "auditor"] {
        for path in addresses().into_keys().filter(|p| !p.starts_with("/api/")) {
            let mut addresses = vec![fill(path, &house.own)];
            if path.starts_with("/people/{file}") {
                let own = house.own.person.to_string();
                addresses.extend(files.iter().map(|file| fill(path, &house.own).replace(&own, file)));
            }
            for address in addresses {
                let answer = house.get(name, &address).await;
                if answer.html() {
                    pages += 1;
                    showing += usize::from(answer.body.contains("Qxss"));
                    faults.extend(faults_of(&answer.body).into_iter().map(|f| format!("{name} {path}: {f}")));
                }
            }
        }
    }
    for query in PAYLOADS {
        let address = format!("/people?q={}", crate::http::encode(query));
        let answer = house.get("worker", &address).await;
        faults.extend(faults_of(&answer.body).into_iter().map(|f| format!("/people?q=: {f}")));
        let next = format!("/sign-in?next={}", crate::http::encode(query));
        faults.extend(
            faults_of(&house.get("worker", &next).await.body).into_iter().map(|f| format!("{next}: {f}")),
        );
    }
    assert!(showing >= 8, "only {showing} of {pages} pages show what was typed");
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

/// JSON is never taken for a page, whatever stands in it.
#[tokio::test(start_paused = true)]
async fn a13_the_api_answers_json_only() {
    let house = House::new().await;
    let file = typed_over_the_api(&house, PAYLOADS[0]).await;
    for path in ["", "/history"] {
        let answer = house.call("worker", "GET", &format!("/api/v1/people/{file}{path}"), None).await;
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let odd = house.call("worker", "GET", "/api/v1/people?%3Cscript%3E=1", None).await;
    assert_eq!((odd.status.as_u16(), odd.header("content-type")), (422, "application/json"));
}
