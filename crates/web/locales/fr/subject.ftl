# The sheet for whoever a file is about: who saw it, when and why

subject-title = Qui a vu ce dossier
subject-file = Dossier
subject-what = Chaque fois que quelqu’un ouvre ce dossier, on note qui, quand et pourquoi, avant qu’il ne le voie. Personne ne peut retirer une ligne sans que cela se voie. Voici la liste entière, en mots simples. Elle appartient à la personne concernée.
subject-made = Faite le { $date } par { $by }.
subject-covers = Elle parle de ce qui se trouve dans : { $houses }.
subject-covers-not = D’autres maisons gardent peut-être aussi quelque chose. Chacune a sa propre liste et doit la montrer.
subject-other-nodes = { $n ->
    [one] Ce qui se trouve dans « { $house } » est gardé aussi sur un autre poste. Ce qu’on y a lu figure sur la liste de ce poste.
   *[other] Ce qui se trouve dans « { $house } » est gardé aussi sur { $n } autres postes. Ce qu’on y a lu figure sur leurs propres listes.
}
subject-copies = { $n ->
    [one] Dans « { $house } », un dossier est une copie fermée : elle est restée quand le dossier est parti ailleurs.
   *[other] Dans « { $house } », { $n } dossiers sont des copies fermées : elles sont restées quand le dossier est parti ailleurs.
}
subject-seen = Qui l’a ouvert
subject-seen-none = Personne ne l’a ouvert.
subject-day = Jour
subject-who = Qui
subject-where = Dans quelle maison
subject-why = Pourquoi
subject-role = Fonction
subject-granted-head = Par décision de
subject-times = { $times } fois
subject-may-see = Qui peut l’ouvrir maintenant : { $house }
subject-granted = { $by }, le { $on }
subject-colleague = un membre de cette maison
subject-unknown = quelqu’un qui est parti
subject-left-out = Noms qui ne sont pas montrés
subject-left-out-count = { $n ->
    [one] Un nom n’est pas montré sur cette feuille : à sa place on lit « un membre de cette maison ». Ce qui a été ouvert, quand et pourquoi, est montré quand même.
   *[other] { $n } noms ne sont pas montrés sur cette feuille : à leur place on lit « un membre de cette maison ». Ce qui a été ouvert, quand et pourquoi, est montré quand même.
}
subject-left-out-line = Décidé dans « { $house } » par { $by }, avec l’accord de { $second }, le { $on }.
subject-left-out-why = Un nom n’est omis que si le dire mettait quelqu’un en danger. Vous pouvez interroger la maison sur cette décision, et vous en plaindre à quelqu’un d’extérieur à la maison.
subject-ask = Vous pouvez demander ce qu’une ligne veut dire, et pourquoi quelqu’un a ouvert le dossier. Si vous pensez que quelqu’un n’avait pas de raison de le faire, dites-le : à la personne qui vous accompagne, ou à toute autre en qui vous avez confiance.
subject-withheld-title = Noms non montrés aux personnes concernées
subject-withheld-what = Chacun peut demander qui a vu son dossier. Quand nommer un collègue le mettrait en danger, la feuille dit « un membre de cette maison » et dit qu’un nom manque. Personne ne décide cela seul : un responsable des accès le demande, une deuxième personne de la direction donne son accord, et ni l’un ni l’autre n’est la personne dont on tait le nom.
subject-withheld-none = Tous les noms sont montrés.
subject-withheld-asked = Demandé
subject-withheld-state = État
subject-withheld-waits = attend une deuxième personne ; le nom est encore montré
subject-withheld-in-force = non montré : accord de { $second } le { $on }
subject-withheld-ended = montré de nouveau
subject-withheld-agree = Donner son accord
subject-withheld-agree-with = Donner son accord : { $name }
subject-withheld-show = Montrer de nouveau le nom
subject-withheld-new = Taire un nom
subject-withheld-no-keeper = Seul un responsable des accès le demande.
subject-glass = En urgence, par bris de glace. Motif donné : « { $why } »
