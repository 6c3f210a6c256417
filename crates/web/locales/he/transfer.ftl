# העברת תיקים: תיקים בדרך.

transfer-intro = תיק נמצא בבית אחד בכל עת, ונוסע עם האדם. שום מכונה אינה מקבלת דבר: אדם כאן אומר כן.
transfer-sent = { $n ->
    [one] תיק אחד נשלח. הוא ממתין בבית האחר עד שמישהו יקבל אותו.
    *[other] { $n } תיקים נשלחו. הם ממתינים בבית האחר עד שמישהו יקבל אותם.
}
transfer-offers = ממתינים לקבלה
transfer-offers-none = דבר אינו ממתין כאן. תיקים שבית אחר שולח אליך יופיעו במקום זה.
transfer-offer = { $n ->
    [one] תיק אחד מ־{ $from } אל { $to }
    *[other] { $n } תיקים מ־{ $from } אל { $to }
}
transfer-sent-by = נשלח על ידי { $name }
transfer-arrived-at = הגיעו אל
transfer-not-arrived = טרם הגיעו: לקבל את התיק בלבד
transfer-arrival-hint = אם האנשים כבר הגיעו, הקבלה פותחת את שהייתם ומאשרת את ההגעה לבית ששלח אותם.
transfer-accept = לקבל
transfer-road = בדרך
transfer-road-none = אף תיק שלך אינו בדרך.
transfer-from = מאת
transfer-to = אל
transfer-recall = להחזיר
