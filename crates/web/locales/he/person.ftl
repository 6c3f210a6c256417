# מילות החדרים של אדם: רשימה, רישום, תיק, קרובים, הסכמות, רשימות, בריאות.

# אנשים: הרשימה והחיפוש
person-search = חיפוש אדם, גדול
person-filter = צמצום הרשימה
person-total = { $n ->
    [one] אדם אחד בתיקים הפתוחים לפניך.
    *[other] { $n } אנשים בתיקים הפתוחים לפניך.
}
person-found = { $n ->
    [0] לא נמצא איש.
    [one] נמצא אדם אחד.
    *[other] נמצאו { $n } אנשים.
}
person-found-none = אין אדם דומה בתיקים הפתוחים לפניך. כדאי לנסות כתיב אחר, שם אחד בלבד, או את הקוד.
person-list-all = הרשימה כולה
person-list-any = הכול
person-list-empty = אין מתאימים. אפשר להרחיב את הבחירה למעלה.
person-list-first = חזרה להתחלה
person-list-here = שנמצאים כאן
person-list-left-too = גם אלה שעברו הלאה
person-nowhere = אין שהייה כרגע
person-list-since = מאז
person-why = מדוע
person-dead = נפטר/ה
person-similar = אנשים דומים שכבר מוכרים
person-similar-hint = מוכרים כבר, ודומים. כדאי לבדוק לפני שרושמים אדם פעמיים:

# רישום
person-register = רישום אדם
person-register-hint = שבעה שדות מספיקים; מה שאיש אינו יודע נשאר ריק. אנשים שכבר מוכרים יופיעו בזמן ההקלדה.
person-register-known = אדם דומה מאוד כבר מוכר; עדיין לא נרשם דבר
person-register-known-hint = אם זה אותו אדם, יש לפתוח את התיק שלמטה. אם זה אדם אחר, יש לאשר זאת בכפתור שבסוף.
person-register-anyway = זה אדם אחר: לרשום
person-register-sibling = לרשום ולהוסיף אח או אחות
person-register-more = עוד: שפות, הורים, מספר במרשם, מקור
person-register-nowhere = לא אצלנו, או לא ידוע
person-register-place-own = של המקום
person-look-similar = חיפוש אנשים דומים
person-certificate = אישור שהייה
person-add-sibling = הוספת אח או אחות
person-sibling-new = אח או אחות
person-sibling-shared = שם המשפחה, ההורים, קבוצת האחים, המקום וההגעה כמו בתיק שלמעלה. שם משפחה:

# הפס העליון ודפי התיק
person-tabs = דפי התיק
person-tab-file = תיק
person-tab-kin = קרובים
person-tab-stays = שהיות
person-tab-dossiers = הליכים
person-tab-consents = הסכמות
person-tab-health = בריאות
person-tab-origin = דת ומוצא
person-tab-history = היסטוריה
person-strip-age = גיל
person-strip-speaks = שפות
person-strip-responsible = אחראי
person-strip-guardian = אפוטרופוס או הורים
person-strip-place = מקום
person-strip-siblings = אחים ואחיות
person-age-under-one = פחות משנה
person-age-disputed = נמסרו תאריכי לידה שונים
person-born-on = לידה: { $date }
person-born-about = לידה: { $date }, לא ידוע במדויק
person-bounds = בין { $from } ובין { $to }
person-died-on = פטירה: { $date }
person-called = מכונה
person-interpreter-is = מתורגמן:
person-interpreter-needed = נדרש מתורגמן
person-deputy-is = ממלא מקום:
person-nobody = איש, לעת עתה
person-since = מאז { $date }
person-photo-of = תצלום של { $name }
person-photo-none = אין עדיין תצלום
person-photo-new = תצלום
person-not-noted = עדיין לא נרשם
person-open-to-house = פתוח לבית
person-logged = הקריאה נרשמה ביומן.
person-recorded = נרשם.
person-on-the-road = התיק בדרך אל { $house }
person-on-the-road-hint = אפשר לקרוא אותו כאן; דבר לא יירשם בו עד שיגיע או יוחזר.
person-left = התיק נמצא בבית אחר
person-left-hint = העותק מספר מה היה ידוע כשיצא. יש לכתוב במקום שבו הוא נמצא עכשיו.
person-disputes = { $n ->
    [one] בנקודה אחת בתיק נאמרו דברים שונים
    *[other] ב־{ $n } נקודות בתיק נאמרו דברים שונים
}
person-disputes-hint = כולם עומדים למטה עד שמישהו יכריע.
person-another-house = בית אחר
person-write-note = כתיבת רשימה
person-record-more = רישום דבר אחר

# חלקי התיק
person-identity = זהות
person-happened = מה קרה
person-happened-none = עדיין אין דבר. כאן יופיעו רשימות, הגעות ויציאות.
person-accompaniment = מי מלווה
person-care = מה הבית מספק
person-washington = מה קשה, לדברי האדם עצמו
person-washington-none = שש השאלות על מה שקשה לא נשאלו.
person-registers = מרשמים
person-row-hint = תאים שלא נקראו נשארים כפי שהיו. יש לרשום את משמעותם במקום הנכון.
person-kin-none = עדיין לא נרשם קשר. כאן יופיעו אחים, הורים ואפוטרופסים.
person-kin-said = נאמר
person-kin-said-here = בתיק זה
person-kin-said-there = בתיק האחר
person-kin-as-told = כפי שנמסר, עם תיקונים
person-stays-none = עדיין לא נרשמה שהייה.
person-stay-end = איך הסתיימה
person-stay-goes-on = נמשכת
person-stay-move = הגעה או יציאה
person-settle-dates = הכרעה בין שני דברים
person-absences = היעדרויות
person-bed-kept = המיטה שמורה
person-dossiers-none = עדיין אין הליך.
person-dossier-papers = מסמכים שהתקבלו
person-dossier-open = פתוח
person-dossier-new = פתיחת הליך
person-consent-lapsed = ניתנה ופג תוקפה; יש לבקש שוב:
person-consent-by = מאת
person-consent-explained = הוסבר ב:
person-consent-limits = אין לשתף:
person-volet-yours = פתוח לפניך
person-health-open = פתיחת גיליון הבריאות
person-health-none = עדיין לא נרשם דבר. אלרגיות יופיעו ראשונות.
person-health-mark = לכל הבית
person-health-mark-hint = יופיע ליד השם לכל מי שקורא את התיק: מה לעשות, לעולם לא המחלה.

# מה עומד, מה עמד קודם
person-colon = :
person-correct = תיקון
person-note-it = רישום
person-withdraw = ביטול
person-corrected = תוקן על ידי
person-withdrawn = בוטל
person-overtaken = הוחלף אחר כך
person-no-longer = כבר לא
person-taken-down = הוסר
person-taken-back = נלקח בחזרה
person-settle-new = אף אחד אינו נכון: כתיבת ערך אחר
person-from = מ־{ $date }
person-until = עד { $date }
person-came-from = מ:
person-towards = אל
person-second-is = אדם שני:
person-tie-by-file = ראו בתיק
person-told-by = על ידי
person-group-within = שייך לקבוצת אחים
person-group-left = כבר לא בקבוצת האחים
person-death-place = במקום
person-death-cause = סיבה:
person-death-source = מקור:
person-death-burial = קבורה:
person-death-ends-stay = רישום פטירה מסיים גם את השהייה: { $place }.
person-transfer-noted = נרשם

# על מה מדובר
person-fact-subject = פתיחת התיק
person-fact-name = שם
person-fact-born = לידה
person-fact-birth-place = מקום לידה
person-fact-sex = מין
person-fact-nationality = אזרחות
person-fact-language = שפה
person-fact-need = צורך
person-fact-mark = סימן ליד השם
person-fact-washington = מה קשה
person-fact-number = מספר במרשם
person-fact-separation = פרידה מהמשפחה
person-fact-row = שורה במרשם
person-fact-photo = תצלום
person-fact-died = פטירה
person-fact-told = מי נודע לו על הפטירה
person-fact-tie = קשר
person-fact-group = קבוצת אחים
person-fact-parted = הופרד מאח או מאחות
person-fact-deputy = ממלא מקום
person-fact-interpreter = מתורגמן
person-fact-health = רישום בריאות
person-fact-note = רשימה
person-fact-own-words = במילות הילד
person-fact-stay = שהייה
person-fact-arrived = הגעה
person-fact-left = יציאה
person-fact-absent = היעדרות
person-fact-dossier = הליך
person-fact-dossier-opened = הליך נפתח
person-fact-dossier-closed = הליך נסגר
person-fact-scan = סריקה של מסמך
person-fact-paper = מסמך
person-fact-relay-house = בית מעבר
person-fact-leaving = הוחלט על יציאה
person-fact-handed-over = מסירה
person-fact-confirmed = ההגעה אושרה
person-fact-transfer = מסע התיק
person-fact-offered = התיק הוצע אל
person-fact-recalled = ההצעה נלקחה בחזרה
person-fact-accepted = התיק התקבל
person-fact-travelled = התיק נמצא במקום אחר
person-fact-place = מקום
person-fact-compartment = מדור
person-fact-elsewhere = נאמר במקום אחר
person-fact-other = דבר אחר

# היסטוריה
person-history-entries = { $n ->
    [one] רישום אחד; דבר לא נמחק מעולם.
    *[other] { $n } רישומים; דבר לא נמחק מעולם.
}
person-history-unknown = נכתב בגרסה חדשה יותר; נשמר כפי שהגיע.
person-history-whole = ההיסטוריה כולה
person-machine = מחשב
person-note-of = על { $date }

# טפסים
person-form-names = שם
person-form-names-hint = כל צורה של שם נשמרת, בכל כתב. תיקון מוחק בקו את הקודם.
person-form-births = לידה
person-form-birth-places = מקום לידה
person-form-sexes = מין
person-form-nationalities = אזרחות
person-form-languages = שפה
person-form-numbers = מספר במרשם
person-form-separations = פרידה מהמשפחה
person-form-separations-hint = במילים שנאמרו, פעם אחת; כדי שאיש לא יצטרך לספר שוב.
person-form-photos = תצלום
person-form-photos-hint = JPEG,‏ PNG או WebP, עד 12 מ״ב. התמונה מוקטנת ונכתבת מחדש: דבר מהמצלמה, מהיום או מהמקום לא נשאר בה.
person-form-kin = קשר משפחה
person-form-kin-hint = נאמר פעם אחת ונקרא בשני התיקים. אפשר לחפש את האחר לפי שם או קוד, או לכתוב את השם כפי שנמסר.
person-form-parted-siblings = הפרדת אחים
person-form-parted-siblings-hint = אחים נשארים יחד. מי שמפריד ביניהם כותב מדוע, ואדם שני מסכים.
person-form-assignments = מי אחראי
person-form-interpreters = המתורגמן
person-form-needs = צרכים
person-form-needs-hint = מה הבית צריך לספק. הסיבה אינה עניינו של איש כאן.
person-form-marks = סימן ליד השם
person-form-marks-hint = קצר, ומה לעשות. השארת הטקסט ריק מסירה את הסימן.
person-form-washington-answers = שש שאלות על מה שקשה
person-form-washington-answers-hint = גם עם משקפיים או מכשיר שמיעה. יש לשאול את האדם עצמו; מה שלא נשאל נשאר ״לא נשאל״.
person-form-consents = הסכמה
person-form-consents-hint = כל מטרה לחוד; שתיקה אינה הסכמה. הסכמה לרשויות אינה הסכמה לרשויות ארץ המוצא.
person-form-deaths = פטירה
person-form-deaths-hint = רק עם מקור. אחר כך יש לרשום למי נודע, ועל ידי מי.
person-form-tellings = למי נודע על הפטירה
person-form-notes = רשימה
person-form-notes-hint = מה שראית ושמעת; במילות הילד אם אפשר.
person-form-withdrawals = ביטול דבר שמעולם לא היה נכון
person-form-withdrawals-hint = הילד הלא נכון, טעות בכתיבה. הדבר נשאר קריא, מחוק בקו, עם הסיבה. אם הדבר השתנה, יש לתקן במקום זה.
person-form-settlements = הכרעה
person-form-settlements-hint = הדברים נאמרו בידי אנשים שלא ראו מה כתב האחר. הבחירה היא רישום נוסף; האחר נשאר בהיסטוריה.
person-form-health-records = רישום בריאות
person-form-health-records-hint = נקרא רק בידי מי שמחזיק בגיליון הבריאות.
person-kin-find = האדם האחר
person-kin-which = מי מאלה?
person-kin-none-of-them = אף אחד מהם; לשמור את השם כפי שנמסר
person-kin-file = עם התיק של
person-parted-none = עדיין לא נרשם אח או אחות בעלי תיק; יש לרשום קודם את הקשר.
person-photo-forbidden = סימן אומר: אין לצלם אדם זה. יש לשאול לפני שממשיכים.
person-photo-not-agreed = לא נרשמה הסכמה לתצלום. יש לשאול ולרשום את התשובה:
person-stands-yes = כן
person-stands-no = כבר לא
person-cause-conflict = סכסוך, הפצצה
person-cause-persecution = רדיפה
person-cause-arrest = מעצר או כליאה של הורה
person-cause-death = מות הורה
person-cause-illness = מחלת הורה
person-cause-migration = הגירה
person-cause-flight = אבד בבריחה
person-cause-entrusted = נמסר לידי מישהו
person-cause-abandonment = נטישה
person-cause-poverty = עוני
person-cause-violence = אלימות בבית
person-cause-disaster = אסון
person-cause-other = סיבה אחרת

# שדות החדר
field-choice = הבחירה
field-consent-answer = תשובה
field-seek = שם או קוד
field-health-kind = סוג
field-other-worker = או מישהו אחר
field-part = תפקיד
field-separation-cause = סיבה
field-stands = האם זה בתוקף?
field-told-name = או השם כפי שנמסר, בלי תיק
field-todo = מה לעשות
hint-seek = החיפוש נערך בתיקים הפתוחים לפניך.
hint-todo = למשל: לא פניצילין; לקרוא לאחות.

person-fact-contact = קשר רצוי או לא
person-fact-size = מידה
person-last-known = ידוע לאחרונה:
person-form-contacts = קשר שרוצים בו או חוששים ממנו
person-form-contacts-hint = עד שלושה אנשים שמבקשים למצוא, עם הכתובת האחרונה שזוכרים; וגם מי שאסור שימצא. לא נמסר לאיש מבחוץ בלי הסכמה.
person-form-sizes = מידות נעליים ובגדים

# Emergency card
emergency-card-title = כרטיס חירום
emergency-cards = כרטיסי חירום
emergency-card-what = נייר למגירה שליד הדלת: מה לעשות ולמי להתקשר, בלי שם משפחה, בלי אבחנה ובלי דת. הדפיסו מחדש כשמשהו משתנה, ושרפו את הישן.
emergency-card-more = { $count } האנשים הראשונים נמצאים בגיליון הזה. לשאר הדפיסו ממקום קטן יותר.
emergency-card-no-name = השם אינו ידוע
emergency-card-nothing = לא נרשם דבר
emergency-card-call = להתקשר אל
emergency-card-by-hand = לכתוב ביד
emergency-card-printed = הודפס { $date }. לשרוף כשיש חדש.

person-origin-none = לא נרשם דבר. איש אינו נשאל מלכתחילה, ושום עזרה אינה תלויה בכך.
person-form-origin-records = מה שנאמר על דת או מוצא
person-form-origin-records-hint = קוראים רק מי שמחזיקים בפרק הזה. נרשם משום שהאדם מבקש שיידעו, לעולם לא לשם רשימה. מה שהבית צריך לספק הוא צורך, ונרשם בין הצרכים.
person-fact-origin = דת או מוצא
