//! The headings under which registers in French, English and German keep each field, in folded form.
//!
//! A plain table and nothing else: a new heading met in the field is one more word here.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::field::{FIELDS, Field};

/// Headings of a field, folded by `heading::fold`.
pub(crate) fn of(field: Field) -> &'static [&'static str] {
    match field {
        Field::Number => NUMBER,
        Field::FullName => FULL_NAME,
        Field::Given => GIVEN,
        Field::Surname => SURNAME,
        Field::BirthSurname => BIRTH_SURNAME,
        Field::Sex => SEX,
        Field::Birth => BIRTH,
        Field::BirthPlace => BIRTH_PLACE,
        Field::Nationality => NATIONALITY,
        Field::Religion => RELIGION,
        Field::Languages => LANGUAGES,
        Field::Father => FATHER,
        Field::Mother => MOTHER,
        Field::Family => FAMILY,
        Field::Barrack => BARRACK,
        Field::ArrivedOn => ARRIVED_ON,
        Field::CameFrom => CAME_FROM,
        Field::Convoy => CONVOY,
        Field::LeftOn => LEFT_ON,
        Field::LeaveReason => LEAVE_REASON,
        Field::LeftFor => LEFT_FOR,
        Field::Health => HEALTH,
        Field::Note => NOTE,
        Field::Code => CODE,
    }
}

#[rustfmt::skip]
const NUMBER: &[&str] = &[
    "n", "no", "nr", "num", "numero", "number", "ordre", "n d ordre", "no d ordre", "numero d ordre", "matricule",
    "n matricule", "no matricule", "numero matricule", "n du registre", "no du registre", "n de registre",
    "no de registre", "numero de registre", "n d inscription", "no d inscription", "numero d inscription",
    "n d immatriculation", "numero d immatriculation", "register no", "register number", "registration no",
    "registration number", "reg no", "serial", "serial no", "serial number", "id", "identifiant", "camp number",
    "lfd nr", "lfd no", "laufende nummer", "nummer", "registernummer", "listennummer", "lagernummer", "kennnummer",
];

#[rustfmt::skip]
const FULL_NAME: &[&str] = &[
    "nom et prenom", "nom et prenoms", "nom et prenom s", "nom prenom", "nom prenoms", "noms et prenoms",
    "noms prenoms", "nom complet", "prenom et nom", "prenom nom", "nom de l enfant", "enfant", "full name", "fullname",
    "complete name", "name and surname", "surname and given name", "surname and given names", "name of child",
    "child s name", "child name", "child", "name vorname", "name und vorname", "vorname name", "vorname und name",
    "vor und zuname", "vor und nachname", "zu und vorname", "familien und vorname", "vollstandiger name", "vollname",
    "name des kindes", "kind", "nom et prenom de l enfant", "beneficiary name",
];

#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "prenom", "prenoms", "prenom s", "prenom de l enfant", "given name", "given names", "given", "givenname",
    "first name", "first names", "firstname", "forename", "forenames", "christian name", "vorname", "vornamen",
    "vorname n", "rufname",
];

#[rustfmt::skip]
const SURNAME: &[&str] = &[
    "nom", "noms", "nom de famille", "nom famille", "nom patronymique", "patronyme", "surname", "surnames",
    "family name", "last name", "lastname", "name", "names", "familienname", "nachname", "zuname",
];

#[rustfmt::skip]
const BIRTH_SURNAME: &[&str] = &[
    "nom de jeune fille", "nom de naissance", "nom a la naissance", "nee", "maiden name", "birth name", "birth surname",
    "surname at birth", "name at birth", "geburtsname", "madchenname", "geborene", "geb name",
];

#[rustfmt::skip]
const SEX: &[&str] = &[
    "sexe", "sex", "gender", "genre", "geschlecht", "s", "m f", "f m", "m w", "w m", "g f", "h f", "b g",
    "garcon fille", "fille garcon", "boy girl", "girl boy",
];

#[rustfmt::skip]
const BIRTH: &[&str] = &[
    "date de naissance", "date naissance", "date de naiss", "date naiss", "d naiss", "naissance", "ne le", "nee le",
    "ne e le", "ne nee le", "ne", "ne e", "ddn", "annee de naissance", "annee naissance", "date of birth", "birth date",
    "birthdate", "birthday", "birth", "dob", "d o b", "born", "born on", "year of birth", "birth year",
    "geburtsdatum", "geburtstag", "geboren am", "geboren", "geb", "geb am", "geb datum", "geburt", "geburtsjahr",
    "estimated date of birth",
];

#[rustfmt::skip]
const BIRTH_PLACE: &[&str] = &[
    "lieu de naissance", "lieu naissance", "lieu de naiss", "ne a", "nee a", "ne e a", "commune de naissance",
    "ville de naissance", "place of birth", "birth place", "birthplace", "born in", "born at", "pob", "town of birth",
    "geburtsort", "geboren in", "geb ort", "geb in",
];

#[rustfmt::skip]
const NATIONALITY: &[&str] = &[
    "nationalite", "nationalites", "nat", "nationality", "nationalities", "citizenship", "staatsangehorigkeit",
    "staatsangeh", "staatsburgerschaft", "nationalitat",
];

#[rustfmt::skip]
const RELIGION: &[&str] = &[
    "religion", "religions", "culte", "confession", "confession religieuse", "rite", "relig", "faith",
    "religious affiliation", "denomination", "konfession", "bekenntnis", "glaube", "glaubensbekenntnis",
    "religionszugehorigkeit",
];

#[rustfmt::skip]
const LANGUAGES: &[&str] = &[
    "langue", "langues", "langue s", "langue parlee", "langues parlees", "langue s parlee s", "langue maternelle",
    "language", "languages", "language s", "languages spoken", "spoken languages", "mother tongue", "sprache",
    "sprachen", "sprache n", "muttersprache",
];

#[rustfmt::skip]
const FATHER: &[&str] = &[
    "pere", "nom du pere", "prenom du pere", "nom et prenom du pere", "father", "father s name", "fathers name",
    "name of father", "father name", "vater", "name des vaters", "vatername", "vorname des vaters",
];

#[rustfmt::skip]
const MOTHER: &[&str] = &[
    "mere", "nom de la mere", "prenom de la mere", "nom et prenom de la mere", "mother", "mother s name",
    "mothers name", "name of mother", "mother name", "mutter", "name der mutter", "vorname der mutter",
];

#[rustfmt::skip]
const FAMILY: &[&str] = &[
    "famille", "groupe familial", "n de famille", "no de famille", "numero de famille", "n famille", "code famille",
    "fratrie", "menage", "family", "family group", "family no", "family number", "family id", "family code",
    "sibling group", "siblings", "household", "household id", "household no", "familie", "familien nr",
    "familiennummer", "geschwister", "geschwistergruppe", "haushalt",
];

#[rustfmt::skip]
const BARRACK: &[&str] = &[
    "baraque", "baraques", "n baraque", "n de baraque", "no de baraque", "baraque n", "baraque no", "baraquement",
    "ilot", "ilot baraque", "ilot et baraque", "bloc", "batiment", "chambre", "chambree", "dortoir", "tente", "barrack",
    "barracks", "barrack no", "hut", "building", "dormitory", "room", "tent", "block", "baracke", "baracke nr", "block nr",
    "stube", "zimmer", "zelt",
];

#[rustfmt::skip]
const ARRIVED_ON: &[&str] = &[
    "date d arrivee", "date arrivee", "arrivee", "arrive le", "arrivee le", "arrive e le", "entree", "date d entree",
    "date entree", "entre le", "entree le", "entre e le", "interne le", "interne e le", "date d internement",
    "internement", "date of arrival", "arrival", "arrival date", "arrived", "arrived on", "admitted", "admitted on",
    "admission", "admission date", "date of admission", "entry", "entry date", "date of entry", "ankunft",
    "ankunftsdatum", "angekommen", "angekommen am", "ankunft am", "eintritt", "eintrittsdatum", "zugang", "zugang am",
    "zugangsdatum", "aufnahme", "aufnahmedatum", "aufgenommen am",
];

#[rustfmt::skip]
const CAME_FROM: &[&str] = &[
    "provenance", "lieu de provenance", "venant de", "vient de", "arrive de", "origine", "camp d origine",
    "camp de provenance", "dernier domicile", "derniere residence", "came from", "coming from", "from", "arrived from",
    "origin", "previous place", "last residence", "last address", "herkunft", "herkunftsort", "kommt aus", "kommt von",
    "von", "aus", "letzter wohnort",
];

#[rustfmt::skip]
const CONVOY: &[&str] = &[
    "convoi", "n de convoi", "no de convoi", "numero de convoi", "n convoi", "convoi n", "transport", "convoy",
    "convoy no", "convoy number", "transport no", "transport number", "konvoi", "transportnummer", "transport nr",
];

#[rustfmt::skip]
const LEFT_ON: &[&str] = &[
    "date de sortie", "date sortie", "sortie", "sorti le", "sortie le", "sorti e le", "depart", "date de depart",
    "date depart", "parti le", "partie le", "parti e le", "libere le", "libere e le", "date de liberation", "liberation",
    "departure", "departure date", "date of departure", "left", "left on", "exit", "exit date", "date of exit",
    "discharged", "discharged on", "discharge date", "date of discharge", "release date", "released on", "abgang",
    "abgang am", "abgangsdatum", "austritt", "austrittsdatum", "entlassen am", "entlassung", "entlassungsdatum",
    "abreise", "abreisedatum", "abgereist am",
];

#[rustfmt::skip]
const LEAVE_REASON: &[&str] = &[
    "motif", "motif de sortie", "motif de la sortie", "motif du depart", "motif de depart", "raison", "raison du depart",
    "raison de la sortie", "cause de sortie", "reason", "reason for leaving", "reason for departure", "reason for exit",
    "exit reason", "leave reason", "leaving reason", "discharge reason", "grund", "abgangsgrund", "entlassungsgrund",
    "austrittsgrund",
];

#[rustfmt::skip]
const LEFT_FOR: &[&str] = &[
    "destination", "lieu de destination", "parti pour", "partie pour", "parti e pour", "sorti pour", "sorti vers",
    "transfere a", "transfere vers", "left for", "going to", "to", "went to", "transferred to", "moved to", "ziel",
    "zielort", "nach", "verlegt nach", "entlassen nach", "abgereist nach",
];

#[rustfmt::skip]
const HEALTH: &[&str] = &[
    "sante", "etat de sante", "etat sanitaire", "maladie", "maladies", "diagnostic", "medical", "observations medicales",
    "handicap", "poids", "vaccination", "vaccinations", "health", "health status", "medical status", "medical notes",
    "diagnosis", "disease", "illness", "disability", "weight", "gesundheit", "gesundheitszustand", "krankheit",
    "krankheiten", "diagnose", "behinderung", "gewicht", "impfungen",
];

#[rustfmt::skip]
const NOTE: &[&str] = &[
    "note", "notes", "observation", "observations", "remarque", "remarques", "commentaire", "commentaires", "divers",
    "comment", "comments", "remark", "remarks", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "notiz",
    "notizen",
];

#[rustfmt::skip]
const CODE: &[&str] = &["code relais", "relais code", "relais", "code", "short code", "code court", "kurzcode"];

/// The field that a folded heading names exactly.
pub(crate) fn field_of(folded: &str) -> Option<Field> {
    static BY_WORD: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
        FIELDS.into_iter().flat_map(|field| of(field).iter().map(move |word| (*word, field))).collect()
    });
    BY_WORD.get(folded).copied()
}

/// Whether a folded text is the heading of some field.
pub(crate) fn is_heading(folded: &str) -> bool {
    field_of(folded).is_some()
}
