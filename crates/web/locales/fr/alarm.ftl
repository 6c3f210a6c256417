# Alarmes sur d’autres postes

alarm-title = Ce que d’autres postes ont montré
alarm-about = Un état plus ancien, des écritures que quelqu’un a nommées et qui ne sont pas arrivées, des chaînes qui vont de deux côtés. Chacune reste ici jusqu’à ce que quelqu’un dise l’avoir regardée. Elle n’accuse personne : elle dit ce qui a été dit.
alarm-none = Rien à regarder.
alarm-unseen = { $count ->
    [one] { $count } chose qu’un autre poste a montrée
    *[other] { $count } choses que d’autres postes ont montrées
}
alarm-to = Aller voir
alarm-chain = Chaîne de
alarm-what = Ce qui a été dit
alarm-older = Le poste de { $by } avait cette chaîne jusqu’à { $was } ; il dit maintenant { $now }.
alarm-caught-up = Il a dit depuis être de nouveau aussi loin.
alarm-older-do = Demander là-bas si la machine a été copiée, ou un vieux disque remis. Une sauvegarde restaurée par « relais restore » est un autre poste et ne se montre pas ici. Si personne ne peut le dire, révoquer ce poste.
alarm-missing = De { $first } à { $last }, rien n’est arrivé ; nommé par { $by }.
alarm-missing-do = Rencontrer d’autres postes, et demander à qui l’a dit chez qui elles sont. Quelqu’un les retient peut-être, ou le seul qui les a n’a pas été rencontré.
alarm-fork = Elle va de deux côtés à partir de { $first } ; ce que disent les deux est gardé.
alarm-fork-do = Demander à ce poste si son dossier a été copié ; le révoquer si personne ne peut le dire.
alarm-look = Je l’ai regardée
alarm-seen = Regardée
alarm-past = { $count ->
    [one] { $count } que quelqu’un a regardée
    *[other] { $count } que quelqu’un a regardées
}
