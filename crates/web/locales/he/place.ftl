# מקומות, שהיות, היעדרויות, נוכחות, אישורים, העברות.

# שדות של חדר זה
field-absence-kind = סוג ההיעדרות
field-end-reason = מדוע השהייה מסתיימת
field-parted-reason = מדוע מפרידים בין אחים
field-place-within = נמצא בתוך

# רשימת המקומות
places-intro = כל המקומות שמותר לך לראות, ומידת התפוסה שלהם. חריגה מן המיטות מוצגת, אך לעולם אינה נאסרת.
places-on = נוכחים בתאריך
places-new = מקום חדש
places-new-intro = די בשם ובסוג; השאר יכול לבוא אחר כך.
places-none = עדיין לא נרשם שום מקום. הראשון יופיע כאן.
places-name = מקום
places-lies = היכן
places-fill = אנשים ומיטות
places-within = { $n ->
    [one] מקום אחד בתוכו
    *[other] { $n } מקומות בתוכו
}
places-closed = מקומות שנסגרו
kinds-camp = מחנות מעצר
kinds-barrack = צריפים
kinds-premises = משרדי הארגון
kinds-relay-house = בתי מעבר
kinds-home = בתי ילדים
kinds-foster-family = משפחות אומנות
kinds-school = בתי ספר
kinds-hospital = בתי חולים
kinds-family = משפחות
kinds-institution = מוסדות אחרים

# מידת התפוסה
place-no-beds = { $present ->
    [one] אדם אחד; המיטות לא נרשמו
    *[other] { $present } אנשים; המיטות לא נרשמו
}
place-free = { $present } מתוך { $capacity } מיטות תפוסות, { $n } פנויות
place-over = { $present } אנשים ל־{ $capacity } מיטות: { $n } יותר ממספר המיטות
place-blocked = { $n ->
    [one] מיטה אחת אינה ראויה לשימוש
    *[other] { $n } מיטות אינן ראויות לשימוש
}

# מקום
place-pages = דפי המקום
place-tab-place = המקום
place-tab-presence = נוכחות
place-tab-register = כניסות ויציאות
place-tab-headcount = ספירה
place-tab-board = לוח בית המעבר
place-arrived = { $n ->
    [one] אדם אחד הגיע לכאן; השהייה הקודמת נסגרה.
    *[other] { $n } אנשים הגיעו לכאן; השהיות הקודמות נסגרו.
}
place-intake = רישום הגעה
place-sheet-details = שם וכתובת
place-sheet-details-intro = כיצד הוא נקרא, מהו, והיכן הוא נמצא.
place-sheet-beds = מיטות
place-sheet-beds-intro = קבוצת מיטות אחת: למי, באילו גילים, כמה. אפס מיטות מסיר את הקבוצה.
place-sheet-offers = מה הבית מציע
place-sheet-offers-intro = מה הבית יכול לספק לילד שזקוק לכך, והשפות המדוברות בו. ההצעות סופרות את הרשום כאן; את השאר שואלים את הבית.
place-offers = מה הבית מציע
place-languages-hint = כמו בתיקי האנשים: ההצעות מחפשות אותה מילה.
place-sheet-tenure = זכות החזקה
place-sheet-tenure-intro = מכוח מה מחזיקים במקום, מי השכיר, השאיל או נתן אותו, ועד מתי.
place-sheet-closing = סגירה
place-sheet-closing-intro = היום שבו נסגר המקום. מי שעדיין כאן יישאר ברשימה עד שיגיע למקום אחר.
place-facts = מה ידוע
place-fill = אנשים ומיטות
place-confirm = הגעות מאושרות בתוך
place-inside = בתוכו
place-names = שם
place-also = נקרא גם
place-located = כתובת
place-tenure = זכות החזקה
place-tenure-until = עד { $date }
place-not-recorded = לא נרשם
place-within-none = אינו בתוך מקום אחר
place-beds-first = קבוצת מיטות ראשונה (רשות)

# מיטות
beds-sex-any = בנות ובנים
beds-sex-f = בנות
beds-sex-m = בנים
place-beds = מיטות לפי מין וגיל
place-band = למי
place-beds-filled = תפוסות בידי
place-beds-free = פנויות
place-beds-nobody = אף אחד
place-beds-over = { $n ->
    [one] אין; אדם אחד יותר ממספר המיטות
    *[other] אין; { $n } אנשים יותר ממספר המיטות
}
place-beds-without = { $n ->
    [one] נמצא כאן אדם אחד ששום קבוצת מיטות אינה מיועדת לו.
    *[other] נמצאים כאן { $n } אנשים ששום קבוצת מיטות אינה מיועדת להם.
}
place-beds-how = כל אדם נספר פעם אחת, בקבוצה הראשונה המתאימה למינו ולגילו; אם אלה אינם ודאיים, בראשונה שעשויה להתאים. הרשימה אינה נותנת מיטה לאיש.
place-and-more = ועוד { $n }

# תפוסה לפי יום
place-occupancy = לילות, יום אחר יום
place-chart = אנשים שישנו כאן
place-chart-definition = שהיות המכסות את הלילה, כל אחת נספרת פעם אחת; הקו המקווקו מראה את המיטות של היום.
place-chart-title = אנשים שישנו ב־{ $place }: לפחות { $low }, לכל היותר { $high }
place-as-table = כטבלה
place-every-week = כל יום שביעי
place-day = יום
place-present = נוכחים
place-from = מ־
place-until = עד

# אנשי המקום
place-people = מי נמצא כאן
place-nobody = אין כאן איש.
place-person = שם
place-code = קוד
place-born = תאריך לידה
place-room = חדר
place-room-all = כל החדרים
place-since = מאז
place-came-from = הגיע מ־
place-tonight = הלילה
place-choose = לבחור את { $name }
place-choose-all = { $n ->
    [one] לבחור את המוצג
    *[other] לבחור את כל { $n } המוצגים
}
place-choose-room = לבחור חדר שלם:
place-choose-none = לא לבחור איש
place-move-to = להעביר את הנבחרים אל
place-look-at-move = לעיין בהעברה
place-page-before = הדף הקודם
place-page-after = הדף הבא

# הפנקס הממוספר
place-reg-title = פנקס כניסות ויציאות, מ־{ $from } עד { $to }
place-reg-sum = נכנסו בימים אלה: { $entered }. יצאו עד היום האחרון: { $left }.
place-reg-number = מס׳
place-reg-entered = כניסה
place-reg-left = יציאה
place-reg-why = סיבה
place-reg-towards = לאן
place-reg-empty = איש לא היה כאן בימים אלה.
place-reg-how = המספרים לפי סדר ההגעה מן היום הראשון, כפי שהוא ידוע היום.
place-reg-csv = לקחת כ־CSV
place-reg-all = הכול בדף אחד, להדפסה

# נוכחות
presence-night = הלילה של
presence-roll-call = קריאת שמות
presence-roll-call-intro = כל אחד מופיע כפי שהיה ידוע. יש לשנות רק את מה שהשתנה, ואז לרשום.
presence-record = לרשום את קריאת השמות
presence-of = { $name } הלילה
presence-here = נוכח
presence-away = נעדר: { $kind }, מאז { $since }
presence-bed-kept = המיטה שמורה
presence-bed-free = המיטה פנויה
presence-sum = { $here } נוכחים, { $away } נעדרים
presence-last-call = המפקד האחרון: ליל { $on }, { $here } נוכחים, { $away } נעדרים;
presence-signed = נבדק בידי, באיזו שעה

# ספירה
headcount-sum = { $here } לספירה, { $away } נעדרים
headcount-room = { $room } ({ $n })
headcount-no-room = בלי חדר רשום ({ $n })
headcount-given = שם פרטי
headcount-seen = נראה, היכן
headcount-away = נעדרים: אין לחפש אותם כאן
headcount-where = היכן
headcount-counted-by = נספר בידי
headcount-at = באיזו שעה
headcount-missing = חסרים

# שהיות
stay-arrival = הגעה
stay-arrival-closes = הגעה למקום סוגרת את השהייה הנוכחית.
stay-at-since = { $place }, מאז { $date }
stay-ending = סיום השהייה
stay-ending-intro = למי שעוזב בלי להגיע למקום הידוע כאן. אם הגיע למקום אחר, יש לרשום את ההגעה.
stay-none-open = אין שהייה פתוחה: יש לרשום תחילה הגעה.
stay-choose-reason = לבחור סיבה
away-title = היעדרות
away-return = חזרה
away-bed-yes = כן
away-bed-no = לא

# העברות
move-title = העברה
move-choose = לבחור מקום
move-own-places = מקומות של הבית שלך
move-other-places = מקומות של בתים אחרים (התיק נוסע)
move-houses = בתים אחרים (הם בוחרים את המקום)
move-nobody = לא נבחר איש. יש לבחור אנשים בדף של מקום.
move-reason-follows = כפי שנובע משני המקומות
move-do = { $n ->
    [one] להעביר אדם אחד
    *[other] להעביר { $n } אנשים
}
move-parted = { $n ->
    [one] אח או אחות אחת נשארים מאחור:
    *[other] { $n } אחים ואחיות נשארים מאחור:
}
move-travels = { $n ->
    [one] תיק אחד נוסע אל { $house }; אין עוד לכתוב בו כאן, והוא ממתין שם עד שמישהו יקבל אותו.
    *[other] { $n } תיקים נוסעים אל { $house }; אין עוד לכתוב בהם כאן, והם ממתינים שם עד שמישהו יקבל אותם.
}
move-not-yours = שליחת תיקים לבית אחר היא מתפקידו של ראש הצוות.
move-now-at = נמצא כעת
move-died = נפטר
move-elsewhere = התיק בדרך או במקום אחר
move-nowhere = אין שהייה פתוחה

# אישור שהייה
certificate-title = אישור שהייה
certificate-intro = הוא אומר היכן ומתי, לעולם לא מדוע, ואפשר להציגו בכל מקום.
certificate-which = שהיות לאישור
certificate-none = אין שהייה לאשר.
certificate-we = אנו מאשרים כי
certificate-code = קוד
certificate-born = תאריך לידה: { $date }
certificate-stayed = שהה במקומות אלה:
certificate-from-to = מ־{ $from } עד { $to }
certificate-from-on = מ־{ $from } ועד היום
certificate-or = או
certificate-from-file = מתוך התיק השמור בבית זה. האישור ניתן לכל מטרה שתידרש.
certificate-signature = בשם הבית
certificate-stamp = חותמת
