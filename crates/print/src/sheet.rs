//! A document on paper: a template of ours, and data that is never markup. What a user wrote is read by the template as
//! values of a data file, so a name full of signs prints as itself.
//!
//! Every document is tagged for readers who do not see it (PDF/UA-1); one that is dated carries all that an archive wants
//! (PDF/A-2a).
//! Letters come with the program: Libertinus, which
//! has Latin, Greek, Cyrillic and Hebrew, and behind it DejaVu, which has Arabic too. No clock, no network, no file of the machine is in reach of a template.

use crate::letters;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Results of earlier sheets that are kept for the next ones, in sheets.
const KEPT_FOR: usize = 8;

/// Why a sheet could not be set.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PaperProblem {
    /// What the typesetter said, a line each.
    #[error("the sheet could not be set: {0}")]
    Unset(String),
}

/// A document: what it looks like, and what stands in it.
pub(crate) struct Sheet<'a> {
    /// The template, in Typst's language; it reads `data.json`.
    pub template: &'a str,
    /// What the template reads.
    pub data: &'a serde_json::Value,
    /// The language of the words: `fr`, `en` or `he`.
    pub lang: &'a str,
    /// Whether the template says on which day it was made: an archive wants to know.
    pub dated: bool,
}

/// The letters that come with the program.
static FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../fonts/LibertinusSerif-Semibold.otf"),
    include_bytes!("../fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("../fonts/DejaVuSansMono.ttf"),
];

struct Letters {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Letters {
    /// Whether one of the fonts has a letter for that sign.
    fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
    Letters {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// All that a template can reach.
struct Desk {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

fn named(name: &str) -> Result<FileId, PaperProblem> {
    let path = VirtualPath::new(name).map_err(|e| PaperProblem::Unset(e.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LETTERS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &LETTERS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        LETTERS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets a sheet. `pictures` are the files that the template names.
///
/// Where a text cannot be set although there is a letter for each of its signs (marks that no letter carries), it is
/// written in plain letters and everything else by its number.
pub(crate) fn pdf(sheet: &Sheet<'_>, pictures: &[(&str, &[u8])]) -> Result<Vec<u8>, PaperProblem> {
    let plain = |c: char| LETTERS.has(c) && (c.is_alphanumeric() || c.is_ascii() || is_point(c));
    let set = written(sheet, pictures, &|c| LETTERS.has(c)).or_else(|_| written(sheet, pictures, &plain));
    typst::comemo::evict(KEPT_FOR);
    set
}

/// Points and marks of our own words.
fn is_point(c: char) -> bool {
    matches!(
        c,
        '’' | '‘'
            | '“'
            | '”'
            | '«'
            | '»'
            | '–'
            | '—'
            | '…'
            | '·'
            | '־'
            | '׳'
            | '״'
            | '©'
            | '°'
            | '×'
    )
}

fn written(
    sheet: &Sheet<'_>,
    pictures: &[(&str, &[u8])],
    has: &dyn Fn(char) -> bool,
) -> Result<Vec<u8>, PaperProblem> {
    let mut files = HashMap::new();
    let mut data = sheet.data.clone();
    letters::settle(&mut data, has);
    data["lang"] = sheet.lang.into();
    files.insert(named("data.json")?, Bytes::from_string(data.to_string()));
    for (name, bytes) in pictures {
        files.insert(named(name)?, Bytes::new(bytes.to_vec()));
    }
    let desk = Desk { main: Source::new(named("main.typ")?, sheet.template.into()), files };
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(|said| unset(&said))?;
    let wanted: &[PdfStandard] =
        if sheet.dated { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[PdfStandard::Ua_1] };
    let standards = PdfStandards::new(wanted).map_err(|e| PaperProblem::Unset(e.message().to_string()))?;
    let creator = Smart::Custom(Some("Relais".to_string()));
    let options = PdfOptions { standards, creator, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|said| unset(&said))
}

fn unset(said: &[SourceDiagnostic]) -> PaperProblem {
    PaperProblem::Unset(said.iter().fold(String::new(), |mut out, one| {
        let _ = write!(out, "{}{}", if out.is_empty() { "" } else { "; " }, one.message);
        out
    }))
}
