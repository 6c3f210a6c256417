# The sheet for whoever a file is about: who saw it, when and why

subject-title = מי ראה את התיק הזה
subject-file = תיק
subject-what = בכל פעם שמישהו פותח את התיק הזה נרשם מי, מתי ומדוע, עוד לפני שהוא רואה אותו. איש אינו יכול למחוק שורה בלי שהדבר יתגלה. זו הרשימה כולה, במילים פשוטות. היא שייכת לאדם שזה תיקו.
subject-made = נערכה ביום { $date } בידי { $by }.
subject-covers = היא עוסקת במה שנמצא כאן: { $houses }.
subject-covers-not = ייתכן שגם בתים אחרים שומרים דבר מה. לכל אחד מהם רשימה משלו, והוא חייב להראותה.
subject-other-nodes = { $n ->
    [one] מה שנמצא ב״{ $house }״ נשמר גם במחשב נוסף אחד. מה שנקרא שם מופיע ברשימה של אותו מחשב.
   *[other] מה שנמצא ב״{ $house }״ נשמר גם ב־{ $n } מחשבים נוספים. מה שנקרא שם מופיע ברשימות שלהם.
}
subject-copies = { $n ->
    [one] ב״{ $house }״ תיק אחד הוא העתק סגור: הוא נשאר כשהתיק עבר למקום אחר.
   *[other] ב״{ $house }״ { $n } תיקים הם העתקים סגורים: הם נשארו כשהתיק עבר למקום אחר.
}
subject-seen = מי פתח אותו
subject-seen-none = איש לא פתח אותו.
subject-day = יום
subject-who = מי
subject-where = באיזה בית
subject-why = מדוע
subject-role = בתפקיד
subject-granted-head = לפי החלטת
subject-times = { $times } פעמים
subject-may-see = מי רשאי לפתוח אותו עכשיו: { $house }
subject-granted = { $by }, ביום { $on }
subject-colleague = איש צוות של הבית הזה
subject-unknown = מישהו שכבר עזב
subject-left-out = שמות שאינם מוצגים
subject-left-out-count = { $n ->
    [one] שם אחד אינו מוצג בדף הזה: במקומו כתוב ״איש צוות של הבית הזה״. מה נפתח, מתי ומדוע, מוצג בכל זאת.
   *[other] { $n } שמות אינם מוצגים בדף הזה: במקומם כתוב ״איש צוות של הבית הזה״. מה נפתח, מתי ומדוע, מוצג בכל זאת.
}
subject-left-out-line = הוחלט ב״{ $house }״ בידי { $by }, בהסכמת { $second }, ביום { $on }.
subject-left-out-why = שם מושמט רק כשאמירתו תסכן אדם. מותר לשאול את הבית על ההחלטה הזאת, ומותר להתלונן עליה לפני מישהו מחוץ לבית.
subject-ask = מותר לשאול מה פירושה של שורה, ומדוע מישהו פתח את התיק. מי שסבור שלמישהו לא הייתה סיבה לכך, שיאמר זאת: למי שמלווה אותו, או לכל אדם אחר שהוא בוטח בו.
subject-withheld-title = שמות שאינם מוצגים לאנשים הנוגעים בדבר
subject-withheld-what = כל אדם רשאי לשאול מי ראה את תיקו. כשאמירת שמו של איש צוות תסכן אותו, כתוב בדף ״איש צוות של הבית הזה״, ונאמר בו ששם חסר. אדם אחד לבדו אינו יכול להחליט על כך: אחראי הרשאות מבקש, אדם שני מהנהלת הבית מסכים, ואף אחד מהם אינו מי שבשמו מדובר.
subject-withheld-none = כל השמות מוצגים.
subject-withheld-asked = התבקש
subject-withheld-state = מצב
subject-withheld-waits = ממתין לאדם שני; השם עדיין מוצג
subject-withheld-in-force = אינו מוצג: הסכמת { $second } ביום { $on }
subject-withheld-ended = מוצג שוב
subject-withheld-agree = להסכים
subject-withheld-agree-with = להסכים: { $name }
subject-withheld-show = להציג שוב את השם
subject-withheld-new = להשמיט שם
subject-withheld-no-keeper = רק אחראי הרשאות מבקש זאת.
subject-glass = בשעת חירום, בשבירת הזכוכית. הסיבה שנמסרה: ״{ $why }״
