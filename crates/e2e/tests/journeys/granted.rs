//! Nobody sees what they were not granted: no name for the auditor, the day's list for the visitor, no
//! health for who has no part in a health volet.

use super::{opened, record, signed_in};
use crate::e2e::{Page, Served};
use std::collections::{BTreeSet, VecDeque};

/// Pages looked at per member.
const PAGES: usize = 40;

/// The pages reached by links, with what stands on them.
fn pages(page: &Page, served: &Served) -> Vec<(String, String)> {
    let (mut seen, mut texts) = (BTreeSet::new(), Vec::new());
    let mut queue = VecDeque::from(["/today".to_string()]);
    while let Some(path) = queue.pop_front() {
        if texts.len() >= PAGES || !seen.insert(path.clone()) {
            continue;
        }
        page.goto(&served.url(&path)).unwrap();
        texts.push((path, page.text("body").unwrap()));
        let all = "[...document.querySelectorAll('main a[href^=\"/\"]:not([download]), .rooms a')]
            .map(a => a.getAttribute('href').split('#')[0])";
        let links = page.eval(all).unwrap();
        queue.extend(links.as_array().unwrap().iter().filter_map(|l| l.as_str().map(str::to_owned)));
    }
    texts
}

/// Names of people in the files, as the director's list shows them.
fn names(page: &Page, served: &Served) -> Vec<String> {
    let mut names = Vec::new();
    for path in ["/people", "/today", "/relay-house"] {
        page.goto(&served.url(path)).unwrap();
        names.extend(page.texts("main a[href^='/people/'] bdi").unwrap());
    }
    names.retain(|n| n.contains(' '));
    assert!(names.len() > 50, "there are names to look for: {}", names.len());
    names
}

#[test]
fn the_auditor_sees_no_name() {
    let (browser, served) = opened();
    let names = names(&signed_in(&browser, &served, "supervisor"), &served);
    let auditor = signed_in(&browser, &served, "auditor");
    let pages = pages(&auditor, &served);
    assert!(pages.len() >= 3, "{:?}", pages.iter().map(|p| &p.0).collect::<Vec<_>>());
    for (path, text) in &pages {
        let shown: Vec<&String> = names.iter().filter(|n| text.contains(n.as_str())).collect();
        assert!(shown.is_empty(), "{path} shows {shown:?}");
    }
    for closed in ["/people", "/people?q=halimi", "/places", "/dossiers", "/report"] {
        auditor.goto(&served.url(closed)).unwrap();
        assert_eq!(auditor.status(), Some(403), "{closed}");
    }
}

#[test]
fn the_visitor_sees_the_list_of_the_day_and_nothing_else() {
    let (browser, served) = opened();
    let worker = signed_in(&browser, &served, "worker");
    worker.goto(&served.url("/people")).unwrap();
    let names = worker.texts("main tbody a bdi").unwrap();
    let visitor = signed_in(&browser, &served, "visitor");
    let reached = pages(&visitor, &served);
    assert!(reached[0].1.contains("Gurs"), "{}", reached[0].1);
    for (path, text) in &reached {
        assert!(
            ["/", "/today", "/visit", "/settings"].contains(&path.as_str()),
            "a visitor is led to {path}"
        );
        let shown: Vec<&String> =
            names.iter().filter(|n| n.contains(' ') && text.contains(n.as_str())).collect();
        assert!(shown.is_empty(), "{path} shows {shown:?}");
    }
    assert_eq!(visitor.count("main a[href^='/people']").unwrap(), 0);
    for closed in ["/people", "/people/new", "/places", "/relay-house", "/dossiers", "/report", "/audit"] {
        visitor.goto(&served.url(closed)).unwrap();
        assert_eq!(visitor.status(), Some(403), "{closed}");
    }
}

#[test]
fn a_health_record_is_seen_by_its_volet_alone() {
    let (browser, served) = opened();
    let nurse = signed_in(&browser, &served, "nurse");
    nurse.goto(&served.url("/relay-house")).unwrap();
    let file = nurse.attribute("section[aria-labelledby=relay-arrivals] h3 a", "href").unwrap().unwrap();
    nurse.goto(&served.url(&format!("{file}/health-records"))).unwrap();
    let canary = "Kanarienvogelfieber";
    nurse.fill("#text", canary).unwrap();
    record(&nurse);
    nurse.goto(&served.url(&format!("{file}/health"))).unwrap();
    nurse.wait_for_text("main", canary).unwrap();
    for member in ["worker", "supervisor"] {
        let page = signed_in(&browser, &served, member);
        let paths =
            ["", "/history", "/health", "/health-records", "/certificate"].map(|p| format!("{file}{p}"));
        let others = ["/today", "/relay-house", "/people?q=Kanarienvogel"].map(str::to_owned);
        for path in paths.iter().chain(&others) {
            page.goto(&served.url(path)).unwrap();
            let html = page.eval("document.documentElement.outerHTML").unwrap();
            let shown = html.as_str().unwrap().contains(canary);
            assert!(!shown, "{member} reads it on {path}");
        }
    }
}
