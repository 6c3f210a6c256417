//! Every form of every page, found by walking them: what cannot be taken comes back with 422, the values kept, the field
//! marked; nothing is half-written.

use crate::address::fill;
use crate::house::House;
use crate::html::{Field, Form, forms, tags};
use crate::http::{Answer, Ask, send};
use crate::matrix::addresses;
use std::collections::BTreeSet;

/// The forms a member finds on the pages of the house, each with the page it stands on.
pub async fn all(house: &House, name: &str) -> Vec<(String, Form)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let start: Vec<String> = addresses()
        .into_iter()
        .filter(|(path, routes)| !path.starts_with("/api/") && routes.iter().any(|(m, _)| m.contains(&"GET")))
        .map(|(path, _)| fill(path, &house.own))
        .collect();
    let more = [format!("/people/{}", house.health_file), format!("/places/{}", house.own.relay)];
    for page in start.into_iter().chain(more) {
        let answer = house.get(name, &page).await;
        if !answer.html() || !answer.status.is_success() {
            continue;
        }
        for mut form in forms(&answer.body).into_iter().filter(|f| f.method == "POST") {
            if form.action.is_empty() {
                form.action = page.clone();
            }
            let names: Vec<&str> = form.fields.iter().map(|f| f.name.as_str()).collect();
            let ends_a_session = ["/lock", "/sign-in", "/passphrase", "/panic"]
                .contains(&form.action.as_str())
                || form.action.ends_with("/removal");
            if !ends_a_session && seen.insert(format!("{} {names:?}", form.action)) {
                found.push((page.clone(), form));
            }
        }
    }
    found
}

/// A small picture.
fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(4, 4).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Sends a form; where it takes a file, a small picture.
pub async fn sent(
    house: &House,
    name: &str,
    form: &Form,
    typed: impl Fn(&Field) -> String,
) -> (Answer, Vec<(String, String)>) {
    let fields = form.filled(typed);
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let file = form.fields.iter().find(|f| f.kind == "file").map_or("file", |f| f.name.as_str());
    let ask = Ask::by(house.token(name));
    let ask = if form.multipart {
        ask.multipart(&pairs, file, "Qxss<b>.png", &picture())
    } else {
        ask.form(&pairs)
    };
    (send(&house.router, "POST", &form.action, ask).await, fields)
}

/// What is shown again: texts in fields, chosen options.
fn kept(answer: &Answer, fields: &[(String, String)], form: &Form) -> Vec<String> {
    let shown = forms(&answer.body);
    if !shown.iter().any(|f| f.method == "POST" && f.action == form.action) {
        // What it was about is gone meanwhile; the page says so.
        return Vec::new();
    }
    let mut lost = Vec::new();
    for (name, value) in fields {
        let kind = form.fields.iter().find(|f| f.name == *name).map(|f| f.kind.as_str()).unwrap_or_default();
        let typed = matches!(kind, "text" | "textarea" | "search" | "date" | "number" | "tel");
        if !typed || value.is_empty() {
            continue;
        }
        let there =
            shown.iter().flat_map(|f| &f.fields).any(|f| f.name == *name && f.value.trim() == value.trim());
        if !there {
            lost.push(format!("{name} lost {value:?}"));
        }
    }
    lost
}

/// Something no rule takes, by the kind of field.
fn nonsense(field: &Field) -> String {
    match field.kind.as_str() {
        "number" => "-7".into(),
        "date" => "31.2.1934".into(),
        _ if ["on", "from", "until", "birth", "valid_until", "at"].contains(&field.name.as_str()) => {
            "31.2.1934".into()
        }
        _ => "Qkept".into(),
    }
}

#[tokio::test(start_paused = true)]
async fn h_a_refused_form_keeps_what_was_typed_and_marks_the_field() {
    let house = House::new().await;
    let mut faults = Vec::new();
    let (mut forms_seen, mut refused) = (0, 0);
    for name in ["supervisor", "nurse"] {
        for (page, form) in all(&house, name).await {
            forms_seen += 1;
            let (answer, fields) = sent(&house, name, &form, nonsense).await;
            let case = format!("{name} {} (on {page})", form.action);
            match answer.status.as_u16() {
                303 | 200 => {}
                422 => {
                    refused += 1;
                    if answer.body.contains('‹') {
                        faults.push(format!("{case}: a key without words"));
                    }
                    let marks = tags(&answer.body)
                        .iter()
                        .any(|t| t.get("aria-invalid") == "true" || t.get("role") == "alert");
                    if !marks {
                        faults.push(format!("{case}: nothing marks the field"));
                    }
                    faults.extend(
                        kept(&answer, &fields, &form).into_iter().map(|lost| format!("{case}: {lost}")),
                    );
                    let points = tags(&answer.body)
                        .into_iter()
                        .filter(|t| t.name == "a" && t.get("href").starts_with('#'));
                    let ids: BTreeSet<String> =
                        tags(&answer.body).iter().map(|t| t.get("id").to_string()).collect();
                    let lost = points.filter(|t| t.get("href") != "#" && !ids.contains(&t.get("href")[1..]));
                    faults.extend(lost.map(|t| format!("{case}: {} leads nowhere", t.get("href"))));
                }
                status => faults.push(format!("{case}: {status} for {fields:?}")),
            }
        }
    }
    assert!(forms_seen >= 50, "only {forms_seen} forms found");
    assert!(refused >= 20, "only {refused} of {forms_seen} forms refuse nonsense");
    assert!(faults.is_empty(), "{} in {forms_seen} forms:\n{}", faults.len(), faults.join("\n"));
}

/// A text longer than an entry may carry is refused by name wherever one can type, and writes nothing.
#[tokio::test(start_paused = true)]
async fn h_a_text_that_is_too_long_is_refused_everywhere() {
    let house = House::new().await;
    let long = "x".repeat(domain::entry::TEXT_MAX + 1);
    let mut faults = Vec::new();
    for (page, form) in all(&house, "supervisor").await {
        if !form.fields.iter().any(|f| f.kind == "textarea") {
            continue;
        }
        let before = house.entries();
        let (answer, _) = sent(&house, "supervisor", &form, |f| {
            if f.kind == "textarea" { long.clone() } else { f.value.clone() }
        })
        .await;
        if house.entries() != before {
            faults.push(format!("{} (on {page}): {} and an entry was written", form.action, answer.status));
        }
        assert!(!answer.status.is_server_error(), "{}: {}", form.action, answer.status);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
