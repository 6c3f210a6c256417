# Settings

settings-title = Réglages
settings-what = Votre langue, ce que vous pouvez faire et où, votre phrase de passe.
settings-roles = Ce que vous pouvez faire, et pourquoi
settings-role = Rôle
settings-why = À quoi sert ce rôle
settings-nowhere = Vous n’appartenez encore à aucune maison. Un gardien peut vous donner un rôle.
settings-why-worker = lit et écrit les fiches de cette maison, pour accompagner les siens
settings-why-supervisor = comme un travailleur social ; transfère des fiches, importe des registres, ouvre rapports et journal
settings-why-nurse = lit et écrit, pour soigner et le noter
settings-why-house-parent = présence et vie quotidienne des enfants de cette maison
settings-why-reader = lit les fiches de cette maison et n’en écrit aucune
settings-why-auditor = voit le journal et les preuves, jamais la page d’une personne
settings-why-visitor = voit la liste du jour, par code et prénom
settings-why-keeper = donne et retire les rôles ; en outre comme un superviseur
settings-members = Membres de { $compartment }
settings-standing = Situation
settings-active = en activité
settings-removed = retiré
settings-passphrase = Changer ma phrase de passe
settings-passphrase-hint = Quatre ou cinq mots sans lien valent mieux qu’un mot compliqué. Personne ne peut vous redonner une phrase oubliée.
settings-change = Changer
settings-changed = Votre phrase de passe est changée. L’ancienne n’ouvre plus rien.
settings-short = { $count ->
    [one] Cette phrase a { $count } caractère de moins que conseillé.
    *[other] Cette phrase a { $count } caractères de moins que conseillé.
}
settings-plain = Cette phrase est assez longue, mais faite de très peu de caractères différents.
settings-fair = Cette phrase est bonne.
settings-anyway-what = Choisissez-en une plus longue, ou cochez ci-dessous pour la prendre quand même.
field-old-passphrase = Phrase de passe actuelle
field-new-passphrase = Nouvelle phrase de passe
field-again = Nouvelle phrase de passe, encore une fois
field-anyway = La prendre quand même
