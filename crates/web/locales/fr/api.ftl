# L'API : ce qu'un programme a envoyé et qui n'a pas été compris.
api-hint = Tous les champs sont décrits dans /api/openapi.json. Rien n’a été écrit.
api-not-an-object = Un objet JSON est attendu.
api-not-json = Ce n’est pas du JSON en UTF-8.
api-too-large = Le corps de la requête est trop grand.
api-unknown-field = Ce champ n’existe pas ici.
api-unreadable = La valeur n’est pas du type attendu ici.
