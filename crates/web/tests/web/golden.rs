//! Golden files: compared, or written anew with `UPDATE_GOLDEN=1`.

use std::path::Path;

/// Compares `text` with the file at `path` (from the crate's folder).
#[allow(clippy::disallowed_methods)] // a switch for people at a keyboard, as every golden test has it
pub fn check(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let first = kept.lines().zip(text.lines()).position(|(a, b)| a != b);
    let line = first.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    assert!(
        kept == text,
        "{path} differs from line {}:\n  kept {:?}\n  now  {:?}\nIf that is meant: UPDATE_GOLDEN=1 cargo test -p relais-web",
        line + 1,
        kept.lines().nth(line),
        text.lines().nth(line)
    );
}
