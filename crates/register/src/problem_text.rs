//! Problems in words, French and English: each names the column and the value, and says what to do.

use linkage::edtf::EdtfProblem;

use crate::field::{FIELDS, Field};
use crate::problem::{Lang, Problem, Remedy, Why};

impl Problem {
    /// What is wrong, in one sentence that names the column and the value where there are such.
    pub fn why_text(&self, lang: Lang) -> String {
        let reason = match lang {
            Lang::Fr => why_fr(&self.why),
            Lang::En => why_en(&self.why),
        };
        let sentence = match (&self.column, self.value.is_empty(), lang) {
            (Some(column), false, Lang::Fr) => format!("« {column} », « {} » : {reason}", self.value),
            (Some(column), false, Lang::En) => format!("“{column}”, “{}”: {reason}", self.value),
            (Some(column), true, Lang::Fr) => format!("« {column} » : {reason}"),
            (Some(column), true, Lang::En) => format!("“{column}”: {reason}"),
            (None, false, Lang::Fr) => format!("« {} » : {reason}", self.value),
            (None, false, Lang::En) => format!("“{}”: {reason}", self.value),
            (None, true, _) => reason,
        };
        sentence + "."
    }

    /// What would mend it, in one sentence.
    pub fn remedy_text(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => remedy_fr(&self.remedy),
            Lang::En => remedy_en(&self.remedy),
        }
    }
}

fn why_fr(why: &Why) -> String {
    match why {
        Why::NoName => "cette ligne ne nomme personne".into(),
        Why::DateUnread(problem) => date_fr(problem),
        Why::SexUnread => "ce code de sexe n'est pas connu".into(),
        Why::SpreadsheetError => "le tableur affiche une erreur au lieu d'une valeur".into(),
        Why::SameAsRow(row) => format!("même contenu qu'à la ligne {row} ; les deux sont reprises"),
        Why::SecondValue(field) => {
            format!("une autre colonne donne déjà une autre valeur pour « {} »", field.heading(Lang::Fr))
        }
        Why::CellTooLong { limit } => format!("la cellule dépasse {limit} caractères ; la suite est coupée"),
        Why::TooManyCells { found, limit } => {
            format!("la ligne a {found} cellules ; la limite est de {limit}")
        }
        Why::Ragged { expected, found } => {
            format!(
                "la ligne a {found} cellules pour {expected} en-têtes ; ses valeurs sont peut-être décalées"
            )
        }
        Why::ManyShortRows { rows } => format!("{rows} lignes ont moins de cellules qu'il n'y a d'en-têtes"),
        Why::UnclosedQuote => "un guillemet s'ouvre et ne se ferme pas ; il est pris comme une lettre".into(),
        Why::RepeatsHeadings => "la ligne répète les en-têtes".into(),
        Why::NoHeadings => {
            "la première ligne est déjà une personne ; les colonnes portent leur lettre".into()
        }
        Why::OtherSheets { names } if names.len() == 1 => {
            "cette feuille aussi est remplie et n'a pas été lue".into()
        }
        Why::OtherSheets { .. } => "ces feuilles aussi sont remplies et n'ont pas été lues".into(),
        Why::BrokenLetters { count } => format!("{count} signes ne sont pas des lettres dans ce codage"),
        Why::ControlSigns { count } => format!("{count} signes invisibles ont été ôtés"),
        Why::UnknownColumn { .. } => "le fichier n'a pas de colonne de ce nom".into(),
        Why::UnknownField { .. } => "il n'y a pas de champ de ce nom".into(),
        Why::UnknownSetting { .. } => {
            "ce réglage n'existe pas ou contient autre chose que ce qu'il doit".into()
        }
        Why::MappingSyntax { line, message } => {
            format!("la correspondance est mal écrite à la ligne {line} ({})", one_line(message))
        }
    }
}

fn why_en(why: &Why) -> String {
    match why {
        Why::NoName => "this row names nobody".into(),
        Why::DateUnread(problem) => date_en(problem),
        Why::SexUnread => "this code for the sex is not known".into(),
        Why::SpreadsheetError => "the spreadsheet shows an error instead of a value".into(),
        Why::SameAsRow(row) => format!("the same content as row {row}; both go in"),
        Why::SecondValue(field) => {
            format!("another column already gives another value for “{}”", field.heading(Lang::En))
        }
        Why::CellTooLong { limit } => {
            format!("the cell has more than {limit} characters; the rest is cut off")
        }
        Why::TooManyCells { found, limit } => format!("the row has {found} cells; the limit is {limit}"),
        Why::Ragged { expected, found } => {
            format!("the row has {found} cells for {expected} headings; its values may have slipped")
        }
        Why::ManyShortRows { rows } => format!("{rows} rows have fewer cells than there are headings"),
        Why::UnclosedQuote => "a quote opens and does not close; it is taken as a letter".into(),
        Why::RepeatsHeadings => "the row repeats the headings".into(),
        Why::NoHeadings => "the first row is already a person; columns are named by their letter".into(),
        Why::OtherSheets { names } if names.len() == 1 => {
            "this sheet is filled, too, and was not read".into()
        }
        Why::OtherSheets { .. } => "these sheets are filled, too, and were not read".into(),
        Why::BrokenLetters { count } => format!("{count} signs are no letters in this encoding"),
        Why::ControlSigns { count } => format!("{count} invisible signs were taken out"),
        Why::UnknownColumn { .. } => "the file has no column of this name".into(),
        Why::UnknownField { .. } => "there is no field of this name".into(),
        Why::UnknownSetting { .. } => {
            "this setting does not exist or holds something else than it must".into()
        }
        Why::MappingSyntax { line, message } => {
            format!("the mapping is not well written at line {line} ({})", one_line(message))
        }
    }
}

fn date_fr(problem: &EdtfProblem) -> String {
    match problem {
        EdtfProblem::Empty | EdtfProblem::SaidUnknown => "la date n'est pas connue".into(),
        EdtfProblem::TooLong { .. } => "le texte est trop long pour une date".into(),
        EdtfProblem::NotADate => "ce n'est pas une date".into(),
        EdtfProblem::UnknownWord { word } => format!("« {word} » ne se comprend pas dans une date"),
        EdtfProblem::NoYear => "l'année manque".into(),
        EdtfProblem::AmbiguousCentury { year } => format!("l'année {year:02} peut être de deux siècles"),
        EdtfProblem::ImpossibleMonth { month } => {
            format!("il n'y a pas de mois {month} ; le jour et le mois sont peut-être inversés")
        }
        EdtfProblem::ImpossibleDay { year, month, day } => {
            format!("le mois {month} de {year} n'a pas de jour {day}")
        }
        EdtfProblem::ImpossiblePattern => "aucun jour du calendrier ne convient".into(),
        EdtfProblem::Reversed => "la période finit avant de commencer".into(),
        EdtfProblem::SaysNothing => "cela ne dit rien de la date".into(),
    }
}

fn date_en(problem: &EdtfProblem) -> String {
    match problem {
        EdtfProblem::Empty | EdtfProblem::SaidUnknown => "the date is not known".into(),
        EdtfProblem::TooLong { .. } => "the text is too long for a date".into(),
        EdtfProblem::NotADate => "this is not a date".into(),
        EdtfProblem::UnknownWord { word } => format!("“{word}” is not understood in a date"),
        EdtfProblem::NoYear => "the year is missing".into(),
        EdtfProblem::AmbiguousCentury { year } => format!("the year {year:02} may belong to two centuries"),
        EdtfProblem::ImpossibleMonth { month } => {
            format!("there is no month {month}; day and month may stand the other way round")
        }
        EdtfProblem::ImpossibleDay { year, month, day } => {
            format!("month {month} of {year} has no day {day}")
        }
        EdtfProblem::ImpossiblePattern => "no day of the calendar fits".into(),
        EdtfProblem::Reversed => "the period ends before it begins".into(),
        EdtfProblem::SaysNothing => "this says nothing about the date".into(),
    }
}

fn remedy_fr(remedy: &Remedy) -> String {
    match remedy {
        Remedy::WriteAName => "Écrivez un nom, un prénom, ou « ? » si l'enfant est sans nom.".into(),
        Remedy::WriteTheDate => {
            "Écrivez 14.3.1931, mars 1931, 1931, vers 1931, ou laissez vide si rien n'est su.".into()
        }
        Remedy::SayTheCentury => "Écrivez l'année en quatre chiffres, ou dites le siècle du registre.".into(),
        Remedy::UseASexCode => "Écrivez F, M ou X, ou ajoutez ce code à la correspondance.".into(),
        Remedy::CorrectTheFormula => "Corrigez la formule, ou remplacez-la par la valeur.".into(),
        Remedy::CompareTheTwoRows(row) => {
            format!("Comparez avec la ligne {row} : si c'est la même personne, retirez-en une.")
        }
        Remedy::LeaveOneColumnOut => "Ne gardez qu'une des deux colonnes dans la correspondance.".into(),
        Remedy::ShortenTheCell => {
            "Partagez le texte sur plusieurs cellules, ou joignez-le au dossier.".into()
        }
        Remedy::CheckTheSeparators => "Vérifiez les séparateurs de la ligne dans le fichier.".into(),
        Remedy::CloseTheQuote => "Fermez le guillemet ou supprimez-le.".into(),
        Remedy::DeleteTheRow => "Rien à faire ; vous pouvez supprimer la ligne.".into(),
        Remedy::AddHeadings => {
            "Ajoutez une ligne d'en-têtes, ou dites ce que contient chaque colonne.".into()
        }
        Remedy::ImportTheSheetsToo => "Enregistrez chaque feuille à part et importez-la aussi.".into(),
        Remedy::SaveAsUtf8 => {
            "Enregistrez le fichier en UTF-8 depuis le tableur et importez-le de nouveau.".into()
        }
        Remedy::Nothing => "Rien à faire.".into(),
        Remedy::WriteInstead(name) => format!("Vouliez-vous dire « {name} » ?"),
        Remedy::UseAColumn(columns) => format!("Colonnes du fichier : {}.", columns.join(", ")),
        Remedy::UseAFieldName => format!("Champs possibles : {}, none.", keys()),
        Remedy::UseASetting => format!("Réglages possibles : {SETTINGS}."),
        Remedy::CorrectTheMapping => {
            "Corrigez ce fichier ; l'import propose une correspondance à copier.".into()
        }
    }
}

fn remedy_en(remedy: &Remedy) -> String {
    match remedy {
        Remedy::WriteAName => "Write a surname, a given name, or “?” if the child has no known name.".into(),
        Remedy::WriteTheDate => {
            "Write 14.3.1931, March 1931, 1931, about 1931, or leave it blank if nothing is known.".into()
        }
        Remedy::SayTheCentury => {
            "Write the year with four digits, or say the century of the register.".into()
        }
        Remedy::UseASexCode => "Write F, M or X, or add this code to the mapping.".into(),
        Remedy::CorrectTheFormula => "Correct the formula, or put the value in its place.".into(),
        Remedy::CompareTheTwoRows(row) => {
            format!("Compare it with row {row}: if it is the same person, take one out.")
        }
        Remedy::LeaveOneColumnOut => "Keep only one of the two columns in the mapping.".into(),
        Remedy::ShortenTheCell => "Spread the text over several cells, or attach it to the file.".into(),
        Remedy::CheckTheSeparators => "Check the separators of the row in the file.".into(),
        Remedy::CloseTheQuote => "Close the quote or take it out.".into(),
        Remedy::DeleteTheRow => "Nothing to do; you may delete the row.".into(),
        Remedy::AddHeadings => "Add a row of headings, or say what each column holds.".into(),
        Remedy::ImportTheSheetsToo => "Save each sheet by itself and import it as well.".into(),
        Remedy::SaveAsUtf8 => {
            "Save the file as UTF-8 from the spreadsheet program and import it again.".into()
        }
        Remedy::Nothing => "Nothing to do.".into(),
        Remedy::WriteInstead(name) => format!("Did you mean “{name}”?"),
        Remedy::UseAColumn(columns) => format!("Columns of the file: {}.", columns.join(", ")),
        Remedy::UseAFieldName => format!("Possible fields: {}, none.", keys()),
        Remedy::UseASetting => format!("Possible settings: {SETTINGS}."),
        Remedy::CorrectTheMapping => "Correct this file; the import proposes a mapping to copy.".into(),
    }
}

/// The settings of a mapping file with what each holds.
const SETTINGS: &str =
    "day_first = true | false, century = 1900, [columns], [sex] female = [..], male = [..], other = [..]";

fn keys() -> String {
    FIELDS.map(Field::key).join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
