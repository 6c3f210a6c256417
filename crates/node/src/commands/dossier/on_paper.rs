//! What the commands that print have in common: the language, the code in place of the name, and PDFs that are their
//! owner's alone.

use crate::complaint::{self, Complaint};
use clap::Args;
use jiff::civil::Date;
use print::{Names, PaperProblem, Printing};
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use web::locale::{Lang, Words};

/// How something is printed.
#[derive(Clone, Debug, Args)]
pub struct OnPaper {
    /// Language of the words
    #[arg(long, default_value = "fr", value_parser = ["fr", "en", "he"])]
    lang: String,
    /// The code in place of the name; what would tell the name stays behind
    #[arg(long)]
    by_code: bool,
}

impl OnPaper {
    pub fn words(&self) -> Words {
        Words(Lang::parse(&self.lang).unwrap_or(Lang::Fr))
    }

    /// Sets a paper in that language, with that way to name whom it is about.
    pub fn set(
        &self,
        on: Date,
        set: impl FnOnce(Names, Printing<'_>) -> Result<Vec<u8>, PaperProblem>,
    ) -> Result<Vec<u8>, PaperProblem> {
        let say = web::paper_words(self.words());
        let names = if self.by_code { Names::Coded } else { Names::Shown };
        set(names, Printing { lang: &self.lang, say: &say, on })
    }
}

/// A folder that is its owner's alone, with those above it.
pub fn folder(at: &Path) -> Result<(), Complaint> {
    DirBuilder::new().recursive(true).mode(0o700).create(at).map_err(|e| complaint::file(at, &e))
}

/// Writes a file that is its owner's alone.
pub fn private(to: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to)?;
    file.write_all(bytes)?;
    file.flush()
}
