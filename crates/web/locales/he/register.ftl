# Registers in and out

register-title = מרשמים
register-what = המרשם של מחנה או בית, מגיליון אל תיקים ובחזרה. רואים מה יקרה לפני שזה קורה.
register-import = ייבוא
register-step-file = קובץ
register-step-columns = עמודות
register-step-look = עיון
register-step-done = נרשם
register-step = צעד
register-file = קובץ
register-file-hint = גיליון בפורמט ‎.xlsx או ‎.csv, עד 64 MiB. הוא נשאר בזיכרון בזמן העבודה ואינו נכתב לדיסק.
register-too-large = הקובץ גדול מ־{ $limit } או שלא הגיע שלם. יש לחלק אותו, או לשלוח שוב.
register-send = קריאת הקובץ
register-waiting = בתהליך
register-remove = הסרה
register-columns = איזו עמודה מכילה מה
register-rows = { $count ->
    [one] שורה אחת
    *[other] { $count } שורות
}
register-no-rows = יש כותרות ואין תחתיהן שורות.
register-column = עמודה
register-examples = דוגמאות
register-holds = מכילה
register-reason = מדוע כך הוצע
register-unsure = נא לבדוק.
register-keep-beside = אף אחד: לשמור לצד השורה
register-reason-heading = הכותרת אומרת זאת
register-reason-contains = הכותרת מכילה „{ $word }”
register-reason-only-name = עמודת השמות היחידה
register-reason-dates = התאים הם תאריכים
register-reason-sexes = התאים הם קודים של מין
register-reason-taken = „{ $field }” כבר תפוס בידי „{ $by }”
register-reason-empty = עמודה ריקה
register-reason-unknown = לא זוהתה
register-date-order = תאריכים בספרות
register-day-first = היום תחילה: 3/4/1931 הוא 3 באפריל
register-month-first = החודש תחילה: 3/4/1931 הוא 4 במרץ
register-date-unsure = חלק מהתאריכים בקובץ אומרים כך וחלקם אחרת: נא לבדוק.
register-century = שנים בנות שתי ספרות הן מן השנים
register-century-unknown = איני יודע
register-century-hint = בלי תשובה 30 עד 99 נקראים 1930 עד 1999; 00 עד 29 נשמרים כלשונם לצד השורה ואינם נקראים. במרשם של אנשים זקנים דרושה תשובה.
register-sex-female = קודים לנקבה, בפסיקים
register-sex-male = קודים לזכר, בפסיקים
register-to-preview = עיון בשורות
register-look = עיון לפני הרישום
register-will-go-in = שורות ייכנסו
register-will-stay-out = שורות יישארו בחוץ
register-cells-aside = תאים שיישמרו בצד, כלשונם
register-held-apart = הוחזקו בנפרד ולא יובאו, כי הם שייכים לפרק מוגבל:
register-doubles-before = השורות האלה דומות לאדם הנזכר כאן. הן ייכנסו כמות שהן ואיש אינו מאוחד עם איש: עיינו בתיקים לפני הרישום.
register-first-rows = השורות הראשונות, כפי שייכנסו
register-kept-beside = נשמר בצד
register-problems = מה טעון בדיקה
register-problem = מה לא בסדר
register-remedy = מה לעשות
register-effect = התוצאה
register-effect-file = לידיעה
register-effect-cell = האדם נכנס, התא נשמר בצד
register-effect-row = השורה נשארת בחוץ
register-row = שורה
register-row-number = שורה { $row }
register-whole-file = כל הקובץ
register-value = ערך
register-more-problems = { $count ->
    [one] ועוד אחד בקובץ שלמטה
    *[other] ועוד { $count } בקובץ שלמטה
}
register-problems-csv = כל הבעיות (problems.csv)
register-do-import = { $count ->
    [one] ייבוא שורה אחת
    *[other] ייבוא { $count } שורות
}
register-back-to-columns = חזרה לעמודות
register-result = מה יצא מזה
register-added = אנשים נוספו
register-known = שורות ידועות כבר: לא נוסף דבר
register-sibling-groups = משפחות וקבוצות אחים
register-refused = שורות שנשארו בחוץ
register-set-aside = תאים שנשמרו בצד עם שורתם
register-doubles = אולי ידועים כבר
register-doubles-what = שורות אלה דומות לאדם הנזכר כאן. הן נכנסו כפי שהן; יש להשוות את שני התיקים ולהחליט.
register-same-code = השורה נושאת את הקוד הזה: לא נוסף דבר
register-alike = דומים בשם ובלידה
register-more-doubles = { $count ->
    [one] ועוד אחת
    *[other] ועוד { $count }
}
register-to-place = אל המקום
register-finish = סיום ושכחת הקובץ
register-export = ייצוא
register-export-what = כל מי ששהה במקום בין שני ימים, בעמודות שייבוא קורא. דת ובריאות אינן עמודות בו. כל תיק שנפתח נרשם ביומן.
register-format = פורמט
register-from = מיום (ריק: מן ההתחלה)
register-until = עד יום
register-do-export = ייצוא

# What a column can hold
register-field-code = קוד Relais
register-field-number = מספר במרשם
register-field-full-name = שם מלא
register-field-surname = שם משפחה
register-field-given = שם פרטי
register-field-birth-surname = שם משפחה מלידה
register-field-sex = מין
register-field-birth = לידה
register-field-birth-place = מקום לידה
register-field-nationality = אזרחות
register-field-religion = דת (מוחזקת בנפרד)
register-field-languages = שפות
register-field-father = אב
register-field-mother = אם
register-field-family = קבוצת משפחה
register-field-barrack = מבנה או חדר
register-field-arrived-on = הגיע ביום
register-field-came-from = בא מ
register-field-convoy = קבוצת נסיעה
register-field-left-on = יצא ביום
register-field-leave-reason = סיבת היציאה
register-field-left-for = יצא אל
register-field-health = בריאות (מוחזקת בנפרד)
register-field-note = הערה
