# The log and the proofs

audit-what = מי קרא ומי כתב, מתי ומדוע. התיקים מופיעים כאן לפי קוד, ורק חברים נקראים בשמם.
audit-read = מי קרא
audit-wrote = מי כתב
audit-opened = פתח את
audit-wrote-in = כתב ב
audit-nobody-read = איש לא פתח תיק.
audit-pages-before = קריאות מוקדמות יותר
audit-pages-written = רשומות מוקדמות יותר
audit-file-person = תיק אישי
audit-file-place = מקום
audit-file-convoy = נסיעה
audit-file-control = חברים ומפתחות
audit-who-saw = מי ראה את התיק
audit-who-saw-what = כל קריאה של התיק, החדשה תחילה. האדם שזה תיקו רשאי לבקש את הדף הזה.
audit-verify = ההוכחה
audit-verify-what = כל רשומה נבדקת: הגיבוב שלה, מקומה בשרשרת, חתימת הכותב ותפקידו, הקצוות החתומים ושרשרת הקריאות.
audit-verify-now = להוכיח עכשיו
audit-never-proved = עדיין לא הוכח בתחנה זו
audit-proved = הוכח ביום { $date }: { $entries } רשומות, { $readings } קריאות, הכול תקין.
audit-broken = ביום { $date } ההוכחה נכשלה.
audit-fault-entry = הרשומה הראשונה שאינה מתקיימת היא { $seq }.
audit-fault-reading = הקריאה הראשונה שאינה מתקיימת היא { $seq }.
audit-fault-node = נכתבה בתחנה
audit-restore = יש להפסיק לכתוב כאן, לשמור את התיקייה כפי שהיא, ולשחזר אל תיקייה חדשה את הגיבוי האחרון שהוכחתו מתקיימת:

# Why somebody opened a file
purpose-dossier = הליך
purpose-dossiers = ההליכים
purpose-dossier-taken-up = לפתיחת הליך
purpose-dossier-closed = לסגירת הליך
purpose-paper = מסמך בהליך
purpose-office-trip = להכנת נסיעה למשרד
purpose-register-export = לייצוא מרשם
purpose-certificate = אישור שהייה
purpose-emergency-card = כרטיס חירום
purpose-convoy-list = רשימת נסיעה
purpose-journey = נסיעה
purpose-departure = להחלטה על יציאה
purpose-first-care = הטיפול הראשון
purpose-person = דף האדם
purpose-page = דף האדם
purpose-note = לכתיבת הערה
purpose-photo = התמונה
purpose-scan = מסמך סרוק
purpose-history = תולדות התיק
purpose-api = תוכנה של הבית (API)
