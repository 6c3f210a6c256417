//! Every page in every language: no key without words, language and direction right, one heading, no id twice, a label at
//! every field, no dead link.

use crate::address::fill;
use crate::house::House;
use crate::html::{Tag, tags};
use crate::http::{Ask, send};
use crate::matrix::addresses;
use std::collections::{BTreeMap, BTreeSet};
use web::locale::Lang;

/// Names that were typed in the house: of people and places.
const TYPED: [&str; 9] =
    ["Amina", "Halimi", "Lina", "Ruth", "Baum", "Rivel", "Passerelle", "Tilleuls", "Irma"];

/// Every page's address over own things.
fn pages(house: &House) -> Vec<String> {
    let all = addresses().into_iter();
    let readable = all.filter(|(path, routes)| {
        !path.starts_with("/api/") && routes.iter().any(|(methods, _)| methods.contains(&"GET"))
    });
    let mut pages: Vec<String> = readable.map(|(path, _)| fill(path, &house.own)).collect();
    pages.extend(["/people?q=Halimi", "/people?q=nobody", "/nowhere"].map(str::to_string));
    pages.push(format!("/people/{}", house.health_file));
    pages
}

fn faults_of(body: &str, lang: Lang) -> Vec<String> {
    let mut faults = Vec::new();
    if let Some(at) = body.find('‹') {
        let key: String = body[at..].chars().take_while(|c| *c != '›' && *c != '<').collect();
        faults.push(format!("no words for {key}›"));
    }
    if !body.starts_with("<!DOCTYPE html>") {
        // A piece for a page that is open already.
        return faults;
    }
    let tags = tags(body);
    let html = tags.iter().find(|t| t.name == "html");
    if html.is_none_or(|t| t.get("lang") != lang.code() || t.get("dir") != lang.dir()) {
        faults.push("language or direction is wrong".into());
    }
    let head = tags.iter().position(|t| t.name == "/head").unwrap_or_default();
    // A chart has a title of its own, in the body.
    let counted = |t: &&Tag, name: &str| t.name == name;
    let count = |name: &str| {
        let within = if name == "title" { &tags[..head] } else { &tags[..] };
        within.iter().filter(|t| counted(t, name)).count()
    };
    for (name, wanted) in [("h1", 1), ("main", 1), ("title", 1)] {
        if count(name) != wanted {
            faults.push(format!("{} <{name}>", count(name)));
        }
    }
    let title = body.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    for typed in TYPED.iter().filter(|word| title.is_some_and(|(title, _)| title.contains(*word))) {
        faults.push(format!("{typed} stands in the title, which the browser writes down"));
    }
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    tags.iter().filter(|t| t.has("id")).for_each(|t| *ids.entry(t.get("id")).or_default() += 1);
    faults.extend(ids.iter().filter(|(_, n)| **n > 1).map(|(id, n)| format!("id {id} stands {n} times")));
    let described = tags.iter().flat_map(|t| ["aria-describedby", "aria-labelledby"].map(|a| t.get(a)));
    let named = described.flat_map(str::split_whitespace).filter(|id| !ids.contains_key(id));
    faults.extend(named.map(|id| format!("aria points to {id}, which is not there")));
    let labelled: BTreeSet<&str> = tags.iter().filter(|t| t.name == "label").map(|t| t.get("for")).collect();
    let mut inside = 0usize;
    for tag in &tags {
        match tag.name.as_str() {
            "label" => inside += 1,
            "/label" => inside = inside.saturating_sub(1),
            "input" | "select" | "textarea" => {
                let silent = matches!(tag.get("type"), "hidden" | "submit" | "button");
                let named =
                    tag.has("aria-label") || tag.has("aria-labelledby") || labelled.contains(tag.get("id"));
                if !silent && inside == 0 && !named {
                    faults.push(format!("no label for field {}", tag.get("name")));
                }
            }
            "td" => {}
            "img" if !tag.has("alt") => faults.push("a picture without alt".into()),
            _ => {}
        }
        if tag.has("style") || tag.name == "style" {
            faults.push(format!("style in <{}>", tag.name));
        }
    }
    faults.extend(typed_into_addresses(&tags));
    faults
}

/// Fields whose words would stand in an address: a browser writes addresses down, and has made an entry in its cache under
/// one before it learns that the answer must not be kept.
fn typed_into_addresses(tags: &[Tag]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut asks = false;
    for tag in tags {
        match tag.name.as_str() {
            "form" => asks = !tag.get("method").eq_ignore_ascii_case("post"),
            "/form" => asks = false,
            "input" | "textarea" => {
                let chosen = ["hidden", "submit", "button", "checkbox", "radio", "date", "month", "number"];
                let types = tag.name == "textarea" || !chosen.contains(&tag.get("type"));
                // Bands of ages in a count tell of nobody.
                let types = types && tag.get("name") != "age";
                if (types && asks) || tag.has("hx-get") {
                    faults.push(format!("what is typed into {} stands in an address", tag.get("name")));
                }
            }
            _ if tag.has("hx-get") => faults.push(format!("<{}> asks with an address", tag.name)),
            _ => {}
        }
    }
    faults
}

#[test]
fn c1_words_typed_into_an_address_are_a_fault() {
    for (page, faulty) in [
        ("<form method=\"get\"><input name=\"q\" type=\"search\"></form>", true),
        ("<form><textarea name=\"why\"></textarea></form>", true),
        ("<form method=\"post\"><input name=\"given\" hx-get=\"/people/similar\"></form>", true),
        ("<form method=\"post\"><input name=\"given\" hx-post=\"/people/similar\"></form>", false),
        ("<form method=\"get\"><input type=\"checkbox\" name=\"stay\"></form>", false),
    ] {
        assert_eq!(!typed_into_addresses(&tags(page)).is_empty(), faulty, "{page}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_page_in_every_language_has_words_and_one_heading() {
    let house = House::new().await;
    let mut faults = BTreeSet::new();
    let mut seen = 0;
    for lang in Lang::ALL {
        for name in ["supervisor", "nurse", "auditor", "visitor", "house-parent", "reader", "keeper"] {
            for page in pages(&house) {
                let ask = Ask::by(house.token(name)).header("accept-language", lang.code());
                let answer = send(&house.router, "GET", &page, ask).await;
                if !answer.html() {
                    continue;
                }
                seen += 1;
                let whole = answer.body.starts_with("<!DOCTYPE html>");
                assert!(whole, "{page} is a piece of a page");
                assert!(!answer.status.is_server_error(), "{name} {page}: {}", answer.status);
                let mut generic = page.clone();
                for (name, id) in [
                    ("{file}", house.own.person.to_string()),
                    ("{place}", house.own.home.to_string()),
                    ("{convoy}", house.own.convoy.to_string()),
                    ("{waiting}", house.own.waiting.to_string()),
                    ("{health}", house.health_file.to_string()),
                ] {
                    generic = generic.replace(&id, name);
                }
                faults.extend(
                    faults_of(&answer.body, lang).iter().map(|f| format!("{} {generic}: {f}", lang.code())),
                );
            }
        }
    }
    assert!(seen > 100, "only {seen} pages");
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn a_chosen_language_stays() {
    let house = House::new().await;
    let chosen = house.get("worker", "/today?lang=he").await;
    let cookies: Vec<&str> =
        chosen.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    let kept = cookies.iter().find_map(|c| c.strip_prefix("relais-language=")).expect("a cookie");
    assert!(kept.starts_with("he;"), "{kept}");
    let token = format!("relais={}; relais-language=he", house.token("worker"));
    let again = send(&house.router, "GET", "/today", Ask::default().header("cookie", &token)).await;
    assert!(again.body.contains("dir=\"rtl\""));
}

/// Every address a page leads to is there.
#[tokio::test(start_paused = true)]
async fn no_link_is_dead() {
    let house = House::new().await;
    let mut faults = BTreeSet::new();
    let mut tried = BTreeSet::new();
    for name in ["supervisor", "nurse", "auditor", "visitor", "reader", "house-parent"] {
        for page in pages(&house) {
            let answer = house.get(name, &page).await;
            if !answer.html() || !answer.status.is_success() {
                continue;
            }
            for tag in tags(&answer.body) {
                let target = tag.get("href").split('#').next().unwrap_or_default().to_string();
                let leads = target.starts_with('/')
                    && !target.contains("lang=")
                    && !target.starts_with("/assets/marks");
                if !leads || !tried.insert((name, target.clone())) {
                    continue;
                }
                let there = house.get(name, &target).await;
                if there.status.is_client_error() || there.status.is_server_error() {
                    faults.insert(format!("{name} on {page}: {target} answers {}", there.status));
                }
            }
        }
    }
    assert!(tried.len() > 20, "only {} links", tried.len());
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

/// Every key of one language stands in the others, once.
#[test]
fn every_key_stands_in_every_language_once() {
    let keys = |lang: Lang| {
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        for line in web::locale::texts(lang).iter().flat_map(|text| text.lines()) {
            let name = line
                .split(" =")
                .next()
                .filter(|_| line.contains(" =") && !line.starts_with([' ', '#', '.', '*', '[', '}']));
            name.into_iter().for_each(|name| *keys.entry(name.to_string()).or_default() += 1);
        }
        keys
    };
    let all: BTreeMap<&str, BTreeMap<String, usize>> =
        Lang::ALL.map(|l| (l.code(), keys(l))).into_iter().collect();
    let every: BTreeSet<&String> = all.values().flat_map(BTreeMap::keys).collect();
    let mut faults = Vec::new();
    for (lang, keys) in &all {
        faults.extend(every.iter().filter(|k| !keys.contains_key(**k)).map(|k| format!("{lang} lacks {k}")));
        faults.extend(keys.iter().filter(|(_, n)| **n > 1).map(|(k, n)| format!("{lang} has {k} {n} times")));
    }
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}
