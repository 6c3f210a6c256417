# Words of the frame: every page, signing in, complaints, refusals, dates, small words.

# The frame of every page
skip = Skip to the content
demonstration = Demonstration
demonstration-historical = In the historical scene, today is { $date }; every person is invented.
demonstration-present = In the present scene, today is { $date }; every person is invented.
find-label = Find a person
find-hint = Name or code
language = Language
lock = Lock
lock-soon = This screen locks in less than a minute. Press any key to go on; drafts are kept.
rooms = Rooms
room-today = Today
room-people = People
room-places = Places
room-relay-house = Relay house
room-dossiers = Dossiers
room-payments = Payments
room-procedures = Procedures
room-transfers = Transfers
room-report = Report
room-register = Register
room-audit = Audit
room-settings = Settings
room-help = Help
copy = This copy
printed-by = Printed by { $name }
destroy-on = Destroy after use
colophon = Relais. Nothing recorded is lost; nobody sees what they were not granted; a machine proposes, a person decides.
member-unknown = a member you do not know
you-see-this-because = You see this because you belong to “{ $compartment }” as { $role }.
because-granted = Granted by { $by } on { $on }.
because-others = { $n ->
    [one] One other person sees it
    *[other] { $n } others see it
}
as-at = as at { $date }
as-known-on = as known on { $date }
over-capacity = { $n ->
    [one] { $place } has { $n } person more than beds. You may go on; the supervisor sees it too.
    *[other] { $place } has { $n } people more than beds. You may go on; the supervisor sees it too.
}

# Signing in
sign-in = Sign in
sign-in-do = Sign in
sign-in-wrong = This name and this passphrase do not belong together. Look at capitals and at the language of the keyboard, then try again.
sign-in-demonstration = Who may enter this demonstration
sign-in-passphrase = The passphrase is the same for everyone:
demo-worker = Social worker: registers, accompanies, gathers papers
demo-supervisor = Supervisor: decides departures, moves files, answers for the figures
demo-auditor = Auditor: sees the log and the proofs, never a person’s page
demo-nurse = Nurse: first care and the health volet
demo-house-parent = House parent of a children’s home: presence and daily life
demo-visitor = Visitor: the list of the day, by code and given name only
demo-keeper = Keeper: grants and removes what others may see

# What could not be done
complaint-unknown = There is nothing here, or nothing that was granted to you
complaint-unknown-hint = Look for the name or the code. If the file should be open to you, ask the keeper of your house.
complaint-not-allowed = Your role does not do this
complaint-not-allowed-hint = Nothing was changed. Ask a colleague whose role it is, or the keeper of your house.
complaint-internal = Something broke here
complaint-internal-hint = What was recorded before is safe. Try again; if it happens again, show this page to the person who looks after the machine.
complaint-sign-in = Sign in first
complaint-sign-in-hint = Your session is closed. Drafts are kept.
complaint-locked = Relais is locked
complaint-locked-hint = Sign in with your passphrase to unlock it.
complaint-refused = This was not recorded
complaint-refused-hint = Nothing was changed. Go back, correct what is named and record again.
complaint-passphrase = This name and this passphrase do not belong together
complaint-notebook = The pages do not open: shares are missing, or one of them is not the right one.
complaint-notebook-hint = Look who has answered; ask more custodians, each from their own node.
complaint-passphrase-hint = Look at capitals and at the language of the keyboard. Nobody can give back a forgotten passphrase; the keeper can enrol you again.
complaint-full = The disk is full: this was not written
complaint-full-hint = Files can still be read, printed and exported. Free some megabytes on this machine, then write it again.
complaint-failing = The disk of this machine failed: it is not certain that this was written
complaint-failing-hint = Keep the page open, or write down what you typed. Nothing more is written here until Relais is closed and opened again; files can be read as far as the disk lets them. Take a copy elsewhere, and tell the person who looks after the machine. Look whether it stands there, once Relais is open again, before you type it again.
complaint-damaged = Part of what is kept here cannot be read
complaint-damaged-hint = Delete nothing and write nothing more on this machine. Tell the person who looks after it: a backup or another house may have what is missing.
complaint-disk = The disk of this machine does not answer
complaint-disk-hint = What you just typed may not be recorded: keep the page open, or write it down. The disk may be full; tell the person who looks after the machine.
complaint-back = Back to the first page

# Refusals: the field stands before, the remedy in the sentence
form-refused = This needs another look; nothing was recorded
form-choose = choose …
refusal-missing = an answer is missing; write it, or say that it is not known.
refusal-unreadable = “{ $value }” could not be read; write it as the example shows.
refusal-too-long = the text is too long; shorten it, or spread it over several notes.
refusal-ends-before-it-begins = “{ $value }” lies before the beginning; look at both dates.
refusal-in-the-future = “{ $value }” lies after today; write the day on which it happened.
refusal-unknown = no such thing is known here; look at it again, or choose from the list.
refusal-already-closed = it is already closed; open the page again to see by whom and when.
refusal-already-there = it is already there; open the page again to see it.
refusal-last-keeper = this is the last keeper; make somebody else a keeper first.
refusal-own-node = this is the node you sit at; revoke it from another.
refusal-file-has-left = the file is on the road or lives in another house; write where it lives now.
refusal-after-death = the person had died before that day; look at the date, or at the death.
refusal-out-of-range = “{ $value }” is outside what is possible; look at the number.
refusal-needs-second-person = a second person has to agree; write who it is.
refusal-needs-reason = a reason in writing is needed; one sentence is enough.
refusal-comes-first = “{ $value }” has to come first; the page shows all that is missing.
refusal-needs-proofs = two independent proofs beyond names are needed; or say that it is possible.
refusal-ambiguous = “{ $value }” fits several; type more of it.
refusal-other-circuit = “{ $value }” is of the other circuit: whoever knows names and families never sees covers or places. Somebody else has to do this.
refusal-not-proved = “{ $value }” has not proved yet that it opens. Its keeper begins a drill, custodians answer, and you take its plate anew.
refusal-not-the-words = “{ $value }”: those are not the words of this plate. Let them be read once more by voice, or bring it by another way.
refusal-not-batch-day = “{ $value }”: whoever is no longer followed goes on the last day of a month, towards nowhere. The true date and way belong in a notebook.
refusal-more-than-owed = this is more than is still owed for that month ({ $value }); correct the amount, or say that the money was handed over all the same.
refusal-not-erasable = such a file is never erased; it holds nobody’s text.
refusal-identity-stays = “{ $value }” is no reason here: who somebody is, whose child and whose sister, is kept until they ask otherwise themselves; restricted volets may be erased.
refusal-not-known-of-age = by the recorded birth (“{ $value }”) the person is not, or not known to be, of age; wait, or correct the birth.
refusal-tell-first = whoever asks has to be told first what is lost; tell them, then tick it.
refusal-erased = the file was erased; register the person anew, or ask a keeper about what came later.
refusal-same-person = { $value } proposed this; somebody else, a supervisor or a keeper, has to decide.
refusal-on-hold = a legal hold stands on it, case “{ $value }”; lift it when the case is over.
refusal-no-free-bed = no bed is free there; look at the proposals again, or decide by hand on the board.
refusal-no-consent = nobody has given this consent; ask, and write the answer down in the file, under “Consents”.
refusal-consent-withdrawn = this consent was withdrawn; nothing is shared, unless it is given anew.
refusal-consent-expired = the consent does not last until then; ask again and write it down, or choose an earlier end.
refusal-consent-for-other = this consent is for something else; it takes the one that names other organisations or the authorities.
refusal-referred = a partner was given a snapshot that still stands; have the snapshot erased first, then end the referral.

# Dates and ages
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day = { $day } { $month }
date-about = about { $date }
date-uncertain = { $date } (uncertain)
date-unknown = date not known
date-since = { $date } or later
date-until = { $date } or earlier
date-between = between { $from } and { $to }
date-span = { $from } to { $to }
date-or = { $first } or { $second }
date-and = { $first } and { $second }
date-decade = between { $first } and { $last }
season-21 = spring
season-22 = summer
season-23 = autumn
season-24 = winter
age = Age
age-exact = { $age ->
    [one] { $age } year
    *[other] { $age } years
}
age-between = { $low } to { $high } years
age-at-least = { $age } years or more
age-unknown = age not known
n-people = { $n ->
    [one] { $n } person
    *[other] { $n } people
}
n-children = { $n ->
    [one] { $n } child
    *[other] { $n } children
}
n-days = { $n ->
    [one] { $n } day
    *[other] { $n } days
}
n-nights = { $n ->
    [one] { $n } night
    *[other] { $n } nights
}
n-hours = { $n ->
    [one] { $n } hour
    *[other] { $n } hours
}
n-beds = { $n ->
    [one] { $n } bed
    *[other] { $n } beds
}
n-papers = { $n ->
    [one] { $n } paper
    *[other] { $n } papers
}
n-files = { $n ->
    [one] { $n } file
    *[other] { $n } files
}

# Buttons and small words
do-record = Record
do-save = Save
do-show = Show
do-find = Find
do-open = Open
do-print = Print
do-cancel = Cancel
do-back = Back
do-next = Next
do-add = Add
do-remove = Remove
do-change = Change
do-confirm = Confirm
do-settle = Settle
do-download = Download
do-discard-draft = Discard the draft
draft-restored = Draft restored
draft-kept = Draft kept on this machine
draft-failed = Draft not kept: the machine does not answer
pager = Pages of the list
pager-where = { $from } to { $to } of { $of }
pager-earlier = Earlier
pager-later = Later
yes = yes
no = no
none = none
optional = (optional)
said-many = Said by people who had not seen what the other wrote:
said-by = { $name }, { $when }
answer-given = answered
answer-not-asked = not asked
answer-does-not-know = does not know
answer-declines = prefers not to say
answer-without = has none
