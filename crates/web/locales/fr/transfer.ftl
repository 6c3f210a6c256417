# Transferts : les dossiers qui voyagent.

transfer-intro = Un dossier vit dans une seule maison à la fois et voyage avec la personne. Aucune machine n’accepte rien : quelqu’un ici dit oui.
transfer-sent = { $n ->
    [one] { $n } dossier a été envoyé. Il attend dans l’autre maison que quelqu’un l’accepte.
    *[other] { $n } dossiers ont été envoyés. Ils attendent dans l’autre maison que quelqu’un les accepte.
}
transfer-offers = À accepter
transfer-offers-none = Rien n’attend ici. Les dossiers qu’une autre maison vous envoie figureront à cet endroit.
transfer-offer = { $n ->
    [one] { $n } dossier de { $from } pour { $to }
    *[other] { $n } dossiers de { $from } pour { $to }
}
transfer-sent-by = Envoi de { $name }
transfer-arrived-at = Arrivés à
transfer-not-arrived = pas encore arrivés : accepter seulement le dossier
transfer-arrival-hint = Si les personnes sont arrivées, l’acceptation ouvre leur séjour et confirme l’arrivée à la maison qui les a envoyées.
transfer-accept = Accepter
transfer-road = En route
transfer-road-none = Aucun de vos dossiers n’est en route.
transfer-from = De
transfer-to = Vers
transfer-recall = Rappeler
