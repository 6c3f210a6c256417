//! A3: an answer of the API holds the fields that its document gives it and no other, whoever asks; what a caller sends
//! and nobody knows is refused by its name, and nothing is written. What a role does not read is in no field:
//! [`crate::volet`].

use crate::address::fill;
use crate::house::House;
use crate::http::{Ask, send};
use domain::compartment::Role;
use serde_json::{Map, Value, json};

async fn document(house: &House) -> Value {
    send(&house.router, "GET", "/api/openapi.json", Ask::default()).await.json()
}

fn body_of(value: &Value) -> Option<&Value> {
    value.pointer("/content/application~1json/schema")
}

/// The schema itself, where another is named.
fn named<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let Some(name) = schema["$ref"].as_str() else { return schema };
    document.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name} is not in the document"))
}

/// The fields that a schema gives, its parts' together.
fn properties(document: &Value, schema: &Value) -> Map<String, Value> {
    let mut all = schema["properties"].as_object().cloned().unwrap_or_default();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        all.extend(properties(document, named(document, part)));
    }
    all
}

/// Every field of a value that its schema does not give it, with the way to it.
fn strange(document: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let schema = named(document, schema);
    for choice in ["oneOf", "anyOf"] {
        let Some(choices) = schema[choice].as_array() else { continue };
        let each = choices.iter().map(|one| {
            let mut found = Vec::new();
            strange(document, one, value, at, &mut found);
            found
        });
        return out.extend(each.min_by_key(Vec::len).unwrap_or_default());
    }
    match value {
        Value::Object(fields) => {
            let known = properties(document, schema);
            for (name, inner) in fields {
                let way = format!("{at}.{name}");
                match known.get(name).or_else(|| schema.get("additionalProperties")) {
                    Some(given) => strange(document, given, inner, &way, out),
                    None => out.push(way),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                strange(document, &schema["items"], item, &format!("{at}[]"), out);
            }
        }
        _ => {}
    }
}

#[tokio::test(start_paused = true)]
async fn a3_an_answer_holds_the_fields_that_the_document_gives_it() {
    let house = House::new().await;
    let document = document(&house).await;
    let mut answered = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let Some(schema) = methods.pointer("/get/responses/200").and_then(body_of) else { continue };
        for role in Role::ALL {
            let answer = house.get(role.key(), &fill(path, &house.own)).await;
            if answer.status != 200 {
                continue;
            }
            let mut found = Vec::new();
            strange(&document, schema, &answer.json(), "", &mut found);
            assert!(found.is_empty(), "{} is answered at {path} with {found:?}", role.key());
            answered += 1;
        }
    }
    assert!(answered > 40, "only {answered} answers were looked at");
    // The look finds what is to be found.
    let mut found = Vec::new();
    let people = body_of(&document["paths"]["/api/v1/people"]["get"]["responses"]["200"]).unwrap();
    strange(&document, people, &json!({"people": [{"file": "x", "secret": 1}], "more": 2}), "", &mut found);
    found.sort();
    assert_eq!(found, [".more", ".people[].secret"]);
}

/// Bodies with a field that nobody knows: alone, and within each part that has fields of its own; and its way.
fn with_surprises(document: &Value, schema: &Value) -> Vec<(Value, String)> {
    let mut all = vec![(json!({"surprise": "x"}), "surprise".to_string())];
    for (name, part) in named(document, schema)["properties"].as_object().unwrap() {
        let choices = part["oneOf"].as_array().cloned().unwrap_or_else(|| vec![part.clone()]);
        if choices.iter().any(|choice| named(document, choice)["properties"].is_object()) {
            let inner = Map::from_iter([(name.clone(), json!({"surprise": "x"}))]);
            all.push((Value::Object(inner), format!("{name}.surprise")));
        }
    }
    all
}

#[tokio::test(start_paused = true)]
pub async fn a3_a_field_that_nobody_knows_is_refused() {
    let house = House::new().await;
    let document = document(&house).await;
    let before = house.entries();
    let mut sent = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let Some(schema) = methods.pointer("/post/requestBody").and_then(body_of) else { continue };
        for (body, way) in with_surprises(&document, schema) {
            for role in Role::ALL {
                let address = fill(path, &house.own);
                let answer = house.call(role.key(), "POST", &address, Some(body.clone())).await;
                if answer.status == 403 || answer.status == 404 {
                    continue;
                }
                let said = answer.json();
                assert_eq!(
                    (answer.status.as_u16(), said["field"].as_str()),
                    (422, Some(way.as_str())),
                    "{path} {said}"
                );
                sent += 1;
            }
        }
    }
    assert!(sent > 30, "only {sent} bodies were looked at");
    assert_eq!(house.entries(), before, "nothing is written");
}
