# Procedures and trips to an office

procedure-all = Procedures
procedure-what = Papers by procedure, with their sources. They come with Relais; a dossier keeps the version it was opened with.
procedure-country = Authority
procedure-target = Aim
procedure-papers = Papers
procedure-force = In force
procedure-from = from { $from }
procedure-from-until = from { $from } to { $until }
procedure-its-dossiers = Its dossiers
procedure-to-requests = Prepare a trip to an office
procedure-for-whom = For whom
procedure-person-judges = A person judges these conditions; Relais computes none of them away.
procedure-needs = Needs first:
procedure-needs-one = Needs one of:
procedure-days = Answer within { $from } to { $to } days.
procedure-valid = Valid for { $days } days.
procedure-renewable = Can be prolonged.
procedure-silence-refuses = Silence is a refusal after
procedure-silence-grants = Silence is a grant after
procedure-appeal = Appeal within
procedure-cost = Costs
procedure-term-days = { $days ->
    [one] { $days } day
    *[other] { $days } days
}
procedure-term-months = { $months ->
    [one] { $months } month
    *[other] { $months } months
}
procedure-term-both = { $months } months and { $days } days
procedure-requests = One trip, many requests
procedure-can-ask = { $count ->
    [one] { $count } request
    *[other] { $count } requests
}
procedure-nothing-to-ask = For none of the dossiers looked at can this paper be asked now.
procedure-looked-at = Dossiers { $from } to { $to } were looked at
procedure-on = Asked for on (today if left empty)
procedure-asked-for-all = Asked for all that are ticked
procedure-trip = List for the office
procedure-recorded = { $count ->
    [one] { $count } request is recorded. The list can be printed.
    *[other] { $count } requests are recorded. The list can be printed.
}
procedure-hand-over = To hand over
procedure-receipt = Receipt no.
procedure-remark = Remark
procedure-handed-in-by = Handed in by
procedure-stamp = Stamp of the office
procedure-trips = Trips of a day
procedure-trips-what = What can be asked for, office by office. Relais proposes; whoever comes back records what was asked.
procedure-trip-on = Day of the trip (tomorrow if empty)
procedure-trips-none = Nothing that is needed can be asked for on that day.
procedure-office = Office
procedure-requests-count = Requests
procedure-paper = On paper
procedure-letters = List and letters (PDF)
procedure-letters-by-code = without the names
procedure-shut = Closed on that day. Open again on { $date }.
procedure-shut-for = On that day no request is taken for: { $papers }. Again on { $date }.
procedure-shut-holiday = Closed on that day ({ $holiday }). Open again on { $date }.
procedure-days-unknown = On which days it takes requests is not known: ask before you go.
procedure-holiday-unknown = That day is a holiday ({ $holiday }), and on which days it takes requests is not known: ask before you go.
procedure-but-holidays = Public holidays apart.
procedure-open-on = Requests are taken on:
procedure-audience = Learns of the person:
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
