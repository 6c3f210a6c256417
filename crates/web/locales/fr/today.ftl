# Today, lists and visits

# Lists of several rooms
list-name = Nom
list-given = Prénom
list-code = Code
list-born = Naissance
list-place = Lieu
list-beds = Personnes et lits
list-over = En trop
list-next-date = Prochaine date
list-date = Date
list-due = Échéance
list-since = Depuis
list-left-on = Parti le
list-from = D’où
list-to = Vers
list-where = Où
list-why = Pourquoi
list-about = À propos de
list-missing = Manque
list-people = Personnes
list-paper = Pièce
list-procedure = Procédure
list-compartment = Maison ou équipe
list-proved = Preuve
list-count = Combien
list-show = Afficher
list-print = Imprimer
list-pages = Pages de la liste
list-from-to = { $from } à { $to }
list-earlier = Précédents
list-later = Suivants
list-older = Plus anciens
list-due-today = aujourd’hui
list-days-left = { $days ->
    [one] encore { $days } jour
    *[other] encore { $days } jours
}
list-days-late = { $days ->
    [one] { $days } jour de retard
    *[other] { $days } jours de retard
}

# Today
today-day = Ce qui vous attend le { $date }.
today-two-days = Ce qui vous attend : le { $then } dans la scène historique, le { $now } dans la scène actuelle.
today-nothing = Rien ne vous attend. Ce qui arrive se rangera ici, le plus urgent d’abord.
today-first = Les { $count } premiers sont montrés ; les pages ci-dessus montrent tout.
today-and-more = { $count ->
    [one] et { $count } autre
    *[other] et { $count } autres
}
today-mine = { $count ->
    [one] Mon enfant, par prochaine date
    *[other] Mes { $count } enfants, par prochaine date
}
today-lapsing = { $count ->
    [one] { $count } pièce expire sous 7 jours
    *[other] { $count } pièces expirent sous 7 jours
}
today-silences = { $count ->
    [one] { $count } silence qui vaut décision
    *[other] { $count } silences qui valent décision
}
today-overdue = { $count ->
    [one] { $count } échéance passée
    *[other] { $count } échéances passées
}
today-deadlines = { $count ->
    [one] { $count } échéance sous 30 jours
    *[other] { $count } échéances sous 30 jours
}
today-why-lapses = expire
today-why-silence = le silence vaut décision
today-why-lapses-past = expirée
today-why-silence-past = le silence vaut décision
today-newcomers = { $count ->
    [one] { $count } arrivée des 7 derniers jours, sans démarche
    *[other] { $count } arrivées des 7 derniers jours, sans démarche
}
today-offers = { $count ->
    [one] { $count } transfert à accepter
    *[other] { $count } transferts à accepter
}
today-road = { $count ->
    [one] { $count } dossier en chemin
    *[other] { $count } dossiers en chemin
}
today-disputes = { $count ->
    [one] { $count } valeur dite de deux façons
    *[other] { $count } valeurs dites de deux façons
}
today-slot-person = identité
today-slot-kin = famille
today-slot-consent = consentement
today-slot-accompaniment = accompagnement
today-slot-place = le lieu
today-slot-stay = un séjour
today-slot-dossier = une pièce d’une démarche
today-slot-relay-house = maison de passage
today-slot-health = santé
today-slot-note = une note
today-over = { $count ->
    [one] { $count } lieu compte plus de personnes que de lits
    *[other] { $count } lieux comptent plus de personnes que de lits
}
today-beds = { $present } personnes, { $beds } lits
today-too-many = { $count ->
    [one] { $count } de plus que de lits
    *[other] { $count } de plus que de lits
}
today-arrivals = { $count ->
    [one] { $count } arrivée depuis deux jours
    *[other] { $count } arrivées depuis deux jours
}
today-to-board = Vers le tableau de la maison de passage
today-first-care = { $count ->
    [one] Premiers soins incomplets pour { $count } enfant
    *[other] Premiers soins incomplets pour { $count } enfants
}
today-care-missing = { $count ->
    [one] { $count } point
    *[other] { $count } points
}
today-reviews = { $count ->
    [one] { $count } enfant attend la revue hebdomadaire
    *[other] { $count } enfants attendent la revue hebdomadaire
}
today-departures = { $count ->
    [one] { $count } départ aujourd’hui ou demain
    *[other] { $count } départs aujourd’hui ou demain
}
today-unconfirmed = { $count ->
    [one] { $count } arrivée que personne n’a confirmée : appelez la maison
    *[other] { $count } arrivées que personne n’a confirmées : appelez la maison
}
today-care = Accueil
today-people = personnes
today-people-definition = toutes celles dont le dossier vit dans vos maisons, où qu’elles dorment
today-change = { $count } depuis le début du mois
today-present = présents
today-absent = absents
today-where = Où sont les absents
today-held = { $count ->
    [one] { $count } écriture que cette version ne sait pas lire ; elle est gardée
    *[other] { $count } écritures que cette version ne sait pas lire ; elles sont gardées
}
today-proofs = Ce qui a été prouvé
today-to-verify = Vers la preuve
today-readings = Dernières lectures
today-to-audit = Vers le journal entier

# Visits
visit-title = Qui est là aujourd’hui
visit-what = Le code et le prénom, rien d’autre. Ce que vous apprenez ici reste ici.
visit-nobody = Personne n’est sur la liste du jour.
visit-count = { $count ->
    [one] { $count } personne présente
    *[other] { $count } personnes présentes
}
