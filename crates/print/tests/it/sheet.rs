//! Looking into a PDF: its text with `pdftotext` (poppler), its promises in the bytes.

use relais_print::Printing;
use std::process::{Command, Stdio};

/// The languages of the house.
pub const LANGS: [&str; 3] = ["fr", "en", "he"];

/// The words of a key, as the pages have them.
pub fn word(lang: &str, key: &str) -> String {
    let file = match lang {
        "fr" => include_str!("../../../web/locales/fr/paper.ftl"),
        "he" => include_str!("../../../web/locales/he/paper.ftl"),
        _ => include_str!("../../../web/locales/en/paper.ftl"),
    };
    let found = file.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
    let text = found.unwrap_or_else(|| panic!("{lang}: no words for {key}"));
    text.replace("{ $page }", "{page}").replace("{ $pages }", "{pages}")
}

/// Printed on a day of 1942.
pub fn printed(lang: &str) -> Printing<'_> {
    let say: &(dyn Fn(&str) -> String + Sync) = match lang {
        "fr" => &|key| word("fr", key),
        "he" => &|key| word("he", key),
        _ => &|key| word("en", key),
    };
    Printing { lang, say, on: jiff::civil::date(1942, 3, 2) }
}

/// Compares the text of a PDF with what was kept of it; with `UPDATE_GOLDEN=1` keeps it anew. Without poppler
/// nothing could be compared: then it fails.
pub fn golden(name: &str, pdf: &[u8], lang: &str) {
    let told = text(pdf);
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let told: Vec<String> = told.replace('\u{c}', "\n== page ==\n").lines().map(line).collect();
    let told = told.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n") + "\n";
    let path = format!("{}/tests/golden/{name}.{lang}.txt", env!("CARGO_MANIFEST_DIR"));
    #[expect(clippy::disallowed_methods, reason = "a switch for people at a keyboard")]
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &told).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == told, "{path} differs; if that is meant: UPDATE_GOLDEN=1\n{told}");
}

/// The text of a PDF, page by page.
pub fn text(pdf: &[u8]) -> String {
    use std::io::Write as _;
    let ask = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut asked = ask.unwrap_or_else(|why| {
        panic!("pdftotext is not here: {why}; `cargo xtask setup` installs it (package poppler-utils)")
    });
    asked.stdin.take().unwrap().write_all(pdf).unwrap();
    let told = asked.wait_with_output().unwrap();
    assert!(told.status.success(), "pdftotext reads no PDF here: {}", told.status);
    String::from_utf8_lossy(&told.stdout).into_owned()
}

/// Whether the bytes hold that text as it stands.
pub fn holds(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|w| w == text.as_bytes())
}

/// What every paper promises: tagged for readers who do not see it, archivable, in a language, without anything that runs.
pub fn promises(name: &str, pdf: &[u8], lang: &str) {
    assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
    for promise in ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A"]
    {
        assert!(holds(pdf, promise), "{name} lacks {promise}");
    }
    for absent in ["/JavaScript", "/OpenAction", "/Launch", "/EmbeddedFile", "/AcroForm"] {
        assert!(!holds(pdf, absent), "{name} has {absent}");
    }
    // Where to, if somebody wants to look at them.
    #[expect(clippy::disallowed_methods, reason = "a test is asked by its surroundings")]
    let wanted = std::env::var("RELAIS_SHEETS");
    if let Ok(folder) = wanted {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(format!("{folder}/{name}-{lang}.pdf"), pdf).unwrap();
    }
}
