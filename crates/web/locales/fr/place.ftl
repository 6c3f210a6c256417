# Lieux, séjours, absences, présence, certificats, déplacements.

# Champs de cette salle
field-absence-kind = Nature de l’absence
field-end-reason = Motif de la fin du séjour
field-parted-reason = Pourquoi la fratrie est séparée
field-place-within = Se trouve dans

# La liste des lieux
places-intro = Tous les lieux que vous pouvez voir, avec leur occupation. Le dépassement est montré, jamais interdit.
places-on = Présents le
places-new = Nouveau lieu
places-new-intro = Le nom et le type suffisent ; le reste peut suivre.
places-none = Aucun lieu n’est encore enregistré. Le premier figurera ici.
places-name = Lieu
places-lies = Situation
places-fill = Personnes et lits
places-within = { $n ->
    [one] { $n } lieu à l’intérieur
    *[other] { $n } lieux à l’intérieur
}
places-closed = Lieux fermés
kinds-camp = Camps d’internement
kinds-barrack = Baraques
kinds-premises = Locaux de l’organisation
kinds-relay-house = Maisons de passage
kinds-home = Maisons d’enfants
kinds-foster-family = Familles d’accueil
kinds-school = Écoles
kinds-hospital = Hôpitaux
kinds-family = Familles
kinds-institution = Autres établissements

# L’occupation d’un lieu
place-no-beds = { $present ->
    [one] { $present } personne ; lits non renseignés
    *[other] { $present } personnes ; lits non renseignés
}
place-free = { $n ->
    [one] { $present } lits occupés sur { $capacity }, { $n } libre
    *[other] { $present } lits occupés sur { $capacity }, { $n } libres
}
place-over = { $present } personnes pour { $capacity } lits : { $n } de plus que de lits
place-blocked = { $n ->
    [one] { $n } lit inutilisable
    *[other] { $n } lits inutilisables
}

# Un lieu
place-pages = Pages de ce lieu
place-tab-place = Lieu
place-tab-presence = Présence
place-tab-register = Entrées et sorties
place-tab-headcount = Comptage
place-tab-board = Tableau de la maison de passage
place-arrived = { $n ->
    [one] { $n } personne est arrivée ici ; le séjour précédent est clos.
    *[other] { $n } personnes sont arrivées ici ; les séjours précédents sont clos.
}
place-intake = Enregistrer une arrivée
place-sheet-details = Nom et adresse
place-sheet-details-intro = Comment il s’appelle, ce qu’il est, où il se trouve.
place-sheet-beds = Lits
place-sheet-beds-intro = Une tranche de lits : pour qui, quels âges, combien. Zéro lit retire la tranche.
place-sheet-offers = Ce que la maison offre
place-sheet-offers-intro = Ce que la maison peut assurer à un enfant qui en a besoin, et les langues qu’on y parle. Les propositions comptent ce qui est écrit ici ; le reste se demande à la maison.
place-offers = Ce que la maison offre
place-languages-hint = Comme dans les dossiers des personnes : les propositions cherchent le même mot.
place-sheet-tenure = Titre d’occupation
place-sheet-tenure-intro = À quel titre le lieu est tenu, qui le loue, le prête ou l’a donné, et jusqu’à quand.
place-sheet-closing = Fermeture
place-sheet-closing-intro = Le jour où le lieu a fermé. Les personnes encore présentes restent sur sa liste jusqu’à leur arrivée ailleurs.
place-facts = Ce que l’on sait
place-fill = Personnes et lits
place-confirm = Les arrivées se confirment en
place-inside = À l’intérieur
place-names = Nom
place-also = Aussi appelé
place-located = Adresse
place-tenure = Titre d’occupation
place-tenure-until = jusqu’au { $date }
place-not-recorded = non renseigné
place-within-none = aucun ; il est indépendant
place-beds-first = Première tranche de lits (facultatif)

# Lits
beds-sex-any = filles et garçons
beds-sex-f = filles
beds-sex-m = garçons
place-beds = Lits par sexe et par âge
place-band = Pour qui
place-beds-filled = Occupés par
place-beds-free = Libres
place-beds-nobody = personne
place-beds-over = { $n ->
    [one] aucun ; { $n } personne de plus que de lits
    *[other] aucun ; { $n } personnes de plus que de lits
}
place-beds-without = { $n ->
    [one] { $n } personne est ici sans qu’aucune tranche de lits lui soit destinée.
    *[other] { $n } personnes sont ici sans qu’aucune tranche de lits leur soit destinée.
}
place-beds-how = Chacun est compté une fois, dans la première tranche qui convient à son sexe et à son âge ; s’ils ne sont pas certains, dans la première qui peut convenir. Cette liste n’attribue de lit à personne.
place-and-more = et { $n } de plus

# Occupation par jour
place-occupancy = Nuits, jour par jour
place-chart = Personnes ayant dormi ici
place-chart-definition = Séjours couvrant la nuit, comptés une fois ; le trait interrompu montre les lits d’aujourd’hui.
place-chart-title = Personnes ayant dormi à { $place } : { $low } au moins, { $high } au plus
place-as-table = En tableau
place-every-week = un jour sur sept
place-day = Jour
place-present = Présents
place-from = Du
place-until = au

# Les personnes d’un lieu
place-people = Qui est ici
place-nobody = Personne n’est ici.
place-person = Nom
place-code = Code
place-born = Naissance
place-room = Chambre
place-room-all = toutes les chambres
place-since = Depuis
place-came-from = Venant de
place-tonight = Cette nuit
place-choose = Choisir { $name }
place-choose-all = { $n ->
    [one] Choisir la personne affichée
    *[other] Choisir les { $n } personnes affichées
}
place-choose-room = Choisir toute une chambre :
place-choose-none = Ne choisir personne
place-move-to = Déplacer les personnes choisies vers
place-look-at-move = Voir le déplacement
place-page-before = Page précédente
place-page-after = Page suivante

# Le registre numéroté
place-reg-title = Registre des entrées et des sorties, du { $from } au { $to }
place-reg-sum = Entrées pendant ces jours : { $entered }. Sorties au dernier jour : { $left }.
place-reg-number = N°
place-reg-entered = Entrée
place-reg-left = Sortie
place-reg-why = Motif
place-reg-towards = Vers
place-reg-empty = Personne n’était ici pendant ces jours.
place-reg-how = Les numéros suivent l’ordre d’arrivée depuis le premier jour, tel qu’on le connaît aujourd’hui.
place-reg-csv = Prendre en CSV
place-reg-all = Tout sur une page, pour imprimer

# Présence
presence-night = Nuit du
presence-roll-call = Faire l’appel
presence-roll-call-intro = Chacun figure tel qu’on le savait. Ne changez que ce qui est différent, puis enregistrez.
presence-record = Enregistrer l’appel
presence-of = { $name } cette nuit
presence-here = présent
presence-away = absent : { $kind }, depuis le { $since }
presence-bed-kept = lit gardé
presence-bed-free = lit libre
presence-sum = { $here } présents, { $away } absents
presence-last-call = Dernier appel : nuit du { $on }, { $here } présents, { $away } absents ;
presence-signed = Vu par, à quelle heure

# Comptage
headcount-sum = { $here } à compter, { $away } absents
headcount-room = { $room } ({ $n })
headcount-no-room = Sans chambre notée ({ $n })
headcount-given = Prénom
headcount-seen = Vu, où
headcount-away = Absents : ne pas les chercher ici
headcount-where = Où
headcount-counted-by = Compté par
headcount-at = À quelle heure
headcount-missing = Manquent

# Séjours
stay-arrival = Arrivée
stay-arrival-closes = Une arrivée clôt le séjour en cours.
stay-at-since = { $place }, depuis le { $date }
stay-ending = Fin du séjour
stay-ending-intro = Pour quelqu’un qui part sans arriver dans un lieu connu ici. S’il arrive ailleurs, écrivez l’arrivée.
stay-none-open = Aucun séjour n’est ouvert : écrivez d’abord une arrivée.
stay-choose-reason = choisir un motif
away-title = Absence
away-return = Retour
away-bed-yes = oui
away-bed-no = non

# Déplacements
move-title = Déplacement
move-choose = choisir un lieu
move-own-places = Lieux de votre maison
move-other-places = Lieux d’autres maisons (le dossier voyage)
move-houses = Autres maisons (elles choisissent le lieu)
move-nobody = Personne n’a été choisi. Choisissez des personnes sur la page d’un lieu.
move-reason-follows = tel qu’il découle des deux lieux
move-do = { $n ->
    [one] Déplacer { $n } personne
    *[other] Déplacer { $n } personnes
}
move-parted = { $n ->
    [one] { $n } frère ou sœur reste :
    *[other] { $n } frères et sœurs restent :
}
move-travels = { $n ->
    [one] { $n } dossier voyage vers { $house } ; on ne peut plus y écrire ici, et il attend là-bas que quelqu’un l’accepte.
    *[other] { $n } dossiers voyagent vers { $house } ; on ne peut plus y écrire ici, et ils attendent là-bas que quelqu’un les accepte.
}
move-not-yours = L’envoi de dossiers à une autre maison revient au responsable d’équipe.
move-now-at = Actuellement
move-died = décédé
move-elsewhere = le dossier est en route ou ailleurs
move-nowhere = aucun séjour ouvert

# Certificat de séjour
certificate-title = Certificat de séjour
certificate-intro = Il dit où et quand, jamais pourquoi, et peut être montré à tout guichet.
certificate-which = Séjours à certifier
certificate-none = Il n’y a aucun séjour à certifier.
certificate-we = Nous certifions que
certificate-code = code
certificate-born = né(e) : { $date }
certificate-stayed = a séjourné à :
certificate-from-to = du { $from } au { $to }
certificate-from-on = depuis le { $from } jusqu’à ce jour
certificate-or = ou
certificate-from-file = Extrait du dossier tenu par cette maison. Ce certificat est délivré pour servir et valoir ce que de droit.
certificate-signature = Pour la maison
certificate-stamp = Cachet
