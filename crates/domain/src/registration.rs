//! Registration: what is asked when somebody arrives, as typed, and the facts that follow. Seven fields are enough;
//! a sibling needs three more. Nothing typed is guessed at: a birth date that cannot be read is refused by name.

use crate::entry::Fact;
use crate::id::{FileId, Key, StayId};
use crate::kin::{self, Life, Relation, Tie};
use crate::person::{self, Name, NameKind, Sex};
use crate::place::Kind;
use crate::refusal::{Refusal, Why, refuse, text};
use crate::said::Answer;
use crate::stay::{self, Opening};
use jiff::civil::Date;
use linkage::edtf::{Edtf, Reading, loose};

/// The place somebody arrives at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The place's file.
    pub place: FileId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Barrack or room.
    pub within: String,
    /// From when (EDTF or a usual European form).
    pub from: String,
    /// From where.
    pub came_from: String,
    /// Why.
    pub reason: String,
}

/// What was typed. Empty fields were not asked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Registration {
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Other attested forms.
    pub other_names: Vec<Name>,
    /// `f`, `m`, `x`.
    pub sex: String,
    /// Birth: EDTF or a usual European form.
    pub birth: String,
    /// Place of birth.
    pub birth_place: String,
    /// Nationality.
    pub nationality: String,
    /// Languages, separated by commas or spaces.
    pub languages: String,
    /// Father's name.
    pub father: String,
    /// Mother's name.
    pub mother: String,
    /// Number in a register: which, and the number.
    pub number: (String, String),
    /// Family or sibling group.
    pub family: Option<Key>,
    /// Where this was learnt (register, the child, a letter).
    pub source: String,
    /// Where they arrive.
    pub arrival: Option<Arrival>,
}

/// Reads a date typed in a form: EDTF first, then the usual European forms, day before month.
///
/// # Errors
/// `Unreadable` with the field and the value.
pub fn date(field: &'static str, typed: &str) -> Result<Edtf, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(refuse(field, "", Why::Missing));
    }
    let read = Edtf::parse(typed).or_else(|_| loose(typed, &Reading { day_first: true, century: None }));
    read.map_err(|_| refuse(field, typed.chars().take(60).collect::<String>(), Why::Unreadable))
}

impl Registration {
    /// The facts of the first entry of a person's file. `key` gives fresh keys, `stay` the id of the stay.
    ///
    /// # Errors
    /// Refused without any name, with an unreadable date or sex, with a birth or arrival after `today`, or with an
    /// arrival before birth.
    pub fn facts(
        &self,
        mut key: impl FnMut() -> Key,
        stay: StayId,
        today: Date,
    ) -> Result<Vec<Fact>, Refusal> {
        let mut facts = self.names(&mut key)?;
        if !self.sex.trim().is_empty() {
            let sex = Sex::parse(self.sex.trim()).ok_or_else(|| refuse("sex", &self.sex, Why::Unreadable))?;
            facts.push(Fact::Person(person::Fact::Sex(sex)));
        }
        let birth = self.birth(today)?;
        facts.extend(birth.clone().map(|on| Fact::Person(person::Fact::Born(on))));
        self.origins(&mut facts)?;
        for (relation, name) in [(Relation::Father, &self.father), (Relation::Mother, &self.mother)] {
            if !name.trim().is_empty() {
                let source = self.source.clone();
                let tie =
                    Tie { relation, other: None, name: text("kin", name)?, life: Life::Unknown, source };
                facts.push(Fact::Kin(kin::Fact::Tie { key: key(), tie }));
            }
        }
        if let Some(group) = self.family {
            facts.push(Fact::Kin(kin::Fact::Group { group, within: true }));
        }
        if let Some(arrival) = &self.arrival {
            facts.push(arrival.opened(stay, birth.as_ref(), today)?);
        }
        Ok(facts)
    }

    fn names(&self, key: &mut impl FnMut() -> Key) -> Result<Vec<Fact>, Refusal> {
        let (given, surname) = (self.given.trim(), self.surname.trim());
        if given.is_empty() && surname.is_empty() {
            return Err(refuse("surname", "", Why::Missing));
        }
        for (field, part) in [("given", given), ("surname", surname)] {
            if !part.is_empty() {
                text(field, part)?;
            }
        }
        let usual = Name {
            given: given.to_string(),
            surname: surname.to_string(),
            kind: NameKind::Usual,
            source: self.source.clone(),
            period: None,
        };
        let named = std::iter::once(usual).chain(self.other_names.iter().cloned());
        Ok(named.map(|name| Fact::Person(person::Fact::Name { key: key(), name })).collect())
    }

    fn birth(&self, today: Date) -> Result<Option<Edtf>, Refusal> {
        if self.birth.trim().is_empty() {
            return Ok(None);
        }
        let birth = date("birth", &self.birth)?;
        if birth.bounds().earliest.is_some_and(|day| day > today) {
            return Err(refuse("birth", &self.birth, Why::InTheFuture));
        }
        Ok(Some(birth))
    }

    fn origins(&self, facts: &mut Vec<Fact>) -> Result<(), Refusal> {
        if !self.birth_place.trim().is_empty() {
            let place = text("birth_place", &self.birth_place)?;
            facts.push(Fact::Person(person::Fact::BirthPlace(Answer::Given(place))));
        }
        if !self.nationality.trim().is_empty() {
            let country = text("nationality", &self.nationality)?;
            facts.push(Fact::Person(person::Fact::Nationality { country, held: true }));
        }
        for language in
            self.languages.split([',', ';', '/']).map(str::trim).filter(|l| !l.is_empty()).take(12)
        {
            let language = text("languages", language)?;
            facts.push(Fact::Person(person::Fact::Language { language, spoken: true }));
        }
        if !self.number.1.trim().is_empty() {
            let (register, number) = (self.number.0.clone(), text("number", &self.number.1)?);
            facts.push(Fact::Person(person::Fact::RegisterNumber { register, number }));
        }
        Ok(())
    }
}

impl Arrival {
    fn opened(&self, stay: StayId, birth: Option<&Edtf>, today: Date) -> Result<Fact, Refusal> {
        let from = date("from", &self.from)?;
        if from.bounds().earliest.is_some_and(|day| day > today) {
            return Err(refuse("from", &self.from, Why::InTheFuture));
        }
        let born = birth.and_then(|b| b.bounds().earliest);
        if let (Some(born), Some(latest)) = (born, from.bounds().latest)
            && latest < born
        {
            return Err(refuse("from", &self.from, Why::EndsBeforeItBegins));
        }
        Ok(Fact::Stay(stay::Fact::Opened { stay, opening: self.opening(from) }))
    }

    /// The stay as opened on `from`.
    pub fn opening(&self, from: Edtf) -> Opening {
        Opening {
            place: self.place,
            kind: self.kind,
            name: self.name.clone(),
            within: self.within.trim().to_string(),
            from,
            reason: self.reason.trim().to_string(),
            came_from: self.came_from.trim().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(registration: Registration, expect: Result<usize, (&'static str, Why)>) {
        let mut n = 0u8;
        let keys = || {
            n += 1;
            Key([n; 8])
        };
        let got = registration.facts(keys, StayId([1; 16]), jiff::civil::date(1941, 3, 1));
        assert_eq!(got.as_ref().map(Vec::len).map_err(|r| (r.field, r.why)), expect, "{got:?}");
    }

    #[test]
    fn what_is_typed_becomes_facts_or_a_named_refusal() {
        let amina = || Registration { given: "Amina".into(), surname: "Halimi".into(), ..Default::default() };
        check(amina(), Ok(1));
        check(Registration::default(), Err(("surname", Why::Missing)));
        check(Registration { birth: "12.3.1934".into(), ..amina() }, Ok(2));
        check(Registration { birth: "1934?".into(), sex: "f".into(), ..amina() }, Ok(3));
        check(Registration { birth: "31.2.1934".into(), ..amina() }, Err(("birth", Why::Unreadable)));
        check(Registration { birth: "1942".into(), ..amina() }, Err(("birth", Why::InTheFuture)));
        check(Registration { sex: "woman".into(), ..amina() }, Err(("sex", Why::Unreadable)));
        check(Registration { languages: "German, Yiddish".into(), father: "Sami".into(), ..amina() }, Ok(4));
        let arrival = |from: &str| Arrival {
            place: FileId([2; 16]),
            kind: Kind::Camp,
            name: "Gurs".into(),
            within: "Ilot K".into(),
            from: from.into(),
            came_from: "Baden".into(),
            reason: String::new(),
        };
        check(Registration { arrival: Some(arrival("1940-10-25")), ..amina() }, Ok(2));
        check(
            Registration { arrival: Some(arrival("1941-10-25")), ..amina() },
            Err(("from", Why::InTheFuture)),
        );
        let born_late =
            Registration { birth: "1940-12-01".into(), arrival: Some(arrival("1940-10-25")), ..amina() };
        check(born_late, Err(("from", Why::EndsBeforeItBegins)));
    }
}
