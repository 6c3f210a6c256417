# La maison de passage : tableau, premiers soins, départs, voyages, confirmations.

relay-board = Tableau
relay-house = Maison de passage
relay-day = Jour
relay-none = Aucune maison de passage ne vous est ouverte. Son tableau figurera ici.
relay-not-today = pas aujourd’hui
relay-intake = Accueil rapide
relay-together = Frères et sœurs
relay-arrivals = Arrivées
relay-arrivals-none = Personne n’est arrivé hier ni aujourd’hui.
relay-waiting = Premiers soins
relay-waiting-none = Personne n’attend les premiers soins.
relay-proposals = Propositions
relay-proposals-none = Personne n’attend que les premiers soins laissent partir.
relay-proposals-look = Voir les propositions
relay-leaving = Départs
relay-leaving-none = Aucun départ n’est décidé.
relay-underway = En chemin
relay-underway-none = Toutes les arrivées sont confirmées.
relay-since = ici depuis le { $date } ({ $nights })
relay-since-long = attend depuis { $nights }
relay-from = de { $place }
relay-leaves = pour { $place } le { $date }
relay-left-for = parti pour { $place } le { $date }
relay-confirm-within = { $n ->
    [one] arrivée à confirmer en { $n } heure
    *[other] arrivée à confirmer en { $n } heures
}
relay-unconfirmed = arrivée non confirmée
relay-alarm = { $n ->
    [one] L’arrivée de { $n } personne n’a pas été confirmée à temps.
    *[other] L’arrivée de { $n } personnes n’a pas été confirmée à temps.
}
relay-alarm-do = Appelez maintenant l’accompagnateur et la maison qui reçoit.
relay-care = Premiers soins
relay-care-done = Premiers soins : { $n } sur { $of }

# Premiers soins
care-note = Noter ce qui a été constaté
care-hint = Écrivez ce que vous constatez ; « rien » est aussi un constat. Ce que vous laissez vide reste ouvert.
care-nothing = rien à signaler
care-open = ouvert
care-again = Revoir ce qui a été noté
care-to-board = Au tableau

# Départs
departure-title = Décider un départ
departure-change = Changer le départ
departure-intro = Une personne décide où va un enfant, et dit pourquoi. Relais ne fait que l’écrire.
departure-record = Enregistrer la décision
departure-withdraw = Revenir sur la décision
departure-parted = { $reason } Séparé de { $codes } : { $why } Avec l’accord de { $second }.

# Le départ
journey-title = Partir
journey-intro = Les séjours de ceux qui partent se terminent ici, et les dossiers suivent vers la maison qui les reçoit.
journey-nobody = Personne n’est prêt à partir : décidez d’abord un départ.
journey-do = { $n ->
    [one] { $n } personne est partie
    *[other] { $n } personnes sont parties
}
journey-file = Le dossier
journey-file-stays = reste dans votre maison
journey-file-travels = voyage vers { $house }
journey-unknown-place = le lieu n’est pas connu ici : changez le départ

# Voyages
convoy-one = Voyage accompagné
convoy-one-then = Convoi
convoy-list = Voyages accompagnés
convoy-list-then = Convois
convoy-new = Nouveau voyage accompagné
convoy-new-then = Nouveau convoi
convoy-none = Aucun voyage n’est prévu.
convoy-none-then = Aucun convoi n’est prévu.
convoy-without = hors groupe
convoy-without-then = hors convoi
convoy-intro = Qui voyage ensemble, avec qui et vers où. On choisit les voyageurs en décidant leurs départs.
convoy-intro-then = Qui voyage ensemble, avec qui et vers où. On choisit les enfants en décidant leurs départs.
convoy-empty = Personne ne voyage encore. Décidez des départs au tableau et choisissez-y ce voyage.
convoy-empty-then = Personne ne voyage encore. Décidez des départs au tableau et choisissez-y ce convoi.
convoy-name = Nom
convoy-day = Jour
convoy-travellers = Voyageurs
convoy-route = Itinéraire et arrêts
convoy-escorts = avec { $names }
convoy-destination = Va à
convoy-what-to-do = À faire
convoy-luggage = Bagages
convoy-stays-with = reste avec { $names }
convoy-confirm = { $n ->
    [one] Confirmer l’arrivée en { $n } heure
    *[other] Confirmer l’arrivée en { $n } heures
}
convoy-handed-by = Remis par
convoy-received-by = Reçu par, à quelle heure
convoy-progress = Où ils en sont
convoy-still-here = encore ici
convoy-left = parti
convoy-on-the-road = parti ; le dossier est en route
convoy-handed-over = remis
convoy-arrived = arrivée confirmée
handover-title = Remise
handover-intro = L’accompagnateur remet, celui qui reçoit signe ; les deux noms figurent ici.
handover-who = Qui a été remis

# Confirmation d’une arrivée
confirm-title = Confirmer l’arrivée
confirm-nothing = Il n’y a plus d’arrivée à confirmer.
confirm-travels = Le dossier voyage : la maison qui reçoit confirme l’arrivée en l’acceptant. Appelez-la s’il tarde.

# La revue hebdomadaire de qui attend
review-title = Revue hebdomadaire
review-intro = Qui attend sans décision est revu chaque semaine. Écrivez ce qu’il en est ; avant, demandez à l’enfant ce qu’il souhaite.
review-not-here = Personne n’attend ici : cette page est pour qui se trouve à la maison de passage sans départ décidé.
review-due = Revu avant le { $date }
review-overdue = À revoir depuis le { $date }
review-looks = Les revues de ce séjour
review-last = revu le { $date } par { $name }
review-outcome-still-waits = attend encore
review-outcome-asked-again = demandé de nouveau
review-view-noted = Ce que l’enfant souhaite a été noté le { $date } ; laissez vide si rien n’a changé :
review-view-asked = Ce que l’enfant souhaite n’est pas encore noté : demandez-le-lui.
