# Registers in and out

register-title = Registres
register-what = La liste d’un camp ou d’une maison, du tableur vers les dossiers, et retour. Vous voyez ce qui va se passer avant que cela se passe.
register-import = Importer
register-step-file = Fichier
register-step-columns = Colonnes
register-step-look = Relecture
register-step-done = Enregistré
register-step = Étape
register-file = Fichier
register-file-hint = Un tableau en .xlsx ou .csv, jusqu’à 64 Mio. Il reste en mémoire pendant votre travail et n’est jamais écrit sur le disque.
register-too-large = Le fichier dépasse { $limit } ou n’est pas arrivé entier. Coupez-le, ou renvoyez-le.
register-send = Lire le fichier
register-waiting = En cours
register-remove = Retirer
register-columns = Quelle colonne contient quoi
register-rows = { $count ->
    [one] { $count } ligne
    *[other] { $count } lignes
}
register-no-rows = Il y a des en-têtes et aucune ligne au-dessous.
register-column = Colonne
register-examples = Exemples
register-holds = Contient
register-reason = Pourquoi cette proposition
register-unsure = À vérifier.
register-keep-beside = aucun : garder à côté de la ligne
register-reason-heading = l’en-tête le dit
register-reason-contains = l’en-tête contient « { $word } »
register-reason-only-name = seule colonne de noms
register-reason-dates = les cellules sont des dates
register-reason-sexes = les cellules sont des codes de sexe
register-reason-taken = « { $field } » est déjà pris par « { $by } »
register-reason-empty = colonne vide
register-reason-unknown = non reconnue
register-date-order = Dates en chiffres
register-day-first = jour d’abord : 3/4/1931 est le 3 avril
register-month-first = mois d’abord : 3/4/1931 est le 4 mars
register-date-unsure = Certaines dates de ce fichier disent l’un, d’autres l’autre : à vérifier.
register-century = Les années à deux chiffres sont de
register-century-unknown = je ne sais pas
register-century-hint = Sans réponse, 30 à 99 se lisent 1930 à 1999 ; 00 à 29 sont gardés mot pour mot à côté de la ligne, sans être lus. Un registre de personnes âgées a besoin de la réponse.
register-sex-female = Codes pour « féminin », avec des virgules
register-sex-male = Codes pour « masculin », avec des virgules
register-to-preview = Relire les lignes
register-look = Relire avant d’enregistrer
register-will-go-in = lignes entreront
register-will-stay-out = lignes resteront dehors
register-cells-aside = cellules gardées à part, mot pour mot
register-held-apart = Mis à part et non importés, car ils relèvent d’un volet restreint :
register-doubles-before = Ces lignes ressemblent à la personne nommée ici. Elles entrent telles quelles et personne n’est fusionné : regardez les dossiers avant d’enregistrer.
register-first-rows = Les premières lignes, telles qu’elles entreront
register-kept-beside = Gardé à côté
register-problems = À regarder
register-problem = Problème
register-remedy = Que faire
register-effect = Effet
register-effect-file = à savoir
register-effect-cell = la personne entre, cette cellule est gardée à part
register-effect-row = la ligne reste dehors
register-row = Ligne
register-row-number = ligne { $row }
register-whole-file = tout le fichier
register-value = Valeur
register-more-problems = { $count ->
    [one] et { $count } autre dans le fichier ci-dessous
    *[other] et { $count } autres dans le fichier ci-dessous
}
register-problems-csv = Tous les problèmes (problems.csv)
register-do-import = { $count ->
    [one] Importer { $count } ligne
    *[other] Importer { $count } lignes
}
register-back-to-columns = Retour aux colonnes
register-result = Résultat
register-added = personnes ajoutées
register-known = lignes déjà connues : rien ajouté
register-sibling-groups = familles et fratries
register-refused = lignes restées dehors
register-set-aside = Cellules gardées à part avec leur ligne
register-doubles = Peut-être déjà connus
register-doubles-what = Ces lignes ressemblent à la personne nommée ici. Elles sont entrées telles quelles ; comparez les deux dossiers et décidez.
register-same-code = la ligne porte ce code : rien n’a été ajouté
register-alike = noms et naissances proches
register-more-doubles = { $count ->
    [one] et { $count } autre
    *[other] et { $count } autres
}
register-to-place = Vers le lieu
register-finish = Terminer et oublier le fichier
register-export = Exporter
register-export-what = Toutes les personnes passées par un lieu entre deux jours, dans les colonnes qu’un import relit. Ni religion ni santé n’y sont des colonnes. Chaque dossier ouvert est au journal.
register-format = Format
register-from = Du (vide : depuis le début)
register-until = Au
register-do-export = Exporter

# What a column can hold
register-field-code = Code Relais
register-field-number = Numéro du registre
register-field-full-name = Nom et prénom
register-field-surname = Nom de famille
register-field-given = Prénom
register-field-birth-surname = Nom de naissance
register-field-sex = Sexe
register-field-birth = Naissance
register-field-birth-place = Lieu de naissance
register-field-nationality = Nationalité
register-field-religion = Religion (mise à part)
register-field-languages = Langues
register-field-father = Père
register-field-mother = Mère
register-field-family = Groupe familial
register-field-barrack = Bâtiment ou chambre
register-field-arrived-on = Arrivé le
register-field-came-from = Venant de
register-field-convoy = Groupe de voyage
register-field-left-on = Parti le
register-field-leave-reason = Motif de sortie
register-field-left-for = Parti pour
register-field-health = Santé (mise à part)
register-field-note = Observations
