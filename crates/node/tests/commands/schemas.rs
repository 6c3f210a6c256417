//! The schemas in `docs/schemas` fit what the commands read and print. What they use of JSON Schema is checked here; a word
//! that is not known here fails.

use crate::node::{Node, ran};
use serde_json::{Value, json};
use std::process::Command;

/// What does not fit, each with its path.
fn faults(schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let mut fault = |what: String| found.push(format!("{path}: {what}"));
    let fits = |schema: &Value| {
        let mut inner = Vec::new();
        faults(schema, value, path, &mut inner);
        inner.is_empty()
    };
    for (word, rule) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "$id" | "title" | "description" | "additionalProperties" | "maxItems" => {}
            "type" => {
                let types: Vec<&str> = match rule {
                    Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
                    one => one.as_str().into_iter().collect(),
                };
                if !types.iter().any(|t| is(t, value)) {
                    fault(format!("{value} is no {types:?}"));
                }
            }
            "const" if rule != value => fault(format!("{value} is not {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => {
                fault(format!("{value} is none of {rule}"))
            }
            "const" | "enum" => {}
            "pattern" => {
                let text = value.as_str().unwrap_or_default();
                if text.parse::<jiff::civil::Date>().is_err() {
                    fault(format!("{text} is no day"));
                }
            }
            "minimum" if value.as_f64() < rule.as_f64() => fault(format!("{value} is less than {rule}")),
            "minimum" => {}
            "minItems" | "minProperties" => {
                let len = value.as_array().map(Vec::len).or(value.as_object().map(serde_json::Map::len));
                if len.is_some_and(|len| (len as u64) < rule.as_u64().unwrap()) {
                    fault(format!("fewer than {rule}"));
                }
            }
            "anyOf" if !rule.as_array().unwrap().iter().any(fits) => fault(format!("{value} fits none")),
            "anyOf" | "properties" | "items" | "prefixItems" => {}
            "required" => {
                for key in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                    if value.get(key).is_none() {
                        fault(format!("{key} is missing"));
                    }
                }
            }
            other => panic!("{path}: teach this test the word {other}"),
        }
    }
    within(schema, value, path, found);
}

fn within(schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (key, inner) in value.as_object().into_iter().flatten() {
        let known = schema.get("properties").and_then(|p| p.get(key));
        match (known, schema.get("additionalProperties")) {
            (Some(rule), _) => faults(rule, inner, &format!("{path}.{key}"), found),
            (None, Some(Value::Bool(false))) => found.push(format!("{path}.{key}: is not in the schema")),
            (None, Some(rule)) => faults(rule, inner, &format!("{path}.{key}"), found),
            (None, None) => {}
        }
    }
    for (at, inner) in value.as_array().into_iter().flatten().enumerate() {
        let rule = schema.get("prefixItems").and_then(|p| p.get(at)).or(schema.get("items"));
        if let Some(rule) = rule {
            faults(rule, inner, &format!("{path}[{at}]"), found);
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("teach this test the type {other}"),
    }
}

fn check(name: &str, value: &Value) {
    let path = format!("{}/../../docs/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut found = Vec::new();
    faults(&schema, value, name, &mut found);
    assert!(found.is_empty(), "{found:#?}");
    // Seen red: a key that nobody knows, and one that is missing, do not fit.
    let mut wrong = value.clone();
    let required = schema["required"].as_array().and_then(|all| all.first()?.as_str().map(str::to_string));
    match required {
        Some(key) => drop(wrong.as_object_mut().unwrap().remove(&key)),
        None => wrong["nobody_knows_this"] = json!(1),
    }
    faults(&schema, &wrong, name, &mut found);
    assert!(!found.is_empty(), "{name} takes anything");
}

#[test]
fn what_commands_read_and_print_fits_the_schemas() {
    let node = Node { dir: tempfile::tempdir().unwrap() };
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
        command.args(args).current_dir(node.dir.path()).env_remove("RELAIS_PASSPHRASE");
        ran(command.output().unwrap()).ok().out
    };
    let write = |name: &str, value: &Value| std::fs::write(node.file(name), value.to_string()).unwrap();
    let state = json!({ "version": 1, "target": "1941-09-01",
        "papers": { "identity-sheet": { "status": "received", "received_on": "1941-02-01" } },
        "appointments": { "release-order": "1941-06-02" }, "open": { "residence-authorisation": ["mon", "thu"] },
        "closed": { "residence-authorisation": ["1941-05-05"] },
        "history": { "release-order": vec![json!({ "days": 41, "obtained": true, "office": "Prefecture" }); 6] },
        "offices": { "release-order": "Prefecture" } });
    check("papers-state-1", &state);
    write("s.json", &state);
    let plan = [
        "papers",
        "plan",
        "--procedure",
        "release-1941",
        "--state",
        "s.json",
        "--at",
        "1941-03-03",
        "--json",
    ];
    for target in ["1941-03-10", "1941-12-01"] {
        let made = run(&[&plan[..], &["--target", target]].concat());
        check("papers-plan-1", &serde_json::from_str(&made).unwrap());
    }
    let camp = json!({ "version": 1,
        "offices": [{ "name": "Prefecture", "papers": ["residence-authorisation"], "per_day": 2, "open": ["mon"] }],
        "dossiers": [{ "id": "a", "endangered": 1, "state": state }, { "id": "b" }] });
    check("papers-camp-1", &camp);
    write("c.json", &camp);
    let queue = run(&["papers", "camp", "--in", "c.json", "--at", "1941-03-03", "--json"]);
    check("papers-queue-1", &serde_json::from_str(&queue).unwrap());
    let child = |id: u32, sex: &str, group: Value| json!({ "id": id, "sex": sex, "age": 6, "group": group, "languages": ["fr"], "needs": ["calm"] });
    let problem = json!({ "version": 1,
        "children": [child(1, "f", json!("g")), child(2, "m", json!("g")), child(3, "f", Value::Null)],
        "homes": [{ "id": "a", "beds": [{ "sex": "any", "from": 0, "to": 9, "count": 1 }], "languages": ["fr"] },
                  { "id": "b", "beds": [{ "sex": "f", "from": 5, "to": 9, "count": 1 }], "offers": ["calm"] }],
        "forbidden": [{ "child": 3, "home": "b" }] });
    check("placement-problem-1", &problem);
    write("p.json", &problem);
    run(&["placement", "propose", "--in", "p.json", "--out", "out.json"]);
    let proposal = std::fs::read_to_string(node.file("out.json")).unwrap();
    check("placement-proposal-1", &serde_json::from_str(&proposal).unwrap());
}
