//! Who learns of a person when a paper is asked for.

use serde::{Deserialize, Serialize};

/// Who learns of the person by a request for a paper. Which consent each of them takes stands where consents stand, and not
/// here: a procedure says to whom it goes, and no file may say that somebody need not be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// An office, a court, a prefecture; whatever a procedure does not say.
    #[default]
    Authority,
    /// Another organisation: a partner, a fund, an archive, a bank.
    Organisation,
    /// The state that the person comes from: its consulates, its ministries, its registers. Whoever fled it is in danger by
    /// being named to it.
    StateOfOrigin,
    /// Who cares for the person: a doctor, a school, our own houses and workers, the person with their educator.
    Care,
    /// The person's own family, asked about their own.
    Family,
}

impl Audience {
    /// All.
    pub const ALL: [Audience; 5] = [
        Audience::Authority,
        Audience::Organisation,
        Audience::StateOfOrigin,
        Audience::Care,
        Audience::Family,
    ];

    /// The word in files, commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Audience::Authority => "authority",
            Audience::Organisation => "organisation",
            Audience::StateOfOrigin => "state-of-origin",
            Audience::Care => "care",
            Audience::Family => "family",
        }
    }

    /// The audience of that word.
    pub fn parse(word: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|audience| audience.key() == word)
    }

    /// Whether nothing was said, and the default stands.
    pub(crate) fn is_default(&self) -> bool {
        *self == Audience::default()
    }
}
