//! The list of problems as a file that opens in any spreadsheet program, inert like every export.

use crate::export::{carried, guarded_csv};
use crate::problem::{Lang, Problem, Severity};

/// The problems as CSV: file, row, column, value, why, remedy, what it costs, and the whole row where it did not
/// go in. Byte order mark and separator as in [`crate::export::csv`].
pub fn problems_csv(problems: &[Problem], lang: Lang) -> Vec<u8> {
    let header = match lang {
        Lang::Fr => {
            ["Fichier", "Ligne", "Colonne", "Valeur", "Problème", "Que faire", "Effet", "Ligne entière"]
        }
        Lang::En => ["File", "Row", "Column", "Value", "Problem", "What to do", "Effect", "Whole row"],
    };
    let rows = problems.iter().map(|problem| {
        let cells = [
            problem.file.clone(),
            problem.row.map_or_else(String::new, |row| row.to_string()),
            problem.column.clone().unwrap_or_default(),
            problem.value.clone(),
            problem.why_text(lang),
            problem.remedy_text(lang),
            problem.severity.text(lang).to_owned(),
            problem.whole_row.join(" | "),
        ];
        cells.map(|cell| cell.chars().filter(|c| carried(*c)).collect()).to_vec()
    });
    guarded_csv(header.map(str::to_owned).to_vec(), rows, lang)
}

impl Severity {
    /// What a problem of this kind costs, in a few words.
    pub fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::File, Lang::Fr) => "à savoir",
            (Severity::File, Lang::En) => "for your information",
            (Severity::Cell, Lang::Fr) => "la personne est reprise, cette cellule à part",
            (Severity::Cell, Lang::En) => "the person goes in, this cell is kept aside",
            (Severity::Row, Lang::Fr) => "la ligne n'est pas reprise",
            (Severity::Row, Lang::En) => "the row does not go in",
        }
    }
}
