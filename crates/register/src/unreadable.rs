//! Why a file cannot be read as a register at all, with what to do instead, in French and English.

use crate::limit;
use crate::problem::Lang;

/// What bytes that are no table look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    Pdf,
    Picture,
    /// A zip container that holds no workbook: a text document, a presentation, an archive.
    OtherContainer,
    /// An OpenDocument spreadsheet.
    OpenDocument,
    /// A spreadsheet of the old .xls form, or one locked by a password: both begin alike.
    OldOrLockedWorkbook,
    WebPage,
    /// Bytes that are no text in any encoding known here.
    Binary,
    /// Text without columns.
    PlainText,
}

/// The file is not a register that can be read. Nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("the file is no table of rows and columns ({0:?})")]
    NotATable(LooksLike),
    #[error("the workbook is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the workbook is locked by a password")]
    Locked,
    #[error("the workbook has no sheet with rows")]
    NoSheet,
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge { bytes: usize, limit: usize },
    #[error("the container has more than {limit} entries")]
    TooManyEntries { limit: usize },
    #[error("the container inflates to more than {limit} bytes")]
    InflatesTooFar { limit: u64 },
    #[error("the container is packed more tightly than a spreadsheet ever is")]
    PackedTooTightly,
    #[error("the file has more than {limit} rows")]
    TooManyRows { limit: usize },
    #[error("the headings have {found} columns, more than {limit}")]
    TooManyColumns { found: usize, limit: usize },
    #[error("the cells together hold more than can be kept")]
    TooMuchText,
}

impl Unreadable {
    /// What is wrong, one sentence for the person who chose the file.
    pub fn why_text(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.why_fr(),
            Lang::En => self.why_en(),
        }
    }

    /// What the person can do about it, one sentence.
    pub fn remedy_text(&self, lang: Lang) -> String {
        let (fr, en) = self.remedy_pair();
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
        .to_owned()
    }

    fn why_fr(&self) -> String {
        match self {
            Unreadable::Empty => "Le fichier est vide.".into(),
            Unreadable::NotATable(kind) => format!("Ce fichier n'est pas un tableau : {}.", kind.fr()),
            Unreadable::Damaged { .. } => "Le classeur est abîmé ou incomplet.".into(),
            Unreadable::Locked => "Le classeur est protégé par un mot de passe.".into(),
            Unreadable::NoSheet => "Le classeur n'a aucune feuille remplie.".into(),
            Unreadable::TooLarge { bytes, limit } => {
                format!(
                    "Le fichier fait {} Mio ; la limite est de {} Mio.",
                    mib(*bytes as u64),
                    mib(*limit as u64)
                )
            }
            Unreadable::TooManyEntries { limit } => format!("Le fichier contient plus de {limit} parties."),
            Unreadable::InflatesTooFar { limit } => {
                format!("Une fois décompressé, le fichier dépasse {} Mio.", mib(*limit))
            }
            Unreadable::PackedTooTightly => "Le fichier est comprimé comme aucun classeur ne l'est.".into(),
            Unreadable::TooManyRows { limit } => format!("Le fichier a plus de {limit} lignes."),
            Unreadable::TooManyColumns { found, limit } => {
                format!("Le tableau a {found} colonnes ; la limite est de {limit}.")
            }
            Unreadable::TooMuchText => "Le tableau contient trop de texte pour être lu d'un coup.".into(),
        }
    }

    fn why_en(&self) -> String {
        match self {
            Unreadable::Empty => "The file is empty.".into(),
            Unreadable::NotATable(kind) => format!("This file is not a table: {}.", kind.en()),
            Unreadable::Damaged { .. } => "The workbook is damaged or incomplete.".into(),
            Unreadable::Locked => "The workbook is locked by a password.".into(),
            Unreadable::NoSheet => "The workbook has no sheet with anything on it.".into(),
            Unreadable::TooLarge { bytes, limit } => {
                format!("The file has {} MiB; the limit is {} MiB.", mib(*bytes as u64), mib(*limit as u64))
            }
            Unreadable::TooManyEntries { limit } => format!("The file holds more than {limit} parts."),
            Unreadable::InflatesTooFar { limit } => {
                format!("Unpacked, the file exceeds {} MiB.", mib(*limit))
            }
            Unreadable::PackedTooTightly => "The file is packed as no workbook ever is.".into(),
            Unreadable::TooManyRows { limit } => format!("The file has more than {limit} rows."),
            Unreadable::TooManyColumns { found, limit } => {
                format!("The table has {found} columns; the limit is {limit}.")
            }
            Unreadable::TooMuchText => "The table holds too much text to be read at once.".into(),
        }
    }

    fn remedy_pair(&self) -> (&'static str, &'static str) {
        match self {
            Unreadable::Empty | Unreadable::NoSheet => (
                "Choisissez le fichier qui contient le registre.",
                "Choose the file that holds the register.",
            ),
            Unreadable::NotATable(LooksLike::OldOrLockedWorkbook) => (
                "Ouvrez-le dans un tableur, ôtez le mot de passe s'il y en a un, et enregistrez-le en .xlsx ou .csv.",
                "Open it in a spreadsheet program, take off its password if it has one, and save it as .xlsx or .csv.",
            ),
            Unreadable::NotATable(LooksLike::OpenDocument) => (
                "Ouvrez-le dans votre tableur et enregistrez-le en .xlsx ou .csv.",
                "Open it in your spreadsheet program and save it as .xlsx or .csv.",
            ),
            Unreadable::NotATable(LooksLike::PlainText) => (
                "Mettez une ligne d'en-têtes (Nom;Prénom;Né le…) et séparez les colonnes par ; , ou une tabulation.",
                "Give it a row of headings (Surname;Given name;Born…) and part the columns by ; , or a tab.",
            ),
            Unreadable::NotATable(_) => (
                "Le registre doit être un fichier .csv ou .xlsx : recopiez la liste dans un tableur et enregistrez-la.",
                "A register must be a .csv or .xlsx file: copy the list into a spreadsheet program and save it.",
            ),
            Unreadable::Damaged { .. } | Unreadable::PackedTooTightly | Unreadable::TooManyEntries { .. } => {
                (
                    "Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx ou .csv, ou demandez une autre copie.",
                    "Open it in a spreadsheet program and save it again as .xlsx or .csv, or ask for another copy.",
                )
            }
            Unreadable::Locked => (
                "Ouvrez-le avec son mot de passe et enregistrez-le sans protection.",
                "Open it with its password and save it without protection.",
            ),
            Unreadable::TooLarge { .. }
            | Unreadable::InflatesTooFar { .. }
            | Unreadable::TooManyRows { .. }
            | Unreadable::TooMuchText => (
                "Partagez le registre en plusieurs fichiers et importez-les l'un après l'autre.",
                "Divide the register into several files and import them one after the other.",
            ),
            Unreadable::TooManyColumns { .. } => (
                "Supprimez les colonnes vides ou inutiles, ou vérifiez que chaque personne a sa propre ligne.",
                "Delete empty or needless columns, or check that each person has a row of their own.",
            ),
        }
    }
}

impl LooksLike {
    fn fr(self) -> &'static str {
        match self {
            LooksLike::Pdf => "c'est un document PDF",
            LooksLike::Picture => "c'est une image",
            LooksLike::OtherContainer => "c'est une archive ou un document d'une autre sorte",
            LooksLike::OpenDocument => "c'est une feuille OpenDocument (.ods)",
            LooksLike::OldOrLockedWorkbook => "c'est un ancien classeur .xls, ou un classeur à mot de passe",
            LooksLike::WebPage => "c'est une page web",
            LooksLike::Binary => "ce n'est pas du texte",
            LooksLike::PlainText => "c'est du texte sans colonnes",
        }
    }

    fn en(self) -> &'static str {
        match self {
            LooksLike::Pdf => "it is a PDF document",
            LooksLike::Picture => "it is a picture",
            LooksLike::OtherContainer => "it is an archive or a document of another kind",
            LooksLike::OpenDocument => "it is an OpenDocument sheet (.ods)",
            LooksLike::OldOrLockedWorkbook => "it is an old .xls workbook, or one locked by a password",
            LooksLike::WebPage => "it is a web page",
            LooksLike::Binary => "it is not text",
            LooksLike::PlainText => "it is text without columns",
        }
    }
}

/// Bytes as mebibytes, rounded up, so that a file one byte over its limit does not read as equal to it.
fn mib(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

impl Unreadable {
    /// The file is larger than any register.
    pub(crate) fn too_large(bytes: usize) -> Unreadable {
        Unreadable::TooLarge { bytes, limit: limit::MAX_FILE_BYTES }
    }
}
