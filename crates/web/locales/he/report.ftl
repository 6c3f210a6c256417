# Reports

report-what = כל מספר נספר מן השהיות, אומר את שני תאריכיו ופותח את התיקים שמאחוריו.
report-stock = מצאי ותנועה
report-stock-what = מי היה בתחילת החודש, מי בא, מי יצא, מי היה בסופו.
report-origins = מן המחנות אל הבתים
report-origins-what = בכל בית, כמה מילדיו היו לפני כן במחנה.
report-times = הזמן עד לשחרור
report-times-what = מן ההגעה למחנה ועד השחרור, צעד אחר צעד.
report-count = כמה ביום אחד
report-count-what = האנשים ביום אחד, לפי סוג מקום וגיל.
report-register = מרשמים פנימה והחוצה
report-register-what = ייבוא מרשם של מחנה או בית, או ייצוא שלו.
report-from = מן החודש
report-to = עד החודש
report-by = פירוט
report-by-all = הכול יחד
report-by-place = לפי מקום
report-by-kind = לפי סוג מקום
report-by-age = לפי גיל
report-by-sex = לפי מין
report-by-origin = לפי מקום המוצא
report-every-kind = כל סוגי המקומות
field-age = גילים
hint-age = שני גילים, כולל שניהם, כגון 0-14; ריק: כל הגילים.
report-dates = נכון ל־{ $at }, כפי שנודע ביום { $known }.
report-all = הכול
report-others = אחרים
report-not-known = לא ידוע
report-years = { $band }שנים
report-month = חודש
report-opening = פתיחה
report-in = כניסות
report-out = יציאות
report-closing = סגירה
report-whole = כל התקופה
report-aged = { $count ->
    [one] אחד בשל הגיל
    *[other] { $count } בשל הגיל
}
report-aged-out = { $count ->
    [one] אחד נוסף יצא מקבוצת הגיל ולא עזב מקום.
    *[other] { $count } נוספים יצאו מקבוצת הגיל ולא עזבו מקום.
}
report-stock-chart = תרשים
report-stock-table = טבלה
report-chart-title = אנשים בסוף כל חודש, מ{ $from } עד { $to }
report-closing-by-month = אנשים בסוף כל חודש
report-balanced = { $count ->
    [one] פתיחה + כניסות - יציאות = סגירה: נכון בתא היחיד.
    *[other] פתיחה + כניסות - יציאות = סגירה: נכון בכל אחד מ־{ $count } התאים.
}
report-unbalanced = פתיחה + כניסות - יציאות = סגירה אינו מתקיים כאן. אין להשתמש במספרים אלה; יש להודיע למי שאחראי לתחנה.
report-unbalanced-cell = צפוי { $expected }, נספר { $counted }
report-exits = יציאות לפי סיבה
report-reason = סיבה
report-no-exits = איש לא יצא בתקופה זו.
report-exits-are-not-rescues = יציאות אינן הצלות: ילד שיצא ממחנה אולי שוחרר, הועבר, גורש או מת. יש לקרוא אותן לפי סיבה.
report-definition = מה נספר
report-definition-stock = אדם נספר פעם אחת בתא, יהא מספר הבתים המספרים על אותה שהייה אשר יהא. הפתיחה סופרת את מי שהיו לפני היום הראשון בחודש ועדיין היו בו; הסגירה את מי שנמצאים אחרי יומו האחרון. תאריך הידוע רק לפי חודש נספר מן היום הראשון שהוא יכול לציין.
report-definition-age = גילים { $from } עד { $to }, כולל שניהם. מי שאי אפשר לקבוע אם הוא בגיל הזה עומד בשורה משלו.
report-definition-children = „ילדים מתחת לגיל חמש־עשרה” פירושו גילים 0 עד 14, כולל שניהם.
report-definition-count = כל מי שישן במקום כזה באותו יום, כל אחד פעם אחת. יום היציאה אינו נספר.
report-definition-origins = ילדי בית באותו יום שתיקם מספר על שהייה במחנה שהחלה לפני בואם לבית, חלקי כל הילדים שם באותו יום.
report-definition-times = ימים בין שני צעדים רשומים, למי שעברו את שניהם. חציון: מחציתם לא נזקקו ליותר. תשע עשיריות: תשעה מעשרה לא נזקקו ליותר. רק שהייה במחנה שהסתיימה ב„שוחרר” נספרת כשחרור.
report-empty = אין מה לספור במה שמותר לך לראות.
report-home = בית
report-children = ילדים
report-from-camps = מן המחנות
report-share = חלק
report-all-homes = כל הבתים
report-step = צעד
report-step-people = אנשים
report-median = חציון
report-p90 = תשע עשיריות
report-longest = הארוך ביותר
report-step-arrival-to-dossier = הגעה למחנה ← הליך
report-step-dossier-to-request = הליך ← בקשה ראשונה
report-step-request-to-complete = בקשה ראשונה ← מסמך אחרון
report-step-complete-to-release = מסמך אחרון ← שחרור
report-step-arrival-to-release = הגעה ← שחרור, בסך הכול
report-days = { $count ->
    [one] יום אחד
    *[other] { $count } ימים
}
report-result = תוצאה
report-uncertain = { $count ->
    [one] אחד נוסף נמצא שם ואי אפשר לקבוע את גילו; לא נספר.
    *[other] { $count } נוספים נמצאים שם ואי אפשר לקבוע את גילם; לא נספרו.
}
report-people = התיקים שמאחורי המספר
report-people-count = { $count ->
    [one] אדם אחד
    *[other] { $count } אנשים
}
report-people-elsewhere = חלקם נספרו משהייה שאת תיקה אינך קורא; הם אינם ברשימה.
report-people-twice = מי שבא או יצא פעמיים באותו חודש נספר פעמיים בתנועה ועומד כאן פעם אחת.
report-camp = מחנה אחד לאורך תקופה
report-camp-what = הנוכחים, הבאים והעוזבים, ההליכים והמסמכים שמחכים להם במחנה אחד, בדף להדפסה.
report-camp-place = מחנה
report-camp-from = מיום
report-camp-to = עד יום
report-camp-present = נוכחים ביום { $date }
report-camp-age = גיל
report-camp-girls = בנות ונשים
report-camp-boys = בנים וגברים
report-camp-other = אחר או לא ידוע
report-camp-sum = יחד
report-camp-moved = באים ועוזבים
report-camp-released = מהם שוחררו
report-camp-balanced = פתיחה + נכנסו − יצאו = סגירה: נבדק.
report-camp-dossiers = הליכים
report-camp-no-dossiers = אין הליך לנוכחים.
report-camp-count = מספר
report-camp-today = כפי שהדבר עומד ביום { $date }, לגבי מי שנמצאים שם באותו יום.
report-camp-waiting = מסמכים שמחכים להם, לפי משרד
report-camp-none-waiting = אין מסמך שמחכים לו.
report-camp-since = הבקשה הראשונה
report-camp-scale = במשקל
report-camp-what-counted = מי
report-camp-weighed = נשקלו בתקופה
report-camp-scale-what = מסווגים לפי השקילה האחרונה של כל אחד, לפי הפרוטוקול של מחלקת הבריאות.
report-camp-years = { $band } שנים
report-camp-pdf = הדפסה (PDF)
report-camp-counted = נספר
report-camp-alone = המחנה; אין בתוכו מקום אחר.
report-camp-within = המחנה וכל מה שבתוכו ({ $n ->
    [one] מקום אחד
    *[other] { $n } מקומות
}), בכל מספר. מי שעבר ביניהם לא עזב ולא בא.
