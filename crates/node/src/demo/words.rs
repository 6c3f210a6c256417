//! What people wrote down: short, kind, and never more than is needed. Invented.

/// Notes of the teams in the camps.
pub const CAMP: &[&str] = &[
    "Vue ce matin à la baraque. Demande des nouvelles de son frère ; lettre écrite ensemble.",
    "Chaussures trop petites, pointure relevée pour la prochaine distribution.",
    "La mère est d’accord pour le départ, le père a écrit du groupe de travailleurs : il demande une photo.",
    "Deuxième couverture remise. Dort mieux depuis le changement de place, loin de la porte.",
    "Vient à la classe chaque jour. Aide les petits à lire.",
    "A de la fièvre depuis deux jours ; l’infirmière passera ce soir.",
    "La famille attend une réponse du consulat. Ne pas avancer la date du départ sans elle.",
    "Inscrit au goûter de la baraque des enfants.",
    "Le nom est écrit autrement sur la fiche du camp ; relevé tel quel, à confirmer avec le certificat.",
    "Préfère parler dans sa langue ; une voisine de baraque traduit.",
    "Parti avec ses affaires : une valise, un manteau, un cahier. Reçu signé par la mère.",
    "Visite avec le médecin. Supplément de lait pour quatre semaines.",
];

/// Children's own words.
pub const OWN: &[&str] = &[
    "Je veux bien partir si ma sœur vient dans la même maison.",
    "Est-ce qu’il y a une école là-bas ?",
    "Ich möchte Mama jede Woche schreiben.",
    "J’ai peur du train, mais pas de la mer.",
    "Mi hermano sabe nadar, yo todavía no.",
    "Je garde mon cahier avec moi.",
    "Ich kann schon gut französisch.",
    "On dort à combien dans la chambre ?",
];

/// Notes of the homes.
pub const HOME: &[&str] = &[
    "Entré en classe avec son âge ; bon en calcul, le français vient.",
    "A écrit à ses parents. Réponse reçue, lue ensemble.",
    "Veut apprendre la menuiserie ; atelier de l’ORT le jeudi.",
    "Dort bien depuis une semaine. Rit avec les autres.",
    "Visite du médecin de la maison : rien à signaler.",
    "Demande quand son père viendra. Nous ne savons pas ; le lui avons dit.",
    "Aide au jardin, s’occupe des lapins.",
    "A reçu un colis de sa tante ; partagé avec la chambrée.",
    "Ne veut pas dormir près de la fenêtre ; lit changé.",
    "Prépare le certificat d’études.",
];

/// Findings of first care, by item of the list; "rien" is a finding.
pub const CARE: &[(&str, &[&str])] = &[
    ("temperature", &["36,8", "37,1", "37,0", "38,2, au lit"]),
    ("weight", &["notée à la feuille de pesée"]),
    ("lice-scabies", &["rien", "rien", "poux, traités", "gale débutante, traitée"]),
    ("wounds", &["rien", "engelures aux pieds, pansées", "rien", "genou écorché"]),
    ("contagion", &["rien", "rien", "toux, isolement deux nuits"]),
    ("medicines", &["aucun", "aucun", "sirop, deux fois par jour"]),
    ("last-meal", &["ce matin, pain et café", "en gare, soupe"]),
    ("bath", &["fait"]),
    ("clothes", &["trousseau complet remis", "manque un manteau", "chaussures à changer"]),
    ("sleep", &["bien", "réveillé deux fois", "bien, avec sa sœur à côté"]),
    ("bedwetting", &["non", "non", "oui, sans en parler devant les autres"]),
    ("fears", &["aucune dite", "le bruit des portes", "être séparé"]),
    (
        "belongings",
        &["une valise, reçu signé", "un sac, une couverture, reçu signé", "une poupée, gardée avec elle"],
    ),
    (
        "own-view",
        &[
            "veut rester avec les siens",
            "demande une école",
            "d’accord pour la maison proposée",
            "veut écrire d’abord à sa mère",
        ],
    ),
];

/// Health records: kind and text.
pub const HEALTH: &[(&str, &str)] = &[
    (
        "examination",
        "Poids en dessous de l’attendu pour la taille ; supplément de lait, pesée dans quinze jours.",
    ),
    ("examination", "Bon état général. Dents à revoir."),
    ("examination", "Anémie légère ; foie de veau quand il y en a, sirop de fer."),
    ("illness", "Bronchite, convalescent."),
    ("illness", "Impétigo, en voie de guérison."),
    ("vaccination", "Vaccin antidiphtérique, première injection."),
    ("vaccination", "Vaccin antityphoïdique, rappel fait."),
    ("treatment", "Pommade soufrée trois soirs, linge bouilli."),
    ("treatment", "Gouttes pour les oreilles, matin et soir, huit jours."),
    ("diet", "Repas fractionnés pendant une semaine."),
];

/// Who accompanies families in the camps, beside the resident worker: invented.
pub const TEAM: &[&str] =
    &["Mlle Kern", "Mme Ollier", "M. Brunner", "Mlle Szabo", "Mme Tissot", "Mlle Arnoux", "M. Lindner"];

/// Who receives children at the homes, in their order: invented.
pub const DIRECTORS: [&str; 10] = [
    "Mme Aubert",
    "M. Vernet",
    "Mlle Colin",
    "Mme Strasser",
    "M. Delmas",
    "Mlle Roussel",
    "Mme Achard",
    "M. Giraud",
    "Mme Perret",
    "M. Blanchet",
];

/// Escorts: invented.
pub const ESCORTS: &[&str] = &["Mlle Moreau", "Mme Leclerc", "Mlle Hauser", "M. Bastide"];

/// A day as a French register writes it.
pub fn day(on: jiff::civil::Date) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let month = MONTHS[usize::from(on.month().unsigned_abs() - 1)];
    let first = if on.day() == 1 { "er" } else { "" };
    format!("{}{first} {month} {}", on.day(), on.year())
}
