# Les mots des pièces d’une personne : liste, enregistrement, dossier, famille, consentements, notes, santé.

# Les personnes : la liste et la recherche
person-search = Chercher une personne, en grand
person-filter = Resserrer la liste
person-total = { $n ->
    [one] { $n } personne dans les dossiers qui vous sont ouverts.
    *[other] { $n } personnes dans les dossiers qui vous sont ouverts.
}
person-found = { $n ->
    [0] Personne n’a été trouvé.
    [one] { $n } personne trouvée.
    *[other] { $n } personnes trouvées.
}
person-found-none = Personne de semblable dans les dossiers qui vous sont ouverts. Essayez une autre graphie, un seul nom, ou le code.
person-list-all = Toute la liste
person-list-any = tous
person-list-empty = Personne ne correspond. Élargissez un choix ci-dessus.
person-list-first = Retour au début
person-list-here = qui vivent ici
person-list-left-too = aussi ceux qui sont partis
person-nowhere = aucun séjour en cours
person-list-since = Depuis
person-why = Pourquoi
person-dead = décédé(e)
person-similar = Personnes semblables déjà connues
person-similar-hint = Déjà connus et ressemblants. Regardez avant d’enregistrer deux fois la même personne :

# L’enregistrement
person-register = Enregistrer une personne
person-register-hint = Sept champs suffisent ; laissez vide ce que personne ne sait. Les personnes déjà connues apparaissent pendant la saisie.
person-register-known = Une personne très ressemblante est déjà connue ; rien n’est encore enregistré
person-register-known-hint = Ouvrez le dossier ci-dessous si c’est la même personne. Si c’est quelqu’un d’autre, dites-le avec le bouton à la fin.
person-register-anyway = C’est quelqu’un d’autre : enregistrer
person-register-sibling = Enregistrer et ajouter un frère ou une sœur
person-register-more = Davantage : langues, parents, numéro de registre, source
person-register-nowhere = pas chez nous, ou inconnu
person-register-place-own = celui du lieu
person-look-similar = Chercher des personnes semblables
person-certificate = Attestation de séjour
person-add-sibling = Ajouter un frère ou une sœur
person-sibling-new = Un frère ou une sœur
person-sibling-shared = Nom, parents, fratrie, lieu et arrivée sont ceux du dossier ci-dessus. Nom :

# Le bandeau et les pages d’un dossier
person-tabs = Pages de ce dossier
person-tab-file = Dossier
person-tab-kin = Famille
person-tab-stays = Séjours
person-tab-dossiers = Démarches
person-tab-consents = Consentements
person-tab-health = Santé
person-tab-origin = Religion et origine
person-tab-history = Historique
person-strip-age = Âge
person-strip-speaks = Parle
person-strip-responsible = Référent
person-strip-guardian = Tuteur ou parents
person-strip-place = Lieu
person-strip-siblings = Fratrie
person-age-under-one = moins d’un an
person-age-disputed = des naissances différentes sont données
person-born-on = naissance : { $date }
person-born-about = naissance : { $date }, sans plus de précision
person-bounds = entre le { $from } et le { $to }
person-died-on = Mort : { $date }
person-called = dit(e)
person-interpreter-is = interprète :
person-interpreter-needed = interprète nécessaire
person-deputy-is = suppléant :
person-nobody = personne pour l’instant
person-since = depuis : { $date }
person-photo-of = Photographie de { $name }
person-photo-none = Pas encore de photo
person-photo-new = une photographie
person-not-noted = pas encore noté
person-open-to-house = ouvert à la maison
person-logged = Cette lecture est au journal.
person-recorded = Enregistré.
person-on-the-road = Ce dossier est en route vers { $house }
person-on-the-road-hint = Il se lit ici et ne reçoit plus rien tant qu’il n’est pas arrivé ou repris.
person-left = Ce dossier vit dans une autre maison
person-left-hint = Cette copie dit ce qui était connu à son départ. Écrivez là où il vit maintenant.
person-disputes = { $n ->
    [one] Des choses différentes ont été dites sur un point de ce dossier
    *[other] Des choses différentes ont été dites sur { $n } points de ce dossier
}
person-disputes-hint = Toutes figurent ci-dessous jusqu’à ce que quelqu’un tranche.
person-another-house = une autre maison
person-write-note = Écrire une note
person-record-more = Enregistrer autre chose

# Les parties du dossier
person-identity = Identité
person-happened = Ce qui s’est passé
person-happened-none = Rien encore. Les notes, les arrivées et les départs se liront ici.
person-accompaniment = Qui accompagne
person-care = Ce que la maison prévoit
person-washington = Ce qui est difficile, selon la personne
person-washington-none = Les six questions sur ce qui est difficile n’ont pas été posées.
person-registers = Registres
person-row-hint = Les cellules illisibles restent telles quelles. Notez à sa place ce qu’elles signifient.
person-kin-none = Aucun lien noté. Frères et sœurs, parents et tuteurs se liront ici.
person-kin-said = Dit
person-kin-said-here = dans ce dossier
person-kin-said-there = dans l’autre dossier
person-kin-as-told = Tel que dit, avec les corrections
person-stays-none = Aucun séjour noté.
person-stay-end = Comment il a fini
person-stay-goes-on = en cours
person-stay-move = Une arrivée, un départ
person-settle-dates = Trancher entre deux dires
person-absences = Absences
person-bed-kept = lit gardé
person-dossiers-none = Aucune démarche.
person-dossier-papers = Pièces reçues
person-dossier-open = en cours
person-dossier-new = Ouvrir une démarche
person-consent-lapsed = Donné, puis échu ; redemander :
person-consent-by = par
person-consent-explained = expliqué en
person-consent-limits = Ne pas partager :
person-volet-yours = ouvert à vous
person-health-open = Ouvrir le volet santé
person-health-none = Rien de noté. Les allergies viendront en premier.
person-health-mark = Pour toute la maison
person-health-mark-hint = Figure à côté du nom pour tous ceux qui lisent le dossier : que faire, jamais la maladie.

# Ce qui vaut, ce qui valait
person-colon = { "\u00A0:" }
person-correct = corriger
person-note-it = noter
person-withdraw = retirer
person-corrected = corrigé par
person-withdrawn = retiré
person-overtaken = remplacé ensuite
person-no-longer = plus maintenant
person-taken-down = levé
person-taken-back = repris
person-settle-new = Aucune n’est juste : écrire une autre valeur
person-from = à partir de : { $date }
person-until = jusqu’à : { $date }
person-came-from = venant de
person-towards = vers
person-second-is = deuxième personne :
person-tie-by-file = voir le dossier
person-told-by = par
person-group-within = appartient à une fratrie
person-group-left = n’est plus dans la fratrie
person-death-place = à
person-death-cause = cause :
person-death-source = source :
person-death-burial = inhumation :
person-death-ends-stay = Enregistrer un décès met aussi fin au séjour : { $place }.
person-transfer-noted = noté

# De quoi parle un fait
person-fact-subject = Dossier ouvert
person-fact-name = Nom
person-fact-born = Naissance
person-fact-birth-place = Lieu de naissance
person-fact-sex = Sexe
person-fact-nationality = Nationalité
person-fact-language = Langue
person-fact-need = Besoin
person-fact-mark = Signe à côté du nom
person-fact-washington = Ce qui est difficile
person-fact-number = Numéro de registre
person-fact-separation = Séparation d’avec la famille
person-fact-row = Ligne d’un registre
person-fact-photo = Photographie
person-fact-died = Décès
person-fact-told = Prévenu(e) du décès
person-fact-tie = Lien
person-fact-group = Fratrie
person-fact-parted = Séparé(e) d’un frère ou d’une sœur
person-fact-deputy = Suppléant
person-fact-interpreter = Interprète
person-fact-health = Note de santé
person-fact-note = Note
person-fact-own-words = Dans les mots de l’enfant
person-fact-stay = Séjour
person-fact-arrived = Arrivée
person-fact-left = Départ
person-fact-absent = Absence
person-fact-dossier = Démarche
person-fact-dossier-opened = Démarche ouverte
person-fact-dossier-closed = Démarche close
person-fact-scan = Numérisation d’une pièce
person-fact-paper = Pièce
person-fact-relay-house = Maison de passage
person-fact-leaving = Départ décidé
person-fact-handed-over = Remise
person-fact-confirmed = Arrivée confirmée
person-fact-transfer = Voyage du dossier
person-fact-offered = Dossier proposé à
person-fact-recalled = Proposition reprise
person-fact-accepted = Dossier accepté
person-fact-travelled = Dossier désormais ailleurs
person-fact-place = Lieu
person-fact-compartment = Compartiment
person-fact-elsewhere = dit ailleurs
person-fact-other = Autre chose

# L’historique
person-history-entries = { $n ->
    [one] { $n } écriture ; rien n’a jamais été effacé.
    *[other] { $n } écritures ; rien n’a jamais été effacé.
}
person-history-unknown = Écrit par une version plus récente ; gardé tel quel.
person-history-whole = Tout l’historique
person-machine = machine
person-note-of = à propos de : { $date }

# Les formulaires
person-form-names = Un nom
person-form-names-hint = Chaque forme d’un nom est gardée, dans toute écriture. Une correction barre l’ancienne.
person-form-births = La naissance
person-form-birth-places = Le lieu de naissance
person-form-sexes = Le sexe
person-form-nationalities = Une nationalité
person-form-languages = Une langue
person-form-numbers = Un numéro de registre
person-form-separations = La séparation d’avec la famille
person-form-separations-hint = Dans les mots entendus, une seule fois ; que personne n’ait à le redire.
person-form-photos = Une photographie
person-form-photos-hint = JPEG, PNG ou WebP, jusqu’à 12 Mo. Elle est réduite et réécrite : rien de l’appareil, du jour ni du lieu n’y reste.
person-form-kin = Un lien de famille
person-form-kin-hint = Dites-le une fois ; il se lit dans les deux dossiers. Cherchez l’autre par nom ou par code, ou écrivez le nom tel que dit.
person-form-parted-siblings = Frères ou sœurs séparés
person-form-parted-siblings-hint = Les fratries restent ensemble. Qui les sépare écrit pourquoi, et une deuxième personne est d’accord.
person-form-assignments = Qui en répond
person-form-interpreters = L’interprète
person-form-needs = Les besoins
person-form-needs-hint = Ce que la maison doit prévoir. La raison ne regarde personne ici.
person-form-marks = Un signe à côté du nom
person-form-marks-hint = Court, et ce qu’il faut faire. Laissez le texte vide pour lever le signe.
person-form-washington-answers = Six questions sur ce qui est difficile
person-form-washington-answers-hint = Même avec des lunettes ou un appareil. Demandez à la personne ; ce qui n’a pas été demandé reste « pas demandé ».
person-form-consents = Un consentement
person-form-consents-hint = Chaque but à part ; le silence n’est pas un consentement. Un oui aux autorités n’est pas un oui à celles du pays d’origine.
person-form-deaths = Un décès
person-form-deaths-hint = Seulement avec une source. Notez ensuite qui a été prévenu, par qui.
person-form-tellings = Qui a été prévenu du décès
person-form-notes = Une note
person-form-notes-hint = Ce que vous avez vu et entendu ; les mots de l’enfant si possible.
person-form-withdrawals = Retirer ce qui n’a jamais été vrai
person-form-withdrawals-hint = Le mauvais enfant, une erreur de plume. Cela reste lisible, barré, avec votre raison. Si cela a changé, corrigez plutôt.
person-form-settlements = Trancher
person-form-settlements-hint = Cela a été dit par des personnes qui n’avaient pas vu ce que l’autre écrivait. Votre choix est une écriture de plus ; l’autre reste dans l’historique.
person-form-health-records = Une note de santé
person-form-health-records-hint = Lu seulement par ceux qui tiennent le volet santé.
person-kin-find = L’autre personne
person-kin-which = Lequel est-ce ?
person-kin-none-of-them = aucun d’eux ; garder le nom tel que dit
person-kin-file = Avec le dossier de
person-parted-none = Aucun frère ni sœur ayant un dossier n’est noté ; notez d’abord le lien.
person-photo-forbidden = Un signe dit : pas de photographie de cette personne. Demandez avant de continuer.
person-photo-not-agreed = Aucun consentement à la photographie n’est noté. Demandez, et notez la réponse :
person-stands-yes = oui
person-stands-no = plus maintenant
person-cause-conflict = conflit, bombardement
person-cause-persecution = persécution
person-cause-arrest = arrestation ou internement d’un parent
person-cause-death = mort d’un parent
person-cause-illness = maladie d’un parent
person-cause-migration = migration
person-cause-flight = perdu dans la fuite
person-cause-entrusted = confié à quelqu’un
person-cause-abandonment = abandon
person-cause-poverty = pauvreté
person-cause-violence = violences à la maison
person-cause-disaster = catastrophe
person-cause-other = autre cause

# Les champs de cette pièce
field-choice = Votre choix
field-consent-answer = Réponse
field-seek = Nom ou code
field-health-kind = Nature
field-other-worker = ou quelqu’un d’autre
field-part = Rôle
field-separation-cause = Cause
field-stands = Est-ce toujours vrai ?
field-told-name = ou le nom tel que dit, sans dossier
field-todo = Que faire
hint-seek = Cherché parmi les dossiers qui vous sont ouverts.
hint-todo = Par exemple : pas de pénicilline ; appeler l’infirmière.

person-fact-contact = Contact souhaité ou non
person-fact-size = Taille
person-last-known = dernier lieu connu :
person-form-contacts = Un contact souhaité, ou redouté
person-form-contacts-hint = Jusqu’à trois personnes à retrouver, avec la dernière adresse dont il ou elle se souvient ; et quiconque ne doit pas le ou la trouver. Rien n’en sort de la maison sans son accord.
person-form-sizes = Pointure et taille

# Emergency card
emergency-card-title = Fiche d’urgence
emergency-cards = Fiches d’urgence
emergency-card-what = Du papier pour le tiroir près de la porte : quoi faire et qui appeler, sans nom de famille, sans diagnostic, sans confession. Réimprimez-la quand quelque chose change, et brûlez l’ancienne.
emergency-card-more = Les { $count } premières personnes sont sur cette feuille. Pour les autres, imprimez depuis un lieu plus petit.
emergency-card-no-name = Nom inconnu
emergency-card-nothing = rien de noté
emergency-card-call = Appeler
emergency-card-by-hand = à écrire à la main
emergency-card-printed = Imprimée le { $date }. À brûler quand une nouvelle la remplace.

person-origin-none = Rien de noté. Personne n’est interrogé d’office, et aucune aide n’en dépend.
person-form-origin-records = Ce qui a été dit de la religion ou de l’origine
person-form-origin-records-hint = Lu seulement par qui détient ce volet. À noter parce que la personne souhaite qu’on le sache, jamais pour une liste. Ce que la maison doit prévoir est un besoin, et se note avec les besoins.
person-fact-origin = Religion ou origine
