# Consentement : ce qui sort, sur quel accord ; qui reste, et pourquoi ; la dérogation motivée ; qui a reçu quoi.

consent-lacks = { $purpose } : { $lack }
consent-lack-absent = personne n’a dit oui
consent-lack-refused = refusé
consent-lack-withdrawn = retiré
consent-lack-expired = échu
consent-lack-elsewhere = vit dans une autre maison : demandez là-bas
consent-lacks-head = Ce qui manque
consent-todo = Que faire
consent-left-out = Laissés de côté, faute d’accord
consent-left-out-why = Qui n’a pas donné son accord à cet usage n’y figure pas ; le papier ou le fichier lui-même n’en dit rien.
consent-stay = { $count ->
    [one] { $count } personne est laissée de côté
    *[other] { $count } personnes sont laissées de côté
}
consent-nobody-goes = Il ne reste personne qui ait donné son accord : rien n’est sorti.
consent-print-rest = Imprimer sans elles (PDF)
consent-export-rest = { $count ->
    [one] Exporter { $count } autre personne
    *[other] Exporter les { $count } autres
}
consent-ask = Demander, et noter la réponse
consent-ask-others = Dites-le à qui suit cette personne : la question lui revient.
consent-override-others = En cas d’urgence, qui dirige cette maison peut passer outre, par écrit.
consent-no-override = Rien ne permet de passer outre : ni danger ni loi ne font connaître quelqu’un au pays dont il vient.
consent-no-pack-for = Pas de dossier complet pour { $audience } :
consent-limits-of = À ne pas partager, de qui pourrait partir
consent-taken-back = Accord retiré ; prévenir qui a reçu quelque chose :
consent-recall = Voir qui a reçu quoi
consent-recipients = Qui a reçu quoi
consent-received-how = Les partenaires, les services à qui une pièce a été demandée, les registres et les papiers sortis. Ce qui est sorti ne revient pas tout seul : appelez, dites que l’accord est retiré, demandez que ce soit rendu ou détruit, et notez la réponse.
consent-received-none = Rien de ce dossier n’est connu pour être sorti.
consent-received-recall = Là où l’accord ne tient plus, la ligne le dit : ce sont ceux qu’il faut prévenir.
consent-received-limits = Orientations et demandes suivent le dossier. Les papiers et les registres sortis ne sont connus que sur l’ordinateur où ils l’ont été ; à qui une feuille imprimée a été remise, seul le sait qui l’a imprimée.
consent-received-on = Le
consent-received-what = Qui a reçu quoi
consent-received-for = Sur quel accord
consent-received-by = Par
consent-received-open = lit encore
consent-received-asked = Pièce demandée
consent-received-free = aucun n’est requis : sa propre famille a été sollicitée
consent-exit-office-letters = Un service : liste et lettre
consent-exit-letters-to-organisation = Une autre organisation : liste et lettre
consent-exit-letters-to-origin = Les autorités du pays d’origine : liste et lettre
consent-exit-letters-within = Qui prend soin d’elle : liste et lettre
consent-exit-letters-to-family = Sa propre famille : liste et lettre
consent-exit-dossier-pack = Un service, une autorité : le dossier complet, sur papier
consent-exit-pack-to-organisation = Une autre organisation : le dossier complet, sur papier
consent-exit-pack-to-origin = Les autorités du pays d’origine : le dossier complet, sur papier
consent-exit-register-to-office = Un service, une autorité : le registre
consent-exit-register-to-organisation = Une autre organisation : le registre
consent-exit-register-within = Personne au-dehors : le registre reste à la maison
consent-exit-tracing-record = D’autres services de recherche : une fiche
consent-exit-public-notice = Un avis public
consent-override-one = Dérogation motivée
consent-override-way = Passer outre, par écrit
consent-override-stays = Une dérogation n’efface aucun refus : les deux restent au dossier, et la personne peut les lire.
consent-ground-vital-interest = une vie est en danger
consent-ground-legal-duty = la loi l’impose
person-form-consent-overrides = Passer outre un refus ou un silence
person-form-consent-overrides-hint = Seulement si une vie est en danger ou si la loi ne laisse pas le choix ; jamais parce que c’est plus rapide. Trente jours au plus. Dites-le à la personne dès que possible. On ne passe jamais outre pour les autorités du pays d’origine.
field-ground = Fondement
field-export-for = Destinataire
register-export-for-hint = Qui n’y a pas consenti est laissé de côté, et vous verrez combien avant que le fichier soit fait.
