# Dossiers and their papers

dossier-what = Les pièces de chacun, selon une procédure. Relais dit ce qui peut être demandé ; une personne le demande.
dossier-none = Aucune démarche ici. Une démarche s’ouvre depuis le dossier d’une personne.
dossier-to-procedures = Les procédures
dossier-stage = État
dossier-stage-open = en cours
dossier-stage-complete = toutes les pièces réunies
dossier-stage-closed = closes
dossier-procedure = Procédure
dossier-every-procedure = toutes les procédures
dossier-opened = Ouverte
dossier-first-asked = Première demande
dossier-complete = Dernière pièce
dossier-closed = Close
dossier-status = État
dossier-taken-up = Démarches ouvertes
dossier-person-none = Aucune démarche pour l’instant.
dossier-new = Ouvrir une démarche
dossier-take-up = Ouvrir la démarche
dossier-on-opened = Ouverte le (aujourd’hui si vide)
dossier-to-file = Vers le dossier entier
dossier-since = ouverte le { $date }
dossier-next = La suite
dossier-target = Le but :
dossier-all-here = Toutes les pièces nécessaires sont là et valables.
dossier-missing = { $count ->
    [one] Il manque encore { $count } pièce :
    *[other] Il manque encore { $count } pièces :
}
dossier-ask-now = À demander maintenant :
dossier-ask-agreed = Seulement une fois l’accord donné pour la demander :
dossier-nothing-to-ask = Rien de nécessaire ne peut être demandé aujourd’hui.
dossier-papers = Pièces
dossier-not-required = pas nécessaire à tous
dossier-asked-on = demandée le { $date }
dossier-received-on = reçue le { $date }
dossier-refused-on = refusée le { $date }
dossier-valid-until = valable jusqu’au { $date }
dossier-issued-by = délivrée par
dossier-number = numéro
dossier-original = original :
dossier-can-ask = peut être demandée maintenant
dossier-ask-again = expirée : à redemander
dossier-needed = nécessaire
dossier-waits-for = Il faut d’abord :
dossier-one-of = l’une de
dossier-expected = Réponse habituelle entre le { $from } et le { $to }.
dossier-remind = En retard : relancer le bureau.
dossier-silence-will-refuse = Sans réponse, le silence vaut refus le
dossier-silence-will-grant = Sans réponse, le silence vaut accord le
dossier-silence-refused = Le silence vaut refus depuis le
dossier-silence-granted = Le silence vaut accord depuis le
dossier-appeal-until = Recours jusqu’au
dossier-appeal-over = Le délai de recours est passé :
dossier-renew = peut être prolongée
dossier-new-one = une nouvelle est à demander
dossier-undated = Ce genre de pièce expire et aucune date n’est écrite : regardez la pièce.
dossier-copies = { $count ->
    [one] { $count } copie
    *[other] { $count } copies
}
dossier-translation = traduction assermentée
dossier-to-confirm = à confirmer sur place
dossier-untold = À ne pas demander encore : cela la ferait connaître ({ $audience }).
dossier-to-confirm-what = Les délais marqués « à confirmer sur place » ne viennent d’aucun texte : demandez au bureau avant de vous y fier.
dossier-said-twice = Dit par deux personnes qui ne s’étaient pas lues :
dossier-do-asked = Demandée aujourd’hui
dossier-do-received = Reçue aujourd’hui
dossier-otherwise = Autre étape, autre jour
dossier-on = Jour de cette étape (aujourd’hui si vide)
dossier-record = Enregistrer
dossier-back = Retour
dossier-outside = Enregistré, et absent de cette procédure :
dossier-deadlines = Échéances
dossier-why-last-valid-day = dernier jour de validité
dossier-why-answer-expected = réponse attendue d’ici là
dossier-why-silence-refuses = le silence vaut refus
dossier-why-silence-grants = le silence vaut accord
dossier-why-appeal-ends = dernier jour du recours
dossier-sources = Où cela est écrit
dossier-version = version { $version }
dossier-procedure-unknown = Cette version de Relais ne connaît pas la procédure de cette démarche. Ce qui a été enregistré est ci-dessous ; mettez Relais à jour pour voir la suite.
dossier-closing = Clore la démarche
dossier-close = Clore
dossier-choose = choisir
dossier-on-closed = Close le (aujourd’hui si vide)
field-opened-on = Ouverte le
field-closed-on = Close le
field-closing-note = Pourquoi, avec vos mots
dossier-scans = Numérisations
dossier-scan-none = Aucune page de cette pièce n’a été numérisée.
dossier-scan-of = { $paper }, page { $number }
dossier-scan-count = { $count ->
    [one] { $count } page numérisée
    *[other] { $count } pages numérisées
}
dossier-scan-take-in = Joindre
field-scan = Pages, photographiées ou numérisées
hint-scan = JPEG, PNG ou WebP, 12 Mo au plus chacune et 8 à la fois ; on peut choisir plusieurs pages ensemble. Elles sont réduites et réécrites : rien de l’appareil, du jour ni du lieu n’y reste. D’un PDF, envoyez les pages comme images.
field-shows = Ce qu’elles montrent
dossier-plan-heading = Le plan
dossier-plan-what = D’après les pièces enregistrées et les durées habituelles. Une personne demande, une personne juge.
dossier-plan-target-day = Toutes valables le (au plus tôt si vide)
dossier-plan-make = Planifier
dossier-plan-refused = Refusée et nécessaire, un recours ou un autre chemin d’abord :
dossier-plan-never = Ces pièces ne peuvent jamais être valables ensemble :
dossier-plan-too-late = Pas pour le { $date }.
dossier-plan-earliest = Au plus tôt, toutes sont valables ensemble le { $date }.
dossier-plan-feasible = Toutes peuvent être valables ensemble le { $date }.
dossier-plan-ask-today = À demander aujourd’hui pour tenir ce jour :
dossier-plan-ask-already = Utile à demander dès maintenant, avec des jours de marge :
dossier-plan-ask-nothing = Rien ne presse aujourd’hui pour tenir ce jour.
dossier-plan-chance = Chance que toutes soient valables le { $date } : { $share } % (entre { $low } et { $high } %, plan joué { $runs } fois).
dossier-plan-come-by = Demandées au plus tôt, toutes sont arrivées le { $half } une fois sur deux, le { $most } quatre fois sur cinq, le { $nearly } dix-neuf fois sur vingt.
dossier-plan-chain = Ce qui décide du jour, dans cet ordre :
dossier-plan-decides = décide du jour
dossier-plan-earliest-start = Demander au plus tôt
dossier-plan-latest-start = Au plus tard
dossier-plan-expected = Attendue
dossier-plan-spare = Marge
dossier-plan-takes = Prend, en jours
dossier-plan-days = { $low } à { $high }, souvent { $likely }
dossier-plan-held = en main
dossier-plan-again = expire avant de servir ; à redemander au plus tard le { $dates }
dossier-plan-if-late = Si une pièce traîne
dossier-plan-late = { $days } de plus que d’habitude, et le jour devient le { $date }.
dossier-plan-late-never = { $days } de plus que d’habitude, et elles ne sont plus valables ensemble.
dossier-plan-made-up = Rattrapé par :
dossier-plan-would-help = Ce qui aiderait, le plus petit changement d’abord
dossier-plan-repair-later = un autre jour, le { $date } ({ $days } plus tard)
dossier-plan-repair-faster = { $paper }, plus vite de { $days }
dossier-plan-repair-longer = { $paper }, valable { $days } de plus, ou demandée une seconde fois
dossier-plan-learnt = { $count ->
    [one] appris de { $count } demande
    *[other] appris de { $count } demandes
}
