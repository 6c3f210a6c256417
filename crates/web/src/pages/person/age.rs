//! Ages as bands: what a birth known by its year allows to be said, and no more.

use crate::viewer::Viewer;
use domain::Edtf;
use jiff::civil::Date;

/// Whole years between two days; 0 when the second comes first.
fn years(from: Date, to: Date) -> i16 {
    let turned = (to.month(), to.day()) >= (from.month(), from.day());
    (to.year() - from.year() - i16::from(!turned)).max(0)
}

/// The youngest and the oldest somebody can be on `today`; `None` when the birth has no bounds.
pub(crate) fn band(birth: &Edtf, today: Date) -> Option<(i16, i16)> {
    let bounds = birth.bounds();
    let (first, last) = (bounds.earliest.or(bounds.latest)?, bounds.latest.or(bounds.earliest)?);
    Some((years(last, today), years(first, today)))
}

/// The age in words: "8", "7 to 9", "under 1"; empty when nothing is known.
pub(crate) fn words(v: &Viewer, birth: &str, today: Date) -> String {
    birth.parse::<Edtf>().ok().and_then(|b| band(&b, today)).map(|b| band_words(v, b)).unwrap_or_default()
}

/// A band in words.
pub(crate) fn band_words(v: &Viewer, (youngest, oldest): (i16, i16)) -> String {
    let (from, to) = (youngest.to_string(), oldest.to_string());
    match (youngest, oldest) {
        (0, 0) => v.t("person-age-under-one"),
        (a, b) if a == b => v.t_with("age-exact", &[("age", &from)]),
        _ => v.t_with("age-between", &[("low", &from), ("high", &to)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(birth: &str, today: Date, expected: Option<(i16, i16)>) {
        assert_eq!(band(&Edtf::parse(birth).unwrap(), today), expected, "{birth} on {today}");
    }

    #[test]
    fn a_band_is_as_wide_as_the_birth_is_vague() {
        let day = date(1942, 8, 25);
        check("1934-08-25", day, Some((8, 8)));
        check("1934-08-26", day, Some((7, 7)));
        check("1934", day, Some((7, 8)));
        check("1933/1935", day, Some((6, 9)));
        check("1942-08", day, Some((0, 0)));
        check("2000", day, Some((0, 0)));
    }
}
