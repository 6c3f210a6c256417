# עומס תיקים

caseload-title = עומסי תיקים
caseload-what = מי אחראי לכמה תיקים. כל התיקים של עמית עוברים לאחר במעשה אחד: כולם או אף אחד.
caseload-all = מי אחראי לכמה
caseload-files = תיקים
caseload-gone = כבר אינו כאן
caseload-of = התיקים של { $name }
caseload-would-pass = אלה יעברו:
caseload-hand-over = להעביר את כולם
caseload-who-may = ראש צוות, אחראי הרשאות או מי שאחראי להם מעביר אותם.
caseload-passed = הועברו: { $n }.
caseload-handed-over = הועבר
