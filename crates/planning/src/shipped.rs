//! The procedures that come with the program. Closed list: pages, exports and the handbook are made from it.

use std::sync::OnceLock;

use crate::procedure::Procedure;

/// One file per version; a file that was once released is never edited, a new version is a new file. Only the audience of a
/// paper may be said more exactly in it, see [`crate::procedure`].
const FILES: &[(&str, &str)] = &[
    ("release-1941", include_str!("../procedures/release-1941.toml")),
    ("residence-minor-fr", include_str!("../procedures/residence-minor-fr.toml")),
    ("survivor-pension", include_str!("../procedures/survivor-pension.toml")),
];

/// All shipped procedures, read once.
pub fn shipped() -> &'static [Procedure] {
    static READ: OnceLock<Vec<Procedure>> = OnceLock::new();
    READ.get_or_init(|| {
        let read = |(name, text): &(&str, &str)| {
            // The text is part of this binary and a test reads each file: a failure here is a mistake of
            // ours, never of a user.
            Procedure::parse(text)
                .unwrap_or_else(|problems| panic!("BUG: shipped procedure {name}: {problems:?}"))
        };
        FILES.iter().map(read).collect()
    })
}

/// The shipped procedure of that id and version.
pub fn find(id: &str, version: u32) -> Option<&'static Procedure> {
    shipped().iter().find(|procedure| procedure.id == id && procedure.version == version)
}

/// The newest shipped version of that id, whether or not it is in force.
pub fn newest(id: &str) -> Option<&'static Procedure> {
    shipped().iter().filter(|procedure| procedure.id == id).max_by_key(|procedure| procedure.version)
}
