# Dossiers and their papers

dossier-what = המסמכים של כל אדם, לפי נוהל. Relais אומר מה אפשר לבקש עכשיו; אדם מבקש.
dossier-none = אין כאן הליכים. הליך נפתח מתוך התיק של אדם.
dossier-to-procedures = הנהלים
dossier-stage = שלב
dossier-stage-open = פתוחים
dossier-stage-complete = כל המסמכים כאן
dossier-stage-closed = סגורים
dossier-procedure = נוהל
dossier-every-procedure = כל הנהלים
dossier-opened = נפתח
dossier-first-asked = הבקשה הראשונה
dossier-complete = המסמך האחרון
dossier-closed = נסגר
dossier-status = מצב
dossier-taken-up = ההליכים שנפתחו
dossier-person-none = אין עדיין הליך.
dossier-new = פתיחת הליך
dossier-take-up = פתיחת ההליך
dossier-on-opened = נפתח ביום (היום אם ריק)
dossier-to-file = אל התיק המלא
dossier-since = נפתח ביום { $date }
dossier-next = מה הלאה
dossier-target = המטרה:
dossier-all-here = כל המסמכים הדרושים כאן ותקפים.
dossier-missing = { $count ->
    [one] חסר עוד מסמך אחד:
    *[other] חסרים עוד { $count } מסמכים:
}
dossier-ask-now = לבקש עכשיו:
dossier-ask-agreed = רק לאחר שתינתן הסכמה לבקשה:
dossier-nothing-to-ask = אין היום דבר דרוש שאפשר לבקש.
dossier-papers = מסמכים
dossier-not-required = לא נדרש מכולם
dossier-asked-on = התבקש ביום { $date }
dossier-received-on = התקבל ביום { $date }
dossier-refused-on = סורב ביום { $date }
dossier-valid-until = תקף עד { $date }
dossier-issued-by = הוצא בידי
dossier-number = מספר
dossier-original = המקור:
dossier-can-ask = אפשר לבקש עכשיו
dossier-ask-again = פג: יש לבקש שוב
dossier-needed = דרוש
dossier-waits-for = דרוש קודם:
dossier-one-of = אחד מאלה:
dossier-expected = התשובה מגיעה בדרך כלל בין { $from } ל־{ $to }.
dossier-remind = מאחר: יש להזכיר למשרד.
dossier-silence-will-refuse = בלי תשובה, השתיקה היא סירוב ביום
dossier-silence-will-grant = בלי תשובה, השתיקה היא הסכמה ביום
dossier-silence-refused = השתיקה נעשתה סירוב ביום
dossier-silence-granted = השתיקה נעשתה הסכמה ביום
dossier-appeal-until = ערר עד
dossier-appeal-over = המועד לערר עבר:
dossier-renew = אפשר להאריך
dossier-new-one = יש לבקש חדש
dossier-undated = מסמך מסוג זה פג, ולא נרשם תאריך: יש לבדוק במסמך.
dossier-copies = { $count ->
    [one] עותק אחד
    *[other] { $count } עותקים
}
dossier-translation = תרגום מוסמך
dossier-to-confirm = טעון אישור במקום
dossier-untold = אין לבקש עדיין: בכך ייוודע הדבר ({ $audience }).
dossier-to-confirm-what = מועדים המסומנים „טעון אישור במקום” אינם באים מטקסט: יש לשאול במשרד לפני שסומכים עליהם.
dossier-said-twice = נאמר בידי שניים שלא ראו זה את דברי זה:
dossier-do-asked = התבקש היום
dossier-do-received = התקבל היום
dossier-otherwise = צעד אחר, יום אחר
dossier-on = יום הצעד (היום אם ריק)
dossier-record = רישום
dossier-back = חזרה
dossier-outside = נרשם, ואינו נזכר בנוהל זה:
dossier-deadlines = מועדים
dossier-why-last-valid-day = יום התוקף האחרון
dossier-why-answer-expected = התשובה צפויה עד אז
dossier-why-silence-refuses = השתיקה נעשית סירוב
dossier-why-silence-grants = השתיקה נעשית הסכמה
dossier-why-appeal-ends = היום האחרון לערר
dossier-sources = היכן זה כתוב
dossier-version = גרסה { $version }
dossier-procedure-unknown = גרסה זו של Relais אינה מכירה את הנוהל של ההליך. מה שנרשם עומד למטה; יש לעדכן את Relais כדי לראות מה הלאה.
dossier-closing = סגירת ההליך
dossier-close = סגירה
dossier-choose = לבחור
dossier-on-closed = נסגר ביום (היום אם ריק)
field-opened-on = נפתח ביום
field-closed-on = נסגר ביום
field-closing-note = מדוע, במילים שלך
dossier-scans = סריקות
dossier-scan-none = שום דף של המסמך הזה לא נסרק.
dossier-scan-of = { $paper }, דף { $number }
dossier-scan-count = { $count ->
    [one] דף סרוק אחד
    *[other] { $count } דפים סרוקים
}
dossier-scan-take-in = צירוף
field-scan = דפים, מצולמים או סרוקים
hint-scan = JPEG, PNG או WebP, עד 12 מ״ב כל אחד ועד 8 בבת אחת; אפשר לבחור כמה דפים יחד. הם מוקטנים ונכתבים מחדש: דבר מן המצלמה, מן היום או מן המקום אינו נשאר בהם. מקובץ PDF יש לשלוח את הדפים כתמונות.
field-shows = מה נראה בהם
dossier-plan-heading = התכנית
dossier-plan-what = לפי המסמכים שנרשמו והמשכים הרגילים. אדם מבקש, ואדם שופט.
dossier-plan-target-day = כולם תקפים ביום (מוקדם ככל האפשר אם ריק)
dossier-plan-make = תכנון
dossier-plan-refused = סורב והוא דרוש, לכן קודם ערר או דרך אחרת:
dossier-plan-never = המסמכים האלה לעולם אינם יכולים להיות תקפים יחד:
dossier-plan-too-late = לא עד { $date }.
dossier-plan-earliest = לכל המוקדם כולם תקפים יחד ביום { $date }.
dossier-plan-feasible = כולם יכולים להיות תקפים יחד ביום { $date }.
dossier-plan-ask-today = לבקש היום, כדי לעמוד ביום הזה:
dossier-plan-ask-already = כדאי לבקש כבר עכשיו, עם ימי מרווח:
dossier-plan-ask-nothing = דבר אינו דוחק היום, כדי לעמוד ביום הזה.
dossier-plan-chance = הסיכוי שכולם תקפים ביום { $date }: { $share }% (בין { $low } ל־{ $high }%, התכנית שוחקה { $runs } פעמים).
dossier-plan-come-by = אם מבקשים מוקדם ככל האפשר, כולם הגיעו עד { $half } פעם מתוך שתיים, עד { $most } ארבע פעמים מתוך חמש, עד { $nearly } תשע־עשרה פעמים מתוך עשרים.
dossier-plan-chain = מה שקובע את היום, בסדר הזה:
dossier-plan-decides = קובע את היום
dossier-plan-earliest-start = לבקש מיום
dossier-plan-latest-start = לכל המאוחר
dossier-plan-expected = צפוי
dossier-plan-spare = מרווח
dossier-plan-takes = משך, בימים
dossier-plan-days = { $low } עד { $high }, לרוב { $likely }
dossier-plan-held = בידינו
dossier-plan-again = פג לפני שהוא משמש; יש לבקשו שוב עד { $dates }
dossier-plan-if-late = אם מסמך מתעכב
dossier-plan-late = { $days } יותר מן הרגיל, והיום נעשה { $date }.
dossier-plan-late-never = { $days } יותר מן הרגיל, והם אינם תקפים עוד יחד.
dossier-plan-made-up = אפשר להדביק את הפער:
dossier-plan-would-help = מה היה עוזר, השינוי הקטן ביותר תחילה
dossier-plan-repair-later = יום אחר, { $date } (מאוחר ב־{ $days })
dossier-plan-repair-faster = { $paper }, מהר יותר ב־{ $days }
dossier-plan-repair-longer = { $paper }, תקף { $days } יותר, או מבוקש פעם שנייה
dossier-plan-learnt = { $count ->
    [one] נלמד מבקשה אחת
    *[other] נלמד מ־{ $count } בקשות
}
