# Places, stays, absences, presence, certificates, moves.

# Fields of this room
field-absence-kind = Kind of absence
field-end-reason = Why the stay ends
field-parted-reason = Why brothers and sisters are parted
field-place-within = Lies within

# The list of places
places-intro = Every place you may see, with how full it is. More people than beds is shown, never forbidden.
places-on = People present on
places-new = New place
places-new-intro = Name and kind are enough; the rest can follow.
places-none = No place has been recorded yet. The first one will stand here.
places-name = Place
places-lies = Where
places-fill = People and beds
places-within = { $n ->
    [one] { $n } place within
    *[other] { $n } places within
}
places-closed = Closed places
kinds-camp = Internment camps
kinds-barrack = Barracks
kinds-premises = Premises of the organisation
kinds-relay-house = Relay houses
kinds-home = Children’s homes
kinds-foster-family = Foster families
kinds-school = Schools
kinds-hospital = Hospitals
kinds-family = Own families
kinds-institution = Other institutions

# How full a place is
place-no-beds = { $present ->
    [one] { $present } person; beds not recorded
    *[other] { $present } people; beds not recorded
}
place-free = { $present } of { $capacity } beds taken, { $n } free
place-over = { $n ->
    [one] { $present } people for { $capacity } beds: { $n } more than beds
    *[other] { $present } people for { $capacity } beds: { $n } more than beds
}
place-blocked = { $n ->
    [one] { $n } bed cannot be used
    *[other] { $n } beds cannot be used
}

# A place
place-pages = Pages of this place
place-tab-place = Place
place-tab-presence = Presence
place-tab-register = Entries and exits
place-tab-headcount = Headcount
place-tab-board = Board of the relay house
place-arrived = { $n ->
    [one] { $n } person arrived here; the stay before is closed.
    *[other] { $n } people arrived here; the stays before are closed.
}
place-intake = Register an arrival
place-sheet-details = Name and address
place-sheet-details-intro = What it is called, what it is, where it lies.
place-sheet-beds = Beds
place-sheet-beds-intro = One band of beds: for whom, which ages, how many. Zero beds take the band away.
place-sheet-offers = What it offers
place-sheet-offers-intro = What the house can provide for a child who needs it, and the languages spoken there. Proposals count what stands here; the rest is asked of the home.
place-offers = What it offers
place-languages-hint = As in the files of people: the proposals look for the same word.
place-sheet-tenure = Tenure
place-sheet-tenure-intro = By what right the place is held, by whom it was let, lent or given, and until when.
place-sheet-closing = Closing
place-sheet-closing-intro = The day on which the place closed. The people who are still here stay on its list until they arrive elsewhere.
place-facts = What is known
place-fill = People and beds
place-confirm = Arrivals are confirmed within
place-inside = Within it
place-names = Name
place-also = Also called
place-located = Address
place-tenure = Tenure
place-tenure-until = until { $date }
place-not-recorded = not recorded
place-within-none = nothing; it stands by itself
place-beds-first = First band of beds (optional)

# Beds
beds-sex-any = girls and boys
beds-sex-f = girls
beds-sex-m = boys
place-beds = Beds by sex and age
place-band = For whom
place-beds-filled = Filled by
place-beds-free = Free
place-beds-nobody = nobody
place-beds-over = { $n ->
    [one] none; { $n } person more than beds
    *[other] none; { $n } people more than beds
}
place-beds-without = { $n ->
    [one] { $n } person is here for whom no band of beds is meant.
    *[other] { $n } people are here for whom no band of beds is meant.
}
place-beds-how = Everyone is counted once, in the first band that fits their sex and age; where these are not certain, in the first that may fit. Nobody is given a bed by this list.
place-and-more = and { $n } more

# Occupancy by day
place-occupancy = Nights, day by day
place-chart = People who slept here
place-chart-definition = Stays that cover the night, each counted once; the broken line shows the beds of today.
place-chart-title = People who slept at { $place }: at least { $low }, at most { $high }
place-as-table = As a table
place-every-week = every seventh day
place-day = Day
place-present = Present
place-from = From
place-until = to

# People of a place
place-people = Who is here
place-nobody = Nobody is here.
place-person = Name
place-code = Code
place-born = Born
place-room = Room
place-room-all = every room
place-since = Since
place-came-from = Came from
place-tonight = Tonight
place-choose = Choose { $name }
place-choose-all = { $n ->
    [one] Choose the one shown
    *[other] Choose all { $n } shown
}
place-choose-room = Choose a whole room:
place-choose-none = Choose nobody
place-move-to = Move those chosen to
place-look-at-move = Look at the move
place-page-before = Page before
place-page-after = Next page

# The numbered register
place-reg-title = Register of entries and exits, { $from } to { $to }
place-reg-sum = Entered in these days: { $entered }. Left by the last day: { $left }.
place-reg-number = No.
place-reg-entered = Entered
place-reg-left = Left
place-reg-why = Why
place-reg-towards = Where to
place-reg-empty = Nobody was here in these days.
place-reg-how = Numbers follow the order of arrival since the first day, as it is known today.
place-reg-csv = Take as CSV
place-reg-all = All on one page, to print

# Presence
presence-night = Night of
presence-roll-call = Call the roll
presence-roll-call-intro = Everyone stands as last known. Change only those for whom it is different, then record.
presence-record = Record the roll-call
presence-of = { $name } tonight
presence-here = present
presence-away = away: { $kind }, since { $since }
presence-bed-kept = bed kept
presence-bed-free = bed free
presence-sum = { $here } present, { $away } away
presence-last-call = Last roll-call: the night of { $on }, { $here } here, { $away } away;
presence-signed = Seen by, at what hour

# Headcount
headcount-sum = { $here } to be counted, { $away } away
headcount-room = { $room } ({ $n })
headcount-no-room = No room noted ({ $n })
headcount-given = Given name
headcount-seen = Seen, where
headcount-away = Away: not to be looked for here
headcount-where = Where
headcount-counted-by = Counted by
headcount-at = At what hour
headcount-missing = Missing

# Stays
stay-arrival = Arrival
stay-arrival-closes = Arriving somewhere closes the stay that runs.
stay-at-since = at { $place } since { $date }
stay-ending = End of the stay
stay-ending-intro = For somebody who leaves without arriving at a place known here. If they arrive elsewhere, write the arrival.
stay-none-open = No stay is open: write an arrival first.
stay-choose-reason = choose a reason
away-title = Absence
away-return = Return
away-bed-yes = yes
away-bed-no = no

# Moves
move-title = Move
move-choose = choose a place
move-own-places = Places of your house
move-other-places = Places of other houses (the file travels)
move-houses = Other houses (they choose the place)
move-nobody = Nobody was chosen. Choose people on the page of a place.
move-reason-follows = as it follows from the two places
move-do = { $n ->
    [one] Move { $n } person
    *[other] Move { $n } people
}
move-parted = { $n ->
    [one] { $n } brother or sister stays behind:
    *[other] { $n } brothers and sisters stay behind:
}
move-travels = { $n ->
    [one] { $n } file travels to { $house }; it can no longer be written in here and waits there until somebody accepts it.
    *[other] { $n } files travel to { $house }; they can no longer be written in here and wait there until somebody accepts them.
}
move-not-yours = Sending files to another house is for a supervisor.
move-now-at = Now at
move-died = has died
move-elsewhere = the file is on the road or elsewhere
move-nowhere = no open stay

# Certificate of stay
certificate-title = Certificate of stay
certificate-intro = It says where and when, never why, and can be shown at any counter.
certificate-which = Stays to certify
certificate-none = There is no stay to certify.
certificate-we = We certify that
certificate-code = code
certificate-born = born { $date }
certificate-stayed = stayed at:
certificate-from-to = from { $from } to { $to }
certificate-from-on = from { $from } to this day
certificate-or = or
certificate-from-file = Taken from the file kept by this house. This certificate is given for whatever purpose it may serve.
certificate-signature = For the house
certificate-stamp = Stamp
