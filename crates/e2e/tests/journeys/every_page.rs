//! Every page a role can reach by following links: in French, English and Hebrew, narrow and wide, light and dark, with
//! no violation that axe finds, no sideways scrolling, no console error, no request to another host.

use super::{opened, signed_in};
use crate::e2e::{Page, Scheme, Served};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages of one shape looked at per role: roles see different sections of the same shape, and six of them look.
const OF_A_SHAPE: usize = 1;
/// Pages looked for at most per role; a crawl that does not end is a fault of the pages.
const PAGES: usize = 400;

/// An address with what varies taken out: `/people/{}/notes`.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = path.split('/').map(|p| {
        let varies = p.len() >= 12 && p.bytes().all(|b| b.is_ascii_hexdigit());
        if varies { "{}" } else { p }
    });
    let mut keys: Vec<&str> =
        query.split('&').filter_map(|p| p.split('=').next()).filter(|k| !k.is_empty()).collect();
    keys.sort_unstable();
    keys.dedup();
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), keys.join("&"))
}

/// The pages a signed-in member reaches by links.
fn crawl(page: &Page, served: &Served) -> Vec<String> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut asked = BTreeSet::new();
    let mut queue = VecDeque::from(["/today".to_string()]);
    while let Some(path) = queue.pop_front() {
        if !asked.insert(path.clone()) || asked.len() > PAGES {
            continue;
        }
        let of_shape = found.entry(shape(&path)).or_default();
        if of_shape.len() >= OF_A_SHAPE {
            continue;
        }
        page.goto(&served.url(&path)).unwrap();
        let html = page.eval("document.contentType === 'text/html'").unwrap();
        if html != true {
            continue;
        }
        assert_eq!(page.status(), Some(200), "{path}");
        of_shape.push(path);
        let links = page
            .eval(
                "[...document.querySelectorAll('main a[href]:not([download]):not([type]), .rooms a[href]')].map(a => new URL(a.href))
                 .filter(u => u.origin === location.origin && !u.searchParams.has('lang') && !u.pathname.startsWith('/api/')
                   && !/[.](csv|json|xlsx|svg)$/.test(u.pathname) && !u.pathname.includes('/export'))
                 .map(u => u.pathname + u.search)",
            )
            .unwrap();
        for link in links.as_array().into_iter().flatten().filter_map(|l| l.as_str()) {
            queue.push_back(link.to_string());
        }
    }
    found.into_values().flatten().collect()
}

/// What is wrong with a page as it stands, in one line each.
fn faults(page: &Page, path: &str, look: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{path} [{look}]: {what}"));
    if page.overflows().unwrap() {
        fault("scrolls sideways".into());
    }
    for violation in page.axe().unwrap() {
        fault(format!("axe {} ({}) at {:?}", violation.id, violation.help, violation.targets));
    }
    for error in page.console_errors().unwrap() {
        fault(format!("console: {} {}", error.source, error.text));
    }
    for request in page.external_requests().unwrap() {
        fault(format!("asked another host: {request}"));
    }
    let missing = page.eval("document.body.innerText.match(/‹[^›]*›/g) ?? []").unwrap();
    for key in missing.as_array().into_iter().flatten() {
        fault(format!("word missing: {key}"));
    }
    faults
}

/// A width and whether it is dark.
type Look = (u32, Scheme);

/// The looks at a page in each language: the page is loaded once and the window changed, as a person would.
const LOOKS: [(&str, [Look; 2]); 3] = [
    ("fr", [(320, Scheme::Light), (1280, Scheme::Light)]),
    ("en", [(320, Scheme::Light), (1280, Scheme::Dark)]),
    ("he", [(320, Scheme::Light), (1280, Scheme::Light)]),
];

fn look_at(page: &Page, served: &Served, path: &str, lang: &str, looks: [Look; 2]) -> Vec<String> {
    let join = if path.contains('?') { '&' } else { '?' };
    let mut found = Vec::new();
    for (i, (width, scheme)) in looks.into_iter().enumerate() {
        page.set_viewport(width, 900).unwrap();
        page.set_color_scheme(scheme).unwrap();
        if i == 0 {
            page.goto(&served.url(&format!("{path}{join}lang={lang}"))).unwrap();
        }
        let look = format!("{lang} {width}");
        found.extend(faults(page, path, &look));
        if page.is_rtl().unwrap() != (lang == "he") {
            found.push(format!("{path} [{look}]: written in the wrong direction"));
        }
    }
    found
}

fn check(member: &str, least_pages: usize) {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, member);
    let paths = crawl(&page, &served);
    println!("{member}: {} pages: {paths:#?}", paths.len());
    assert!(paths.len() >= least_pages, "{member} reaches only {} pages: {paths:#?}", paths.len());
    let mut found = Vec::new();
    for path in &paths {
        for (lang, looks) in LOOKS {
            found.extend(look_at(&page, &served, path, lang, looks));
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_worker_s_pages() {
    check("worker", 20);
}

#[test]
fn the_supervisor_s_pages() {
    check("supervisor", 20);
}

#[test]
fn the_nurse_s_pages() {
    check("nurse", 12);
}

#[test]
fn the_house_parent_s_pages() {
    check("house-parent", 12);
}

#[test]
fn the_auditor_s_pages() {
    check("auditor", 3);
}

#[test]
fn the_visitor_s_pages() {
    check("visitor", 1);
}
