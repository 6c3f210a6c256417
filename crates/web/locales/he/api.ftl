# הממשק לתוכנות: מה שנשלח ולא הובן.
api-hint = כל השדות מתוארים ב־/api/openapi.json. דבר לא נכתב.
api-not-an-object = נדרש אובייקט JSON.
api-not-json = זה אינו JSON בקידוד UTF-8.
api-too-large = גוף הבקשה גדול מדי.
api-unknown-field = אין כאן שדה כזה.
api-unreadable = הערך אינו מן הסוג הנדרש כאן.
