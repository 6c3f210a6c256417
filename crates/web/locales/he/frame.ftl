# Words of the frame: every page, signing in, complaints, refusals, dates, small words.

# The frame of every page
skip = לדלג לתוכן
demonstration = הדגמה
demonstration-historical = בתרחיש ההיסטורי היום הוא { $date }; כל האנשים בדויים.
demonstration-present = בתרחיש של ימינו היום הוא { $date }; כל האנשים בדויים.
find-label = חיפוש אדם
find-hint = שם או קוד
language = שפה
lock = נעילה
lock-soon = המסך יינעל בעוד פחות מדקה. הקשה על מקש כלשהו תשאיר אותו פתוח; הטיוטות נשמרות.
rooms = חלקי המערכת
room-today = היום
room-people = אנשים
room-places = מקומות
room-relay-house = בית המעבר
room-dossiers = הליכים
room-payments = תשלומים
room-procedures = נהלים
room-transfers = העברות
room-report = דוח
room-register = מרשם
room-audit = ביקורת
room-settings = הגדרות
room-help = עזרה
copy = עותק זה
printed-by = הודפס על ידי { $name }
destroy-on = יש להשמיד לאחר השימוש
colophon = Relais. דבר שנרשם אינו אובד; איש אינו רואה מה שלא הורשה לראות; המכונה מציעה, והאדם מחליט.
member-unknown = חבר צוות שאינו מוכר לך
you-see-this-because = הדף מוצג לך מפני שיש לך הרשאה במדור ״{ $compartment }״, בתפקיד: { $role }.
because-granted = הוענק על ידי { $by } ביום { $on }.
because-others = { $n ->
    [one] אדם נוסף אחד רואה זאת
    *[other] { $n } אנשים נוספים רואים זאת
}
as-at = המצב נכון ליום { $date }
as-known-on = לפי הידוע ביום { $date }
over-capacity = { $n ->
    [one] ב־{ $place } יש אדם אחד יותר ממספר המיטות. אפשר להמשיך; גם ראש הצוות רואה זאת.
    *[other] ב־{ $place } יש { $n } אנשים יותר ממספר המיטות. אפשר להמשיך; גם ראש הצוות רואה זאת.
}

# Signing in
sign-in = כניסה
sign-in-do = כניסה
sign-in-wrong = השם ומשפט הסיסמה אינם תואמים. כדאי לבדוק אותיות גדולות ואת שפת המקלדת, ולנסות שוב.
sign-in-demonstration = מי יכול להיכנס להדגמה
sign-in-passphrase = משפט הסיסמה זהה לכולם:
demo-worker = עובדת סוציאלית: רושמת, מלווה, אוספת מסמכים
demo-supervisor = ראש צוות: מחליטה על יציאות, מעבירה תיקים, אחראית לנתונים
demo-auditor = מבקר: רואה את יומן הפעולות ואת ההוכחות, לעולם לא דף של אדם
demo-nurse = אחות: טיפול ראשוני ופרק הבריאות
demo-house-parent = אם בית בבית ילדים: נוכחות וחיי יום־יום
demo-visitor = אורח: רשימת היום, לפי קוד ושם פרטי בלבד
demo-keeper = אחראית הרשאות: נותנת ומסירה הרשאות צפייה

# What could not be done
complaint-unknown = אין כאן דבר, או שאין לך הרשאה לראותו
complaint-unknown-hint = אפשר לחפש לפי שם או קוד. אם התיק אמור להיות פתוח בפניך, יש לפנות לאחראי ההרשאות.
complaint-not-allowed = התפקיד שלך אינו כולל פעולה זו
complaint-not-allowed-hint = דבר לא שונה. אפשר לפנות לעמית שזה תפקידו, או לאחראי ההרשאות.
complaint-internal = משהו השתבש כאן
complaint-internal-hint = מה שכבר נרשם שמור. אפשר לנסות שוב; אם הדבר חוזר, יש להראות דף זה למי שמטפל במחשב.
complaint-sign-in = יש להיכנס תחילה
complaint-sign-in-hint = ההתחברות הסתיימה. הטיוטות נשמרות.
complaint-locked = Relais נעול
complaint-locked-hint = כניסה עם משפט הסיסמה תפתח אותו.
complaint-refused = זה לא נרשם
complaint-refused-hint = דבר לא שונה. יש לחזור, לתקן את מה שצוין ולרשום שוב.
complaint-passphrase = השם ומשפט הסיסמה אינם תואמים
complaint-notebook = הדפים אינם נפתחים: חסרים חלקים, או שאחד מהם אינו הנכון.
complaint-notebook-hint = יש לבדוק מי השיב, ולבקש מנאמנים נוספים, כל אחד מעמדתו.
complaint-passphrase-hint = כדאי לבדוק אותיות גדולות ואת שפת המקלדת. משפט סיסמה שנשכח אין איש יכול לשחזר; אחראי ההרשאות יכול לרשום אותך מחדש.
complaint-full = הכונן מלא: הדבר לא נכתב
complaint-full-hint = עדיין אפשר לקרוא תיקים, להדפיסם ולייצא אותם. יש לפנות כמה מגה־בייטים במחשב זה ואז לכתוב שוב.
complaint-failing = הכונן של המחשב כשל: לא ודאי שהדבר נכתב
complaint-failing-hint = כדאי להשאיר את הדף פתוח או לרשום בצד את מה שהוקלד. לא ייכתב כאן דבר נוסף עד ש־Relais ייסגר וייפתח שוב; אפשר לקרוא תיקים כל עוד הכונן מאפשר זאת. יש לשמור עותק במקום אחר ולהודיע למי שמטפל במחשב. אחרי ש־Relais ייפתח שוב, כדאי לבדוק אם הדבר רשום שם לפני שמקלידים אותו שוב.
complaint-damaged = חלק ממה ששמור כאן אינו ניתן לקריאה
complaint-damaged-hint = אין למחוק דבר ואין להמשיך לכתוב במחשב זה. יש להודיע למי שמטפל בו: ייתכן שהחסר נמצא בגיבוי או בבית אחר.
complaint-disk = הכונן של המחשב אינו מגיב
complaint-disk-hint = ייתכן שמה שהוקלד עתה לא נרשם: כדאי להשאיר את הדף פתוח או לרשום בצד. ייתכן שהכונן מלא; יש להודיע למי שמטפל במחשב.
complaint-back = חזרה לדף הראשון

# Refusals: the field stands before, the remedy in the sentence
form-refused = יש לבדוק שוב; דבר לא נרשם
form-choose = לבחור …
refusal-missing = חסרה תשובה; יש לכתוב אותה, או לציין שאינה ידועה.
refusal-unreadable = לא ניתן לקרוא את ״{ $value }״; יש לכתוב כמו בדוגמה.
refusal-too-long = הטקסט ארוך מדי; יש לקצר אותו או לחלקו לכמה הערות.
refusal-ends-before-it-begins = ״{ $value }״ קודם להתחלה; יש לבדוק את שני התאריכים.
refusal-in-the-future = ״{ $value }״ מאוחר מהיום; יש לכתוב את היום שבו הדבר קרה.
refusal-unknown = דבר כזה אינו מוכר כאן; יש לבדוק שוב או לבחור מן הרשימה.
refusal-already-closed = זה כבר סגור; פתיחת הדף מחדש תראה מי סגר ומתי.
refusal-already-there = זה כבר קיים; פתיחת הדף מחדש תראה אותו.
refusal-last-keeper = זה הממונה האחרון; יש למנות קודם ממונה אחר.
refusal-own-node = זו התחנה שבה נמצאים; יש לבטל אותה מתחנה אחרת.
refusal-file-has-left = התיק בדרך או נמצא בבית אחר; יש לרשום במקום שבו הוא נמצא כעת.
refusal-after-death = האדם נפטר לפני אותו יום; יש לבדוק את התאריך או את פרטי הפטירה.
refusal-out-of-range = ״{ $value }״ חורג מן האפשרי; יש לבדוק את המספר.
refusal-needs-second-person = נדרשת הסכמה של אדם שני; יש לכתוב מי הוא.
refusal-needs-reason = נדרש נימוק בכתב; די במשפט אחד.
refusal-comes-first = „{ $value }” צריך לבוא קודם; הדף מראה את כל החסר.
refusal-needs-proofs = נדרשות שתי ראיות בלתי תלויות מעבר לשמות; אחרת, ציינו שזה אפשרי.
refusal-ambiguous = ״{ $value }״ מתאים לכמה; יש להקליד עוד.
refusal-other-circuit = ״{ $value }״ שייך למעגל האחר: מי שמכיר שמות ומשפחות לעולם אינו רואה זהויות כיסוי או מקומות. על אדם אחר לעשות זאת.
refusal-not-proved = ״{ $value }״ עדיין לא הוכיח שהוא נפתח. המחזיק בו פותח תרגיל, הנאמנים משיבים, ואז לוקחים מחדש את הלוחית שלו.
refusal-not-the-words = ״{ $value }״: אלה אינן מילות הלוחית הזאת. יש להקריא אותן שוב בקול, או להביא אותה בדרך אחרת.
refusal-not-batch-day = ״{ $value }״: מי שאין עוקבים אחריו עוד נרשם ביום האחרון של חודש, בלי כיוון. התאריך והדרך האמיתיים שייכים למחברת.
refusal-more-than-owed = זה יותר ממה שנותר לתשלום עבור אותו חודש ({ $value }); תקנו את הסכום, או ציינו שהכסף נמסר בכל זאת.
refusal-not-erasable = תיק כזה אינו נמחק לעולם; אין בו טקסט של איש.
refusal-identity-stays = ״{ $value }״ אינו סיבה כאן: מי האדם, בן מי הוא ומי אחיו נשמרים עד שיבקש אחרת בעצמו; פרקים חסויים אפשר למחוק.
refusal-not-known-of-age = לפי הלידה הרשומה (״{ $value }״) האדם אינו בגיר, או שהדבר אינו ידוע; יש להמתין, או לתקן את הלידה.
refusal-tell-first = יש לומר קודם למבקש מה יאבד; אמרו לו, ואז סמנו.
refusal-erased = התיק נמחק; רשמו את האדם מחדש, או שאלו אחראי הרשאות על מה שהגיע אחר כך.
refusal-same-person = ההצעה של { $value }; אדם אחר, ראש צוות או אחראי הרשאות, צריך להחליט.
refusal-on-hold = הקפאה משפטית חלה עליו, עניין ״{ $value }״; אפשר להסירה כשהעניין מסתיים.
refusal-no-free-bed = אין שם מיטה פנויה; יש לעיין שוב בהצעות, או להחליט ביד על הלוח.
refusal-no-consent = איש לא נתן הסכמה זו; יש לשאול, ולרשום את התשובה בתיק, תחת ”הסכמות”.
refusal-consent-withdrawn = הסכמה זו בוטלה; דבר אינו נמסר, אלא אם תינתן מחדש.
refusal-consent-expired = ההסכמה אינה תקפה עד אז; יש לשאול שוב ולרשום, או לבחור סיום מוקדם יותר.
refusal-consent-for-other = הסכמה זו ניתנה לדבר אחר; נדרשת זו שמדברת על ארגונים אחרים או על הרשויות.
refusal-referred = שותף קיבל תמצית שעודנה קיימת; יש למחוק תחילה את התמצית, ואחר כך לסיים את ההפניה.

# Dates and ages
month-1 = ינואר
month-2 = פברואר
month-3 = מרץ
month-4 = אפריל
month-5 = מאי
month-6 = יוני
month-7 = יולי
month-8 = אוגוסט
month-9 = ספטמבר
month-10 = אוקטובר
month-11 = נובמבר
month-12 = דצמבר
date-day = { $day } ב{ $month }
date-about = בערך { $date }
date-uncertain = { $date } (לא ודאי)
date-unknown = תאריך לא ידוע
date-since = { $date } או אחר כך
date-until = { $date } או לפני כן
date-between = בין { $from } ל־{ $to }
date-span = { $from } עד { $to }
date-or = { $first } או { $second }
date-and = { $first } וגם { $second }
date-decade = בין { $first } ל־{ $last }
season-21 = אביב
season-22 = קיץ
season-23 = סתיו
season-24 = חורף
age = גיל
age-exact = { $age ->
    [one] בגיל שנה
    [two] בגיל שנתיים
    *[other] בגיל { $age }
}
age-between = בגיל { $low } עד { $high }
age-at-least = בגיל { $age } ומעלה
age-unknown = גיל לא ידוע
n-people = { $n ->
    [one] אדם אחד
    *[other] { $n } אנשים
}
n-children = { $n ->
    [one] ילד אחד
    *[other] { $n } ילדים
}
n-days = { $n ->
    [one] יום אחד
    [two] יומיים
    *[other] { $n } ימים
}
n-nights = { $n ->
    [one] לילה אחד
    *[other] { $n } לילות
}
n-hours = { $n ->
    [one] שעה אחת
    [two] שעתיים
    *[other] { $n } שעות
}
n-beds = { $n ->
    [one] מיטה אחת
    *[other] { $n } מיטות
}
n-papers = { $n ->
    [one] מסמך אחד
    *[other] { $n } מסמכים
}
n-files = { $n ->
    [one] תיק אחד
    *[other] { $n } תיקים
}

# Buttons and small words
do-record = רישום
do-save = שמירה
do-show = הצגה
do-find = חיפוש
do-open = פתיחה
do-print = הדפסה
do-cancel = ביטול
do-back = חזרה
do-next = המשך
do-add = הוספה
do-remove = הסרה
do-change = שינוי
do-confirm = אישור
do-settle = הכרעה
do-download = הורדה
do-discard-draft = מחיקת הטיוטה
draft-restored = הטיוטה שוחזרה
draft-kept = הטיוטה נשמרה במחשב זה
draft-failed = הטיוטה לא נשמרה: המחשב אינו מגיב
pager = עמודי הרשימה
pager-where = { $from } עד { $to } מתוך { $of }
pager-earlier = הקודמים
pager-later = הבאים
yes = כן
no = לא
none = אין
optional = (לא חובה)
said-many = נאמר בידי אנשים שלא ראו זה את דברי זה:
said-by = { $name }, { $when }
answer-given = נענתה
answer-not-asked = לא נשאל
answer-does-not-know = לא ידוע למשיב
answer-declines = מעדיף לא לענות
answer-without = אין לו
