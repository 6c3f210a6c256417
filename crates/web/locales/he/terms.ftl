# Words of every closed list, of the fields of forms and of their hints.

# Sex
sex-f = נקבה
sex-m = זכר
sex-x = אחר או לא נקבע
sex-any = כולם
sex-unknown = לא ידוע

# Kinds of place
kind-camp = מחנה מעצר
kind-barrack = צריף
kind-premises = משרדי הארגון
kind-relay-house = בית מעבר
kind-home = בית ילדים
kind-foster-family = משפחת אומנה
kind-school = בית ספר
kind-hospital = בית חולים
kind-family = המשפחה
kind-institution = מוסד אחר

# Why a stay ended
end-released = שחרור
end-placed = השמה בבית ילדים או במשפחה
end-with-family = חזרה למשפחה
end-adopted = אימוץ
end-emigrated = הגירה
end-other-camp = מעבר למחנה אחר
end-hospital = אשפוז
end-own-will = עזיבה מרצון
end-missing = נעדר
end-deported = גירוש
end-died = פטירה
end-unknown = לא ידוע
end-other = סיבה אחרת

# Kin
relation-mother = אם
relation-father = אב
relation-sibling = אח או אחות
relation-twin = תאום או תאומה
relation-parent = הורה
relation-child = בן או בת
relation-grandparent = סב או סבתא
relation-grandchild = נכד או נכדה
relation-aunt-or-uncle = דוד או דודה
relation-niece-or-nephew = אחיין או אחיינית
relation-cousin = בן דוד או בת דודה
relation-spouse = בן או בת זוג
relation-guardian = אפוטרופוס
relation-ward = נתון לאפוטרופסות
relation-other = קשר אחר
life-alive = בחיים
life-dead = נפטר
life-missing = נעדר
life-unknown = גורל לא ידוע

# Names
name-kind-usual = השם שבשימוש
name-kind-birth = שם לידה
name-kind-married = שם נישואים
name-kind-nickname = כינוי
name-kind-as-found = כפי שנמצא במסמך
script-latin = כתב לטיני
script-hebrew = כתב עברי
script-cyrillic = כתב קירילי
script-arabic = כתב ערבי
script-greek = כתב יווני
script-other = כתב אחר

# Languages by their tag; what was told in other words stays as told
language-am = אמהרית
language-ar = ערבית
language-bg = בולגרית
language-bm = במברה
language-bn = בנגלית
language-cs = צ׳כית
language-de = גרמנית
language-el = יוונית
language-en = אנגלית
language-es = ספרדית
language-fa = פרסית
language-ff = פולה
language-fr = צרפתית
language-he = עברית
language-hr = קרואטית
language-hu = הונגרית
language-hy = ארמנית
language-it = איטלקית
language-ka = גאורגית
language-ku = כורדית
language-lad = לדינו
language-ln = לינגלה
language-lt = ליטאית
language-lv = לטבית
language-nl = הולנדית
language-pl = פולנית
language-ps = פשטו
language-pt = פורטוגזית
language-ro = רומנית
language-ru = רוסית
language-sk = סלובקית
language-so = סומלית
language-sq = אלבנית
language-sr = סרבית
language-sw = סוואהילי
language-ta = טמילית
language-ti = תיגרינית
language-tr = טורקית
language-uk = אוקראינית
language-ur = אורדו
language-wo = וולוף
language-yi = יידיש
language-zh = סינית

# Volets of a person's file
volet-administrative = פרק מנהלי
volet-educational = פרק חינוכי
volet-health = פרק בריאות
volet-psychological = פרק פסיכולוגי
volet-judicial = פרק משפטי
volet-survivor = פרק ניצולים
volet-origin = דת ומוצא

# Needs, marks, functioning
need-kosher = אוכל כשר
need-rest-day = יום מנוחה שבועי
need-diet = תזונה מיוחדת
need-step-free = נגישות ללא מדרגות
need-quiet-room = חדר שקט
need-interpreter = תרגום בעל פה
need-escort = ליווי בנסיעות
need-daily-care = עזרה בפעולות היום־יום
mark-allergy = אלרגיה
mark-contact-ban = איסור קשר
mark-no-photo = בלי צילום
mark-call-rule = כלל לשיחות טלפון
washington-domain-seeing = ראייה
washington-domain-hearing = שמיעה
washington-domain-walking = הליכה או עלייה במדרגות
washington-domain-cognition = זיכרון או ריכוז
washington-domain-self-care = רחצה או לבוש
washington-domain-communication = תקשורת בשפתם
washington-level-no-difficulty = ללא קושי
washington-level-some-difficulty = קושי מסוים
washington-level-a-lot-of-difficulty = קושי רב
washington-level-cannot-do = אינו יכול כלל

# Consent
consent-purpose-services = שירותי הארגון שלנו
consent-purpose-other-organisations = שיתוף עם ארגונים אחרים
consent-purpose-authorities = מסירה לרשויות
consent-purpose-tracing = איתור המשפחה
consent-purpose-photograph = צילום
consent-purpose-public-notice = פרסום ברבים
consent-purpose-statistics = סטטיסטיקה ללא שמות
consent-answer-given = ניתנה
consent-answer-refused = סירוב
consent-answer-withdrawn = בוטלה
consent-answer-not-asked = לא נשאל
consent-answer-cannot-give = אין יכולת לתת הסכמה

# First care in the relay house
care-temperature = חום
care-weight = משקל
care-lice-scabies = כינים וגרדת
care-wounds = פצעים
care-contagion = סימני הידבקות
care-medicines = תרופות
care-last-meal = ארוחה אחרונה
care-bath = רחצה
care-clothes = בגדים ונעליים
care-sleep = שינה
care-bedwetting = הרטבת לילה
care-fears = פחדים
care-belongings = חפצים אישיים
care-own-view = מה הילד אומר שהוא רוצה

# Papers and dossiers
status-wanted = טרם התבקש
status-asked = התבקש
status-received = התקבל
status-lapsed = פג תוקף
status-refused = סורב
outcome-granted = אושר
outcome-refused = סורב
outcome-withdrawn = נמשך בחזרה
outcome-without-object = אינו רלוונטי עוד

# Stays and places
absence-hospital = בית חולים
absence-family-visit = ביקור במשפחה
absence-holidays = חופשה
absence-school = בית ספר
absence-runaway = בריחה
absence-other = היעדרות אחרת
tenure-owned = בבעלות
tenure-rented = בשכירות
tenure-lent = בהשאלה
tenure-given = במתנה
tenure-requisitioned = מוחרם
tenure-of-the-state = רכוש המדינה
whereabouts-here = כאן
whereabouts-on-the-road = בדרך
whereabouts-left = עבר לבית אחר

# Members and compartments
role-worker = עובד סוציאלי
role-supervisor = ראש צוות
role-nurse = אח או אחות
role-house-parent = אב או אם בית
role-reader = צפייה בלבד
role-auditor = מבקר
role-visitor = אורח
role-keeper = אחראי הרשאות
compartment-kind-house = בית או צוות
compartment-kind-volet = פרק מוגבל
compartment-kind-direction = הנהלה
compartment-kind-origin = דת ומוצא
scene-present = ימינו
scene-historical = תרחיש היסטורי
part-responsible = העובד האחראי
part-deputy = ממלא מקום

# Health
health-kind-allergy = אלרגיה
health-kind-treatment = טיפול
health-kind-vaccination = חיסון
health-kind-illness = מחלה
health-kind-examination = בדיקה
health-kind-diet = תזונה
health-kind-other = אחר

# Figures
by-all = יחד
by-place = לפי מקום
by-kind = לפי סוג המקום
by-age = לפי גיל
by-sex = לפי מין
by-origin = לפי מקום המוצא
step-arrival-to-dossier = מן ההגעה עד פתיחת ההליך
step-dossier-to-request = מפתיחת ההליך עד הבקשה הראשונה
step-request-to-complete = מן הבקשה הראשונה עד המסמך האחרון
step-complete-to-release = מן המסמך האחרון עד השחרור
step-arrival-to-release = מן ההגעה עד השחרור
origin-camp = מן המחנות
origin-elsewhere = ממקום אחר
band-0-2 = גיל 0 עד 2
band-3-5 = גיל 3 עד 5
band-6-14 = גיל 6 עד 14
band-15-17 = גיל 15 עד 17
band-18 = גיל 18 ומעלה
band-0-14 = גיל 0 עד 14
band-from-to = גיל { $from } עד { $to }
band-unknown = גיל לא ידוע

# Why two people look alike: $asked is the word typed, $found the word on file
reason-token-equal = שם זהה: { $found }
reason-token-prefix = ״{ $asked }״ הוא תחילת ״{ $found }״
reason-token-close = ״{ $found }״ נכתב כמעט כמו ״{ $asked }״
reason-skeleton-equal = ל״{ $found }״ אותם עיצורים כמו ל״{ $asked }״
reason-skeleton-prefix = העיצורים של ״{ $asked }״ פותחים את ״{ $found }״
reason-birth-same = אותו יום לידה
reason-birth-day-month-swapped = יום וחודש הלידה מוחלפים
reason-birth-overlaps = ייתכן שהלידה זהה
reason-birth-apart = { $days ->
    [one] הפרש של יום אחד בלידה
    *[other] הפרש של { $days } ימים בלידה
}
reason-sex-differs = המין שונה

# Labels of fields
field-account = מה קרה
field-after = רשומות שכבר נראו
field-allergy = אלרגיה
field-also-called = שם נוסף
field-answer = תשובה
field-appeal = ערר
field-arrival = הגעה
field-arrived-on = הגיע ביום
field-as-at = נכון ליום
field-as-known-on = לפי הידוע ביום
field-asked-on = התבקש ביום
field-at = שעה
field-bands = קבוצות גיל
field-bed-kept = המיטה נשמרת
field-beds = מיטות
field-birth = תאריך לידה
field-birth-place = מקום לידה
field-blocked = מיטות שאינן לשימוש
field-burial = מקום קבורה
field-by = על ידי מי
field-came-from = הגיע מ
field-capacity = מקומות
field-caption = מה נראה בתמונה
field-cause = סיבה
field-closed = נסגר ביום
field-code = קוד
field-columns = עמודות
field-commune = יישוב
field-compartment = מדור
field-confirm-hours = אישור הגעה בתוך (שעות)
field-confirm-within-hours = אישור הגעה בתוך (שעות)
field-confirmed-by = ההגעה אושרה על ידי
field-convoy = קבוצת נסיעה
field-count = מספר מיטות
field-country = מדינה
field-date = תאריך
field-departure = יציאה
field-departure-day = יום היציאה
field-deputy = ממלא מקום
field-died = פטירה
field-died-on = תאריך הפטירה
field-domain = תחום
field-dossier = הליך
field-escort = מלווה
field-escorts = מלווים
field-facts = מה שיש לרשום
field-family = משפחה או אחים
field-father = שם האב
field-file = תיק
field-finding = ממצא
field-from = מיום
field-from-age = מגיל
field-giver = מי משיב, ובאיזה מעמד
field-given = שם פרטי
field-guardian = אפוטרופוס
field-heads = מצב התיק
field-health = בריאות
field-home = בית
field-hours = שעות
field-interpreter = מתורגמן
field-issuer = הגוף המנפיק
field-item = פריט
field-key = מפתח
field-kin = קרוב משפחה
field-kind = סוג
field-language = שפה
field-languages = שפות
field-letter = מכתב חתום
field-level = מידת הקושי
field-life = בחיים?
field-limits = מה אין לשתף, ומדוע
field-mark = סימון ליד השם
field-married = שם נישואים
field-member = שם חבר הצוות
field-month = חודש
field-mother = שם האם
field-node = תחנה
field-name = שם
field-name-kind = סוג השם
field-nationality = אזרחות
field-need = צורך
field-needs = צרכים
field-note = הערה
field-number = מספר
field-on = ביום
field-opened = נפתח ביום
field-original = היכן נמצא המקור
field-outcome = תוצאה
field-own-words = אלה מילותיו של הילד עצמו
field-owner = בעלים
field-paper = מסמך
field-passphrase = משפט סיסמה
field-people = אנשים
field-period = תקופה
field-photo = תצלום
field-place = מקום
field-procedure = נוהל
field-purpose = מטרה
field-q = שם או קוד
field-reason = סיבה
field-received-on = התקבל ביום
field-receiver = התקבל על ידי
field-refused-on = סורב ביום
field-region = מחוז
field-register = מרשם
field-relation = קרבה
field-role = תפקיד
field-route = מסלול ותחנות
field-row = שורה במרשם
field-second = אדם שני
field-sex = מין
field-sex-band = מין
field-sibling = אח או אחות
field-slot = סעיף
field-source = מקור המידע
field-status = מצב
field-stay = שהייה
field-surname = שם משפחה
field-tenure = על סמך מה מוחזק המקום
field-terms = תנאים
field-text = טקסט
field-time = שעה
field-to = אל
field-to-age = עד גיל
field-towards = לאן
field-transfer = העברה
field-until = עד יום
field-usual = השם שבשימוש
field-valid-until = בתוקף עד
field-volet = פרק
field-whom = למי נמסר
field-why = סיבה
field-within = מבנה, אולם שינה או חדר
field-worker = העובד האחראי

# Hints below fields
hint-at = למשל 18:20.
hint-birth = כמה שידוע, בלי לנחש: 12.3.1934, 3.1934, 1934; בערך: { "\u200E1934~\u200E" }; בספק: { "\u200E1934?\u200E" }.
hint-came-from = המקום או האדם, כפי שנאמר לך.
hint-cause = כפי שכתוב במקור.
hint-code = שבע אותיות וספרות, למשל 7KQ4M2X; רווחים ואותיות קטנות אינם משנים.
hint-from = יום, או כמה שידוע: 25.10.1940, 10.1940, 1940.
hint-given = כפי שהאדם אומר אותו; אפשר להוסיף כתיבים אחרים.
hint-languages = מופרדות בפסיקים.
hint-on = יום, או כמה שידוע: 3.5.1941, 5.1941.
hint-original = למשל: אצל הפקיד, אצל האם, בארון של הבית.
hint-passphrase = כמה מילים; יש הבדל בין אותיות גדולות לקטנות.
hint-period = מתי נישא השם: 1938, 1940/1944.
hint-reason = די במשפט אחד.
hint-second = שמו ותפקידו של מי שהסכים.
hint-source = המרשם, הילד, מכתב: מאין המידע.
hint-surname = כפי שהוא כתוב; אפשר להשאיר ריק אם אינו ידוע.
hint-towards = רק מה שאפשר לכתוב כאן בלי לסכן איש.
hint-until = יום, או כמה שידוע: 19.8.1942, 8.1942.

# Contacts and sizes
wish-wished = מבקש למצוא
wish-unwished = אסור שיימצא בידי
wish-no-longer = אינו מבוקש ואינו מאיים עוד
size-shoes = נעליים
size-clothing = בגדים
field-wish = מה האדם הזה בעבורו
field-contact = שם
field-tie = הקשר, במילותיו
field-last-known = הכתובת או המקום האחרון הידוע
field-size-shoes = מידת נעליים
field-size-clothing = מידת בגדים

# Religion and origin
origin-kind-religion = דת
origin-kind-observance = קיום מצוות
origin-kind-origin = מוצא
origin-kind-holy-days = חגים
origin-in-words = במילים
field-origin-kind = במה מדובר
field-wordless = או תשובה בלי מילים
