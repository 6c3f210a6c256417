# Doubles

double-title = Doubles
double-what = Pairs that may be one person, among the files open to you. A machine proposes, by name, birth and sex; you say, and may say otherwise later. Files are never merged: they are known to belong together.
double-view-open = to look at
double-view-unsure = unsure
double-view-same = the same
double-view-not-same = not the same
double-verdict-same = The same person
double-verdict-not-same = Not the same
double-verdict-unsure = Unsure
double-none = No pair here.
double-more = More pairs
double-side = What is said
double-house = House
double-no-longer = They no longer look alike; somebody judged them once.
double-changed-since = A name, birth or sex has changed since.
double-not-yours = You do not write in both houses: who does decides.
double-same-as = The same person as
double-say-otherwise = look at it again
field-verdict = What you say
field-rests-on = What it rests on
