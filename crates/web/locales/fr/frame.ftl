# Words of the frame: every page, signing in, complaints, refusals, dates, small words.

# The frame of every page
skip = Aller au contenu
demonstration = Démonstration
demonstration-historical = Dans la scène historique, nous sommes le { $date } ; toutes les personnes sont inventées.
demonstration-present = Dans la scène d’aujourd’hui, nous sommes le { $date } ; toutes les personnes sont inventées.
find-label = Chercher une personne
find-hint = Nom ou code
language = Langue
lock = Verrouiller
lock-soon = Cet écran va se verrouiller dans moins d’une minute. Appuyez sur une touche pour continuer ; les brouillons sont gardés.
rooms = Rubriques
room-today = Aujourd’hui
room-people = Personnes
room-places = Lieux
room-relay-house = Maison de passage
room-dossiers = Démarches
room-payments = Paiements
room-procedures = Procédures
room-transfers = Transferts
room-report = Rapport
room-register = Registre
room-audit = Contrôle
room-settings = Réglages
room-help = Aide
copy = Cet exemplaire
printed-by = Imprimé par { $name }
destroy-on = À détruire après usage
colophon = Relais. Rien de ce qui est noté ne se perd ; chacun ne voit que ce qui lui est confié ; la machine propose, une personne décide.
member-unknown = un membre que vous ne connaissez pas
you-see-this-because = Vous voyez ceci parce que vous êtes membre de « { $compartment } », fonction : { $role }.
because-granted = Accordé par { $by } le { $on }.
because-others = { $n ->
    [one] Une autre personne le voit
    *[other] { $n } autres personnes le voient
}
as-at = situation au { $date }
as-known-on = selon ce qui était connu le { $date }
over-capacity = { $n ->
    [one] { $place } accueille { $n } personne de plus que de lits. Vous pouvez continuer ; le responsable le voit aussi.
    *[other] { $place } accueille { $n } personnes de plus que de lits. Vous pouvez continuer ; le responsable le voit aussi.
}

# Signing in
sign-in = Ouvrir une session
sign-in-do = Ouvrir
sign-in-wrong = Ce nom et cette phrase de passe ne vont pas ensemble. Vérifiez les majuscules et la langue du clavier, puis réessayez.
sign-in-demonstration = Qui peut entrer dans cette démonstration
sign-in-passphrase = La phrase de passe est la même pour tous :
demo-worker = Travailleuse sociale : enregistre, accompagne, réunit les pièces
demo-supervisor = Responsable d’équipe : décide des départs, transfère les dossiers, tient les chiffres
demo-auditor = Contrôleur : voit le journal et les preuves, jamais la page d’une personne
demo-nurse = Infirmière : premiers soins et volet de santé
demo-house-parent = Éducatrice d’une maison d’enfants : présence et vie quotidienne
demo-visitor = Visiteur : la liste du jour, par code et prénom seulement
demo-keeper = Responsable des accès : accorde et retire les droits de voir

# What could not be done
complaint-unknown = Il n’y a rien à cette adresse, ou rien qui vous soit confié
complaint-unknown-hint = Cherchez par le nom ou par le code. Si le dossier devrait vous être ouvert, demandez à la personne responsable des accès.
complaint-not-allowed = Votre fonction ne permet pas cela
complaint-not-allowed-hint = Rien n’a été modifié. Demandez à un collègue dont c’est la fonction, ou à la personne responsable des accès.
complaint-internal = Quelque chose s’est interrompu ici
complaint-internal-hint = Ce qui était déjà enregistré est en sûreté. Réessayez ; si cela se répète, montrez cette page à la personne qui s’occupe de l’appareil.
complaint-sign-in = Ouvrez d’abord une session
complaint-sign-in-hint = Votre session est fermée. Les brouillons sont gardés.
complaint-locked = Relais est verrouillé
complaint-locked-hint = Ouvrez une session avec votre phrase de passe pour le déverrouiller.
complaint-refused = Ceci n’a pas été enregistré
complaint-refused-hint = Rien n’a été modifié. Revenez en arrière, corrigez ce qui est indiqué et enregistrez de nouveau.
complaint-passphrase = Ce nom et cette phrase de passe ne vont pas ensemble
complaint-notebook = Les pages ne s’ouvrent pas : il manque des parts, ou l’une d’elles n’est pas la bonne.
complaint-notebook-hint = Regardez qui a répondu ; demandez à d’autres dépositaires, chacun depuis son poste.
complaint-passphrase-hint = Vérifiez les majuscules et la langue du clavier. Personne ne peut vous rendre une phrase oubliée ; la personne responsable des accès peut vous inscrire à nouveau.
complaint-full = Le disque est plein : ceci n’a pas été écrit
complaint-full-hint = Les dossiers se lisent, s’impriment et s’exportent encore. Libérez quelques mégaoctets sur cet appareil, puis écrivez-le de nouveau.
complaint-failing = Le disque de cet appareil est défaillant : il n’est pas certain que ceci ait été écrit
complaint-failing-hint = Gardez la page ouverte ou notez ce que vous venez de saisir. Plus rien ne s’écrit ici tant que Relais n’a pas été fermé puis rouvert ; les dossiers se lisent autant que le disque le permet. Faites une copie ailleurs et prévenez la personne qui s’occupe de l’appareil. Une fois Relais rouvert, regardez si cela s’y trouve avant de le saisir à nouveau.
complaint-damaged = Une partie de ce qui est gardé ici ne peut pas être lue
complaint-damaged-hint = N’effacez rien et ne continuez pas à écrire sur cet appareil. Prévenez la personne qui s’en occupe : une sauvegarde ou une autre maison peut avoir ce qui manque.
complaint-disk = Le disque de cet appareil ne répond pas
complaint-disk-hint = Ce que vous venez de saisir n’est peut-être pas enregistré : gardez la page ouverte ou notez-le. Le disque est peut-être plein ; prévenez la personne qui s’occupe de l’appareil.
complaint-back = Retour à la page d’accueil

# Refusals: the field stands before, the remedy in the sentence
form-refused = Ceci demande un second regard ; rien n’a été enregistré
form-choose = choisir …
refusal-missing = il manque une réponse ; écrivez-la, ou dites qu’on ne la connaît pas.
refusal-unreadable = « { $value } » n’a pas pu être lu ; écrivez-le comme l’indique l’exemple.
refusal-too-long = le texte est trop long ; raccourcissez-le ou répartissez-le en plusieurs notes.
refusal-ends-before-it-begins = « { $value } » est antérieur au début ; vérifiez les deux dates.
refusal-in-the-future = « { $value } » est après aujourd’hui ; écrivez le jour où cela s’est passé.
refusal-unknown = rien de tel n’est connu ici ; vérifiez, ou choisissez dans la liste.
refusal-already-closed = c’est déjà clos ; rechargez la page pour voir par qui et quand.
refusal-already-there = c’est déjà là ; rechargez la page pour le voir.
refusal-last-keeper = c’est le dernier responsable des accès ; confiez d’abord ce rôle à quelqu’un d’autre.
refusal-own-node = c’est le poste sur lequel vous travaillez ; révoquez-le depuis un autre.
refusal-file-has-left = le dossier est en route ou se trouve dans une autre maison ; écrivez là où elle vit maintenant.
refusal-after-death = la personne est décédée avant ce jour ; vérifiez la date, ou le décès.
refusal-out-of-range = « { $value } » est hors des valeurs possibles ; vérifiez le nombre.
refusal-needs-second-person = une deuxième personne doit donner son accord ; écrivez qui elle est.
refusal-needs-reason = il faut un motif écrit ; une phrase suffit.
refusal-comes-first = « { $value } » doit venir d’abord ; la page montre tout ce qui manque.
refusal-needs-proofs = il faut deux preuves indépendantes, au-delà des noms ; sinon, dites que c’est possible.
refusal-ambiguous = « { $value } » convient à plusieurs ; écrivez-en davantage.
refusal-other-circuit = « { $value } » est de l’autre filière : qui connaît les noms et les familles ne voit jamais les couvertures ni les lieux. Une autre personne doit s’en charger.
refusal-not-proved = « { $value } » n’a pas encore prouvé qu’il s’ouvre. La personne qui le tient lance un exercice, les dépositaires répondent, puis vous reprenez sa plaque.
refusal-not-the-words = « { $value } » : ce ne sont pas les mots de cette plaque. Faites-les relire de vive voix, ou apportez-la par un autre chemin.
refusal-not-batch-day = « { $value } » : une personne qui n’est plus suivie l’est au dernier jour d’un mois, sans direction. La vraie date et le chemin vont dans un carnet.
refusal-more-than-owed = c’est plus que ce qui reste dû pour ce mois ({ $value }) ; corrigez le montant, ou dites que l’argent a été remis quand même.
refusal-not-erasable = un tel dossier ne s’efface jamais ; il ne contient le texte de personne.
refusal-identity-stays = « { $value } » n’est pas un motif ici : l’identité, la filiation et la fratrie restent jusqu’à ce que la personne en décide elle-même ; les volets réservés peuvent être effacés.
refusal-not-known-of-age = d’après la naissance inscrite (« { $value } »), la personne n’est pas majeure, ou on ne le sait pas ; attendez, ou corrigez la naissance.
refusal-tell-first = il faut d’abord dire à la personne ce qui se perd ; dites-le-lui, puis cochez.
refusal-erased = le dossier a été effacé ; inscrivez la personne à nouveau, ou demandez à un gardien ce qui est arrivé après.
refusal-same-person = { $value } l’a proposé ; quelqu’un d’autre, responsable d’équipe ou gardien, doit décider.
refusal-on-hold = un gel juridique porte dessus, affaire « { $value } » ; levez-le quand l’affaire est finie.
refusal-no-free-bed = aucun lit n’y est libre ; regardez à nouveau les propositions, ou décidez vous-même au tableau.
refusal-no-consent = personne n’a donné ce consentement ; demandez, puis notez la réponse dans le dossier, sous « Consentements ».
refusal-consent-withdrawn = ce consentement a été retiré ; rien n’est communiqué, sauf s’il est donné à nouveau.
refusal-consent-expired = le consentement ne va pas jusque-là ; demandez à nouveau et notez-le, ou choisissez une fin plus proche.
refusal-consent-for-other = ce consentement vaut pour autre chose ; il faut celui qui nomme d’autres organisations ou les autorités.
refusal-referred = un partenaire a reçu un extrait qui existe encore ; faites d’abord effacer l’extrait, puis mettez fin à l’orientation.

# Dates and ages
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
date-about = vers { $date }
date-uncertain = { $date } (incertain)
date-unknown = date inconnue
date-since = { $date } ou après
date-until = { $date } ou avant
date-between = entre { $from } et { $to }
date-span = de { $from } à { $to }
date-or = { $first } ou { $second }
date-and = { $first } et { $second }
date-decade = entre { $first } et { $last }
season-21 = printemps
season-22 = été
season-23 = automne
season-24 = hiver
age = Âge
age-exact = { $age ->
    [one] { $age } an
    *[other] { $age } ans
}
age-between = entre { $low } et { $high } ans
age-at-least = { $age } ans ou plus
age-unknown = âge inconnu
n-people = { $n ->
    [one] { $n } personne
    *[other] { $n } personnes
}
n-children = { $n ->
    [one] { $n } enfant
    *[other] { $n } enfants
}
n-days = { $n ->
    [one] { $n } jour
    *[other] { $n } jours
}
n-nights = { $n ->
    [one] { $n } nuit
    *[other] { $n } nuits
}
n-hours = { $n ->
    [one] { $n } heure
    *[other] { $n } heures
}
n-beds = { $n ->
    [one] { $n } lit
    *[other] { $n } lits
}
n-papers = { $n ->
    [one] { $n } pièce
    *[other] { $n } pièces
}
n-files = { $n ->
    [one] { $n } dossier
    *[other] { $n } dossiers
}

# Buttons and small words
do-record = Enregistrer
do-save = Enregistrer
do-show = Afficher
do-find = Chercher
do-open = Ouvrir
do-print = Imprimer
do-cancel = Annuler
do-back = Retour
do-next = Continuer
do-add = Ajouter
do-remove = Retirer
do-change = Modifier
do-confirm = Confirmer
do-settle = Trancher
do-download = Télécharger
do-discard-draft = Jeter le brouillon
draft-restored = Brouillon restauré
draft-kept = Brouillon gardé sur cet appareil
draft-failed = Brouillon non gardé : l’appareil ne répond pas
pager = Pages de la liste
pager-where = { $from } à { $to } sur { $of }
pager-earlier = Précédents
pager-later = Suivants
yes = oui
no = non
none = aucun
optional = (facultatif)
said-many = Dit par des personnes qui n’avaient pas vu ce qu’écrivait l’autre :
said-by = { $name }, { $when }
answer-given = répondu
answer-not-asked = non demandé
answer-does-not-know = ne sait pas
answer-declines = ne souhaite pas répondre
answer-without = n’en a pas
