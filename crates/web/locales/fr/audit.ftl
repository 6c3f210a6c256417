# The log and the proofs

audit-what = Qui a lu et qui a écrit, quand et pourquoi. Les dossiers vont ici par leur code ; seuls les membres ont un nom.
audit-read = Qui a lu
audit-wrote = Qui a écrit
audit-opened = a ouvert
audit-wrote-in = a écrit dans
audit-nobody-read = Personne n’a ouvert de dossier.
audit-pages-before = Lectures plus anciennes
audit-pages-written = Écritures plus anciennes
audit-file-person = un dossier
audit-file-place = un lieu
audit-file-convoy = un voyage
audit-file-control = membres et clés
audit-who-saw = Qui a vu le dossier
audit-who-saw-what = Chaque lecture de ce dossier, la plus récente d’abord. La personne concernée peut demander cette page.
audit-verify = La preuve
audit-verify-what = Chaque écriture est vérifiée : son empreinte, sa place dans la chaîne, la signature et le rôle de son auteur, les fins signées, et la chaîne des lectures.
audit-verify-now = Prouver maintenant
audit-never-proved = pas encore prouvé sur ce poste
audit-proved = Prouvé le { $date } : { $entries } écritures, { $readings } lectures, tout est en ordre.
audit-broken = Le { $date }, la preuve a échoué.
audit-fault-entry = La première écriture qui ne tient pas est { $seq }.
audit-fault-reading = La première lecture qui ne tient pas est { $seq }.
audit-fault-node = Écrite par le poste
audit-restore = N’écrivez plus ici, gardez ce répertoire tel quel, et restaurez la dernière sauvegarde qui se prouve dans un nouveau répertoire :

# Why somebody opened a file
purpose-dossier = une démarche
purpose-dossiers = les démarches
purpose-dossier-taken-up = pour ouvrir une démarche
purpose-dossier-closed = pour clore une démarche
purpose-paper = une pièce d’une démarche
purpose-office-trip = pour préparer une visite au bureau
purpose-register-export = pour exporter un registre
purpose-certificate = un certificat de séjour
purpose-emergency-card = une fiche d’urgence
purpose-convoy-list = une liste de voyage
purpose-journey = un voyage
purpose-departure = pour décider d’un départ
purpose-first-care = les premiers soins
purpose-person = la page de la personne
purpose-page = la page de la personne
purpose-note = pour écrire une note
purpose-photo = la photo
purpose-scan = une pièce numérisée
purpose-history = l’histoire du dossier
purpose-api = un programme de la maison (API)
