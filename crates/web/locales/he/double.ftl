# Doubles

double-title = כפילויות
double-what = זוגות שאולי הם אדם אחד, בין התיקים הפתוחים לפניך. המכונה מציעה לפי שם, לידה ומין; האדם אומר, ורשאי לומר אחרת מאוחר יותר. תיקים לעולם אינם ממוזגים: יודעים שהם שייכים יחד.
double-view-open = לבדיקה
double-view-unsure = לא בטוח
double-view-same = אותו אדם
double-view-not-same = לא אותו אדם
double-verdict-same = אותו אדם
double-verdict-not-same = לא אותו אדם
double-verdict-unsure = לא בטוח
double-none = אין כאן זוגות.
double-more = עוד זוגות
double-side = מה נאמר
double-house = בית
double-no-longer = הם כבר אינם דומים; מישהו שפט אותם בעבר.
double-changed-since = שם, לידה או מין השתנו מאז.
double-not-yours = אין לך כתיבה בשני הבתים: מי שכותב בהם מחליט.
double-same-as = אותו אדם כמו
double-say-otherwise = לבדוק שוב
field-verdict = מה שלדעתך
field-rests-on = על מה זה מבוסס
