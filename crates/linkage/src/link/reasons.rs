//! Why: what each field of a pair said for or against one person.

use super::model::{Class, Field, Model};
use super::ordered::Held;
use super::pattern::{Compared, Comparer, MISSING};
use super::population::FullPopulation;

/// What one field said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The field.
    pub field: Field,
    /// How it agreed, in the words of the levels.
    pub level: &'static str,
    /// Natural logarithm of how much likelier this is within one person than by chance.
    pub weight: f64,
}

impl Model {
    /// The reasons of a pair, field by field; fields that one of them leaves empty say nothing. The weights are
    /// against chance; what relatives share counts less in the log-odds than they add up to.
    #[must_use]
    pub fn reasons(&self, people: &FullPopulation, a: u32, b: u32) -> Vec<Reason> {
        let of = |number: u32| people.records.get(number as usize).map(|record| Held::new(people, record));
        let (Some(x), Some(y)) = (of(a), of(b)) else { return Vec::new() };
        Comparer::new(people, &self.akin)
            .compare(&x, &y)
            .map(|compared| self.said(people, &compared))
            .unwrap_or_default()
    }

    /// The reasons of a comparison.
    pub(crate) fn said(&self, people: &FullPopulation, compared: &Compared) -> Vec<Reason> {
        Field::ALL
            .into_iter()
            .filter(|field| compared.levels[*field as usize] != MISSING)
            .filter_map(|field| {
                let level = compared.levels[field as usize] as usize;
                let name = super::model::level_name(field as usize, level)?;
                let same = f64::from(self.same[field as usize][level]);
                let chance = f64::from(compared.chance(people, self, field as usize));
                Some(Reason { field, level: name, weight: same - chance })
            })
            .collect()
    }

    /// Natural logarithm of the odds that two records of the list are one person, and against what mostly: siblings,
    /// kin or chance.
    #[must_use]
    pub fn against(&self, people: &FullPopulation, a: u32, b: u32) -> Option<(f64, Class)> {
        let of = |number: u32| people.records.get(number as usize).map(|record| Held::new(people, record));
        let compared = Comparer::new(people, &self.akin).compare(&of(a)?, &of(b)?)?;
        let classes = self.classes(people, &compared);
        let others = [Class::Siblings, Class::ParentChild, Class::Kinfolk, Class::Chance];
        let most = others.into_iter().max_by(|x, y| classes[*x as usize].total_cmp(&classes[*y as usize]))?;
        Some((super::model::odds(&classes, Class::Same), most))
    }
}
