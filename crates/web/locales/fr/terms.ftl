# Words of every closed list, of the fields of forms and of their hints.

# Sex
sex-f = féminin
sex-m = masculin
sex-x = autre ou non déterminé
sex-any = tous
sex-unknown = inconnu

# Kinds of place
kind-camp = camp d’internement
kind-barrack = baraque
kind-premises = local de l’organisation
kind-relay-house = maison de passage
kind-home = maison d’enfants
kind-foster-family = famille d’accueil
kind-school = école
kind-hospital = hôpital
kind-family = famille
kind-institution = autre institution

# Why a stay ended
end-released = libération
end-placed = placement
end-with-family = retour en famille
end-adopted = adoption
end-emigrated = émigration
end-other-camp = transfert vers un autre camp
end-hospital = hospitalisation
end-own-will = départ de sa propre volonté
end-missing = disparition
end-deported = déportation
end-died = décès
end-unknown = inconnu
end-other = autre motif

# Kin
relation-mother = mère
relation-father = père
relation-sibling = frère ou sœur
relation-twin = jumeau ou jumelle
relation-parent = père ou mère
relation-child = enfant
relation-grandparent = grand-parent
relation-grandchild = petit-enfant
relation-aunt-or-uncle = oncle ou tante
relation-niece-or-nephew = neveu ou nièce
relation-cousin = cousin ou cousine
relation-spouse = époux ou épouse
relation-guardian = tuteur ou tutrice
relation-ward = pupille
relation-other = autre lien
life-alive = en vie
life-dead = décédé
life-missing = disparu
life-unknown = sort inconnu

# Names
name-kind-usual = nom d’usage
name-kind-birth = nom de naissance
name-kind-married = nom marital
name-kind-nickname = surnom
name-kind-as-found = tel que trouvé dans un document
script-latin = alphabet latin
script-hebrew = écriture hébraïque
script-cyrillic = alphabet cyrillique
script-arabic = écriture arabe
script-greek = alphabet grec
script-other = autre écriture

# Languages by their tag; what was told in other words stays as told
language-am = amharique
language-ar = arabe
language-bg = bulgare
language-bm = bambara
language-bn = bengali
language-cs = tchèque
language-de = allemand
language-el = grec
language-en = anglais
language-es = espagnol
language-fa = persan
language-ff = peul
language-fr = français
language-he = hébreu
language-hr = croate
language-hu = hongrois
language-hy = arménien
language-it = italien
language-ka = géorgien
language-ku = kurde
language-lad = judéo-espagnol
language-ln = lingala
language-lt = lituanien
language-lv = letton
language-nl = néerlandais
language-pl = polonais
language-ps = pachto
language-pt = portugais
language-ro = roumain
language-ru = russe
language-sk = slovaque
language-so = somali
language-sq = albanais
language-sr = serbe
language-sw = swahili
language-ta = tamoul
language-ti = tigrigna
language-tr = turc
language-uk = ukrainien
language-ur = ourdou
language-wo = wolof
language-yi = yiddish
language-zh = chinois

# Volets of a person's file
volet-administrative = Volet administratif
volet-educational = Volet éducatif
volet-health = Volet santé
volet-psychological = Volet psychologique
volet-judicial = Volet judiciaire
volet-survivor = Volet survivant
volet-origin = Religion et origine

# Needs, marks, functioning
need-kosher = nourriture cachère
need-rest-day = jour de repos hebdomadaire
need-diet = régime alimentaire
need-step-free = accès de plain-pied
need-quiet-room = chambre calme
need-interpreter = interprète
need-escort = accompagnement dans les trajets
need-daily-care = aide pour les gestes de tous les jours
mark-allergy = Allergie
mark-contact-ban = Interdiction de contact
mark-no-photo = Pas de photo
mark-call-rule = Consigne d’appel
washington-domain-seeing = Voir
washington-domain-hearing = Entendre
washington-domain-walking = Marcher ou monter un escalier
washington-domain-cognition = Se souvenir ou se concentrer
washington-domain-self-care = Se laver ou s’habiller
washington-domain-communication = Communiquer dans sa langue
washington-level-no-difficulty = aucune difficulté
washington-level-some-difficulty = quelques difficultés
washington-level-a-lot-of-difficulty = beaucoup de difficultés
washington-level-cannot-do = n’y arrive pas du tout

# Consent
consent-purpose-services = Accompagnement par notre organisation
consent-purpose-other-organisations = Partage avec d’autres organisations
consent-purpose-authorities = Communication aux autorités
consent-purpose-tracing = Recherche de la famille
consent-purpose-photograph = Photographie
consent-purpose-public-notice = Avis public
consent-purpose-statistics = Statistiques sans nom
consent-answer-given = accordé
consent-answer-refused = refusé
consent-answer-withdrawn = retiré
consent-answer-not-asked = non demandé
consent-answer-cannot-give = ne peut pas consentir

# First care in the relay house
care-temperature = Température
care-weight = Poids
care-lice-scabies = Poux et gale
care-wounds = Plaies
care-contagion = Signes de contagion
care-medicines = Médicaments
care-last-meal = Dernier repas
care-bath = Bain
care-clothes = Vêtements et chaussures
care-sleep = Sommeil
care-bedwetting = Énurésie
care-fears = Peurs
care-belongings = Affaires personnelles
care-own-view = Ce que l’enfant dit vouloir

# Papers and dossiers
status-wanted = à demander
status-asked = demandée
status-received = reçue
status-lapsed = expirée
status-refused = refusée
outcome-granted = accordée
outcome-refused = refusée
outcome-withdrawn = retirée
outcome-without-object = sans objet

# Stays and places
absence-hospital = hôpital
absence-family-visit = visite en famille
absence-holidays = vacances
absence-school = école
absence-runaway = fugue
absence-other = autre absence
tenure-owned = en propriété
tenure-rented = loué
tenure-lent = prêté
tenure-given = donné
tenure-requisitioned = réquisitionné
tenure-of-the-state = propriété de l’État
whereabouts-here = ici
whereabouts-on-the-road = en route
whereabouts-left = parti vers une autre maison

# Members and compartments
role-worker = travailleur social
role-supervisor = responsable d’équipe
role-nurse = infirmier
role-house-parent = éducateur de maison
role-reader = lecteur
role-auditor = contrôleur
role-visitor = visiteur
role-keeper = responsable des accès
compartment-kind-house = maison ou équipe
compartment-kind-volet = volet restreint
compartment-kind-direction = direction
compartment-kind-origin = religion et origine
scene-present = aujourd’hui
scene-historical = scène historique
part-responsible = référent
part-deputy = suppléant

# Health
health-kind-allergy = allergie
health-kind-treatment = traitement
health-kind-vaccination = vaccination
health-kind-illness = maladie
health-kind-examination = examen
health-kind-diet = régime
health-kind-other = autre

# Figures
by-all = ensemble
by-place = par lieu
by-kind = par type de lieu
by-age = par âge
by-sex = par sexe
by-origin = par provenance
step-arrival-to-dossier = de l’arrivée à l’ouverture de la démarche
step-dossier-to-request = de l’ouverture de la démarche à la première demande
step-request-to-complete = de la première demande à la dernière pièce
step-complete-to-release = de la dernière pièce à la libération
step-arrival-to-release = de l’arrivée à la libération
origin-camp = venus des camps
origin-elsewhere = venus d’ailleurs
band-0-2 = 0 à 2 ans
band-3-5 = 3 à 5 ans
band-6-14 = 6 à 14 ans
band-15-17 = 15 à 17 ans
band-18 = 18 ans et plus
band-0-14 = 0 à 14 ans
band-from-to = { $from } à { $to } ans
band-unknown = âge inconnu

# Why two people look alike: $asked is the word typed, $found the word on file
reason-token-equal = même nom : { $found }
reason-token-prefix = « { $asked } » est le début de « { $found } »
reason-token-close = « { $found } » s’écrit presque comme « { $asked } »
reason-skeleton-equal = « { $found } » a les mêmes consonnes que « { $asked } »
reason-skeleton-prefix = les consonnes de « { $asked } » commencent « { $found } »
reason-birth-same = né le même jour
reason-birth-day-month-swapped = mêmes jour et mois de naissance, inversés
reason-birth-overlaps = naissances peut-être identiques
reason-birth-apart = { $days ->
    [one] naissances à { $days } jour d’écart
    *[other] naissances à { $days } jours d’écart
}
reason-sex-differs = sexe différent

# Labels of fields
field-account = Ce qui s’est passé
field-after = Écritures déjà vues
field-allergy = Allergie
field-also-called = Autre nom
field-answer = Réponse
field-appeal = Recours
field-arrival = Arrivée
field-arrived-on = Arrivé le
field-as-at = Situation au
field-as-known-on = Selon ce qui était connu le
field-asked-on = Demandé le
field-at = Heure
field-bands = Tranches d’âge
field-bed-kept = Le lit est gardé
field-beds = Lits
field-birth = Naissance
field-birth-place = Lieu de naissance
field-blocked = Lits inutilisables
field-burial = Lieu d’inhumation
field-by = Par qui
field-came-from = Venant de
field-capacity = Places
field-caption = Ce que montre la photo
field-cause = Cause
field-closed = Fermé le
field-code = Code
field-columns = Colonnes
field-commune = Commune
field-compartment = Compartiment
field-confirm-hours = Confirmer l’arrivée dans les (heures)
field-confirm-within-hours = Confirmer l’arrivée dans les (heures)
field-confirmed-by = Arrivée confirmée par
field-convoy = Groupe de voyage
field-count = Nombre de lits
field-country = Pays
field-date = Date
field-departure = Départ
field-departure-day = Jour du départ
field-deputy = Suppléant
field-died = Décès
field-died-on = Date du décès
field-domain = Domaine
field-dossier = Démarche
field-escort = Accompagnateur
field-escorts = Accompagnateurs
field-facts = Ce qui est à enregistrer
field-family = Famille ou fratrie
field-father = Nom du père
field-file = Dossier
field-finding = Ce qui a été constaté
field-from = Depuis
field-from-age = De (âge)
field-giver = Qui répond, et à quel titre
field-given = Prénom
field-guardian = Représentant légal
field-heads = État du dossier
field-health = Santé
field-home = Maison
field-hours = Heures
field-interpreter = Interprète
field-issuer = Délivré par
field-item = Point à vérifier
field-key = Clé
field-kin = Proche
field-kind = Type
field-language = Langue
field-languages = Langues parlées
field-letter = Lettre scellée
field-level = Difficulté
field-life = En vie ?
field-limits = Ce qui ne doit pas être partagé, et pourquoi
field-mark = Mention à côté du nom
field-married = Nom marital
field-member = Nom de membre
field-month = Mois
field-mother = Nom de la mère
field-node = Poste
field-name = Nom
field-name-kind = Sorte de nom
field-nationality = Nationalité
field-need = Besoin
field-needs = Besoins
field-note = Note
field-number = Numéro
field-on = Date
field-opened = Ouvert le
field-original = Où se trouve l’original
field-outcome = Issue
field-own-words = Ce sont les mots mêmes de l’enfant
field-owner = Propriétaire
field-paper = Pièce
field-passphrase = Phrase de passe
field-people = Personnes
field-period = Période
field-photo = Photographie
field-place = Lieu
field-procedure = Procédure
field-purpose = But
field-q = Nom ou code
field-reason = Motif
field-received-on = Reçu le
field-receiver = Reçu par
field-refused-on = Refusé le
field-region = Département ou région
field-register = Registre
field-relation = Lien
field-role = Fonction
field-route = Trajet et arrêts
field-row = Ligne du registre
field-second = Deuxième personne
field-sex = Sexe
field-sex-band = Sexe
field-sibling = Frère ou sœur
field-slot = Rubrique
field-source = Source
field-status = État
field-stay = Séjour
field-surname = Nom de famille
field-tenure = À quel titre le lieu est occupé
field-terms = Conditions
field-text = Texte
field-time = Heure
field-to = Vers
field-to-age = à (âge)
field-towards = Vers où
field-transfer = Transfert
field-until = Jusqu’à
field-usual = Nom d’usage
field-valid-until = Valable jusqu’au
field-volet = Volet
field-whom = Qui a été prévenu
field-why = Motif
field-within = Bâtiment, dortoir ou chambre
field-worker = Référent

# Hints below fields
hint-at = Par exemple 18:20.
hint-birth = Ce que l’on sait, sans deviner : 12.3.1934, mars 1934, 1934, vers 1934 ; avec un doute : 1934?.
hint-came-from = Le lieu ou la personne, comme on vous l’a dit.
hint-cause = Comme l’écrit la source.
hint-code = Sept lettres et chiffres, par exemple 7KQ4M2X ; les espaces et les minuscules ne comptent pas.
hint-from = Un jour ou ce que l’on en sait : 25.10.1940, octobre 1940, 1940.
hint-given = Comme la personne le dit ; d’autres graphies peuvent suivre.
hint-languages = Séparées par des virgules.
hint-on = Un jour ou ce que l’on en sait : 3.5.1941, mai 1941.
hint-original = Par exemple : au greffe, chez la mère, dans l’armoire de la maison.
hint-passphrase = Plusieurs mots ; les majuscules comptent.
hint-period = Quand ce nom a été porté : 1938, 1940/1944.
hint-reason = Une phrase suffit.
hint-second = Nom et fonction de la personne qui a donné son accord.
hint-source = Le registre, l’enfant, une lettre : ce dont vous tenez l’information.
hint-surname = Comme il est écrit ; laissez vide si on ne le connaît pas.
hint-towards = Autant que vous pouvez l’écrire ici sans mettre personne en danger.
hint-until = Un jour ou ce que l’on en sait : 19.8.1942, août 1942.

# Contacts and sizes
wish-wished = Souhaite retrouver
wish-unwished = Ne doit pas être trouvé par
wish-no-longer = Ni cherché ni craint désormais
size-shoes = Chaussures
size-clothing = Vêtements
field-wish = Ce que cette personne est pour lui ou elle
field-contact = Nom
field-tie = Lien, dans ses mots
field-last-known = Dernière adresse ou dernier lieu connu
field-size-shoes = Pointure
field-size-clothing = Taille de vêtement

# Religion and origin
origin-kind-religion = Religion
origin-kind-observance = Pratique
origin-kind-origin = Origine
origin-kind-holy-days = Fêtes
origin-in-words = en toutes lettres
field-origin-kind = De quoi il s’agit
field-wordless = Ou une réponse sans mots
