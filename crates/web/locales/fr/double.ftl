# Doubles

double-title = Doublons
double-what = Des paires qui sont peut-être une seule personne, parmi les dossiers qui vous sont ouverts. La machine propose, d’après nom, naissance et sexe ; vous dites, et pouvez dire autrement plus tard. Les dossiers ne sont jamais fondus : on sait qu’ils vont ensemble.
double-view-open = à regarder
double-view-unsure = incertain
double-view-same = la même personne
double-view-not-same = pas la même
double-verdict-same = La même personne
double-verdict-not-same = Pas la même
double-verdict-unsure = Incertain
double-none = Aucune paire ici.
double-more = Plus de paires
double-side = Ce qui est dit
double-house = Maison
double-no-longer = Elles ne se ressemblent plus ; quelqu’un en a jugé autrefois.
double-changed-since = Un nom, une naissance ou un sexe a changé depuis.
double-not-yours = Vous n’écrivez pas dans les deux maisons : qui le fait décide.
double-same-as = La même personne que
double-say-otherwise = y revenir
field-verdict = Ce que vous dites
field-rests-on = Sur quoi cela repose
