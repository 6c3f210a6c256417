# Procedures and trips to an office

procedure-all = Procédures
procedure-what = Les pièces par procédure, avec leurs sources. Elles viennent avec Relais ; une démarche garde la version de son ouverture.
procedure-country = Autorité
procedure-target = But
procedure-papers = Pièces
procedure-force = En vigueur
procedure-from = depuis le { $from }
procedure-from-until = du { $from } au { $until }
procedure-its-dossiers = Ses démarches
procedure-to-requests = Préparer une visite au bureau
procedure-for-whom = Pour qui
procedure-person-judges = Une personne juge ces conditions ; Relais n’en tranche aucune.
procedure-needs = Il faut d’abord :
procedure-needs-one = Il faut l’une de :
procedure-days = Réponse sous { $from } à { $to } jours.
procedure-valid = Valable { $days } jours.
procedure-renewable = Peut être prolongée.
procedure-silence-refuses = Le silence vaut refus après
procedure-silence-grants = Le silence vaut accord après
procedure-appeal = Recours sous
procedure-cost = Coûte
procedure-term-days = { $days ->
    [one] { $days } jour
    *[other] { $days } jours
}
procedure-term-months = { $months ->
    [one] { $months } mois
    *[other] { $months } mois
}
procedure-term-both = { $months } mois et { $days } jours
procedure-requests = Une visite, plusieurs demandes
procedure-can-ask = { $count ->
    [one] { $count } demande
    *[other] { $count } demandes
}
procedure-nothing-to-ask = Pour aucune des démarches regardées cette pièce ne peut être demandée maintenant.
procedure-looked-at = Démarches { $from } à { $to } regardées
procedure-on = Demandée le (aujourd’hui si vide)
procedure-asked-for-all = Demandée pour tous les cochés
procedure-trip = Liste pour le bureau
procedure-recorded = { $count ->
    [one] { $count } demande est enregistrée. La liste peut être imprimée.
    *[other] { $count } demandes sont enregistrées. La liste peut être imprimée.
}
procedure-hand-over = À remettre
procedure-receipt = Récépissé nº
procedure-remark = Remarque
procedure-handed-in-by = Déposé par
procedure-stamp = Tampon du bureau
procedure-trips = Visites d’un jour
procedure-trips-what = Ce qui peut être demandé, bureau par bureau. Relais propose ; qui en revient note ce qui a été demandé.
procedure-trip-on = Jour de la visite (demain si vide)
procedure-trips-none = Rien de nécessaire ne peut être demandé ce jour-là.
procedure-office = Bureau
procedure-requests-count = Demandes
procedure-paper = Sur papier
procedure-letters = Liste et lettres (PDF)
procedure-letters-by-code = sans les noms
procedure-shut = Fermé ce jour-là. Ouvert de nouveau le { $date }.
procedure-shut-for = Ce jour-là, aucune demande n’est prise pour : { $papers }. De nouveau le { $date }.
procedure-shut-holiday = Fermé ce jour-là ({ $holiday }). Ouvert de nouveau le { $date }.
procedure-days-unknown = On ne sait pas quels jours les demandes sont prises : se renseigner avant d’y aller.
procedure-holiday-unknown = Ce jour est férié ({ $holiday }), et on ne sait pas quels jours les demandes sont prises : se renseigner avant d’y aller.
procedure-but-holidays = Sauf jours fériés.
procedure-open-on = Demandes reçues :
procedure-audience = Apprend quelque chose de la personne :
weekday-mon = lundi
weekday-tue = mardi
weekday-wed = mercredi
weekday-thu = jeudi
weekday-fri = vendredi
weekday-sat = samedi
weekday-sun = dimanche
