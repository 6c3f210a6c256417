# Reports

report-what = Every number is counted from stays, says its two dates and opens its files.
report-stock = Stock and flow
report-stock-what = Who was there when the month began, who came, who left, who was there at its end.
report-origins = From the camps to the homes
report-origins-what = For each home, how many of its children had been in a camp before.
report-times = Time to release
report-times-what = From arrival in a camp to release, step by step.
report-count = How many on one day
report-count-what = People on one day, by kind of place and age.
report-register = Registers in and out
report-register-what = Import the list of a camp or a home, or export it.
report-from = From the month
report-to = To the month
report-by = Broken down
report-by-all = all together
report-by-place = by place
report-by-kind = by kind of place
report-by-age = by age
report-by-sex = by sex
report-by-origin = by where they came from
report-every-kind = every kind of place
field-age = Ages
hint-age = Two ages, both included, such as 0-14; empty: every age.
report-dates = As at { $at }, as known on { $known }.
report-all = all
report-others = others
report-not-known = not known
report-years = { $band }years
report-month = Month
report-opening = Opening
report-in = In
report-out = Out
report-closing = Closing
report-whole = The whole time
report-aged = { $count ->
    [one] { $count } by age
    *[other] { $count } by age
}
report-aged-out = { $count ->
    [one] { $count } more grew out of the age band and left no place.
    *[other] { $count } more grew out of the age band and left no place.
}
report-stock-chart = Chart
report-stock-table = Table
report-chart-title = People at the end of each month, from { $from } to { $to }
report-closing-by-month = People at the end of each month
report-balanced = { $count ->
    [one] Opening + in - out = closing holds in the one cell.
    *[other] Opening + in - out = closing holds in each of the { $count } cells.
}
report-unbalanced = Opening + in - out = closing does not hold here. Do not use these figures; tell whoever looks after this node.
report-unbalanced-cell = expected { $expected }, counted { $counted }
report-exits = Exits by reason
report-reason = Reason
report-no-exits = Nobody left in this time.
report-exits-are-not-rescues = Exits are not rescues: a child who left a camp may have been released, moved, deported, or have died. Read them by reason.
report-definition = What is counted
report-definition-stock = A person is counted once in a cell, whatever number of houses tell of the same stay. The opening counts those who were there before the month’s first day and still on it; the closing those who are there after its last. A date known only by its month counts from the first day it can mean.
report-definition-age = Ages { $from } to { $to }, both included. Who may or may not be of that age stands in a row of their own.
report-definition-children = “Children under fifteen” means ages 0 to 14, both included.
report-definition-count = Everybody who sleeps at such a place on that day, each once. The day somebody leaves is no longer counted.
report-definition-origins = Children of a home on that day whose file tells of a stay in a camp that began before they came to the home, divided by all children there on that day.
report-definition-times = Days between two recorded steps, for those who went through both. Median: half took no longer. Nine tenths: nine in ten took no longer. Only a stay in a camp that ended with “released” counts as a release.
report-empty = Nothing to count in what you may see.
report-home = Home
report-children = Children
report-from-camps = From the camps
report-share = Share
report-all-homes = All homes
report-step = Step
report-step-people = People
report-median = Median
report-p90 = Nine tenths
report-longest = Longest
report-step-arrival-to-dossier = arrival in a camp to dossier
report-step-dossier-to-request = dossier to first request
report-step-request-to-complete = first request to last paper
report-step-complete-to-release = last paper to release
report-step-arrival-to-release = arrival to release, in all
report-days = { $count ->
    [one] { $count } day
    *[other] { $count } days
}
report-result = Result
report-uncertain = { $count ->
    [one] { $count } more is there whose age cannot be told to lie within or outside; not counted.
    *[other] { $count } more are there whose age cannot be told to lie within or outside; not counted.
}
report-people = The files behind a number
report-people-count = { $count ->
    [one] { $count } person
    *[other] { $count } people
}
report-people-elsewhere = Some are counted from a stay whose file you do not read; they are not listed.
report-people-twice = Somebody who came or left twice within the month counts twice in the flow and stands here once.
report-camp = One camp over a period
report-camp-what = Who is there, who came and left, dossiers and papers waited for, of one camp, on a page to print.
report-camp-place = Camp
report-camp-from = From
report-camp-to = To
report-camp-present = Present on { $date }
report-camp-age = Age
report-camp-girls = Girls and women
report-camp-boys = Boys and men
report-camp-other = Other or not known
report-camp-sum = Together
report-camp-moved = Arrivals and departures
report-camp-released = of these released
report-camp-balanced = Opening + in − out = closing: checked.
report-camp-dossiers = Dossiers
report-camp-no-dossiers = No dossier for those who are there.
report-camp-count = Number
report-camp-today = As it stands on { $date }, of those who are there on that day.
report-camp-waiting = Papers waited for, by office
report-camp-none-waiting = No paper is waited for.
report-camp-since = First request
report-camp-scale = At the scale
report-camp-what-counted = Who
report-camp-weighed = weighed within the period
report-camp-scale-what = Classed by the last weighing of each, by the protocol of the health volet.
report-camp-years = { $band } years
report-camp-pdf = Print (PDF)
report-camp-counted = Counted
report-camp-alone = The camp; no other place lies within it.
report-camp-within = The camp and what lies within it ({ $n ->
    [one] one place
    *[other] { $n } places
}), in every figure. Whoever moves among them neither left nor came.
