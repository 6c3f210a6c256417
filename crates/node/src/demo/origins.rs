//! Invented names that fit the period, by where a family came from. Given names and surnames are joined at random;
//! nobody who lived is meant.

/// Where families came from, with the names, places and languages that go with it.
pub struct Origin {
    /// Girls' names.
    pub girls: &'static [&'static str],
    /// Boys' names.
    pub boys: &'static [&'static str],
    /// Mothers' given names.
    pub mothers: &'static [&'static str],
    /// Fathers' given names.
    pub fathers: &'static [&'static str],
    /// Surnames.
    pub surnames: &'static [&'static str],
    /// Places of birth.
    pub births: &'static [&'static str],
    /// Nationalities as registers wrote them, by weight.
    pub nationalities: &'static [(&'static str, usize)],
    /// Languages spoken at home.
    pub languages: &'static [&'static str],
    /// Of a hundred families, how many ask for kosher food.
    pub kosher: usize,
    /// Whether the round-ups of August 1942 were aimed at such families.
    pub hunted: bool,
}

/// Baden, the Palatinate and the Saar.
#[rustfmt::skip]
pub static BADEN: Origin = Origin {
    girls: &[
        "Ruth", "Inge", "Hannelore", "Margot", "Edith", "Lore", "Ilse", "Gerda", "Ellen", "Doris",
        "Marianne", "Susi", "Hilde", "Renate", "Eva", "Liesel", "Beate", "Ursula", "Suse", "Hedwig",
        "Gertrud", "Bertha", "Mirjam", "Judith",
    ],
    boys: &[
        "Heinz", "Günter", "Kurt", "Werner", "Hans", "Manfred", "Walter", "Ernst", "Rolf", "Helmut", "Erich",
        "Fritz", "Ludwig", "Max", "Paul", "Siegfried", "Julius", "Alfred", "Berthold", "Egon", "Herbert",
        "Norbert", "Uri", "Emil",
    ],
    mothers: &[
        "Klara", "Selma", "Rosa", "Frieda", "Johanna", "Recha", "Paula", "Meta", "Elsa", "Betty", "Irma",
        "Thekla",
    ],
    fathers: &[
        "Ludwig", "Hermann", "Moritz", "Leopold", "Julius", "Isidor", "Karl", "Salomon", "Gustav", "Sigmund",
        "Hugo",
    ],
    surnames: &[
        "Ackermann", "Adelsheim", "Bachrach", "Baum", "Bensinger", "Bodenheimer", "Bruchsaler", "Carlebach",
        "Dinkelspiel", "Dreyfuss", "Durlacher", "Eppinger", "Ettlinger", "Falk", "Flegenheimer", "Geismar",
        "Grumbacher", "Guggenheim", "Haas", "Heimerdinger", "Herzberger", "Hockenheimer", "Kahn",
        "Karlebach", "Kuppenheim", "Ladenburger", "Landauer", "Maier", "Marx", "Neumann", "Odenheimer",
        "Oppenheimer", "Rieser", "Rosenfeld", "Schnurmann", "Schwab", "Sinauer", "Strauss", "Sulzberger",
        "Traub", "Veit", "Wachenheimer", "Weil", "Weingartner", "Wertheimer", "Wimpfheimer",
    ],
    births: &[
        "Mannheim", "Karlsruhe", "Heidelberg", "Freiburg", "Ludwigshafen", "Konstanz", "Pforzheim",
        "Offenburg", "Landau", "Bruchsal",
    ],
    nationalities: &[("Allemagne", 8), ("sans nationalité", 2)],
    languages: &["de"],
    kosher: 28,
    hunted: true,
};

/// Vienna and what lay around it.
#[rustfmt::skip]
pub static VIENNA: Origin = Origin {
    girls: &[
        "Lisl", "Trude", "Herta", "Grete", "Erika", "Lilly", "Stella", "Vally", "Elfriede", "Kitty", "Ilona",
        "Vera", "Anni", "Hanna",
    ],
    boys: &[
        "Georg", "Otto", "Robert", "Peter", "Franz", "Felix", "Viktor", "Karli", "Leo", "Erwin", "Harry",
        "Oskar", "Fredi", "Thomas",
    ],
    mothers: &["Olga", "Valerie", "Hermine", "Camilla", "Stefanie", "Adele", "Melanie", "Grete", "Elsa"],
    fathers: &["Arthur", "Emil", "Oskar", "Rudolf", "Siegmund", "Josef", "Heinrich", "Wilhelm", "Arnold"],
    surnames: &[
        "Adler", "Beer", "Deutsch", "Eisler", "Feldmann", "Fuchs", "Glaser", "Grünfeld", "Haber", "Hacker",
        "Kestenbaum", "Klinger", "Kohn", "Kraus", "Langer", "Lustig", "Mautner", "Morgenstern", "Pollak",
        "Popper", "Reisz", "Schlesinger", "Schwarz", "Singer", "Spitzer", "Steiner", "Tauber", "Ungar",
        "Wachtel", "Weisz", "Zeisel", "Zuckermann",
    ],
    births: &["Vienne", "Graz", "Linz", "Brünn", "Prague", "Bratislava", "Baden bei Wien"],
    nationalities: &[("Autriche", 4), ("Allemagne", 2), ("Tchécoslovaquie", 2), ("sans nationalité", 3)],
    languages: &["de"],
    kosher: 18,
    hunted: true,
};

/// Poland, by way of Paris or Antwerp.
#[rustfmt::skip]
pub static POLAND: Origin = Origin {
    girls: &[
        "Rywka", "Chana", "Perla", "Fajga", "Sura", "Estera", "Bajla", "Chaja", "Dwojra", "Gitla", "Ida",
        "Rachel", "Sarah", "Paulette", "Fanny", "Régine", "Berthe", "Annette", "Hélène", "Jeannette",
        "Rosette", "Malka", "Mindla", "Tauba",
    ],
    boys: &[
        "Chaim", "Mojsze", "Szlama", "Icek", "Abram", "Jankiel", "Lejb", "Maurice", "Henri", "Simon",
        "Bernard", "Albert", "Charles", "Marcel", "Joseph", "Isaac", "Salomon", "Herszel", "Dawid", "Samuel",
        "Jacques", "Léon", "Adolphe", "Wolf",
    ],
    mothers: &[
        "Chaja", "Ruchla", "Fajga", "Malka", "Gitla", "Estera", "Laja", "Zlata", "Sura", "Brucha", "Tauba",
        "Pesa",
    ],
    fathers: &[
        "Mordka", "Abram", "Szmul", "Icek", "Chaim", "Jankiel", "Boruch", "Nuchim", "Lejzor", "Josek",
        "Zelman",
    ],
    surnames: &[
        "Apelbaum", "Bergier", "Brajtman", "Cukierman", "Dratwa", "Erlich", "Fajngold", "Fiszman", "Fogiel",
        "Frydman", "Garfinkiel", "Glikman", "Goldfarb", "Grynbaum", "Gutman", "Herszkowicz", "Jablonka",
        "Kapelusz", "Kirszenbaum", "Kleinman", "Korenblum", "Lewkowicz", "Majzels", "Mandelbaum", "Nusbaum",
        "Pinkus", "Perelman", "Rajchman", "Rotsztajn", "Rozenblum", "Rubinsztajn", "Szafran", "Szapiro",
        "Sztern", "Szwarc", "Tenenbaum", "Wajnberg", "Wajsbrot", "Wolman", "Zajdman", "Zylberman", "Zyskind",
    ],
    births: &[
        "Varsovie", "Łódź", "Cracovie", "Lublin", "Radom", "Paris 11e", "Paris 20e", "Anvers", "Bruxelles",
        "Metz", "Lens",
    ],
    nationalities: &[("Pologne", 7), ("sans nationalité", 3), ("France", 1)],
    languages: &["yi", "pl"],
    kosher: 36,
    hunted: true,
};

/// Families who had lived in Belgium and the Netherlands.
#[rustfmt::skip]
pub static BELGIUM: Origin = Origin {
    girls: &[
        "Betty", "Flora", "Irène", "Julia", "Léa", "Lucie", "Mireille", "Nelly", "Rosa", "Sophie", "Suzanne",
        "Thérèse", "Frieda", "Lina",
    ],
    boys: &[
        "André", "Benno", "Daniel", "Édouard", "Gustave", "Hugo", "Jules", "Kurt", "Michel", "Nathan",
        "Oscar", "René", "Victor", "Willy",
    ],
    mothers: &["Regina", "Amalia", "Sabine", "Cécile", "Eugénie", "Rosalie", "Gusta", "Lola", "Dora"],
    fathers: &["Bernard", "Jacob", "Léopold", "Maximilien", "Nathan", "Siegmund", "Wolf", "Armand", "Oscar"],
    surnames: &[
        "Aronson", "Blitz", "Brachfeld", "Diamant", "Edelstein", "Feuer", "Goldmuntz", "Halberstadt",
        "Horowitz", "Jacobs", "Kornfeld", "Landau", "Liebermann", "Mendels", "Nachtigall", "Orbach", "Polak",
        "Rapaport", "Sachs", "Salzmann", "Scharf", "Schreiber", "Silberfeld", "Sternlicht", "Teitelbaum",
        "Unger", "Vogel", "Weinstock", "Wolff", "Zwirn",
    ],
    births: &[
        "Anvers", "Bruxelles", "Gand", "Amsterdam", "Cologne", "Francfort-sur-le-Main", "Liège", "Leipzig",
    ],
    nationalities: &[
        ("Belgique", 3), ("Pologne", 4), ("Allemagne", 3), ("Pays-Bas", 1), ("sans nationalité", 3),
    ],
    languages: &["fr", "yi"],
    kosher: 34,
    hunted: true,
};

/// Spain: families who crossed in February 1939.
#[rustfmt::skip]
pub static SPAIN: Origin = Origin {
    girls: &[
        "María", "Pilar", "Carmen", "Dolores", "Rosario", "Josefa", "Montserrat", "Nuria", "Teresa",
        "Antonia", "Luisa", "Amparo", "Libertad", "Aurora", "Paquita", "Encarnación",
    ],
    boys: &[
        "Antonio", "José", "Juan", "Francisco", "Manuel", "Jaume", "Jordi", "Ramón", "Pedro", "Ángel",
        "Luis", "Enrique", "Germinal", "Vicente", "Miguel", "Joaquín",
    ],
    mothers: &[
        "Asunción", "Concepción", "Francisca", "Isabel", "Juana", "Manuela", "Mercedes", "Remedios", "Rosa",
    ],
    fathers: &[
        "Andrés", "Domingo", "Eusebio", "Fernando", "Ginés", "Julián", "Mariano", "Pascual", "Salvador",
    ],
    surnames: &[
        "Alcaraz", "Almirall", "Aranda", "Balaguer", "Barrera", "Bosch", "Cabanes", "Campillo", "Carrasco",
        "Casals", "Cervera", "Domènech", "Espinosa", "Ferrer", "Fuentes", "Gallardo", "Garriga", "Gimeno",
        "Herrero", "Ibáñez", "Llopis", "Marín", "Molina", "Moreno", "Navarro", "Ortega", "Pascual", "Pons",
        "Puig", "Quintana", "Ramos", "Ribera", "Roca", "Rubio", "Sánchez", "Serra", "Soler", "Tarrés",
        "Torres", "Vidal", "Vila", "Zamora",
    ],
    births: &[
        "Barcelone", "Saragosse", "Lérida", "Tarragone", "Madrid", "Valence", "Gérone", "Teruel", "Huesca",
        "Malaga",
    ],
    nationalities: &[("Espagne", 1)],
    languages: &["es"],
    kosher: 0,
    hunted: false,
};

/// Alsace and Moselle, expelled or evacuated.
#[rustfmt::skip]
pub static ALSACE: Origin = Origin {
    girls: &[
        "Odile", "Marie", "Jeanne", "Louise", "Germaine", "Simone", "Yvonne", "Marthe", "Colette", "Denise",
        "Liliane", "Huguette",
    ],
    boys: &[
        "Charles", "Georges", "Jean", "Lucien", "Marcel", "Pierre", "Robert", "Roger", "Raymond", "Fernand",
        "Gérard", "Armand",
    ],
    mothers: &["Caroline", "Élise", "Mathilde", "Berthe", "Salomé", "Sophie", "Alice", "Pauline"],
    fathers: &["Joseph", "Eugène", "Achille", "Émile", "Sylvain", "Auguste", "Edmond", "Gaston"],
    surnames: &[
        "Bernheim", "Blum", "Bollack", "Braunschweig", "Caen", "Dockès", "Ebstein", "Gintzburger",
        "Gugenheim", "Hauser", "Heymann", "Klotz", "Kuntz", "Lehmann", "Meyer", "Muller", "Netter", "Picard",
        "Reinhardt", "Ruff", "Samuel", "Schmitt", "Schneider", "Ulmann", "Wahl", "Weiss", "Winterstein",
        "Ziegler",
    ],
    births: &[
        "Strasbourg", "Mulhouse", "Colmar", "Haguenau", "Metz", "Sarreguemines", "Sélestat", "Thionville",
    ],
    nationalities: &[("France", 9), ("sans nationalité", 1)],
    languages: &["fr", "de"],
    kosher: 14,
    hunted: false,
};

/// Emigrants of the old Russian empire.
#[rustfmt::skip]
pub static RUSSIA: Origin = Origin {
    girls: &["Vera", "Nina", "Tamara", "Lidia", "Olga", "Sonia", "Rosa", "Raïssa", "Ludmila", "Anna"],
    boys: &["Boris", "Alexandre", "Lev", "Mikhaïl", "Ilya", "Grigori", "Sacha", "David", "Pavel", "Iossif"],
    mothers: &["Sofia", "Maria", "Rosa", "Evguenia", "Klara"],
    fathers: &["Semion", "Naoum", "Isaac", "Lazar", "Grigori"],
    surnames: &[
        "Abramov", "Berman", "Gurevitch", "Kagan", "Lourié", "Markov", "Rabinovitch", "Roubinstein",
        "Slonim", "Volkov",
    ],
    births: &["Paris 16e", "Nice", "Kichinev", "Odessa", "Berlin", "Riga", "Belgrade"],
    nationalities: &[("sans nationalité (passeport Nansen)", 6), ("Roumanie", 2), ("Lettonie", 1)],
    languages: &["ru", "fr"],
    kosher: 12,
    hunted: true,
};

/// Forms in Hebrew letters, as a mother's letter or a school book wrote them.
#[rustfmt::skip]
const HEBREW: &[(&str, &str)] = &[
    ("Rywka", "רבקה"), ("Chana", "חנה"), ("Perla", "פערלע"), ("Fajga", "פייגע"), ("Sura", "שרה"),
    ("Estera", "אסתר"), ("Bajla", "ביילא"), ("Chaja", "חיה"), ("Dwojra", "דבורה"), ("Gitla", "גיטל"),
    ("Malka", "מלכה"), ("Rachel", "רחל"), ("Chaim", "חיים"), ("Mojsze", "משה"), ("Szlama", "שלמה"),
    ("Icek", "איציק"), ("Abram", "אברהם"), ("Jankiel", "יאנקל"), ("Lejb", "לייב"), ("Dawid", "דוד"),
    ("Isaac", "יצחק"), ("Wolf", "וואלף"), ("Samuel", "שמואל"), ("Herszel", "הערשל"), ("Mirjam", "מרים"),
    ("Judith", "יהודית"), ("Ruth", "רות"), ("Uri", "אורי"), ("Apelbaum", "אפלבוים"),
    ("Cukierman", "צוקערמאן"), ("Erlich", "ערליך"), ("Fiszman", "פישמאן"), ("Fogiel", "פייגל"),
    ("Frydman", "פרידמאן"), ("Glikman", "גליקמאן"), ("Goldfarb", "גאלדפארב"), ("Grynbaum", "גרינבוים"),
    ("Gutman", "גוטמאן"), ("Kirszenbaum", "קירשנבוים"), ("Kleinman", "קליינמאן"), ("Korenblum", "קארנבלום"),
    ("Mandelbaum", "מאנדלבוים"), ("Nusbaum", "נוסבוים"), ("Perelman", "פערלמאן"), ("Rozenblum", "רוזנבלום"),
    ("Szafran", "שאפראן"), ("Szapiro", "שפירא"), ("Sztern", "שטערן"), ("Szwarc", "שווארץ"),
    ("Tenenbaum", "טננבוים"), ("Wajnberg", "וויינבערג"), ("Zylberman", "זילבערמאן"), ("Kahn", "כהן"),
    ("Weil", "ווייל"), ("Landauer", "לנדאואר"), ("Rosenfeld", "רוזנפלד"),
];

/// Forms in Cyrillic letters.
#[rustfmt::skip]
const CYRILLIC: &[(&str, &str)] = &[
    ("Vera", "Вера"), ("Nina", "Нина"), ("Tamara", "Тамара"), ("Lidia", "Лидия"), ("Olga", "Ольга"),
    ("Sonia", "Соня"), ("Rosa", "Роза"), ("Raïssa", "Раиса"), ("Ludmila", "Людмила"), ("Anna", "Анна"),
    ("Boris", "Борис"), ("Lev", "Лев"), ("Alexandre", "Александр"), ("Mikhaïl", "Михаил"), ("Ilya", "Илья"),
    ("Grigori", "Григорий"), ("Sacha", "Саша"), ("David", "Давид"), ("Pavel", "Павел"), ("Iossif", "Иосиф"),
    ("Abramov", "Абрамов"), ("Berman", "Берман"), ("Gurevitch", "Гуревич"), ("Kagan", "Каган"),
    ("Lourié", "Лурье"), ("Markov", "Марков"), ("Rabinovitch", "Рабинович"), ("Roubinstein", "Рубинштейн"),
    ("Slonim", "Слоним"), ("Volkov", "Волков"),
];

/// The name in another script, where both parts are known in it.
pub fn other_script(given: &str, surname: &str) -> Option<(&'static str, &'static str)> {
    let find = |table: &'static [(&str, &'static str)], what: &str| {
        table.iter().find(|(latin, _)| *latin == what).map(|(_, other)| *other)
    };
    let both = |table| Some((find(table, given)?, find(table, surname)?));
    both(CYRILLIC).or_else(|| both(HEBREW))
}
