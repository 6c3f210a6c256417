# Today, lists and visits

# Lists of several rooms
list-name = שם
list-given = שם פרטי
list-code = קוד
list-born = לידה
list-place = מקום
list-beds = אנשים ומיטות
list-over = מעבר למקום
list-next-date = המועד הבא
list-date = תאריך
list-due = מועד
list-since = מאז
list-left-on = יצא ביום
list-from = מאין
list-to = לאן
list-where = היכן
list-why = מדוע
list-about = בעניין
list-missing = חסר
list-people = אנשים
list-paper = מסמך
list-procedure = נוהל
list-compartment = בית או צוות
list-proved = הוכחה
list-count = כמה
list-show = הצגה
list-print = הדפסה
list-pages = דפי הרשימה
list-from-to = { $from } עד { $to }
list-earlier = הקודמים
list-later = הבאים
list-older = מוקדמים יותר
list-due-today = היום
list-days-left = { $days ->
    [one] נותר יום אחד
    *[other] נותרו { $days } ימים
}
list-days-late = { $days ->
    [one] איחור של יום אחד
    *[other] איחור של { $days } ימים
}

# Today
today-day = מה שמחכה לך ביום { $date }.
today-two-days = מה שמחכה לך: ביום { $then } בתמונה ההיסטורית, ביום { $now } בתמונת ההווה.
today-nothing = דבר אינו מחכה לך. מה שיגיע יעמוד כאן, הדחוף תחילה.
today-first = מוצגים { $count } הראשונים; הדפים שלמעלה מציגים את הכול.
today-and-more = { $count ->
    [one] ועוד אחד
    *[other] ועוד { $count }
}
today-mine = { $count ->
    [one] הילד שלי, לפי המועד הבא
    *[other] { $count } הילדים שלי, לפי המועד הבא
}
today-lapsing = { $count ->
    [one] מסמך אחד יפוג בתוך 7 ימים
    *[other] { $count } מסמכים יפוגו בתוך 7 ימים
}
today-silences = { $count ->
    [one] שתיקה אחת שהיא החלטה
    *[other] { $count } שתיקות שהן החלטה
}
today-overdue = { $count ->
    [one] מועד אחד עבר
    *[other] { $count } מועדים עברו
}
today-deadlines = { $count ->
    [one] מועד אחד בתוך 30 יום
    *[other] { $count } מועדים בתוך 30 יום
}
today-why-lapses = פג
today-why-silence = השתיקה נעשית החלטה
today-why-lapses-past = פג
today-why-silence-past = השתיקה נעשתה החלטה
today-newcomers = { $count ->
    [one] הגיע אחד בשבעת הימים האחרונים ואין לו הליך
    *[other] { $count } הגיעו בשבעת הימים האחרונים ואין להם הליך
}
today-offers = { $count ->
    [one] העברה אחת לקבלה
    *[other] { $count } העברות לקבלה
}
today-road = { $count ->
    [one] תיק אחד בדרך
    *[other] { $count } תיקים בדרך
}
today-disputes = { $count ->
    [one] ערך אחד שנאמר בשתי דרכים
    *[other] { $count } ערכים שנאמרו בשתי דרכים
}
today-slot-person = זהות
today-slot-kin = משפחה
today-slot-consent = הסכמה
today-slot-accompaniment = ליווי
today-slot-place = המקום
today-slot-stay = שהייה
today-slot-dossier = מסמך בהליך
today-slot-relay-house = בית המעבר
today-slot-health = בריאות
today-slot-note = הערה
today-over = { $count ->
    [one] במקום אחד יש יותר אנשים ממיטות
    *[other] ב־{ $count } מקומות יש יותר אנשים ממיטות
}
today-beds = { $present } אנשים, { $beds } מיטות
today-too-many = { $count ->
    [one] אחד יותר מן המיטות
    *[other] { $count } יותר מן המיטות
}
today-arrivals = { $count ->
    [one] אחד הגיע ביומיים האחרונים
    *[other] { $count } הגיעו ביומיים האחרונים
}
today-to-board = אל לוח בית המעבר
today-first-care = { $count ->
    [one] הטיפול הראשון חסר לאחד
    *[other] הטיפול הראשון חסר ל־{ $count }
}
today-care-missing = { $count ->
    [one] פריט אחד
    *[other] { $count } פריטים
}
today-reviews = { $count ->
    [one] ילד אחד מחכה לעיון השבועי
    *[other] { $count } ילדים מחכים לעיון השבועי
}
today-departures = { $count ->
    [one] אחד יוצא היום או מחר
    *[other] { $count } יוצאים היום או מחר
}
today-unconfirmed = { $count ->
    [one] הגעה אחת שאיש לא אישר: יש להתקשר אל הבית
    *[other] { $count } הגעות שאיש לא אישר: יש להתקשר אל הבית
}
today-care = בטיפול
today-people = אנשים
today-people-definition = כל מי שתיקו חי בבתים שלך, בכל מקום שבו הוא ישן
today-change = { $count } מתחילת החודש
today-present = נוכחים
today-absent = נעדרים
today-where = היכן הנעדרים
today-held = { $count ->
    [one] רשומה אחת שהגרסה הזאת אינה יודעת לקרוא; היא נשמרת
    *[other] { $count } רשומות שהגרסה הזאת אינה יודעת לקרוא; הן נשמרות
}
today-proofs = מה הוכח
today-to-verify = אל ההוכחה
today-readings = הקריאות האחרונות
today-to-audit = אל היומן המלא

# Visits
visit-title = מי כאן היום
visit-what = קוד ושם פרטי, ולא יותר. מה שנודע לך כאן נשאר כאן.
visit-nobody = אין איש ברשימת היום.
visit-count = { $count ->
    [one] אדם אחד נוכח
    *[other] { $count } אנשים נוכחים
}
