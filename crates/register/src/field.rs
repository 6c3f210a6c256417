//! The closed list of what a column of a register can hold.
//!
//! Pages, mapping files, exports and the handbook are made from [`FIELDS`]; what is not here stays with the row
//! as it stood (see `Row::unmapped`). Photographs are not a column: they come in by the person's own file.

use crate::problem::Lang;
use crate::synonym;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Number of the line in the register itself.
    Number,
    /// Whole name in one cell; split only where the writing says how.
    FullName,
    Given,
    Surname,
    BirthSurname,
    Sex,
    /// Date of birth, any certainty.
    Birth,
    BirthPlace,
    Nationality,
    /// Held apart: a restricted volet, never among the ordinary columns.
    Religion,
    Languages,
    Father,
    Mother,
    /// Key that brothers and sisters, or a household, share.
    Family,
    Barrack,
    ArrivedOn,
    CameFrom,
    Convoy,
    LeftOn,
    LeaveReason,
    LeftFor,
    /// Held apart: health volet.
    Health,
    Note,
    /// The short code that Relais itself gave.
    Code,
}

/// Every field, in the order in which registers and exports show them.
pub const FIELDS: [Field; 24] = [
    Field::Code,
    Field::Number,
    Field::FullName,
    Field::Surname,
    Field::Given,
    Field::BirthSurname,
    Field::Sex,
    Field::Birth,
    Field::BirthPlace,
    Field::Nationality,
    Field::Religion,
    Field::Languages,
    Field::Father,
    Field::Mother,
    Field::Family,
    Field::Barrack,
    Field::ArrivedOn,
    Field::CameFrom,
    Field::Convoy,
    Field::LeftOn,
    Field::LeaveReason,
    Field::LeftFor,
    Field::Health,
    Field::Note,
];

impl Field {
    /// Name in mapping files, JSON and form values. Never changes: saved mappings use it.
    pub fn key(self) -> &'static str {
        match self {
            Field::Number => "number",
            Field::FullName => "full_name",
            Field::Given => "given",
            Field::Surname => "surname",
            Field::BirthSurname => "birth_surname",
            Field::Sex => "sex",
            Field::Birth => "birth",
            Field::BirthPlace => "birth_place",
            Field::Nationality => "nationality",
            Field::Religion => "religion",
            Field::Languages => "languages",
            Field::Father => "father",
            Field::Mother => "mother",
            Field::Family => "family",
            Field::Barrack => "barrack",
            Field::ArrivedOn => "arrived_on",
            Field::CameFrom => "came_from",
            Field::Convoy => "convoy",
            Field::LeftOn => "left_on",
            Field::LeaveReason => "leave_reason",
            Field::LeftFor => "left_for",
            Field::Health => "health",
            Field::Note => "note",
            Field::Code => "code",
        }
    }

    /// The field of a key, exactly as [`Field::key`] writes it.
    pub fn from_key(key: &str) -> Option<Field> {
        FIELDS.into_iter().find(|f| f.key() == key)
    }

    /// Heading for people, and the one that exports write. [`crate::Mapping::guess`] recognises each of them.
    pub fn heading(self, lang: Lang) -> &'static str {
        let (fr, en) = match self {
            Field::Number => ("N° du registre", "Register no."),
            Field::FullName => ("Nom et prénom", "Full name"),
            Field::Given => ("Prénom", "Given name"),
            Field::Surname => ("Nom de famille", "Surname"),
            Field::BirthSurname => ("Nom de naissance", "Birth surname"),
            Field::Sex => ("Sexe", "Sex"),
            Field::Birth => ("Date de naissance", "Date of birth"),
            Field::BirthPlace => ("Lieu de naissance", "Place of birth"),
            Field::Nationality => ("Nationalité", "Nationality"),
            Field::Religion => ("Religion", "Religion"),
            Field::Languages => ("Langues", "Languages"),
            Field::Father => ("Père", "Father"),
            Field::Mother => ("Mère", "Mother"),
            Field::Family => ("Groupe familial", "Family group"),
            Field::Barrack => ("Baraque", "Barrack"),
            Field::ArrivedOn => ("Date d'arrivée", "Arrived on"),
            Field::CameFrom => ("Venant de", "Came from"),
            Field::Convoy => ("Convoi", "Convoy"),
            Field::LeftOn => ("Date de sortie", "Left on"),
            Field::LeaveReason => ("Motif de sortie", "Reason for leaving"),
            Field::LeftFor => ("Parti pour", "Left for"),
            Field::Health => ("Santé", "Health"),
            Field::Note => ("Observations", "Note"),
            Field::Code => ("Code Relais", "Relais code"),
        };
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// Headings by which it is recognised, in French, English and German, in folded form (plain lower case).
    pub fn synonyms(self) -> &'static [&'static str] {
        synonym::of(self)
    }

    /// Whether the column is kept apart from ordinary ones: it goes only to a restricted volet, and only when a
    /// person asks for it; exports never write it.
    pub fn held_apart(self) -> bool {
        matches!(self, Field::Religion | Field::Health)
    }

    /// Whether its cells are dates.
    pub fn is_date(self) -> bool {
        matches!(self, Field::Birth | Field::ArrivedOn | Field::LeftOn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heading::fold;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn keys_are_one_to_one() {
        let keys: HashSet<_> = FIELDS.iter().map(|f| f.key()).collect();
        assert_eq!(keys.len(), FIELDS.len());
        for field in FIELDS {
            assert_eq!(Field::from_key(field.key()), Some(field));
        }
    }

    #[test]
    fn synonyms_are_folded_and_name_one_field_each() {
        let mut seen: HashMap<&str, Field> = HashMap::new();
        for field in FIELDS {
            for synonym in field.synonyms() {
                assert_eq!(&fold(synonym), synonym, "a synonym of {field:?} is not in folded form");
                if let Some(other) = seen.insert(synonym, field) {
                    panic!("{synonym:?} names both {other:?} and {field:?}");
                }
            }
        }
    }

    #[test]
    fn our_own_headings_are_recognised() {
        for field in FIELDS {
            for lang in [Lang::Fr, Lang::En] {
                let heading = fold(field.heading(lang));
                assert!(field.synonyms().contains(&heading.as_str()), "{heading:?} of {field:?}");
            }
        }
    }
}
