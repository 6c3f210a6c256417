//! A list on paper: who travels together, who sleeps in a house tonight, what the kitchen gives out. Its lines are worded by
//! the room whose list it is, which knows what may leave the house; this lays them, numbers them and leaves room to sign.

use crate::paper::{Paper, Printing, apart};
use crate::sheet::PaperProblem;

/// A column: its heading, and its share of the width.
pub type Column = (String, u8);

/// A list, worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it is.
    pub title: String,
    /// What stands above it: labels and values.
    pub about: Vec<(String, String)>,
    /// The columns behind the number.
    pub columns: Vec<Column>,
    /// The lines; a cell left empty is filled by hand.
    pub lines: Vec<Vec<String>>,
    /// What is said below it.
    pub below: Vec<String>,
    /// Who signs.
    pub signed: Vec<String>,
    /// The day and whatever else stands at the foot of every page.
    pub foot: String,
}

/// Sets the list, across the page.
///
/// # Errors
/// [`PaperProblem`] when it could not be set.
pub fn list(of: &List, printing: Printing<'_>) -> Result<Vec<u8>, PaperProblem> {
    let mut paper = Paper::new(printing, &of.title).foot(apart(&of.foot)).wide();
    paper.heading(1, &of.title);
    let about: Vec<(String, String)> =
        of.about.iter().filter(|(_, value)| !value.is_empty()).cloned().collect();
    paper.facts(&about);
    paper.gap(3);
    paper.numbered(1, &of.columns, of.lines.iter().cloned());
    for text in &of.below {
        paper.text(text);
    }
    paper.signed(&of.signed);
    paper.pdf()
}
