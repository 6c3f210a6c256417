# Dossiers and their papers

dossier-what = Each person’s papers, by a procedure. Relais says what can be asked for now; a person asks.
dossier-none = No dossier here. A dossier is taken up from the file of a person.
dossier-to-procedures = The procedures
dossier-stage = Stage
dossier-stage-open = open
dossier-stage-complete = all papers here
dossier-stage-closed = closed
dossier-procedure = Procedure
dossier-every-procedure = every procedure
dossier-opened = Taken up
dossier-first-asked = First request
dossier-complete = Last paper
dossier-closed = Closed
dossier-status = Status
dossier-taken-up = Taken up so far
dossier-person-none = No dossier yet.
dossier-new = Take up a dossier
dossier-take-up = Take up
dossier-on-opened = Taken up on (today if left empty)
dossier-to-file = To the whole file
dossier-since = taken up on { $date }
dossier-next = What comes next
dossier-target = The aim:
dossier-all-here = Every paper that is needed is here and valid.
dossier-missing = { $count ->
    [one] { $count } paper is still missing:
    *[other] { $count } papers are still missing:
}
dossier-ask-now = To ask for now:
dossier-ask-agreed = Only once they have agreed that it is asked for:
dossier-nothing-to-ask = Nothing that is needed can be asked for today.
dossier-papers = Papers
dossier-not-required = not needed by everybody
dossier-asked-on = asked on { $date }
dossier-received-on = received on { $date }
dossier-refused-on = refused on { $date }
dossier-valid-until = valid until { $date }
dossier-issued-by = issued by
dossier-number = number
dossier-original = original:
dossier-can-ask = can be asked for now
dossier-ask-again = lapsed: ask again
dossier-needed = needed
dossier-waits-for = Needs first:
dossier-one-of = one of
dossier-expected = Answer usual between { $from } and { $to }.
dossier-remind = It is late: remind the office.
dossier-silence-will-refuse = Without an answer, silence is a refusal on
dossier-silence-will-grant = Without an answer, silence is a grant on
dossier-silence-refused = The silence has become a refusal, on
dossier-silence-granted = The silence has become a grant, on
dossier-appeal-until = Appeal until
dossier-appeal-over = The time to appeal has passed:
dossier-renew = can be prolonged
dossier-new-one = a new one is asked for
dossier-undated = Papers of this kind lapse, and no date was written: look at the paper.
dossier-copies = { $count ->
    [one] { $count } copy
    *[other] { $count } copies
}
dossier-translation = sworn translation
dossier-to-confirm = to be confirmed locally
dossier-untold = Not to be asked yet: it would make them known ({ $audience }).
dossier-to-confirm-what = Terms and durations marked “to be confirmed locally” come from no text: ask the office before you rely on them.
dossier-said-twice = Said by two who had not seen each other:
dossier-do-asked = Asked for today
dossier-do-received = Received today
dossier-otherwise = Another step, another day
dossier-on = Day of this step (today if left empty)
dossier-record = Record
dossier-back = Back
dossier-outside = Recorded, and not named by this procedure:
dossier-deadlines = Dates
dossier-why-last-valid-day = last valid day
dossier-why-answer-expected = answer expected by then
dossier-why-silence-refuses = silence becomes a refusal
dossier-why-silence-grants = silence becomes a grant
dossier-why-appeal-ends = last day to appeal
dossier-sources = Where this is written
dossier-version = version { $version }
dossier-procedure-unknown = This version of Relais does not know the procedure of this dossier. What was recorded stands below; update Relais to see what comes next.
dossier-closing = Close the dossier
dossier-close = Close
dossier-choose = choose
dossier-on-closed = Closed on (today if left empty)
field-opened-on = Taken up on
field-closed-on = Closed on
field-closing-note = Why, in your words
dossier-scans = Scans
dossier-scan-none = No page of this paper has been taken in.
dossier-scan-of = { $paper }, page { $number }
dossier-scan-count = { $count ->
    [one] { $count } scanned page
    *[other] { $count } scanned pages
}
dossier-scan-take-in = Take in
field-scan = Pages, photographed or scanned
hint-scan = JPEG, PNG or WebP, up to 12 MB each and 8 at once; several pages may be chosen together. They are made small and written anew: nothing of the camera, the day or the place stays in them. Of a PDF, send its pages as pictures.
field-shows = What they show
dossier-plan-heading = The plan
dossier-plan-what = From the papers as recorded and the usual durations. A person asks, and a person judges.
dossier-plan-target-day = All valid on (as early as can be if left empty)
dossier-plan-make = Plan
dossier-plan-refused = Refused and needed, so first an appeal or another way:
dossier-plan-never = These papers can never be valid together:
dossier-plan-too-late = Not by { $date }.
dossier-plan-earliest = At the earliest, all are valid together on { $date }.
dossier-plan-feasible = All can be valid together on { $date }.
dossier-plan-ask-today = To ask for today, to keep that day:
dossier-plan-ask-already = Useful to ask for already, with days to spare:
dossier-plan-ask-nothing = Nothing presses today, to keep that day.
dossier-plan-chance = Chance that all are valid on { $date }: { $share } % (between { $low } and { $high } %, the plan played { $runs } times).
dossier-plan-come-by = Asked for as early as can be, all have come by { $half } one time in two, by { $most } four times in five, by { $nearly } nineteen times in twenty.
dossier-plan-chain = What decides the day, in this order:
dossier-plan-decides = decides the day
dossier-plan-earliest-start = Ask from
dossier-plan-latest-start = At the latest
dossier-plan-expected = Expected
dossier-plan-spare = To spare
dossier-plan-takes = Takes, in days
dossier-plan-days = { $low } to { $high }, often { $likely }
dossier-plan-held = in hand
dossier-plan-again = lapses before it is used; ask for it again by { $dates }
dossier-plan-if-late = If a paper is late
dossier-plan-late = { $days } longer than usual, and the day becomes { $date }.
dossier-plan-late-never = { $days } longer than usual, and they are no longer valid together.
dossier-plan-made-up = Made up for by:
dossier-plan-would-help = What would help, the smallest change first
dossier-plan-repair-later = another day, { $date } ({ $days } later)
dossier-plan-repair-faster = { $paper }, faster by { $days }
dossier-plan-repair-longer = { $paper }, valid { $days } longer, or asked for a second time
dossier-plan-learnt = { $count ->
    [one] learnt from { $count } request
    *[other] learnt from { $count } requests
}
