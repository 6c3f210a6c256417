//! D3 on the program itself: the disk refuses a flush while a child's file is open in a browser. Who typed is told, the program
//! reads on and writes nothing more, and what it had said was recorded is there when it is opened again.
#![cfg(target_os = "linux")] // LD_PRELOAD

use super::{first_child, heading, record, signed_in};
use crate::e2e::{Browser, Page, Served};
use std::path::{Path, PathBuf};
use std::process::Command;

const KEPT: &str = "Slept well, and asked for a second blanket.";
const REFUSED: &str = "The letter of the prefecture came.";
const FAILED: &str = "The disk of this machine failed";

/// The library that makes flushes fail, built by the C compiler that builds Relais.
fn shim(folder: &Path) -> PathBuf {
    let (source, made) = (
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/failing_disk.c"),
        folder.join("failing_disk.so"),
    );
    let done = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&made).arg(source).output();
    let done = done.unwrap_or_else(|why| panic!("a C compiler is needed: {why}"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    made
}

/// Types a note; it is not sent yet. To open its form is a reading, which is recorded.
fn types(page: &Page, served: &Served, file: &str, text: &str) {
    page.goto(&served.url(&format!("{file}/notes"))).unwrap();
    page.wait_for("#text").unwrap();
    page.fill("#text", text).unwrap();
}

#[test]
fn d3_a_disk_that_fails_is_told_of_where_somebody_typed() {
    let folder = tempfile::tempdir().unwrap();
    let (library, failing) = (shim(folder.path()), folder.path().join("the disk fails"));
    let variables =
        [("LD_PRELOAD", library.to_str().unwrap()), ("DISK_FAILS_WHILE", failing.to_str().unwrap())];
    let served = Served::demo_ready(&[], &variables).unwrap_or_else(|problem| panic!("{problem}"));
    let browser = Browser::launch().unwrap_or_else(|problem| panic!("{problem}"));
    let page = signed_in(&browser, &served, "worker");
    let file = first_child(&page, &served);
    types(&page, &served, &file, KEPT);
    record(&page);
    page.wait_for_text("#happened", KEPT).unwrap();

    types(&page, &served, &file, REFUSED);
    std::fs::write(&failing, "").unwrap();
    record(&page);
    page.wait_for_text("main", FAILED).unwrap();
    page.goto(&served.url(&file)).unwrap();
    page.wait_for_text("main", FAILED).unwrap();
    std::fs::remove_file(&failing).unwrap();
    page.goto(&served.url(&file)).unwrap();
    assert!(page.text("#happened").unwrap().contains(KEPT), "{}: it reads on", heading(&page));
    types(&page, &served, &file, REFUSED);
    record(&page);
    page.wait_for_text("main", FAILED).unwrap();

    let data = served.cut().unwrap();
    let served = Served::start(data, "demo", &[], &[]).unwrap_or_else(|problem| panic!("{problem}"));
    let page = signed_in(&browser, &served, "worker");
    page.goto(&served.url(&file)).unwrap();
    assert!(page.text("#happened").unwrap().contains(KEPT), "what was said to be recorded is there");
    types(&page, &served, &file, "Written once it was opened again.");
    record(&page);
    page.wait_for_text("#happened", "Written once it was opened again.").unwrap();
}
