# Words of the rooms of a person: list, registration, file, kin, consents, notes, health.

# People: the list and the search
person-search = Find a person, large
person-filter = Narrow the list
person-total = { $n ->
    [one] { $n } person in the files open to you.
    *[other] { $n } people in the files open to you.
}
person-found = { $n ->
    [0] Nobody found.
    [one] { $n } person found.
    *[other] { $n } people found.
}
person-found-none = Nobody like this in the files open to you. Try another spelling, one name only, or the code.
person-list-all = The whole list
person-list-any = any
person-list-empty = Nobody matches. Loosen a choice above.
person-list-first = Back to the beginning
person-list-here = that live here
person-list-left-too = also those that have left
person-nowhere = no stay now
person-list-since = Since
person-why = Why
person-dead = died
person-similar = Similar people already known
person-similar-hint = Already known, and alike. Look before you record somebody twice:

# Registration
person-register = Register a person
person-register-hint = Seven fields are enough; leave empty what nobody knows. People already known appear while you type.
person-register-known = Somebody very like is already known; nothing was recorded yet
person-register-known-hint = Open the file below if it is the same person. If it is somebody else, say so with the button at the end.
person-register-anyway = This is somebody else: record
person-register-sibling = Record and add a brother or sister
person-register-more = More: languages, parents, register number, source
person-register-nowhere = not with us, or not known
person-register-place-own = that of the place
person-look-similar = Look for similar people
person-certificate = Certificate of stay
person-add-sibling = Add a brother or sister
person-sibling-new = A brother or sister
person-sibling-shared = Surname, parents, family group, place and arrival are those of the file above. Surname:

# The head strip and the pages of a file
person-tabs = Pages of this file
person-tab-file = File
person-tab-kin = Kin
person-tab-stays = Stays
person-tab-dossiers = Dossiers
person-tab-consents = Consents
person-tab-health = Health
person-tab-origin = Religion and origin
person-tab-history = History
person-strip-age = Age
person-strip-speaks = Speaks
person-strip-responsible = Responsible
person-strip-guardian = Guardian or parents
person-strip-place = Place
person-strip-siblings = Brothers and sisters
person-age-under-one = under 1 year
person-age-disputed = different births are told
person-born-on = born { $date }
person-born-about = born { $date }, not known more exactly
person-bounds = between { $from } and { $to }
person-died-on = Died { $date }
person-called = called
person-interpreter-is = interpreter:
person-interpreter-needed = interpreter needed
person-deputy-is = deputy:
person-nobody = nobody for now
person-since = since { $date }
person-photo-of = Photograph of { $name }
person-photo-none = No photo yet
person-photo-new = a photograph
person-not-noted = not noted yet
person-open-to-house = open to the house
person-logged = This reading is in the log.
person-recorded = Recorded.
person-on-the-road = This file is on the road to { $house }
person-on-the-road-hint = It can be read here and takes no further entry until it has arrived or was taken back.
person-left = This file lives in another house
person-left-hint = This copy tells what was known when it left. Write where it lives now.
person-disputes = { $n ->
    [one] Different things were said about one point of this file
    *[other] Different things were said about { $n } points of this file
}
person-disputes-hint = All of them stand below until somebody settles which is right.
person-another-house = another house
person-write-note = Write a note
person-record-more = Record something else

# Sections of the file
person-identity = Identity
person-happened = What happened
person-happened-none = Nothing yet. Notes, arrivals and departures will stand here.
person-accompaniment = Who accompanies
person-care = What the house provides for
person-washington = What is difficult, in their own words
person-washington-none = The six questions about what is difficult have not been asked.
person-registers = Registers
person-row-hint = Cells that could not be read stay as they stood. Record what they mean where it belongs.
person-kin-none = No tie noted yet. Brothers and sisters, parents and guardians will stand here.
person-kin-said = Said
person-kin-said-here = in this file
person-kin-said-there = in the other’s file
person-kin-as-told = As it was told, with corrections
person-stays-none = No stay noted yet.
person-stay-end = How it ended
person-stay-goes-on = goes on
person-stay-move = An arrival, a departure
person-settle-dates = Settle what two said
person-absences = Absences
person-bed-kept = bed kept
person-dossiers-none = No dossier yet.
person-dossier-papers = Papers in hand
person-dossier-open = open
person-dossier-new = Take up a dossier
person-consent-lapsed = Given once, and lapsed; ask again:
person-consent-by = by
person-consent-explained = explained in
person-consent-limits = Not to be shared:
person-volet-yours = open to you
person-health-open = Open the health volet
person-health-none = Nothing noted yet. Allergies will stand first.
person-health-mark = For everybody in the house
person-health-mark-hint = Stands beside the name for all who read the file: what to do, never the illness.

# What stands, what stood before
person-colon = :
person-correct = correct
person-note-it = note it
person-withdraw = withdraw
person-corrected = corrected by
person-withdrawn = withdrawn
person-overtaken = replaced later
person-no-longer = no longer
person-taken-down = taken down
person-taken-back = taken back
person-settle-new = None of these is right: write another value
person-from = from { $date }
person-until = until { $date }
person-came-from = from
person-towards = towards
person-second-is = second person:
person-tie-by-file = see the file
person-told-by = by
person-group-within = belongs to a family group
person-group-left = no longer in the family group
person-death-place = at
person-death-cause = cause:
person-death-source = said by:
person-death-burial = buried:
person-death-ends-stay = Recording a death also ends the stay at { $place }.
person-transfer-noted = noted

# What a fact is about
person-fact-subject = File begun
person-fact-name = Name
person-fact-born = Born
person-fact-birth-place = Place of birth
person-fact-sex = Sex
person-fact-nationality = Nationality
person-fact-language = Language
person-fact-need = Need
person-fact-mark = Mark beside the name
person-fact-washington = What is difficult
person-fact-number = Register number
person-fact-separation = Separated from the family
person-fact-row = Row of a register
person-fact-photo = Photograph
person-fact-died = Death
person-fact-told = Told of the death
person-fact-tie = Tie
person-fact-group = Family group
person-fact-parted = Parted from a brother or sister
person-fact-deputy = Deputy
person-fact-interpreter = Interpreter
person-fact-health = Health record
person-fact-note = Note
person-fact-own-words = In the child’s own words
person-fact-stay = Stay
person-fact-arrived = Arrived
person-fact-left = Left
person-fact-absent = Absent
person-fact-dossier = Dossier
person-fact-dossier-opened = Dossier taken up
person-fact-dossier-closed = Dossier closed
person-fact-scan = Scan of a paper
person-fact-paper = Paper
person-fact-relay-house = Relay house
person-fact-leaving = Departure decided
person-fact-handed-over = Handed over
person-fact-confirmed = Arrival confirmed
person-fact-transfer = Journey of the file
person-fact-offered = File offered to
person-fact-recalled = Offer taken back
person-fact-accepted = File accepted
person-fact-travelled = File lives elsewhere
person-fact-place = Place
person-fact-compartment = Compartment
person-fact-elsewhere = told elsewhere
person-fact-other = Something else

# History
person-history-entries = { $n ->
    [one] { $n } entry; nothing was ever removed.
    *[other] { $n } entries; nothing was ever removed.
}
person-history-unknown = Written by a newer version; kept as it came.
person-history-whole = The whole history
person-machine = machine
person-note-of = about { $date }

# Forms
person-form-names = A name
person-form-names-hint = Every form of a name is kept, in whatever script. A correction strikes the old one through.
person-form-births = Birth
person-form-birth-places = Place of birth
person-form-sexes = Sex
person-form-nationalities = A nationality
person-form-languages = A language
person-form-numbers = A register number
person-form-separations = Separation from the family
person-form-separations-hint = In the words told, once; nobody should have to tell it again.
person-form-photos = A photograph
person-form-photos-hint = JPEG, PNG or WebP, up to 12 MB. It is made small and written anew: nothing of the camera, the day or the place stays in it.
person-form-kin = A tie
person-form-kin-hint = Say it once; it is read in both files. Find the other by name or code, or write the name as told.
person-form-parted-siblings = Brothers or sisters parted
person-form-parted-siblings-hint = Brothers and sisters stay together. Who parts them writes why, and a second person agrees.
person-form-assignments = Who answers for them
person-form-interpreters = The interpreter
person-form-needs = Needs
person-form-needs-hint = What the house has to provide for. The reason is nobody’s business here.
person-form-marks = A mark beside the name
person-form-marks-hint = Short, and what to do. Leave the words empty to take the mark down.
person-form-washington-answers = Six questions about what is difficult
person-form-washington-answers-hint = Even with glasses or a hearing aid. Ask the person; what was not asked stays “not asked”.
person-form-consents = A consent
person-form-consents-hint = Each purpose on its own; silence is no consent. A yes to the authorities is none to those of the country of origin.
person-form-deaths = A death
person-form-deaths-hint = Only with a source. Then note who was told, by whom.
person-form-tellings = Who was told of the death
person-form-notes = A note
person-form-notes-hint = What you saw and heard; the child’s own words where you can.
person-form-withdrawals = Withdraw what was never true
person-form-withdrawals-hint = The wrong child, a slip of the pen. It stays readable, struck through, with your reason. If it changed, correct it instead.
person-form-settlements = Settle which is right
person-form-settlements-hint = These were said by people who had not seen what the other wrote. Your choice is a further entry; the other stays in the history.
person-form-health-records = A health record
person-form-health-records-hint = Read only by those who hold the health volet.
person-kin-find = The other person
person-kin-which = Who of these is it?
person-kin-none-of-them = none of them; keep the name as told
person-kin-file = With the file of
person-parted-none = No brother or sister with a file is noted yet; note the tie first.
person-photo-forbidden = A mark says: no photograph of this person. Ask before you go on.
person-photo-not-agreed = No consent to a photograph is noted. Ask, and note the answer:
person-stands-yes = yes
person-stands-no = no longer
person-cause-conflict = conflict, bombing
person-cause-persecution = persecution
person-cause-arrest = arrest or internment of a parent
person-cause-death = death of a parent
person-cause-illness = illness of a parent
person-cause-migration = migration
person-cause-flight = lost in flight
person-cause-entrusted = entrusted to somebody
person-cause-abandonment = abandonment
person-cause-poverty = poverty
person-cause-violence = violence at home
person-cause-disaster = disaster
person-cause-other = another cause

# Fields of this room
field-choice = Your choice
field-consent-answer = Answer
field-seek = Name or code
field-health-kind = Kind
field-other-worker = or somebody else
field-part = Part
field-separation-cause = Cause
field-stands = Does it hold?
field-told-name = or the name as told, without a file
field-todo = What to do
hint-seek = Looked up among the files open to you.
hint-todo = For example: no penicillin; call the nurse.

person-fact-contact = Contact wished or not
person-fact-size = Size
person-last-known = last known:
person-form-contacts = A contact they wish for, or fear
person-form-contacts-hint = Up to three people they wish to find, with the last address they remember; and whoever must not find them. Told to nobody outside without their consent.
person-form-sizes = Shoe and clothing size

# Emergency card
emergency-card-title = Emergency card
emergency-cards = Emergency cards
emergency-card-what = Paper for the drawer beside the door: what to do and whom to call, without a surname, a diagnosis or a faith. Print it anew when something changes, and burn the old one.
emergency-card-more = The first { $count } people are on this sheet. For the others, print a smaller place.
emergency-card-no-name = Name not known
emergency-card-nothing = nothing noted
emergency-card-call = Call
emergency-card-by-hand = write by hand
emergency-card-printed = Printed { $date }. Burn it when a new one lies here.

person-origin-none = Nothing noted. Nobody is asked by default, and no help depends on it.
person-form-origin-records = Something told of religion or origin
person-form-origin-records-hint = Read only by those who hold this volet. Record it because the person wishes it known, never for a list. What the house must provide for is a need, and stands with the needs.
person-fact-origin = Religion or origin
