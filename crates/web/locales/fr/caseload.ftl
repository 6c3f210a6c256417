# Files actives

caseload-title = Files actives
caseload-what = Qui répond de combien de dossiers. Tous les dossiers d’un collègue passent à un autre en un seul acte : tous ou aucun.
caseload-all = Qui répond de combien
caseload-files = Dossiers
caseload-gone = n’est plus ici
caseload-of = Les dossiers de { $name }
caseload-would-pass = Passeraient :
caseload-hand-over = Les transmettre tous
caseload-who-may = Un responsable d’équipe, un gardien ou la personne qui en répond les transmet.
caseload-passed = Transmis : { $n }.
caseload-handed-over = Transmis
