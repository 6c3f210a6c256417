# The relay house: board, first care, departures, journeys, confirmations.

relay-board = Board
relay-house = Relay house
relay-day = Day
relay-none = No relay house is open to you. Its board will stand here.
relay-not-today = not today
relay-intake = Quick intake
relay-together = Brothers and sisters
relay-arrivals = Arrivals
relay-arrivals-none = Nobody arrived yesterday or today.
relay-waiting = First care
relay-waiting-none = Nobody waits for first care.
relay-proposals = Proposals
relay-proposals-none = Nobody waits whom first care lets leave.
relay-proposals-look = Look at the proposals
relay-leaving = Leaving
relay-leaving-none = No departure has been decided.
relay-underway = On the way
relay-underway-none = Every arrival is confirmed.
relay-since = here since { $date } ({ $nights })
relay-since-long = waiting for { $nights }
relay-from = from { $place }
relay-leaves = to { $place } on { $date }
relay-left-for = left for { $place } on { $date }
relay-confirm-within = { $n ->
    [one] arrival to be confirmed within { $n } hour
    *[other] arrival to be confirmed within { $n } hours
}
relay-unconfirmed = arrival not confirmed
relay-alarm = { $n ->
    [one] The arrival of { $n } person has not been confirmed in time.
    *[other] The arrival of { $n } people has not been confirmed in time.
}
relay-alarm-do = Call the escort and the receiving house now.
relay-care = First care
relay-care-done = First care: { $n } of { $of }

# First care
care-note = Note what was found
care-hint = Write what you find; “nothing” is a finding too. What you leave empty stays open.
care-nothing = nothing to note
care-open = open
care-again = Look again at what was noted
care-to-board = To the board

# Departures
departure-title = Decide a departure
departure-change = Change the departure
departure-intro = A person decides where a child goes, and says why. Relais only writes it down.
departure-record = Record the decision
departure-withdraw = Take the decision back
departure-parted = { $reason } Parted from { $codes }: { $why } Agreed by { $second }.

# Setting off
journey-title = Set off
journey-intro = The stays of those who leave end here, and files go along to the house that receives them.
journey-nobody = Nobody is ready to set off: decide a departure first.
journey-do = { $n ->
    [one] { $n } person has left
    *[other] { $n } people have left
}
journey-file = The file
journey-file-stays = stays in your house
journey-file-travels = travels to { $house }
journey-unknown-place = the place is not known here: change the departure

# Journeys
convoy-one = Accompanied journey
convoy-one-then = Convoy
convoy-list = Accompanied journeys
convoy-list-then = Convoys
convoy-new = New accompanied journey
convoy-new-then = New convoy
convoy-none = No journey is planned.
convoy-none-then = No convoy is planned.
convoy-without = not in a group
convoy-without-then = not in a convoy
convoy-intro = Who travels together, with whom and where to. Choose the travellers by deciding their departures.
convoy-intro-then = Who travels together, with whom and where to. Choose the children by deciding their departures.
convoy-empty = Nobody travels yet. Decide departures on the board and choose this journey there.
convoy-empty-then = Nobody travels yet. Decide departures on the board and choose this convoy there.
convoy-name = Name
convoy-day = Day
convoy-travellers = Travellers
convoy-route = Way and stops
convoy-escorts = with { $names }
convoy-destination = Goes to
convoy-what-to-do = What to do
convoy-luggage = Luggage
convoy-stays-with = stays with { $names }
convoy-confirm = { $n ->
    [one] Confirm the arrival within { $n } hour
    *[other] Confirm the arrival within { $n } hours
}
convoy-handed-by = Handed over by
convoy-received-by = Received by, at what hour
convoy-progress = How far they are
convoy-still-here = still here
convoy-left = left
convoy-on-the-road = left; the file is on the road
convoy-handed-over = handed over
convoy-arrived = arrival confirmed
handover-title = Handover
handover-intro = The escort hands over, the receiver signs; both names stand here.
handover-who = Who was handed over

# Confirmation of an arrival
confirm-title = Confirm the arrival
confirm-nothing = There is no arrival left to confirm.
confirm-travels = The file travels: the receiving house confirms the arrival by accepting it. Call them when it is late.

# The weekly review of who waits
review-title = Weekly review
review-intro = Whoever waits without a decision is looked at again every week. Write what it came to; before, ask the child what they want.
review-not-here = Nobody waits here: this is for who is in the relay house and for whom no departure was decided.
review-due = Looked at again by { $date }
review-overdue = To be looked at since { $date }
review-looks = Looks during this stay
review-last = looked at on { $date } by { $name }
review-outcome-still-waits = still waits
review-outcome-asked-again = asked again
review-view-noted = What the child wants was noted on { $date }; leave it empty if nothing has changed:
review-view-asked = What the child wants has not been noted yet: ask them.
