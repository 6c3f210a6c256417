//! A report on paper: numbers under their headings, each table with what is said below it. It is worded by the room whose
//! report it is; the page shows the same words.

use crate::list::Column;
use crate::paper::{Paper, Printing, apart};
use crate::sheet::PaperProblem;

/// A table of a report, under its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What it counts.
    pub heading: String,
    /// The columns; the first names the line.
    pub columns: Vec<Column>,
    /// The lines.
    pub lines: Vec<Vec<String>>,
    /// What is said below it; where there is no line, in its place.
    pub below: Vec<String>,
}

/// A report, worded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What it is.
    pub title: String,
    /// What stands above it: labels and values.
    pub about: Vec<(String, String)>,
    /// Its tables.
    pub sections: Vec<Section>,
    /// The foot of every page.
    pub foot: String,
}

/// Sets the report.
///
/// # Errors
/// [`PaperProblem`] when it could not be set.
pub fn report(of: &Report, printing: Printing<'_>) -> Result<Vec<u8>, PaperProblem> {
    let mut paper = Paper::new(printing, &of.title).foot(apart(&of.foot));
    paper.heading(1, &of.title);
    paper.facts(&of.about);
    for section in &of.sections {
        paper.gap(3);
        paper.heading(2, &section.heading);
        if !section.lines.is_empty() {
            let heads: Vec<String> = section.columns.iter().map(|(head, _)| head.clone()).collect();
            let widths: Vec<u8> = section.columns.iter().map(|(_, width)| *width).collect();
            paper.table(&heads, &widths, &section.lines, false);
        }
        for text in &section.below {
            paper.small(text);
        }
    }
    paper.pdf()
}
