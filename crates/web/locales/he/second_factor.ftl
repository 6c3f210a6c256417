# הגורם השני: קוד בן שש ספרות ממכשיר אישי.
second-factor-title = גורם שני
second-factor-what = אחרי משפט הסיסמה, קוד בן שש ספרות ממכשיר שלך: מי שראה אותך מקליד עדיין אינו בפנים.
second-factor-on = בכניסה כאן נדרש קוד.
second-factor-off = בכניסה כאן לא נדרש קוד.
second-factor-begin = הכנת מכשיר
second-factor-other = הכנת מכשיר אחר במקומו
second-factor-other-what = קודם כול קוד מן המכשיר הנוכחי.
second-factor-device = המכשיר שלך
second-factor-scan = יש לצלם את התמונה ביישום לקודים חד־פעמיים. היא מוצגת עכשיו ולא תוצג שוב.
second-factor-picture = הסוד כתמונה, בשביל מכשיר
second-factor-type = או להקליד בו:
second-factor-prove = זה הקוד שהוא מציג
second-factor-end = לא לדרוש עוד קוד
second-factor-end-what = הקוד האחרון שמקלידים כאן. בלי המכשיר, במחשב עצמו: relais member without-second-factor.
second-factor-wrong = זה אינו הקוד. כל קוד טוב לפעם אחת; יש לחכות לבא ולבדוק את שעון המכשיר.
second-factor-limits = הוא שומר על הדפים האלה בצומת הזה. מי שבידו הכונן ומשפט הסיסמה אינו זקוק לקוד: יש לשמור אותם בנפרד.
field-second-factor = קוד
