//! Beds by sex and age band, and who fills them today. Counting only: nobody is given a bed here.

use super::{Site, asked};
use crate::pages::list;
use crate::viewer::Viewer;
use domain::place::{Beds, Place};
use jiff::civil::Date;
use linkage::edtf::{Edtf, age_on};
use maud::{Markup, html};
use store::place::Resident;

/// Names shown under a band; the rest is a number, and stands in the list of people below.
const NAMES_SHOWN: usize = 40;

/// Who lies in which band.
pub(crate) struct Filled<'a> {
    /// By band, in the order given.
    pub by_band: Vec<Vec<&'a Resident>>,
    /// For whom no band fits.
    pub without: Vec<&'a Resident>,
}

/// Each resident once: in the first band that fits certainly, else in the first that may fit.
pub(crate) fn fill<'a>(bands: &[&Beds], residents: &'a [Resident], on: Date) -> Filled<'a> {
    let mut filled = Filled { by_band: bands.iter().map(|_| Vec::new()).collect(), without: Vec::new() };
    for resident in residents {
        let fits: Vec<Option<bool>> = bands.iter().map(|beds| fit(beds, resident, on)).collect();
        let band =
            fits.iter().position(|f| *f == Some(true)).or_else(|| fits.iter().position(Option::is_none));
        match band {
            Some(band) => filled.by_band[band].push(resident),
            None => filled.without.push(resident),
        }
    }
    filled
}

/// Whether a band is for somebody: yes, no, or not known.
fn fit(beds: &Beds, resident: &Resident, on: Date) -> Option<bool> {
    let sex = match (beds.sex.as_str(), resident.sex) {
        ("any", _) => Some(true),
        (_, '?' | 'x') => None,
        (wanted, sex) => Some(wanted.starts_with(sex)),
    };
    let band = resident.birth.parse::<Edtf>().ok().and_then(|birth| age_on(&birth, on));
    let age = match band {
        Some(band) => band.within(beds.from_age, beds.to_age),
        None => None,
    };
    match (sex, age) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// The part of the page.
pub(crate) fn part(v: &Viewer, site: &Site, place: &Place, residents: &[Resident]) -> Markup {
    let mut bands: Vec<_> = place.beds.iter().filter(|(_, beds)| beds.count > 0).collect();
    if bands.is_empty() {
        return html! {};
    }
    bands.sort_by_key(|(key, beds)| (beds.from_age, beds.to_age, beds.sex.clone(), *key));
    let only: Vec<&Beds> = bands.iter().map(|(_, beds)| beds).collect();
    let filled = fill(&only, residents, site.today);
    let edit = |key: &domain::id::Key| {
        html! {
            @if site.writes(v) {
                a href=(site.address(&format!("beds?key={key}"))) { (v.t("do-change")) }
            }
        }
    };
    let rows: Vec<Vec<Markup>> = bands
        .iter()
        .zip(&filled.by_band)
        .map(|((key, beds), people)| {
            let free = i64::from(beds.count.saturating_sub(beds.blocked)) - people.len() as i64;
            vec![
                html! { (band_words(v, beds)) },
                html! { (beds.count) },
                html! { (beds.blocked) },
                names(v, people),
                html! { @if free < 0 { (v.t_with("place-beds-over", &[("n", &(-free).to_string())])) } @else { (free) } },
                edit(key),
            ]
        })
        .collect();
    let heads =
        ["place-band", "field-count", "field-blocked", "place-beds-filled", "place-beds-free", "do-change"];
    list::wide_part(
        "place-beds",
        &v.t("place-beds"),
        html! {
            (list::table(v, "", &heads, &rows))
            @if !filled.without.is_empty() {
                div.notice.warning {
                    p { (v.t_with("place-beds-without", &[("n", &filled.without.len().to_string())])) }
                    (names(v, &filled.without))
                }
            }
            p.by { (v.t("place-beds-how")) }
        },
    )
}

/// "Girls, 6 to 12".
pub(crate) fn band_words(v: &Viewer, beds: &Beds) -> String {
    let (from, to) = (beds.from_age.to_string(), beds.to_age.to_string());
    let ages = if beds.to_age >= 120 {
        v.t_with("age-at-least", &[("age", &from)])
    } else {
        v.t_with("age-between", &[("low", &from), ("high", &to)])
    };
    format!("{}, {ages}", v.t(&format!("beds-sex-{}", beds.sex)))
}

fn names(v: &Viewer, people: &[&Resident]) -> Markup {
    if people.is_empty() {
        return html! { (v.t("place-beds-nobody")) };
    }
    let more = people.len().saturating_sub(NAMES_SHOWN);
    html! {
        details {
            summary { (v.t_with("n-people", &[("n", &people.len().to_string())])) }
            ul {
                @for person in people.iter().take(NAMES_SHOWN) { li { (list::person(&person.file, &person.name)) } }
                @if more > 0 { li { (v.t_with("place-and-more", &[("n", &more.to_string())])) } }
            }
        }
    }
}

/// The age of a resident in words.
pub(crate) fn age(v: &Viewer, resident: &Resident, on: Date) -> String {
    asked::age(v, &resident.birth, on)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::id::{CompartmentId, FileId};
    use jiff::civil::date;

    fn resident(sex: char, birth: &str) -> Resident {
        Resident {
            compartment: CompartmentId([1; 24]),
            file: FileId([1; 16]),
            subject: domain::id::SubjectId([0; 16]),
            code: String::new(),
            name: String::new(),
            sort: Vec::new(),
            birth: birth.into(),
            sex,
            within: String::new(),
            from: String::new(),
            until: String::new(),
            from_day: date(1942, 8, 1),
            reason: String::new(),
            towards: String::new(),
            came_from: String::new(),
            absent: None,
        }
    }

    #[test]
    fn each_is_counted_once_certain_before_possible() {
        let band =
            |sex: &str, from_age, to_age| Beds { sex: sex.into(), from_age, to_age, count: 5, blocked: 0 };
        let (girls, boys, small) = (band("f", 6, 12), band("m", 6, 12), band("any", 0, 7));
        let bands = [&girls, &boys, &small];
        let check = |sex, birth: &str, expected: Option<usize>| {
            let residents = [resident(sex, birth)];
            let filled = fill(&bands, &residents, date(1942, 8, 19));
            let place = filled.by_band.iter().position(|b| !b.is_empty());
            assert_eq!(place, expected, "{sex} {birth}");
            assert_eq!(filled.without.len(), usize::from(expected.is_none()));
        };
        check('f', "1934-03-12", Some(0));
        check('m', "1934-03-12", Some(1));
        check('m', "1939", Some(2));
        check('f', "1925", None);
        check('?', "1934", Some(0));
        // Seven to eight: certainly of the girls' band, though the little ones' may fit as well.
        check('f', "1934-10/1935-02", Some(0));
        check('m', "", Some(1));
    }
}
