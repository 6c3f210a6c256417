# Settings

settings-title = הגדרות
settings-what = השפה שלך, מה מותר לך לעשות והיכן, משפט הסיסמה שלך.
settings-roles = מה מותר לך, ומדוע
settings-role = תפקיד
settings-why = לשם מה התפקיד
settings-nowhere = אינך שייך עדיין לאף בית. אחראי ההרשאות יכול לתת לך תפקיד.
settings-why-worker = קורא וכותב את תיקי הבית, כדי ללוות את אנשיו
settings-why-supervisor = כעובד; מעביר תיקים, מייבא מרשמים, פותח דוחות ויומן
settings-why-nurse = קורא וכותב, כדי לטפל ולרשום את הטיפול
settings-why-house-parent = נוכחות וחיי יום־יום של יושבי הבית
settings-why-reader = קורא את תיקי הבית ואינו כותב
settings-why-auditor = רואה את היומן ואת ההוכחות, לעולם לא דף של אדם
settings-why-visitor = רואה את רשימת היום לפי קוד ושם פרטי
settings-why-keeper = מעניק ומסיר תפקידים; וכן כראש צוות
settings-members = החברים של { $compartment }
settings-standing = מצב
settings-active = פעיל
settings-removed = הוסר
settings-passphrase = שינוי משפט הסיסמה
settings-passphrase-hint = ארבע או חמש מילים שאינן קשורות זו לזו עדיפות על מילה אחת קשה. איש לא יוכל להזכיר לך משפט שנשכח.
settings-change = שינוי
settings-changed = משפט הסיסמה שונה. הישן אינו פותח עוד דבר.
settings-short = { $count ->
    [one] המשפט קצר בתו אחד מן המומלץ.
    *[other] המשפט קצר ב־{ $count } תווים מן המומלץ.
}
settings-plain = המשפט ארוך דיו, אבל עשוי ממעט מאוד תווים שונים.
settings-fair = המשפט טוב.
settings-wrong-old = זה אינו משפט הסיסמה הנוכחי שלך. יש לבדוק את האותיות ואת שפת המקלדת.
settings-differ = משפט הסיסמה החדש הוקלד בשתי צורות. יש להקליד אותו פעמיים באותה צורה.
settings-anyway-what = אפשר לבחור ארוך יותר, או לסמן למטה כדי לקחת אותו בכל זאת.
field-old-passphrase = משפט הסיסמה הנוכחי
field-new-passphrase = משפט סיסמה חדש
field-again = משפט הסיסמה החדש, שוב
field-anyway = לקחת אותו בכל זאת
panic-title = העמדה הזאת לא תיפתח עוד
panic-what = בעת סכנה: מפתחות העמדה הזאת נדרסים מיד ושום משפט סיסמה לא יפתח אותה עוד. עמדות אחרות שומרות מה שהיה בה; מה שנכתב מאז פגישתן האחרונה אבוד.
panic-meant = הבנתי: העמדה הזאת לא תיפתח שוב.
panic-do = דריסת המפתחות
