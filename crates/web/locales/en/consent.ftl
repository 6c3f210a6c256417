# Consent: what goes out, on which agreement; who stays and why; the written override; who received what.

consent-lacks = { $purpose }: { $lack }
consent-lack-absent = nobody said yes
consent-lack-refused = refused
consent-lack-withdrawn = withdrawn
consent-lack-expired = lapsed
consent-lack-elsewhere = lives in another house: ask there
consent-lacks-head = What is lacking
consent-todo = What to do
consent-left-out = Left out, for want of a consent
consent-left-out-why = Who did not agree to this use is not on it; the paper or the file itself says nothing of them.
consent-stay = { $count ->
    [one] { $count } person is left out
    *[other] { $count } people are left out
}
consent-nobody-goes = Nobody who agreed remains: nothing went out.
consent-print-rest = Print without them (PDF)
consent-export-rest = { $count ->
    [one] Export { $count } other person
    *[other] Export the { $count } others
}
consent-ask = Ask, and note the answer
consent-ask-others = Tell whoever accompanies this person: it is for them to ask.
consent-override-others = In an emergency, whoever directs this house can override it in writing.
consent-no-override = Nothing overrides this: neither danger nor law makes somebody known to the country they come from.
consent-no-pack-for = No whole pack for { $audience }:
consent-limits-of = Not to be shared, of those who could go
consent-taken-back = Taken back; tell whoever received something:
consent-recall = See who received what
consent-recipients = Who received what
consent-received-how = Partners, offices that were asked for a paper, registers and papers that went out. What went out does not come back by itself: call, say that the consent was taken back, ask for it to be returned or destroyed, and note the answer.
consent-received-none = Nothing of this file is known to have gone out.
consent-received-recall = Where the consent does not stand any more, the line says so: those are the ones to tell.
consent-received-limits = Referrals and requests go with the file. Papers and registers that went out are known on the computer where that was done; to whom a printed sheet was handed, only whoever printed it knows.
consent-received-on = On
consent-received-what = Who received what
consent-received-for = On which consent
consent-received-by = By
consent-received-open = still reads it
consent-received-asked = Paper asked for
consent-received-free = none is needed: their own family was asked
consent-exit-office-letters = An office: list and letter
consent-exit-letters-to-organisation = Another organisation: list and letter
consent-exit-letters-to-origin = The authorities of the country of origin: list and letter
consent-exit-letters-within = Those who care for them: list and letter
consent-exit-letters-to-family = Their own family: list and letter
consent-exit-dossier-pack = An office or authority: the whole pack, on paper
consent-exit-pack-to-organisation = Another organisation: the whole pack, on paper
consent-exit-pack-to-origin = The authorities of the country of origin: the whole pack, on paper
consent-exit-register-to-office = An office or authority: the register
consent-exit-register-to-organisation = Another organisation: the register
consent-exit-register-within = Nobody outside: the register stays in the house
consent-exit-tracing-record = Other tracing services: a record
consent-exit-public-notice = A public notice
consent-override-one = Written override
consent-override-way = Override, in writing
consent-override-stays = An override erases no refusal: both stand on the file, and the person can read them.
consent-ground-vital-interest = a life is in danger
consent-ground-legal-duty = the law demands it
person-form-consent-overrides = Override a refusal or a silence
person-form-consent-overrides-hint = Only if a life is in danger or the law leaves no choice; never because it is faster. Thirty days at most. Tell the person as soon as you can. Telling the authorities of the country of origin is never overridden.
field-ground = Ground
field-export-for = Recipient
register-export-for-hint = Who did not agree to that is left out, and you see how many before the file is made.
