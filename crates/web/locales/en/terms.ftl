# Words of every closed list, of the fields of forms and of their hints.

# Sex
sex-f = female
sex-m = male
sex-x = other or not determined
sex-any = any
sex-unknown = not known

# Kinds of place
kind-camp = internment camp
kind-barrack = barrack
kind-premises = premises of the organisation
kind-relay-house = relay house
kind-home = children’s home
kind-foster-family = foster family
kind-school = school
kind-hospital = hospital
kind-family = own family
kind-institution = other institution

# Why a stay ended
end-released = released
end-placed = placed in a home or a family
end-with-family = with their family
end-adopted = adopted
end-emigrated = emigrated
end-other-camp = moved to another camp
end-hospital = to a hospital
end-own-will = left of their own will
end-missing = missing
end-deported = deported
end-died = died
end-unknown = not known
end-other = another reason

# Kin
relation-mother = mother
relation-father = father
relation-sibling = sister or brother
relation-twin = twin
relation-parent = parent
relation-child = child
relation-grandparent = grandparent
relation-grandchild = grandchild
relation-aunt-or-uncle = aunt or uncle
relation-niece-or-nephew = niece or nephew
relation-cousin = cousin
relation-spouse = husband or wife
relation-guardian = guardian
relation-ward = ward
relation-other = another tie
life-alive = alive
life-dead = dead
life-missing = missing
life-unknown = not known

# Names
name-kind-usual = in use
name-kind-birth = at birth
name-kind-married = by marriage
name-kind-nickname = nickname
name-kind-as-found = as found in a document
script-latin = Latin script
script-hebrew = Hebrew script
script-cyrillic = Cyrillic script
script-arabic = Arabic script
script-greek = Greek script
script-other = another script

# Languages by their tag; what was told in other words stays as told
language-am = Amharic
language-ar = Arabic
language-bg = Bulgarian
language-bm = Bambara
language-bn = Bengali
language-cs = Czech
language-de = German
language-el = Greek
language-en = English
language-es = Spanish
language-fa = Persian
language-ff = Fula
language-fr = French
language-he = Hebrew
language-hr = Croatian
language-hu = Hungarian
language-hy = Armenian
language-it = Italian
language-ka = Georgian
language-ku = Kurdish
language-lad = Judeo-Spanish
language-ln = Lingala
language-lt = Lithuanian
language-lv = Latvian
language-nl = Dutch
language-pl = Polish
language-ps = Pashto
language-pt = Portuguese
language-ro = Romanian
language-ru = Russian
language-sk = Slovak
language-so = Somali
language-sq = Albanian
language-sr = Serbian
language-sw = Swahili
language-ta = Tamil
language-ti = Tigrinya
language-tr = Turkish
language-uk = Ukrainian
language-ur = Urdu
language-wo = Wolof
language-yi = Yiddish
language-zh = Chinese

# Volets of a person's file
volet-administrative = Administrative volet
volet-educational = Educational volet
volet-health = Health volet
volet-psychological = Psychological volet
volet-judicial = Judicial volet
volet-survivor = Survivor volet
volet-origin = Religion and origin

# Needs, marks, functioning
need-kosher = kosher food
need-rest-day = weekly rest day
need-diet = diet
need-step-free = step-free access
need-quiet-room = quiet room
need-interpreter = interpreter
need-escort = escort on journeys
need-daily-care = help with daily care
mark-allergy = Allergy
mark-contact-ban = Contact ban
mark-no-photo = No photo
mark-call-rule = Rule for calls
washington-domain-seeing = Seeing
washington-domain-hearing = Hearing
washington-domain-walking = Walking or climbing steps
washington-domain-cognition = Remembering or concentrating
washington-domain-self-care = Washing or dressing
washington-domain-communication = Communicating in their language
washington-level-no-difficulty = no difficulty
washington-level-some-difficulty = some difficulty
washington-level-a-lot-of-difficulty = a lot of difficulty
washington-level-cannot-do = cannot do it at all

# Consent
consent-purpose-services = Services of our organisation
consent-purpose-other-organisations = Sharing with other organisations
consent-purpose-authorities = Telling the authorities
consent-purpose-tracing = Tracing the family
consent-purpose-photograph = Photograph
consent-purpose-public-notice = Public notice
consent-purpose-statistics = Statistics without names
consent-answer-given = given
consent-answer-refused = refused
consent-answer-withdrawn = withdrawn
consent-answer-not-asked = not asked
consent-answer-cannot-give = cannot give it

# First care in the relay house
care-temperature = Temperature
care-weight = Weight
care-lice-scabies = Lice and scabies
care-wounds = Wounds
care-contagion = Signs of contagion
care-medicines = Medicines
care-last-meal = Last meal
care-bath = Bath
care-clothes = Clothes and shoes
care-sleep = Sleep
care-bedwetting = Bedwetting
care-fears = Fears
care-belongings = Belongings
care-own-view = What the child says they want

# Papers and dossiers
status-wanted = wanted
status-asked = asked
status-received = received
status-lapsed = lapsed
status-refused = refused
outcome-granted = granted
outcome-refused = refused
outcome-withdrawn = withdrawn
outcome-without-object = without object

# Stays and places
absence-hospital = hospital
absence-family-visit = visit to the family
absence-holidays = holidays
absence-school = school
absence-runaway = ran away
absence-other = another absence
tenure-owned = owned
tenure-rented = rented
tenure-lent = lent
tenure-given = given
tenure-requisitioned = requisitioned
tenure-of-the-state = of the State
whereabouts-here = here
whereabouts-on-the-road = on the road
whereabouts-left = left for another house

# Members and compartments
role-worker = worker
role-supervisor = supervisor
role-nurse = nurse
role-house-parent = house parent
role-reader = reader
role-auditor = auditor
role-visitor = visitor
role-keeper = keeper
compartment-kind-house = house or team
compartment-kind-volet = restricted volet
compartment-kind-direction = direction
compartment-kind-origin = religion and origin
scene-present = present
scene-historical = historical
part-responsible = responsible worker
part-deputy = deputy

# Health
health-kind-allergy = allergy
health-kind-treatment = treatment
health-kind-vaccination = vaccination
health-kind-illness = illness
health-kind-examination = examination
health-kind-diet = diet
health-kind-other = other

# Figures
by-all = all together
by-place = by place
by-kind = by kind of place
by-age = by age
by-sex = by sex
by-origin = by origin
step-arrival-to-dossier = from arrival to the dossier
step-dossier-to-request = from the dossier to the first request
step-request-to-complete = from the first request to the last paper
step-complete-to-release = from the last paper to release
step-arrival-to-release = from arrival to release
origin-camp = from the camps
origin-elsewhere = from elsewhere
band-0-2 = 0 to 2 years
band-3-5 = 3 to 5 years
band-6-14 = 6 to 14 years
band-15-17 = 15 to 17 years
band-18 = 18 years and more
band-0-14 = 0 to 14 years
band-from-to = { $from } to { $to } years
band-unknown = age not known

# Why two people look alike: $asked is the word typed, $found the word on file
reason-token-equal = same name: { $found }
reason-token-prefix = “{ $asked }” begins “{ $found }”
reason-token-close = “{ $found }” is spelt almost like “{ $asked }”
reason-skeleton-equal = “{ $found }” has the same consonants as “{ $asked }”
reason-skeleton-prefix = the consonants of “{ $asked }” begin “{ $found }”
reason-birth-same = born on the same day
reason-birth-day-month-swapped = day and month of birth exchanged
reason-birth-overlaps = births may be the same
reason-birth-apart = { $days ->
    [one] births { $days } day apart
    *[other] births { $days } days apart
}
reason-sex-differs = sex differs

# Labels of fields
field-account = What happened
field-after = Entries already seen
field-allergy = Allergy
field-also-called = Other name
field-answer = Answer
field-appeal = Appeal
field-arrival = Arrival
field-arrived-on = Arrived on
field-as-at = As at
field-as-known-on = As known on
field-asked-on = Asked on
field-at = Time
field-bands = Age bands
field-bed-kept = The bed is kept
field-beds = Beds
field-birth = Born
field-birth-place = Place of birth
field-blocked = Beds that cannot be used
field-burial = Burial place
field-by = By whom
field-came-from = Came from
field-capacity = Places
field-caption = What the photo shows
field-cause = Cause
field-closed = Closed on
field-code = Code
field-columns = Columns
field-commune = Commune
field-compartment = Compartment
field-confirm-hours = Confirm the arrival within (hours)
field-confirm-within-hours = Confirm the arrival within (hours)
field-confirmed-by = Arrival confirmed by
field-convoy = Travel group
field-count = Number of beds
field-country = Country
field-date = Date
field-departure = Departure
field-departure-day = Day of departure
field-deputy = Deputy
field-died = Death
field-died-on = Date of death
field-domain = Domain
field-dossier = Dossier
field-escort = Escort
field-escorts = Escorts
field-facts = What is to be recorded
field-family = Family or siblings
field-father = Father’s name
field-file = File
field-finding = What was found
field-from = From
field-from-age = From age
field-giver = Who answers, and in which capacity
field-given = Given name
field-guardian = Guardian
field-heads = State of the file
field-health = Health
field-home = Home
field-hours = Hours
field-interpreter = Interpreter
field-issuer = Issued by
field-item = Item
field-key = Key
field-kin = Relative
field-kind = Kind
field-language = Language
field-languages = Languages spoken
field-letter = Sealed letter
field-level = Difficulty
field-life = Alive?
field-limits = What is not to be shared, and why
field-mark = Mark beside the name
field-married = Married name
field-member = Member name
field-month = Month
field-mother = Mother’s name
field-node = Node
field-name = Name
field-name-kind = Kind of name
field-nationality = Nationality
field-need = Need
field-needs = Needs
field-note = Note
field-number = Number
field-on = On
field-opened = Opened on
field-original = Where the original is
field-outcome = Outcome
field-own-words = These are the child’s own words
field-owner = Owner
field-paper = Paper
field-passphrase = Passphrase
field-people = People
field-period = Period
field-photo = Photograph
field-place = Place
field-procedure = Procedure
field-purpose = Purpose
field-q = Name or code
field-reason = Reason
field-received-on = Received on
field-receiver = Received by
field-refused-on = Refused on
field-region = Region
field-register = Register
field-relation = Relation
field-role = Role
field-route = Way and stops
field-row = Row of the register
field-second = Second person
field-sex = Sex
field-sex-band = Sex
field-sibling = Sister or brother
field-slot = Slot
field-source = Source
field-status = Status
field-stay = Stay
field-surname = Surname
field-tenure = By what right the place is held
field-terms = Terms
field-text = Text
field-time = Time
field-to = To
field-to-age = to age
field-towards = Where to
field-transfer = Transfer
field-until = Until
field-usual = Name in use
field-valid-until = Valid until
field-volet = Volet
field-whom = Who was told
field-why = Reason
field-within = Building, dormitory or room
field-worker = Responsible worker

# Hints below fields
hint-at = For example 18:20.
hint-birth = As much as is known, no guessing: 12.3.1934, March 1934, 1934, about 1934; in doubt: 1934?.
hint-came-from = The place or the person, as you were told.
hint-cause = As the source writes it.
hint-code = Seven letters and digits, such as 7KQ4M2X; spaces and small letters do not matter.
hint-from = A day, or as much as is known: 25.10.1940, October 1940, 1940.
hint-given = As the person says it; other spellings can follow.
hint-languages = Separated by commas.
hint-on = A day, or as much as is known: 3.5.1941, May 1941.
hint-original = For example: with the clerk, with the mother, in the cupboard of the house.
hint-passphrase = Several words; capitals matter.
hint-period = When the name was borne: 1938, 1940/1944.
hint-reason = One sentence is enough.
hint-second = Name and role of the person who agreed.
hint-source = The register, the child, a letter: where you learnt it.
hint-surname = As it is written; leave it empty if it is not known.
hint-towards = As much as you can write here without endangering anyone.
hint-until = A day, or as much as is known: 19.8.1942, August 1942.

# Contacts and sizes
wish-wished = Wishes to find
wish-unwished = Must not be found by
wish-no-longer = No longer sought nor feared
size-shoes = Shoes
size-clothing = Clothing
field-wish = What this person is to them
field-contact = Name
field-tie = Tie, in their words
field-last-known = Last known address or place
field-size-shoes = Shoe size
field-size-clothing = Clothing size

# Religion and origin
origin-kind-religion = Religion
origin-kind-observance = Observance
origin-kind-origin = Origin
origin-kind-holy-days = Holy days
origin-in-words = in words
field-origin-kind = What it is about
field-wordless = Or an answer without words
