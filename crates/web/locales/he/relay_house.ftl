# בית המעבר: לוח, טיפול ראשון, יציאות, נסיעות, אישורים.

relay-board = לוח
relay-house = בית מעבר
relay-day = יום
relay-none = אין בית מעבר הפתוח בפניך. הלוח שלו יופיע כאן.
relay-not-today = לא היום
relay-intake = קליטה מהירה
relay-together = אחים ואחיות
relay-arrivals = הגעות
relay-arrivals-none = איש לא הגיע אתמול או היום.
relay-waiting = טיפול ראשוני
relay-waiting-none = איש אינו ממתין לטיפול ראשוני.
relay-proposals = הצעות
relay-proposals-none = איש אינו ממתין שהטיפול הראשוני מניח לו לצאת.
relay-proposals-look = לעיון בהצעות
relay-leaving = יוצאים
relay-leaving-none = לא הוחלט על שום יציאה.
relay-underway = בדרך
relay-underway-none = כל ההגעות אושרו.
relay-since = כאן מאז { $date } ({ $nights })
relay-since-long = ממתין { $nights }
relay-from = הגיע מ־{ $place }
relay-leaves = אל { $place } ביום { $date }
relay-left-for = יצא אל { $place } ביום { $date }
relay-confirm-within = { $n ->
    [one] יש לאשר את ההגעה בתוך שעה
    *[other] יש לאשר את ההגעה בתוך { $n } שעות
}
relay-unconfirmed = ההגעה לא אושרה
relay-alarm = { $n ->
    [one] הגעתו של אדם אחד לא אושרה בזמן.
    *[other] הגעתם של { $n } אנשים לא אושרה בזמן.
}
relay-alarm-do = יש להתקשר עכשיו אל המלווה ואל הבית הקולט.
relay-care = טיפול ראשוני
relay-care-done = טיפול ראשוני: { $n } מתוך { $of }

# טיפול ראשון
care-note = לרשום מה נמצא
care-hint = יש לכתוב מה נמצא; גם ״אין״ הוא ממצא. מה שנותר ריק נשאר פתוח.
care-nothing = אין מה לציין
care-open = פתוח
care-again = לעיין שוב במה שנרשם
care-to-board = אל הלוח

# יציאות
departure-title = להחליט על יציאה
departure-change = לשנות את היציאה
departure-intro = אדם מחליט לאן ילד הולך, ואומר מדוע. Relais רק רושם.
departure-record = לרשום את ההחלטה
departure-withdraw = לחזור מן ההחלטה
departure-parted = { $reason } הופרד מ־{ $codes }: { $why } בהסכמת { $second }.

# יציאה לדרך
journey-title = לצאת לדרך
journey-intro = שהיותיהם של היוצאים מסתיימות כאן, והתיקים נוסעים אל הבית הקולט אותם.
journey-nobody = איש אינו מוכן לצאת: יש להחליט תחילה על יציאה.
journey-do = { $n ->
    [one] אדם אחד יצא
    *[other] { $n } אנשים יצאו
}
journey-file = התיק
journey-file-stays = נשאר בבית שלך
journey-file-travels = נוסע אל { $house }
journey-unknown-place = המקום אינו ידוע כאן: יש לשנות את היציאה

# נסיעות
convoy-one = נסיעה מלווה
convoy-one-then = שיירה
convoy-list = נסיעות מלוות
convoy-list-then = שיירות
convoy-new = נסיעה מלווה חדשה
convoy-new-then = שיירה חדשה
convoy-none = לא מתוכננת שום נסיעה.
convoy-none-then = לא מתוכננת שום שיירה.
convoy-without = לא בקבוצה
convoy-without-then = לא בשיירה
convoy-intro = מי נוסע יחד, עם מי ולאן. את הנוסעים בוחרים בהחלטה על יציאתם.
convoy-intro-then = מי נוסע יחד, עם מי ולאן. את הילדים בוחרים בהחלטה על יציאתם.
convoy-empty = עדיין איש אינו נוסע. יש להחליט על יציאות בלוח ולבחור שם בנסיעה זו.
convoy-empty-then = עדיין איש אינו נוסע. יש להחליט על יציאות בלוח ולבחור שם בשיירה זו.
convoy-name = שם
convoy-day = יום
convoy-travellers = נוסעים
convoy-route = דרך ותחנות
convoy-escorts = עם { $names }
convoy-destination = נוסע אל
convoy-what-to-do = מה לעשות
convoy-luggage = מטען
convoy-stays-with = נשאר עם { $names }
convoy-confirm = { $n ->
    [one] יש לאשר את ההגעה בתוך שעה
    *[other] יש לאשר את ההגעה בתוך { $n } שעות
}
convoy-handed-by = נמסר בידי
convoy-received-by = התקבל בידי, באיזו שעה
convoy-progress = היכן הם עומדים
convoy-still-here = עדיין כאן
convoy-left = יצא
convoy-on-the-road = יצא; התיק בדרך
convoy-handed-over = נמסר
convoy-arrived = ההגעה אושרה
handover-title = מסירה
handover-intro = המלווה מוסר, המקבל חותם; שני השמות רשומים כאן.
handover-who = מי נמסר

# אישור הגעה
confirm-title = לאשר את ההגעה
confirm-nothing = אין עוד הגעה לאשר.
confirm-travels = התיק נוסע: הבית הקולט מאשר את ההגעה בקבלתו. יש להתקשר אליו אם היא מתעכבת.

# העיון השבועי
review-title = עיון שבועי
review-intro = בעניינו של מי שמחכה בלי החלטה מעיינים מחדש מדי שבוע. כתבו מה עלה; לפני כן שאלו את הילד מה הוא רוצה.
review-not-here = איש אינו מחכה כאן: הדף מיועד למי שנמצא בבית המעבר ולא הוחלט על יציאתו.
review-due = לעיון מחדש עד { $date }
review-overdue = ממתין לעיון מאז { $date }
review-looks = העיונים בשהייה הזאת
review-last = נערך עיון ביום { $date } על ידי { $name }
review-outcome-still-waits = עדיין מחכה
review-outcome-asked-again = נשאל שוב
review-view-noted = מה שהילד רוצה נרשם ביום { $date }; השאירו ריק אם דבר לא השתנה:
review-view-asked = עדיין לא נרשם מה הילד רוצה: שאלו אותו.
