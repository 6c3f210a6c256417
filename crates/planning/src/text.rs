//! A sentence in the languages of the house. Never translates: what is not written falls back to English.

use serde::{Deserialize, Serialize};

/// A sentence for people, in French and English always, in Hebrew where somebody has written it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub fr: String,
    pub en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub he: Option<String>,
}

impl Text {
    /// The sentence for a BCP 47 tag such as `fr`, `fr-CA` or `he-IL` (`iw`, the old code of Hebrew, is
    /// understood). A language that is not written falls back to English.
    pub fn in_language(&self, tag: &str) -> &str {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("fr") {
            return &self.fr;
        }
        let hebrew = primary.eq_ignore_ascii_case("he") || primary.eq_ignore_ascii_case("iw");
        match (&self.he, hebrew) {
            (Some(he), true) => he,
            _ => &self.en,
        }
    }

    /// Whether a language that was given says nothing.
    pub(crate) fn is_blank(&self) -> bool {
        [Some(&self.fr), Some(&self.en), self.he.as_ref()].into_iter().flatten().any(|s| s.trim().is_empty())
    }
}
