# Today, lists and visits

# Lists of several rooms
list-name = Name
list-given = Given name
list-code = Code
list-born = Born
list-place = Place
list-beds = People and beds
list-over = Too many
list-next-date = Next date
list-date = Date
list-due = Due
list-since = Since
list-left-on = Left on
list-from = From
list-to = To
list-where = Where
list-why = Why
list-about = About
list-missing = Missing
list-people = People
list-paper = Paper
list-procedure = Procedure
list-compartment = House or team
list-proved = Proved
list-count = How many
list-show = Show
list-print = Print
list-pages = Pages of the list
list-from-to = { $from } to { $to }
list-earlier = Back
list-later = Further
list-older = Older
list-due-today = today
list-days-left = { $days ->
    [one] { $days } day left
    *[other] { $days } days left
}
list-days-late = { $days ->
    [one] { $days } day late
    *[other] { $days } days late
}

# Today
today-day = What waits for you on { $date }.
today-two-days = What waits for you: on { $then } in the historical scene, on { $now } in the present one.
today-nothing = Nothing waits for you. What comes in will stand here, the most urgent first.
today-first = The first { $count } are shown; the rooms above show all.
today-and-more = { $count ->
    [one] and { $count } more
    *[other] and { $count } more
}
today-mine = { $count ->
    [one] My child, by next date
    *[other] My { $count } children, by next date
}
today-lapsing = { $count ->
    [one] { $count } paper lapses within 7 days
    *[other] { $count } papers lapse within 7 days
}
today-silences = { $count ->
    [one] { $count } silence that speaks
    *[other] { $count } silences that speak
}
today-overdue = { $count ->
    [one] { $count } date has passed
    *[other] { $count } dates have passed
}
today-deadlines = { $count ->
    [one] { $count } date within 30 days
    *[other] { $count } dates within 30 days
}
today-why-lapses = lapses
today-why-silence = silence becomes a decision
today-why-lapses-past = lapsed
today-why-silence-past = silence has become a decision
today-newcomers = { $count ->
    [one] { $count } newcomer of the last 7 days without a dossier
    *[other] { $count } newcomers of the last 7 days without a dossier
}
today-offers = { $count ->
    [one] { $count } transfer to accept
    *[other] { $count } transfers to accept
}
today-road = { $count ->
    [one] { $count } file on the road
    *[other] { $count } files on the road
}
today-disputes = { $count ->
    [one] { $count } value said in two ways
    *[other] { $count } values said in two ways
}
today-slot-person = identity
today-slot-kin = family
today-slot-consent = consent
today-slot-accompaniment = who accompanies
today-slot-place = the place
today-slot-stay = a stay
today-slot-dossier = a paper of a dossier
today-slot-relay-house = relay house
today-slot-health = health
today-slot-note = a note
today-over = { $count ->
    [one] { $count } place with more people than beds
    *[other] { $count } places with more people than beds
}
today-beds = { $present } people, { $beds } beds
today-too-many = { $count ->
    [one] { $count } more than beds
    *[other] { $count } more than beds
}
today-arrivals = { $count ->
    [one] { $count } arrived in the last two days
    *[other] { $count } arrived in the last two days
}
today-to-board = To the board of the relay house
today-first-care = { $count ->
    [one] First care is missing for { $count }
    *[other] First care is missing for { $count }
}
today-care-missing = { $count ->
    [one] { $count } item
    *[other] { $count } items
}
today-reviews = { $count ->
    [one] { $count } waits for the weekly review
    *[other] { $count } wait for the weekly review
}
today-departures = { $count ->
    [one] { $count } leaves today or tomorrow
    *[other] { $count } leave today or tomorrow
}
today-unconfirmed = { $count ->
    [one] { $count } arrival nobody has confirmed: call the house
    *[other] { $count } arrivals nobody has confirmed: call the house
}
today-care = In care
today-people = people
today-people-definition = everybody whose file lives in your houses, wherever they sleep
today-change = { $count } since the month began
today-present = present
today-absent = absent
today-where = Where those who are absent are
today-held = { $count ->
    [one] { $count } entry this version cannot read; it is kept
    *[other] { $count } entries this version cannot read; they are kept
}
today-proofs = What was proved
today-to-verify = To the proof
today-readings = Last readings
today-to-audit = To the whole log

# Visits
visit-title = Who is here today
visit-what = Code and given name, and nothing else. What you learn here stays here.
visit-nobody = Nobody is on the list of today.
visit-count = { $count ->
    [one] { $count } person present
    *[other] { $count } people present
}
