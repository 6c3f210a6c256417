# Procedures and trips to an office

procedure-all = נהלים
procedure-what = המסמכים לפי נוהל, עם המקורות. הם באים עם Relais; הליך שומר את הגרסה שבה נפתח.
procedure-country = רשות
procedure-target = מטרה
procedure-papers = מסמכים
procedure-force = בתוקף
procedure-from = מיום { $from }
procedure-from-until = מיום { $from } עד { $until }
procedure-its-dossiers = ההליכים שלו
procedure-to-requests = הכנת נסיעה למשרד
procedure-for-whom = למי
procedure-person-judges = אדם שופט את התנאים האלה; Relais אינו מכריע בהם.
procedure-needs = דרוש קודם:
procedure-needs-one = דרוש אחד מאלה:
procedure-days = תשובה בתוך { $from } עד { $to } ימים.
procedure-valid = תקף { $days } ימים.
procedure-renewable = אפשר להאריך.
procedure-silence-refuses = השתיקה היא סירוב לאחר
procedure-silence-grants = השתיקה היא הסכמה לאחר
procedure-appeal = ערר בתוך
procedure-cost = עולה
procedure-term-days = { $days ->
    [one] יום אחד
    *[other] { $days } ימים
}
procedure-term-months = { $months ->
    [one] חודש אחד
    *[other] { $months } חודשים
}
procedure-term-both = { $months } חודשים ו־{ $days } ימים
procedure-requests = נסיעה אחת, בקשות רבות
procedure-can-ask = { $count ->
    [one] בקשה אחת
    *[other] { $count } בקשות
}
procedure-nothing-to-ask = באף אחד מן ההליכים שנבדקו אי אפשר לבקש עכשיו את המסמך הזה.
procedure-looked-at = נבדקו הליכים { $from } עד { $to }
procedure-on = התבקש ביום (היום אם ריק)
procedure-asked-for-all = התבקש לכל המסומנים
procedure-trip = רשימה למשרד
procedure-recorded = { $count ->
    [one] בקשה אחת נרשמה. אפשר להדפיס את הרשימה.
    *[other] { $count } בקשות נרשמו. אפשר להדפיס את הרשימה.
}
procedure-hand-over = למסירה
procedure-receipt = מספר קבלה
procedure-remark = הערה
procedure-handed-in-by = הוגש בידי
procedure-stamp = חותמת המשרד
procedure-trips = הביקורים ביום אחד
procedure-trips-what = מה אפשר לבקש, משרד אחר משרד. המערכת מציעה; מי ששב רושם מה התבקש.
procedure-trip-on = יום הביקור (מחר אם ריק)
procedure-trips-none = אין דבר נחוץ שאפשר לבקש באותו יום.
procedure-office = משרד
procedure-requests-count = בקשות
procedure-paper = על נייר
procedure-letters = רשימה ומכתבים (PDF)
procedure-letters-by-code = ללא השמות
procedure-shut = סגור באותו יום. פתוח שוב ביום { $date }.
procedure-shut-for = באותו יום אין מקבלים בקשות עבור: { $papers }. שוב ביום { $date }.
procedure-shut-holiday = סגור באותו יום ({ $holiday }). פתוח שוב ביום { $date }.
procedure-days-unknown = לא ידוע באילו ימים מתקבלות בקשות: יש לברר לפני שהולכים.
procedure-holiday-unknown = אותו יום הוא יום חג ({ $holiday }), ולא ידוע באילו ימים מתקבלות בקשות: יש לברר לפני שהולכים.
procedure-but-holidays = מלבד ימי חג.
procedure-open-on = בקשות מתקבלות בימים:
procedure-audience = מי לומד על האדם:
weekday-mon = שני
weekday-tue = שלישי
weekday-wed = רביעי
weekday-thu = חמישי
weekday-fri = שישי
weekday-sat = שבת
weekday-sun = ראשון
