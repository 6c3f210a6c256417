# Settings

settings-title = Réglages
settings-what = Votre langue, ce que vous pouvez faire et où, votre phrase secrète.
settings-roles = Ce que vous pouvez faire, et pourquoi
settings-role = Rôle
settings-why = À quoi sert ce rôle
settings-nowhere = Vous n’appartenez encore à aucune maison. La personne responsable des accès peut vous donner un rôle.
settings-why-worker = lit et écrit les dossiers de cette maison, pour accompagner les siens
settings-why-supervisor = comme un travailleur social ; transfère des dossiers, importe des registres, ouvre rapports et journal
settings-why-nurse = lit et écrit, pour soigner et le noter
settings-why-house-parent = présence et vie quotidienne des enfants de cette maison
settings-why-reader = lit les dossiers de cette maison et n’en écrit aucun
settings-why-auditor = voit le journal et les preuves, jamais la page d’une personne
settings-why-visitor = voit la liste du jour, par code et prénom
settings-why-keeper = donne et retire les rôles ; en outre comme une responsable d’équipe
settings-members = Membres de { $compartment }
settings-standing = Situation
settings-active = en activité
settings-removed = retiré
settings-passphrase = Changer ma phrase secrète
settings-passphrase-hint = Quatre ou cinq mots sans lien valent mieux qu’un mot compliqué. Personne ne peut vous redonner une phrase oubliée.
settings-change = Changer
settings-changed = Votre phrase secrète est changée. L’ancienne n’ouvre plus rien.
settings-short = { $count ->
    [one] Cette phrase a { $count } caractère de moins que conseillé.
    *[other] Cette phrase a { $count } caractères de moins que conseillé.
}
settings-plain = Cette phrase est assez longue, mais faite de très peu de caractères différents.
settings-fair = Cette phrase est bonne.
settings-wrong-old = Ce n’est pas votre phrase actuelle. Regardez les majuscules et la langue du clavier.
settings-differ = La nouvelle phrase a été tapée de deux façons. Tapez-la deux fois pareil.
settings-anyway-what = Choisissez-en une plus longue, ou cochez ci-dessous pour la prendre quand même.
field-old-passphrase = Phrase secrète actuelle
field-new-passphrase = Nouvelle phrase secrète
field-again = Nouvelle phrase secrète, encore une fois
field-anyway = La prendre quand même
panic-title = Ce poste ne s’ouvre plus
panic-what = En cas de danger : les clés de ce poste sont écrasées aussitôt, plus aucune phrase de passe ne l’ouvre. Les autres postes gardent ce qu’il avait ; ce qu’il a écrit depuis leur dernière rencontre est perdu.
panic-meant = J’ai compris : ce poste ne s’ouvrira plus.
panic-do = Écraser les clés
