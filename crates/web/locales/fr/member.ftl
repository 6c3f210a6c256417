# Qui est où

member-title = Qui est où
member-what = Qui fait partie d’une maison lit ce qui est dans ses dossiers, autant que sa fonction le permet. Seul le responsable des accès y fait entrer quelqu’un, ou l’en retire.
member-because = Vous voyez ceci parce que vous y êtes { $role }.
member-name = Nom
member-role = Fonction
member-node = Poste
member-out = Retrait
member-you = vous
member-here = ce poste
member-choose = Choisir
member-remove = Retirer
member-remove-what = Ce que la personne sait, elle le sait. Une nouvelle clé commence qu’elle ne reçoit pas : ce qui s’écrit désormais, elle ne peut le lire, ni ici ni ailleurs, et ce qu’elle signe sans l’avoir appris ne compte pas avant qu’un responsable des accès l’ait regardé.
member-remove-do = Retirer cette personne
member-sure = J’ai lu ceci, et c’est voulu
member-grant = Faire entrer quelqu’un, ou changer une fonction
member-grant-what = Les membres de ce poste, et toutes les personnes dont la carte est gardée. Elles lisent tout ce qui s’y trouve, aussi ce qui fut écrit avant.
member-grant-do = Accorder
member-card = Garder la carte de quelqu’un
member-card-what = Collez le texte de la carte, puis les huit mots que son titulaire vous lit au téléphone ou de vive voix. S’ils ne sont pas les mêmes, la carte a été échangée en chemin. Sans autre nom, la personne est connue sous celui de la carte.
member-card-do = Garder la carte
member-revoke = Révoquer un poste
member-revoke-what = Un poste perdu ou pris : ce qu’il avait écrit et qui est connu ici compte, ce qui vient après ne compte pas. Retirez aussi qui s’y tenait.
member-revoke-do = Révoquer
