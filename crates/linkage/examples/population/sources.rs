//! What one source writes down of a person: its language and script, its gaps, its mistakes.

use super::dice::Dice;
use super::families::Person;
use super::forms::{BOYS, GIRLS, PLACES, arabic, cyrillic, hebrew, respell};

pub type Record = [String; 9];

/// A source's habits: name, column of name forms (0 French, 1 German, 2 Polish, 3 Yiddish, 4 Hebrew, 5 Cyrillic,
/// 6 Arabic).
const SOURCES: &[(&str, usize)] = &[
    ("camp-list", 0),
    ("children-home", 0),
    ("prefecture", 0),
    ("deportation-list", 1),
    ("community-register", 2),
    ("testimony", 3),
    ("memorial-page", 4),
    ("soviet-list", 5),
    ("red-cross", 1),
    ("red-crescent", 6),
];

pub fn record(dice: &mut Dice, person: &Person) -> Record {
    let pick = dice.unit();
    let place = match pick {
        p if p < 0.72 => dice.below(6),
        p if p < 0.82 => 8,
        p if p < 0.90 => 6,
        p if p < 0.98 => 7,
        _ => 9,
    };
    let (source, language) = SOURCES[place];
    let given = given(dice, person, language);
    let late = person.married.is_some() && dice.chance(0.75);
    let surname = match &person.married {
        Some(married) if late => married,
        _ => &person.surname,
    };
    let surname = family_name(dice, surname, language);
    let (mut given, mut surname) = (slip(dice, given, 0.06), slip(dice, surname, 0.07));
    if dice.chance(0.02) {
        std::mem::swap(&mut given, &mut surname);
    }
    let father = form(dice, BOYS[person.father_given], language);
    let mother = form(dice, GIRLS[person.mother_given], language);
    let home = if dice.chance(0.6) { person.home } else { dice.skewed(PLACES.len()) };
    let sex = if person.female { ["f", "F", "w"] } else { ["m", "M", "m"] };
    let sex = if dice.chance(0.01) { if person.female { "m" } else { "f" } } else { *dice.pick(&sex) };
    let keep = |dice: &mut Dice, missing: f64, value: String| {
        if dice.chance(missing) { String::new() } else { value }
    };
    let place = town(dice, person.place, language);
    let place = if dice.chance(0.05) { town(dice, person.home, language) } else { place };
    let home = town(dice, home, language);
    let birth = birth(dice, person.birth);
    [
        keep(dice, 0.01, given),
        keep(dice, 0.01, surname),
        keep(dice, 0.08, sex.to_owned()),
        keep(dice, 0.07, birth),
        keep(dice, 0.22, place),
        keep(dice, 0.35, father),
        keep(dice, 0.45, mother),
        keep(dice, 0.35, home),
        source.to_owned(),
    ]
}

/// A given name as the language has it; sometimes another language's.
fn form(dice: &mut Dice, forms: [&str; 6], language: usize) -> String {
    let column = if dice.chance(0.12) && language < 4 { dice.below(4) } else { language };
    let form = match column {
        6 => return arabic(forms[2].split('/').next().unwrap_or_default()),
        column => forms[column],
    };
    // Of several forms the first is the usual one.
    let all: Vec<&str> = form.split('/').collect();
    let chosen = if dice.chance(0.7) { all[0] } else { *dice.pick(&all) };
    slip(dice, chosen.to_owned(), 0.03)
}

fn given(dice: &mut Dice, person: &Person, language: usize) -> String {
    let list = if person.female { GIRLS } else { BOYS };
    let first = form(dice, list[person.given], language);
    match person.second {
        Some(second) if dice.chance(0.5) => {
            let second = form(dice, list[second], language);
            if dice.chance(0.15) { second } else { format!("{first} {second}") }
        }
        _ if dice.chance(0.01) => first.chars().next().map(|c| format!("{c}.")).unwrap_or_default(),
        _ => first,
    }
}

fn family_name(dice: &mut Dice, name: &str, language: usize) -> String {
    match language {
        4 => hebrew(dice, name),
        5 => cyrillic(name),
        6 => arabic(name),
        language => {
            let upper = dice.chance(0.2);
            let spelt = respell(dice, name, language);
            if upper { spelt.to_uppercase() } else { spelt }
        }
    }
}

fn town(dice: &mut Dice, place: usize, language: usize) -> String {
    let names: Vec<&str> = PLACES[place].split('/').collect();
    match language {
        4 => hebrew(dice, names[0]),
        5 => cyrillic(names[0]),
        6 => arabic(names[0]),
        language => names[language.min(names.len() - 1)].to_owned(),
    }
}

/// A letter lost, doubled, exchanged with its neighbour, or read as another.
fn slip(dice: &mut Dice, text: String, p: f64) -> String {
    if !dice.chance(p) {
        return text;
    }
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 4 {
        return text;
    }
    let at = 1 + dice.below(letters.len() - 2);
    match dice.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ if letters[at].is_ascii() => {
            letters[at] = *dice.pick(&['a', 'e', 'i', 'n', 'u', 'm', 'r', 'h', 'l', 'k'])
        }
        _ => letters[at] = letters[at - 1],
    }
    letters.into_iter().collect()
}

fn birth(dice: &mut Dice, day: i32) -> String {
    let mut day = day;
    match dice.unit() {
        u if u < 0.04 => day += [365, -365, 730, -730][dice.below(4)],
        u if u < 0.07 => day += dice.below(61) as i32 - 30,
        u if u < 0.08 => day += 3653,
        _ => {}
    }
    let rest = day.rem_euclid(365);
    let (year, month, date) = (1860 + day.div_euclid(365), rest / 31 + 1, rest % 28 + 1);
    let (month, date) = if dice.chance(0.03) && date <= 12 { (date, month) } else { (month, date) };
    match dice.unit() {
        u if u < 0.60 => format!("{year}-{month:02}-{date:02}"),
        u if u < 0.66 => format!("{year}-{month:02}"),
        u if u < 0.84 => format!("{year}"),
        u if u < 0.91 => format!("{}~", year + dice.below(3) as i32 - 1),
        u if u < 0.94 => format!("{year}?"),
        u if u < 0.96 => format!("{}X", year / 10),
        u if u < 0.98 => format!("{}/{}", year - 1, year + 1),
        _ => format!("{year}-{month:02}-{date:02}~"),
    }
}
