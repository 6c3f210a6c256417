//! The groups a survey is told by, named as WHO names them: all, age, sex, age within sex.

use crate::child::{Age, Sex};

/// The age groups: first month, first month beyond, name.
const AGES: [(f64, f64, &str); 6] = [
    (0.0, 6.0, "00-05 mo"),
    (6.0, 12.0, "06-11 mo"),
    (12.0, 24.0, "12-23 mo"),
    (24.0, 36.0, "24-35 mo"),
    (36.0, 48.0, "36-47 mo"),
    (48.0, 60.0, "48-59 mo"),
];

/// An age group, by its place among six.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeGroup(usize);

impl AgeGroup {
    /// The group of an age: completed months, 30.4375 days each.
    pub fn of(age: Age) -> Option<AgeGroup> {
        let months = age.months();
        AGES.iter().position(|(from, until, _)| (*from..*until).contains(&months)).map(AgeGroup)
    }

    /// Its name: `00-05 mo`.
    pub fn name(self) -> &'static str {
        AGES[self.0].2
    }
}

/// A group of children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    pub age: Option<AgeGroup>,
    pub sex: Option<Sex>,
}

impl Group {
    /// Its name, as in WHO's table.
    pub fn name(self) -> String {
        let sex = self.sex.map(|s| if s == Sex::Female { "Female" } else { "Male" });
        match (self.age, sex) {
            (None, None) => "All".to_string(),
            (Some(age), None) => format!("Age group: {}", age.name()),
            (None, Some(sex)) => format!("Sex: {sex}"),
            (Some(age), Some(sex)) => format!("Age + sex: {}.{sex}", age.name()),
        }
    }

    /// Whether a child is in it; a child of unknown age or sex is in none that asks for it.
    pub fn holds(self, age: Option<AgeGroup>, sex: Option<Sex>) -> bool {
        self.age.is_none_or(|a| age == Some(a)) && self.sex.is_none_or(|s| sex == Some(s))
    }
}

/// The groups in the order of WHO's table.
pub fn groups() -> Vec<Group> {
    let ages = || (0..AGES.len()).map(|i| Some(AgeGroup(i)));
    let sexes = || [Sex::Female, Sex::Male].into_iter();
    let mut found = vec![Group { age: None, sex: None }];
    found.extend(ages().map(|age| Group { age, sex: None }));
    found.extend(sexes().map(|sex| Group { age: None, sex: Some(sex) }));
    found.extend(sexes().flat_map(|sex| ages().map(move |age| Group { age, sex: Some(sex) })));
    found
}
