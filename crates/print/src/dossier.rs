//! The pack of a dossier: a cover, what is missing, every paper as it stands, each scan on a page of its own, and an index
//! with page numbers. It leaves the house: it says what the papers say and nothing else of the person's file.
//!
//! With a code in place of the name, everything that could tell the name stays behind too: what else the cover says, the
//! papers' numbers, the scans and what is written of them. How many pages lie in the house is said.
//!
//! A scan that cannot be shown, because its bytes are no picture or break off, is named in its place: nothing is left out
//! silently. A scan's bytes go into the pack as they are.

use crate::paper::{Names, Paper, Printing, apart, spoken};
use crate::sheet::PaperProblem;
use image::{ImageFormat, ImageReader};
use std::io::Cursor;

/// Longest side of a scan that is set, in pixels: what is taken in is smaller.
const SIDE_MAX: u32 = 8_192;

/// A page of a paper, photographed or scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// What it shows, in words.
    pub caption: String,
    /// The picture, JPEG; none where its bytes are not at hand.
    pub jpeg: Option<Vec<u8>>,
}

/// One paper of the dossier, worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// Who issues it.
    pub issuer: String,
    /// How it stands today.
    pub status: String,
    /// Its days: asked, received, valid until.
    pub days: String,
    /// Its number or receipt.
    pub number: String,
    /// What it still lacks; none where nothing is missing of it.
    pub missing: Option<String>,
    /// Its scans, in their order.
    pub scans: Vec<Scan>,
}

/// A dossier, worded, ready to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Title of the procedure.
    pub procedure: String,
    /// The act that it serves.
    pub target: String,
    /// Code of whom it is about.
    pub code: String,
    /// Their name as they bear it.
    pub name: String,
    /// What else the cover says: labels and values.
    pub about: Vec<(String, String)>,
    /// The papers in the order of the procedure.
    pub papers: Vec<Sheet>,
    /// Who printed it and on which day.
    pub printed: String,
}

/// Sets the pack.
///
/// # Errors
/// [`PaperProblem`] when it could not be set.
pub fn pack(pack: &Pack, names: Names, printing: Printing<'_>) -> Result<Vec<u8>, PaperProblem> {
    let foot = format!("{}; {}; {}", apart(&pack.procedure), spoken(&pack.code), apart(&pack.printed));
    let title = format!("{} {}", pack.procedure, spoken(&pack.code));
    let mut paper = Paper::new(printing, &title).foot(foot);
    cover(&mut paper, pack, names, printing);
    missing(&mut paper, pack, printing);
    papers(&mut paper, pack, names, printing);
    if names == Names::Shown {
        annexes(&mut paper, pack, printing);
        index(&mut paper, pack, printing);
    }
    paper.pdf()
}

/// Width and height in pixels of a picture that is there from its head to its end. What lies between is not looked
/// through: whoever took it in did so, and nobody changes a scan afterwards.
fn measured(jpeg: &[u8]) -> Option<(u32, u32)> {
    const END: [u8; 2] = [0xff, 0xd9];
    let reader = ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg);
    let (w, h) = reader.into_dimensions().ok().filter(|_| jpeg.ends_with(&END))?;
    ((1..=SIDE_MAX).contains(&w) && (1..=SIDE_MAX).contains(&h)).then_some((w, h))
}

fn cover(paper: &mut Paper<'_>, pack: &Pack, names: Names, printing: Printing<'_>) {
    paper.heading(1, &pack.procedure);
    paper.text(&pack.target);
    let mut about = vec![(printing.t("paper-code"), spoken(&pack.code))];
    if names == Names::Shown {
        about.insert(0, (printing.t("paper-for"), apart(&pack.name)));
        about.extend(pack.about.iter().map(|(label, value)| (label.clone(), apart(value))));
    }
    about.retain(|(_, value)| !value.is_empty());
    paper.facts(&about);
    let here = pack.papers.iter().filter(|p| p.missing.is_none()).count();
    let scans: usize = pack.papers.iter().map(|p| p.scans.len()).sum();
    paper.facts(&[
        (printing.t("paper-in-hand"), format!("\u{2066}{here} / {}\u{2069}", pack.papers.len())),
        (printing.t("paper-annexes"), scans.to_string()),
    ]);
    if names == Names::Coded {
        paper.notice(&printing.t("paper-by-code"));
    }
}

fn missing(paper: &mut Paper<'_>, pack: &Pack, printing: Printing<'_>) {
    paper.heading(2, &printing.t("paper-missing"));
    let rows: Vec<Vec<String>> = pack
        .papers
        .iter()
        .filter_map(|p| Some(vec![p.title.clone(), p.issuer.clone(), p.missing.clone()?]))
        .collect();
    if rows.is_empty() {
        paper.text(&printing.t("paper-nothing-missing"));
    } else {
        let heads = ["paper-paper", "paper-issuer", "paper-next"].map(|key| printing.t(key));
        paper.table(&heads, &[4, 4, 5], &rows, false);
    }
}

fn papers(paper: &mut Paper<'_>, pack: &Pack, names: Names, printing: Printing<'_>) {
    paper.anchored(2, &printing.t("paper-papers"), "papers");
    let heads = ["paper-no", "paper-paper", "paper-status", "paper-days", "paper-number", "paper-pages"]
        .map(|key| printing.t(key));
    let row = |(i, p): (usize, &Sheet)| {
        let pages = if p.scans.is_empty() { String::new() } else { p.scans.len().to_string() };
        vec![
            (i + 1).to_string(),
            p.title.clone(),
            p.status.clone(),
            p.days.clone(),
            if names == Names::Shown { apart(&p.number) } else { String::new() },
            pages,
        ]
    };
    let rows: Vec<Vec<String>> = pack.papers.iter().enumerate().map(row).collect();
    paper.table(&heads, &[2, 10, 6, 13, 7, 4], &rows, false);
}

/// Each scan on a page of its own, behind a heading that says which paper it belongs to.
fn annexes(paper: &mut Paper<'_>, pack: &Pack, printing: Printing<'_>) {
    for (i, sheet) in pack.papers.iter().enumerate() {
        for (n, scan) in sheet.scans.iter().enumerate() {
            paper.page();
            let place = format!("\u{2066}{} / {}\u{2069}", n + 1, sheet.scans.len());
            let title = format!("{} {}. {} ({place})", printing.t("paper-annex"), i + 1, sheet.title);
            if n == 0 {
                paper.anchored(2, &title, &anchor(i));
            } else {
                paper.heading(2, &title);
            }
            if !scan.caption.is_empty() {
                paper.small(&scan.caption);
            }
            match scan.jpeg.as_ref().and_then(|jpeg| Some((jpeg, measured(jpeg)?))) {
                Some((jpeg, size)) => paper.picture(jpeg.clone(), size, &title),
                None => paper.notice(&printing.t("paper-scan-unreadable")),
            }
        }
    }
}

fn anchor(paper: usize) -> String {
    format!("annex-{paper}")
}

/// The papers by their titles, each with the page of its first scan, or of the list where it has none.
fn index(paper: &mut Paper<'_>, pack: &Pack, printing: Printing<'_>) {
    paper.page();
    paper.heading(2, &printing.t("paper-index"));
    let mut rows: Vec<(String, String)> = pack
        .papers
        .iter()
        .enumerate()
        .map(|(i, p)| (p.title.clone(), if p.scans.is_empty() { "papers".to_string() } else { anchor(i) }))
        .collect();
    rows.sort();
    paper.index(&[printing.t("paper-paper"), printing.t("paper-on-page")], &rows);
}
