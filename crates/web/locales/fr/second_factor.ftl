# Le second facteur : un code à six chiffres d’un appareil à soi.
second-factor-title = Second facteur
second-factor-what = Après la phrase de passe, un code à six chiffres d’un appareil à vous : qui vous a vu taper n’est pas encore entré.
second-factor-on = Un code est demandé quand vous vous identifiez ici.
second-factor-off = Aucun code n’est demandé quand vous vous identifiez ici.
second-factor-begin = Préparer un appareil
second-factor-other = Préparer un autre appareil à la place
second-factor-other-what = D’abord un code de l’appareil actuel.
second-factor-device = Votre appareil
second-factor-scan = Prenez l’image avec une application de codes à usage unique. Elle est montrée maintenant et plus jamais.
second-factor-picture = Le secret en image, pour un appareil
second-factor-type = Ou tapez-y ceci :
second-factor-prove = Voici le code qu’il montre
second-factor-end = Ne plus demander de code
second-factor-end-what = Le dernier code que vous tapez ici. Sans l’appareil, à la machine même : relais member without-second-factor.
second-factor-wrong = Ce n’est pas le code. Un code sert une seule fois ; attendez le suivant et regardez l’heure de l’appareil.
second-factor-limits = Il garde ces pages sur ce nœud. Qui a le disque et la phrase de passe n’a pas besoin de code : gardez-les séparés.
field-second-factor = Code
