//! Forms to fill by hand where no laptop is, and to type in later: the same fields in the same order as the page that takes
//! them. Nothing of a person stands on one.

use crate::paper::{Paper, Printing, apart};
use crate::sheet::PaperProblem;

/// Millimetres between two children of one form.
const BETWEEN: u8 = 6;

/// A form, worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is.
    pub title: String,
    /// How to fill it.
    pub how: String,
    /// Lines at its head, filled once: a place, a day, who writes.
    pub head: Vec<String>,
    /// Fields of one person, and for how many there is room.
    pub fields: (Vec<String>, u8),
    /// Columns of a table, and its empty lines.
    pub table: (Vec<(String, u8)>, u8),
    /// Room for more words, in lines.
    pub lines: u8,
    /// Where it is typed in later.
    pub typed_at: String,
}

/// Sets the form.
///
/// # Errors
/// [`PaperProblem`] when it could not be set.
pub fn blank(form: &Form, printing: Printing<'_>) -> Result<Vec<u8>, PaperProblem> {
    let foot = format!("{}; {}", apart(&form.title), apart(&form.typed_at));
    let mut paper = Paper::new(printing, &form.title).foot(foot);
    paper.heading(1, &form.title);
    paper.small(&form.how);
    let empty = |labels: &[String]| -> Vec<(String, String)> {
        labels.iter().map(|label| (label.clone(), String::new())).collect()
    };
    paper.facts(&empty(&form.head));
    let (fields, people) = &form.fields;
    for n in 0..*people {
        paper.gap(BETWEEN);
        paper.heading(2, &format!("{}.", n + 1));
        paper.facts(&empty(fields));
    }
    let (columns, lines) = &form.table;
    if !columns.is_empty() {
        paper.gap(BETWEEN);
        let empty = vec![String::new(); columns.len()];
        paper.numbered(2, columns, std::iter::repeat_n(empty, usize::from(*lines)));
    }
    if form.lines > 0 {
        paper.gap(BETWEEN);
        paper.write(form.lines);
    }
    paper.signed(&["paper-filled-by", "paper-typed-in-by"].map(|key| printing.t(key)));
    paper.pdf()
}
