//! The API document: every route of the API stands in it, nothing else does, and a change of it is seen.

use crate::golden;
use crate::house::House;
use crate::http::{Ask, send};
use crate::matrix::addresses;
use std::collections::BTreeSet;
use web::gate::Gate;

#[tokio::test(start_paused = true)]
async fn the_document_is_as_kept() {
    let house = House::new().await;
    let answer = send(&house.router, "GET", "/api/openapi.json", Ask::default()).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
    let document = answer.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    golden::check("tests/snapshots/openapi.json", &(serde_json::to_string_pretty(&document).unwrap() + "\n"));
}

#[tokio::test(start_paused = true)]
async fn every_route_of_the_api_is_documented() {
    let house = House::new().await;
    let document = send(&house.router, "GET", "/api/openapi.json", Ask::default()).await.json();
    let mut written = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            written.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let mut served = BTreeSet::new();
    for (path, routes) in addresses().into_iter().filter(|(p, _)| p.starts_with("/api/v1/")) {
        for (methods, gate) in routes {
            assert!(gate != Gate::Anyone || path == "/api/v1/sessions", "{path} is open to anybody");
            served.extend(methods.iter().map(|m| format!("{m} {path}")));
        }
    }
    assert_eq!(served, written);
}
