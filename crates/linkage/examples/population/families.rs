//! Families: parents, and children some years apart, in towns whose people share surnames.

use super::dice::Dice;
use super::forms::{BOYS, GIRLS, PLACES, surnames};

pub struct Person {
    pub given: usize,
    pub second: Option<usize>,
    pub female: bool,
    pub surname: String,
    pub married: Option<String>,
    /// Days since 1 January 1860.
    pub birth: i32,
    pub place: usize,
    pub home: usize,
    pub father_given: usize,
    pub mother_given: usize,
    pub father: Option<usize>,
    pub mother: Option<usize>,
    pub records: usize,
}

pub fn people(dice: &mut Dice, records: usize, more_surnames: usize) -> Vec<Person> {
    let all = surnames(more_surnames);
    let mut people: Vec<Person> = Vec::new();
    let mut total = 0;
    while total < records + records / 50 {
        let place = dice.skewed(PLACES.len());
        let name = |dice: &mut Dice| all[(dice.skewed(all.len()) * 7 + place * 31) % all.len()].clone();
        let (surname, maiden) = (name(dice), name(dice));
        let wedding = (1885 + dice.below(52) as i32 - 1860) * 365;
        let home = if dice.chance(0.5) { place } else { dice.skewed(PLACES.len()) };
        let adult = |dice: &mut Dice, female: bool, surname: &str, married: Option<String>| Person {
            given: dice.skewed(if female { GIRLS.len() } else { BOYS.len() }),
            second: dice.chance(0.12).then(|| dice.skewed(if female { GIRLS.len() } else { BOYS.len() })),
            female,
            surname: surname.to_owned(),
            married,
            birth: wedding - (19 + dice.below(12) as i32) * 365 - dice.below(365) as i32,
            place: if dice.chance(0.7) { place } else { dice.skewed(PLACES.len()) },
            home,
            father_given: dice.skewed(BOYS.len()),
            mother_given: dice.skewed(GIRLS.len()),
            father: None,
            mother: None,
            records: times(dice),
        };
        let father = adult(dice, false, &surname, None);
        let mother = adult(dice, true, &maiden, Some(surname.clone()));
        let (at, given) = (people.len(), (father.given, mother.given));
        total += father.records + mother.records;
        people.extend([father, mother]);
        let mut birth = wedding + 250 + dice.below(500) as i32;
        let mut used = vec![];
        for _ in 0..dice.below(7) {
            let female = dice.chance(0.5);
            let mut own = dice.skewed(if female { GIRLS.len() } else { BOYS.len() });
            while used.contains(&(female, own)) {
                own = dice.skewed(if female { GIRLS.len() } else { BOYS.len() });
            }
            used.push((female, own));
            let child = Person {
                given: own,
                birth,
                father_given: given.0,
                mother_given: given.1,
                father: Some(at),
                mother: Some(at + 1),
                place: if dice.chance(0.85) { home } else { place },
                ..adult(dice, female, &surname, None)
            };
            total += child.records;
            people.push(child);
            birth += if dice.chance(0.02) { 0 } else { 330 + dice.below(1300) as i32 };
        }
    }
    people
}

fn times(dice: &mut Dice) -> usize {
    match dice.unit() {
        u if u < 0.35 => 1,
        u if u < 0.65 => 2,
        u if u < 0.85 => 3,
        u if u < 0.95 => 4,
        _ => 5,
    }
}
