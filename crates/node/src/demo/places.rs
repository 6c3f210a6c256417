//! The places of the demonstration. The camps and the relay house bear their names; every home is invented.

use super::houses::House;
use domain::Edtf;
use domain::entry::Fact as Entry;
use domain::id::{FileId, Key};
use domain::place::{Beds, Fact, Kind};

/// A place as the scenario tells it.
pub struct Spot {
    /// The compartment that keeps its file.
    pub house: House,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: &'static str,
    /// Commune and region.
    pub lies: (&'static str, &'static str),
    /// When it opened (EDTF).
    pub opened: &'static str,
    /// When it closed; empty while it stands.
    pub closed: &'static str,
    /// Tenure, owner, terms.
    pub tenure: (&'static str, &'static str, &'static str),
    /// Beds: sex, youngest, oldest, count, blocked.
    pub beds: &'static [(&'static str, u16, u16, u32, u32)],
    /// The place around it, by its number in [`SPOTS`].
    pub within: Option<usize>,
}

/// Homes whose files say what they offer and which languages are spoken there; the others are still to be asked.
const OFFERED: [(&str, &[&str], &[&str]); 3] = [
    ("Château des Aulnes", &["kosher", "rest-day", "diet"], &["fr", "de"]),
    ("Le Mas-Fleuri", &["diet", "step-free", "quiet-room"], &["fr"]),
    ("La Bruyère", &["escort", "interpreter"], &["fr", "es"]),
];

const STATE: (&str, &str, &str) = ("of-the-state", "État français", "");

const fn camp(
    house: House,
    name: &'static str,
    lies: (&'static str, &'static str),
    opened: &'static str,
    closed: &'static str,
    beds: &'static [(&'static str, u16, u16, u32, u32)],
) -> Spot {
    Spot { house, kind: Kind::Camp, name, lies, opened, closed, tenure: STATE, beds, within: None }
}

const fn block(
    house: House,
    within: usize,
    name: &'static str,
    beds: &'static [(&'static str, u16, u16, u32, u32)],
) -> Spot {
    Spot {
        house,
        kind: Kind::Barrack,
        name,
        lies: ("", ""),
        opened: "",
        closed: "",
        tenure: STATE,
        beds,
        within: Some(within),
    }
}

const fn home(
    house: House,
    name: &'static str,
    lies: (&'static str, &'static str),
    spell: (&'static str, &'static str),
    tenure: (&'static str, &'static str, &'static str),
    beds: &'static [(&'static str, u16, u16, u32, u32)],
) -> Spot {
    Spot { house, kind: Kind::Home, name, lies, opened: spell.0, closed: spell.1, tenure, beds, within: None }
}

/// Numbers in [`SPOTS`].
pub const GURS: usize = 0;
/// See [`SPOTS`].
pub const RIVESALTES: usize = 1;
/// See [`SPOTS`].
pub const ARGELES: usize = 2;
/// See [`SPOTS`].
pub const AGDE: usize = 3;
/// See [`SPOTS`].
pub const RECEBEDOU: usize = 4;
/// See [`SPOTS`].
pub const MILLES: usize = 5;
/// See [`SPOTS`].
pub const RIEUCROS: usize = 6;
/// See [`SPOTS`].
pub const NOE: usize = 7;
/// See [`SPOTS`].
pub const PALAVAS: usize = 8;
/// The first of four homes of 1939.
pub const MONTMORENCY: usize = 9;
/// The first of ten homes of the southern zone.
pub const SOUTH: usize = 13;
/// How many there are.
pub const SOUTHERN: usize = 10;
/// The home of today.
pub const ACACIAS: usize = 23;

/// Every place. Numbers matter: stays point here.
pub static SPOTS: &[Spot] = &[
    camp(House::Gurs, "Gurs", ("Gurs", "Basses-Pyrénées"), "1939-04", "", &[("any", 0, 99, 9000, 600)]),
    camp(
        House::Rivesaltes,
        "Rivesaltes",
        ("Rivesaltes", "Pyrénées-Orientales"),
        "1941-01-14",
        "",
        &[("any", 0, 99, 8000, 400)],
    ),
    camp(
        House::Camps,
        "Argelès",
        ("Argelès-sur-Mer", "Pyrénées-Orientales"),
        "1939-02",
        "1941-09",
        &[("any", 0, 99, 6000, 0)],
    ),
    camp(House::Camps, "Agde", ("Agde", "Hérault"), "1939-02", "1941-11", &[("any", 0, 99, 5000, 0)]),
    camp(
        House::Camps,
        "Récébédou",
        ("Portet-sur-Garonne", "Haute-Garonne"),
        "1940-07",
        "",
        &[("any", 0, 99, 1400, 60)],
    ),
    camp(
        House::Camps,
        "Les Milles (annexes de Marseille)",
        ("Marseille", "Bouches-du-Rhône"),
        "1940-09",
        "",
        &[("any", 0, 99, 700, 0)],
    ),
    camp(House::Camps, "Rieucros", ("Mende", "Lozère"), "1939-01", "1942-02-13", &[("any", 0, 99, 600, 0)]),
    camp(House::Camps, "Noé", ("Noé", "Haute-Garonne"), "1941-02", "", &[("any", 0, 99, 1500, 80)]),
    Spot {
        house: House::Relay,
        kind: Kind::RelayHouse,
        name: "Palavas-les-Flots",
        lies: ("Palavas-les-Flots", "Hérault"),
        opened: "1941-02-24",
        closed: "",
        tenure: (
            "rented",
            "Société des bains de mer",
            "Bail de trois, six, neuf ; une pièce réservée à l’isolement.",
        ),
        beds: &[("f", 3, 14, 13, 0), ("m", 3, 14, 13, 1), ("any", 0, 5, 6, 0)],
        within: None,
    },
    home(
        House::Montmorency,
        "Villa des Marronniers",
        ("Montmorency", "Seine-et-Oise"),
        ("1938-12", "1940-06-11"),
        ("rented", "Mme Delorme", "Bail annuel, loyer payé par trimestre."),
        &[("any", 6, 16, 98, 0)],
    ),
    home(
        House::Montmorency,
        "La Hêtraie",
        ("Eaubonne", "Seine-et-Oise"),
        ("1939-01", "1940-06-11"),
        ("rented", "M. Vasseur, notaire", "Bail annuel."),
        &[("any", 6, 16, 88, 0)],
    ),
    home(
        House::Montmorency,
        "Les Primevères",
        ("Soisy-sous-Montmorency", "Seine-et-Oise"),
        ("1939-02", "1940-06-11"),
        ("lent", "M. et Mme Aubry", "Mise à disposition à titre de don, sans loyer."),
        &[("any", 4, 12, 75, 0)],
    ),
    home(
        House::Montmorency,
        "Maison Bellevue",
        ("Montmorency", "Seine-et-Oise"),
        ("1939-03", "1940-06-11"),
        (
            "lent",
            "Comte de Saint-Aubin",
            "Mise à disposition à titre de don ; le parc reste au propriétaire.",
        ),
        &[("any", 6, 15, 65, 0)],
    ),
    home(
        House::Creuse,
        "Château des Aulnes",
        ("près de Guéret", "Creuse"),
        ("1940-05-20", ""),
        ("rented", "M. Lavergne", "Bail de trois ans."),
        &[("any", 8, 17, 116, 0), ("any", 4, 7, 34, 4)],
    ),
    home(
        House::Creuse,
        "Le Mas-Fleuri",
        ("près de La Souterraine", "Creuse"),
        ("1940-05-24", ""),
        ("rented", "Mme veuve Parot", "Bail annuel."),
        &[("any", 6, 17, 118, 0)],
    ),
    home(
        House::Creuse,
        "La Bruyère",
        ("près d’Aubusson", "Creuse"),
        ("1940-06-01", ""),
        ("lent", "Commune", "École mise à disposition ; à rendre sur demande."),
        &[("any", 4, 14, 104, 0)],
    ),
    home(
        House::HauteVienne,
        "La Feuillée",
        ("près de Limoges", "Haute-Vienne"),
        ("1940-05-25", ""),
        ("rented", "M. Chastaing", "Bail de trois ans."),
        &[("any", 5, 17, 132, 0)],
    ),
    home(
        House::HauteVienne,
        "Moulin-Neuf",
        ("près de Saint-Junien", "Haute-Vienne"),
        ("1940-06-02", ""),
        ("lent", "Famille Rochebrune", "Mise à disposition à titre de don, sans terme."),
        &[("any", 4, 16, 112, 6)],
    ),
    home(
        House::HauteVienne,
        "Les Chênes-Verts",
        ("près de Bellac", "Haute-Vienne"),
        ("1940-06-05", ""),
        ("rented", "M. Debord", "Bail annuel."),
        &[("any", 0, 8, 96, 0)],
    ),
    home(
        House::Provence,
        "Les Cigales",
        ("près d’Aubagne", "Bouches-du-Rhône"),
        ("1939-06", ""),
        ("rented", "M. Reynaud", "Bail annuel."),
        &[("any", 5, 16, 84, 0)],
    ),
    home(
        House::Provence,
        "La Bastide Claire",
        ("près de Brignoles", "Var"),
        ("1939-08", ""),
        ("lent", "Mme Fabre", "Mise à disposition à titre de don."),
        &[("any", 4, 16, 78, 0)],
    ),
    home(
        House::Savoie,
        "Chalet des Gentianes",
        ("près de Saint-Gervais", "Haute-Savoie"),
        ("1940-07-10", ""),
        ("rented", "Société hôtelière des Alpes", "Location à la saison, tacite reconduction."),
        &[("any", 4, 14, 92, 0)],
    ),
    home(
        House::Savoie,
        "Le Vieux Noyer",
        ("près de Voiron", "Isère"),
        ("1940-08-01", ""),
        ("lent", "M. Perrin", "Mise à disposition, préavis de deux mois."),
        &[("any", 6, 17, 84, 0)],
    ),
    Spot {
        house: House::Acacias,
        kind: Kind::Home,
        name: "Maison des Acacias",
        lies: ("Villeneuve-sur-Seine", "Val-de-Marne"),
        opened: "2023-09-01",
        closed: "",
        tenure: (
            "owned",
            "L’association",
            "Autorisation pour 42 places ; commission de sécurité passée le 2025-03-18.",
        ),
        beds: &[("f", 6, 12, 8, 0), ("f", 13, 17, 10, 1), ("m", 6, 12, 10, 0), ("m", 13, 17, 14, 0)],
        within: None,
    },
    block(House::Gurs, GURS, "Îlot I", &[("any", 0, 99, 1400, 60)]),
    block(House::Gurs, GURS, "Îlot J", &[("any", 0, 99, 1400, 60)]),
    block(House::Gurs, GURS, "Îlot K", &[("any", 0, 99, 1400, 60)]),
    block(House::Gurs, GURS, "Îlot L", &[("any", 0, 99, 1400, 120)]),
    block(House::Gurs, GURS, "Îlot M", &[("any", 0, 99, 1400, 120)]),
    block(House::Gurs, GURS, "Baraque des enfants (îlot K)", &[("any", 3, 14, 60, 0)]),
    block(House::Rivesaltes, RIVESALTES, "Îlot B", &[("any", 0, 99, 1600, 0)]),
    block(House::Rivesaltes, RIVESALTES, "Îlot J", &[("any", 0, 99, 1600, 80)]),
    block(House::Rivesaltes, RIVESALTES, "Îlot K", &[("any", 0, 99, 1600, 80)]),
    block(House::Rivesaltes, RIVESALTES, "Baraque des enfants (îlot J)", &[("any", 3, 14, 90, 0)]),
    Spot { kind: Kind::Premises, ..block(House::Gurs, GURS, "Local de l’œuvre à Gurs", &[]) },
    Spot {
        kind: Kind::Premises,
        ..block(House::Rivesaltes, RIVESALTES, "Local des enfants à Rivesaltes", &[])
    },
    Spot {
        house: House::Direction,
        kind: Kind::Premises,
        name: "Bureau de Montpellier",
        lies: ("Montpellier", "Hérault"),
        opened: "1940-08",
        closed: "",
        tenure: ("rented", "M. Cazals", "Deux pièces au premier étage."),
        beds: &[],
        within: None,
    },
];

/// Barracks by camp, as stays write them.
pub fn lodging(place: usize) -> &'static [&'static str] {
    match place {
        GURS => &["Îlot I", "Îlot J", "Îlot K", "Îlot L", "Îlot M"],
        RIVESALTES => &["Îlot B", "Îlot J", "Îlot K"],
        ARGELES => &["Camp des familles", "Camp des femmes"],
        AGDE => &["Camp 1", "Camp 2", "Camp 3"],
        RECEBEDOU | NOE => &["Pavillon"],
        MILLES => &["Hôtel Bompard", "Hôtel du Levant", "Terminus du port"],
        RIEUCROS => &["Baraque"],
        _ => &["Dortoir du bas", "Dortoir du haut", "Chambre des petits"],
    }
}

impl Spot {
    /// The facts of its file. `files` gives the files of the places before it.
    pub fn facts(&self, files: &[FileId], mut key: impl FnMut() -> Key) -> Vec<Entry> {
        let read = |text: &str| Edtf::parse(text).ok();
        let mut facts = vec![Fact::Named { kind: self.kind, name: self.name.into() }];
        if !self.lies.0.is_empty() {
            let (commune, region) = (self.lies.0.into(), self.lies.1.into());
            facts.push(Fact::Located { commune, region, country: "France".into() });
        }
        let (tenure, owner, terms) = (self.tenure.0.into(), self.tenure.1.into(), self.tenure.2.into());
        facts.push(Fact::Tenure { tenure, owner, until: None, terms });
        for &(sex, from_age, to_age, count, blocked) in self.beds {
            let beds = Beds { sex: sex.into(), from_age, to_age, count, blocked };
            facts.push(Fact::Beds { key: key(), beds });
        }
        for (_, needs, languages) in OFFERED.iter().filter(|(name, ..)| *name == self.name) {
            let offers = |need: &&str| Fact::Offers { need: (*need).into(), there: true };
            let speaks = |language: &&str| Fact::Speaks { language: (*language).into(), spoken: true };
            facts.extend(needs.iter().map(offers).chain(languages.iter().map(speaks)));
        }
        facts.extend(read(self.opened).map(Fact::Opened));
        facts.extend(self.within.and_then(|w| files.get(w)).map(|w| Fact::Within(*w)));
        if self.kind == Kind::RelayHouse {
            facts.push(Fact::ConfirmWithin { hours: 24 });
        }
        facts.into_iter().map(Entry::Place).collect()
    }
}
