# Reports

report-what = Chaque nombre se compte à partir des séjours, dit ses deux dates et ouvre ses dossiers.
report-stock = Effectifs et mouvements
report-stock-what = Qui était là au début du mois, qui est venu, qui est parti, qui était là à la fin.
report-origins = Des camps aux maisons
report-origins-what = Pour chaque maison, combien de ses enfants étaient passés par un camp.
report-times = Temps jusqu’à la libération
report-times-what = De l’arrivée dans un camp à la libération, étape par étape.
report-count = Combien un jour donné
report-count-what = Les personnes un jour donné, par genre de lieu et par âge.
report-register = Registres : entrée et sortie
report-register-what = Importer la liste d’un camp ou d’une maison, ou l’exporter.
report-from = Du mois
report-to = Au mois
report-by = Répartition
report-by-all = ensemble
report-by-place = par lieu
report-by-kind = par genre de lieu
report-by-age = par âge
report-by-sex = par sexe
report-by-origin = par provenance
report-every-kind = tous les genres de lieu
field-age = Âges
hint-age = Deux âges inclus, par exemple 0-14 ; vide : tous.
report-dates = Au { $at }, tel que connu le { $known }.
report-all = ensemble
report-others = autres
report-not-known = non connu
report-years = { $band }ans
report-month = Mois
report-opening = Début
report-in = Entrées
report-out = Sorties
report-closing = Fin
report-whole = Toute la période
report-aged = { $count ->
    [one] { $count } par l’âge
    *[other] { $count } par l’âge
}
report-aged-out = { $count ->
    [one] { $count } autre a dépassé l’âge sans quitter de lieu.
    *[other] { $count } autres ont dépassé l’âge sans quitter de lieu.
}
report-stock-chart = Graphique
report-stock-table = Tableau
report-chart-title = Personnes à la fin de chaque mois, de { $from } à { $to }
report-closing-by-month = Personnes à la fin de chaque mois
report-balanced = { $count ->
    [one] Début + entrées - sorties = fin : vrai dans la seule case.
    *[other] Début + entrées - sorties = fin : vrai dans chacune des { $count } cases.
}
report-unbalanced = Début + entrées - sorties = fin n’est pas vrai ici. N’utilisez pas ces chiffres ; prévenez qui s’occupe de ce poste.
report-unbalanced-cell = attendu { $expected }, compté { $counted }
report-exits = Sorties par motif
report-reason = Motif
report-no-exits = Personne n’est parti pendant cette période.
report-exits-are-not-rescues = Les sorties ne sont pas des sauvetages : un enfant sorti d’un camp a pu être libéré, transféré, déporté, ou mourir. Lisez-les par motif.
report-definition = Ce qui est compté
report-definition-stock = Une personne compte une fois par case, quel que soit le nombre de maisons qui racontent le même séjour. Le début compte ceux qui étaient là avant le premier jour du mois et l’étaient encore ; la fin, ceux qui sont là après le dernier. Une date connue par son seul mois compte dès le premier jour qu’elle peut vouloir dire.
report-definition-age = De { $from } à { $to } ans inclus. Ceux dont l’âge ne permet pas de trancher ont leur propre ligne.
report-definition-children = « Enfants de moins de quinze ans » veut dire de 0 à 14 ans inclus.
report-definition-count = Toute personne qui dort ce jour-là dans un tel lieu, une fois chacune. Le jour du départ ne compte plus.
report-definition-origins = Enfants d’une maison ce jour-là dont le dossier raconte un séjour en camp commencé avant leur venue, sur tous les enfants présents ce jour-là.
report-definition-times = Jours entre deux étapes enregistrées, pour ceux qui ont franchi les deux. Médiane : la moitié n’a pas mis plus. Neuf dixièmes : neuf sur dix n’ont pas mis plus. Seul un séjour en camp terminé par « libéré » compte comme libération.
report-empty = Rien à compter dans ce que vous pouvez voir.
report-home = Maison
report-children = Enfants
report-from-camps = Venus des camps
report-share = Part
report-all-homes = Toutes les maisons
report-step = Étape
report-step-people = Personnes
report-median = Médiane
report-p90 = Neuf dixièmes
report-longest = Le plus long
report-step-arrival-to-dossier = arrivée au camp → démarche
report-step-dossier-to-request = démarche → première demande
report-step-request-to-complete = première demande → dernière pièce
report-step-complete-to-release = dernière pièce → libération
report-step-arrival-to-release = arrivée → libération, en tout
report-days = { $count ->
    [one] { $count } jour
    *[other] { $count } jours
}
report-result = Résultat
report-uncertain = { $count ->
    [one] { $count } autre est là, dont l’âge ne permet pas de trancher ; non comptée.
    *[other] { $count } autres sont là, dont l’âge ne permet pas de trancher ; non comptées.
}
report-people = Les dossiers derrière un nombre
report-people-count = { $count ->
    [one] { $count } personne
    *[other] { $count } personnes
}
report-people-elsewhere = Certaines sont comptées d’après un séjour dont vous ne lisez pas le dossier ; elles ne sont pas listées.
report-people-twice = Qui est venu ou parti deux fois dans le mois compte deux fois dans les mouvements et figure ici une fois.
report-camp = Un camp, une période
report-camp-what = Présents, arrivées, départs, démarches et pièces attendues d’un camp, sur une page à imprimer.
report-camp-place = Camp
report-camp-from = Du
report-camp-to = Au
report-camp-present = Présents le { $date }
report-camp-age = Âge
report-camp-girls = Filles et femmes
report-camp-boys = Garçons et hommes
report-camp-other = Autre ou inconnu
report-camp-sum = Ensemble
report-camp-moved = Arrivées et départs
report-camp-released = dont libérés
report-camp-balanced = Début + entrées − sorties = fin : vérifié.
report-camp-dossiers = Démarches
report-camp-no-dossiers = Aucune démarche pour les présents.
report-camp-count = Nombre
report-camp-today = Tel que cela est le { $date }, pour ceux qui y sont ce jour-là.
report-camp-waiting = Pièces attendues, par bureau
report-camp-none-waiting = Aucune pièce n’est attendue.
report-camp-since = Première demande
report-camp-scale = À la balance
report-camp-what-counted = Qui
report-camp-weighed = pesés dans la période
report-camp-scale-what = Classés par la dernière pesée de chacun, selon le protocole du volet de santé.
report-camp-years = { $band } ans
report-camp-pdf = Imprimer (PDF)
report-camp-counted = Compté
report-camp-alone = Le camp ; aucun autre lieu ne s’y trouve.
report-camp-within = Le camp et ce qui s’y trouve ({ $n ->
    [one] un lieu
    *[other] { $n } lieux
}), dans chaque chiffre. Qui passe de l’un à l’autre n’est ni parti ni arrivé.
