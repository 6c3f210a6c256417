# הסכמה: מה יוצא, ועל סמך מה; מי נשאר ומדוע; חריגה בכתב; מי קיבל מה.

consent-lacks = { $purpose }: { $lack }
consent-lack-absent = איש לא אמר כן
consent-lack-refused = סירוב
consent-lack-withdrawn = בוטלה
consent-lack-expired = פג תוקפה
consent-lack-elsewhere = גר בבית אחר: יש לשאול שם
consent-lacks-head = מה חסר
consent-todo = מה לעשות
consent-left-out = נשארו בחוץ, מחוסר הסכמה
consent-left-out-why = מי שלא הסכים לשימוש זה אינו מופיע בו, והנייר או הקובץ עצמו אינו מזכיר זאת.
consent-stay = { $count ->
    [one] אדם אחד נשאר בחוץ
    *[other] { $count } אנשים נשארו בחוץ
}
consent-nobody-goes = לא נשאר איש שהסכים: דבר לא יצא.
consent-print-rest = הדפסה בלעדיהם (PDF)
consent-export-rest = { $count ->
    [one] ייצוא של אדם אחד נוסף
    *[other] ייצוא של { $count } האחרים
}
consent-ask = לשאול, ולרשום את התשובה
consent-ask-others = יש לומר זאת למי שמלווה את האדם: עליו לשאול.
consent-override-others = במקרה חירום, מי שמנהל את הבית יכול לחרוג מכך בכתב.
consent-no-override = אין חריגה מזה: לא סכנה ולא חוק עושים אדם ידוע לארץ שממנה בא.
consent-no-pack-for = אין תיק שלם עבור { $audience }:
consent-limits-of = מה שאין לשתף, של מי שיכולים לצאת
consent-taken-back = ההסכמה בוטלה; יש להודיע למי שקיבל משהו:
consent-recall = לראות מי קיבל מה
consent-recipients = מי קיבל מה
consent-received-how = שותפים, משרדים שהתבקש מהם מסמך, מרשמים וניירות שיצאו. מה שיצא אינו חוזר מעצמו: יש להתקשר, לומר שההסכמה בוטלה, לבקש שיוחזר או יושמד, ולרשום את התשובה.
consent-received-none = לא ידוע על דבר שיצא מתיק זה.
consent-received-recall = במקום שההסכמה איננה עומדת עוד, השורה אומרת זאת: להם יש להודיע.
consent-received-limits = הפניות ובקשות הולכות עם התיק. ניירות ומרשמים שיצאו ידועים רק במחשב שבו נעשו; למי נמסר דף מודפס יודע רק מי שהדפיס אותו.
consent-received-on = ביום
consent-received-what = מי קיבל מה
consent-received-for = על סמך איזו הסכמה
consent-received-by = בידי
consent-received-open = עדיין קורא
consent-received-asked = מסמך שהתבקש
consent-received-free = אין צורך בהסכמה: נשאלה משפחתו שלו
consent-exit-office-letters = משרד: רשימה ומכתב
consent-exit-letters-to-organisation = ארגון אחר: רשימה ומכתב
consent-exit-letters-to-origin = רשויות ארץ המוצא: רשימה ומכתב
consent-exit-letters-within = מי שמטפל באדם: רשימה ומכתב
consent-exit-letters-to-family = משפחתו שלו: רשימה ומכתב
consent-exit-dossier-pack = משרד או רשות: התיק כולו, על נייר
consent-exit-pack-to-organisation = ארגון אחר: התיק כולו, על נייר
consent-exit-pack-to-origin = רשויות ארץ המוצא: התיק כולו, על נייר
consent-exit-register-to-office = משרד או רשות: המרשם
consent-exit-register-to-organisation = ארגון אחר: המרשם
consent-exit-register-within = איש מבחוץ: המרשם נשאר בבית
consent-exit-tracing-record = שירותי איתור אחרים: רשומה
consent-exit-public-notice = הודעה לציבור
consent-override-one = חריגה בכתב
consent-override-way = לחרוג, בכתב
consent-override-stays = חריגה אינה מוחקת סירוב: שניהם עומדים בתיק, והאדם יכול לקרוא אותם.
consent-ground-vital-interest = סכנת חיים
consent-ground-legal-duty = חובה על פי חוק
person-form-consent-overrides = לחרוג מסירוב או משתיקה
person-form-consent-overrides-hint = רק אם יש סכנת חיים או שהחוק אינו מותיר ברירה; לעולם לא משום שכך מהר יותר. שלושים יום לכל היותר. יש לומר זאת לאדם בהקדם האפשרי. מן ההסכמה לרשויות ארץ המוצא אין חורגים לעולם.
field-ground = עילה
field-export-for = נמען
register-export-for-hint = מי שלא הסכים לכך נשאר בחוץ, ותראו כמה לפני שהקובץ נעשה.
