//! From a row of a register to the facts of a person's first entry. What no fact can hold is kept with the row, and
//! what a rule refuses is set aside with it: neither loses the person.

use crate::place::PlaceLine;
use domain::entry::Fact;
use domain::id::{CompartmentId, Key, StayId};
use domain::note::{self, Note};
use domain::person::{self, Name, NameKind};
use domain::refusal::{Refusal, Why, refuse};
use domain::registration::{Arrival, Registration};
use domain::stay::{self, Closing, EndReason};
use jiff::civil::Date;
use linkage::edtf::Edtf;
use register::{Field, Row};

/// Most text kept beside the fields of one row, in bytes: an entry may hold four times that, with all the rest of it.
const KEPT_MAX: usize = 256 * 1024;

/// The facts of a row, and what of it was set aside.
pub struct Prepared {
    /// To be appended as one entry.
    pub facts: Vec<Fact>,
    /// Cells that a rule refused; each is kept with the row, word for word.
    pub set_aside: Vec<Refusal>,
    /// Whether it names a family or sibling group.
    pub family: Option<Key>,
}

/// Where and when a row is imported.
pub struct Import<'a> {
    /// The compartment written in.
    pub compartment: CompartmentId,
    /// Where the people of the register are.
    pub place: &'a PlaceLine,
    /// Name of the register.
    pub source: &'a str,
    /// Today in this scene.
    pub today: Date,
    /// The last day the register tells of: who is in it without a date was there, or had left, by then at the latest.
    pub told_until: Date,
}

/// The last day that any row tells of, never after `today`; today where no row bears a date.
pub fn told_until(rows: &[Row], today: Date) -> Date {
    let dates = rows.iter().flat_map(|row| [&row.arrived_on, &row.left_on]).flatten();
    dates.filter_map(|on| on.bounds().latest).filter(|day| *day <= today).max().unwrap_or(today)
}

impl Import<'_> {
    /// The facts of `row`.
    ///
    /// # Errors
    /// Only when the row cannot go in at all: it names nobody, or holds more than an entry may.
    pub fn facts(&self, row: &Row, mut key: impl FnMut() -> Key, stay: StayId) -> Result<Prepared, Refusal> {
        let mut kept: Vec<(String, String)> = row.unmapped.iter().chain(&row.unread).cloned().collect();
        let family = row.family.as_deref().map(|label| self.family(label));
        let homeless = [
            (Field::Family, &row.family),
            (Field::Convoy, &row.convoy),
            (Field::Code, &row.code),
            (Field::LeaveReason, &row.leave_reason),
        ];
        kept.extend(homeless.into_iter().filter_map(|(f, v)| Some((f.key().to_string(), v.clone()?))));
        let mut set_aside = Vec::new();
        let (until, closing) = self.closing(row, &mut kept);
        let mut form = self.form(row, family, until.as_ref(), &mut kept);
        let mut facts = loop {
            match form.facts(&mut key, stay, self.today) {
                Ok(facts) => break facts,
                Err(refusal) => {
                    let value =
                        drop_field(&mut form, &refusal, self.told_until).ok_or_else(|| refusal.clone())?;
                    let name = if refusal.field == "from" { Field::ArrivedOn.key() } else { refusal.field };
                    kept.push((name.to_string(), value));
                    set_aside.push(refusal);
                }
            }
        };
        rename(&mut facts, row);
        facts.extend(row.note.iter().map(|text| {
            let note = Note { text: text.clone(), on: None, own_words: false };
            Fact::Note(note::Fact::Written { key: key(), note })
        }));
        match closing.map(|closing| self.closed(&facts, stay, closing)) {
            Some(Ok(fact)) => facts.push(fact),
            Some(Err(refusal)) => {
                kept.push((Field::LeftOn.key().to_string(), refusal.value.clone()));
                set_aside.push(refusal);
            }
            None => {}
        }
        if kept.iter().map(|(k, v)| k.len() + v.len()).sum::<usize>() > KEPT_MAX {
            return Err(refuse("row", row.line, Why::TooLong));
        }
        let source = format!("{}:{}", self.source, row.line);
        let fingerprint = row.fingerprint.clone();
        facts.push(Fact::Person(person::Fact::Row { fingerprint, source, kept }));
        Ok(Prepared { facts, set_aside, family })
    }

    /// The key of a family: one for each label of one register at one place, and none other's.
    fn family(&self, label: &str) -> Key {
        let mut hasher = blake3::Hasher::new_derive_key("relais 2026 family of a register");
        for part in
            [self.compartment.bytes(), self.place.file.bytes(), self.source.as_bytes(), label.as_bytes()]
        {
            hasher.update(&(part.len() as u64).to_be_bytes()).update(part);
        }
        let mut key = [0; 8];
        hasher.finalize_xof().fill(&mut key);
        Key(key)
    }

    fn form(
        &self,
        row: &Row,
        family: Option<Key>,
        until: Option<&Edtf>,
        kept: &mut Vec<(String, String)>,
    ) -> Registration {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let from = row.arrived_on.clone().unwrap_or_else(|| {
            // The register says they are here and not since when: here at the latest on the last day it tells of.
            kept.push((Field::ArrivedOn.key().to_string(), String::new()));
            open_before(until.and_then(|u| u.bounds().latest).unwrap_or(self.told_until).min(self.told_until))
        });
        let whole = row.full_name.as_deref().filter(|_| row.given.is_none() && row.surname.is_none());
        let birth_only =
            row.birth_surname.as_deref().filter(|_| row.given.is_none() && row.surname.is_none());
        let surname = row.surname.as_deref().or(whole).or(birth_only).unwrap_or_default();
        let mut other_names = Vec::new();
        let mut also = |surname: &str, given: &str, kind| {
            let source = self.source.to_string();
            other_names.push(Name {
                given: given.into(),
                surname: surname.into(),
                kind,
                source,
                period: None,
            });
        };
        if let (Some(birth), true) =
            (&row.birth_surname, whole.is_some() || row.given.is_some() || row.surname.is_some())
        {
            also(birth, row.given.as_deref().unwrap_or_default(), NameKind::Birth);
        }
        if let (Some(full), None) = (&row.full_name, whole) {
            also(full, "", NameKind::AsFound);
        }
        Registration {
            given: text(&row.given),
            surname: surname.to_string(),
            other_names,
            sex: row.sex.map(|s| s.letter().to_string()).unwrap_or_default(),
            birth: row.birth.as_ref().map(Edtf::to_string).unwrap_or_default(),
            birth_place: text(&row.birth_place),
            nationality: text(&row.nationality),
            languages: row.languages.join(", "),
            father: text(&row.father),
            mother: text(&row.mother),
            number: (self.place.name.clone(), text(&row.number)),
            family,
            source: self.source.to_string(),
            arrival: Some(Arrival {
                place: self.place.file,
                kind: self.place.kind,
                name: self.place.name.clone(),
                within: text(&row.barrack),
                from: from.to_string(),
                came_from: text(&row.came_from),
                reason: String::new(),
            }),
        }
    }

    /// When a departure is told, its day and the closing. A departure without a day lies before the register's last.
    fn closing(&self, row: &Row, kept: &mut Vec<(String, String)>) -> (Option<Edtf>, Option<Closing>) {
        if row.left_on.is_none() && row.leave_reason.is_none() && row.left_for.is_none() {
            return (None, None);
        }
        let until = row.left_on.clone().unwrap_or_else(|| {
            kept.push((Field::LeftOn.key().to_string(), String::new()));
            open_before(self.told_until)
        });
        let reason = row.leave_reason.as_deref().map_or(EndReason::Unknown, reason);
        let towards = row.left_for.clone().unwrap_or_default();
        (row.left_on.clone(), Some(Closing { until, reason, towards }))
    }

    fn closed(&self, facts: &[Fact], stay: StayId, closing: Closing) -> Result<Fact, Refusal> {
        let bounds = closing.until.bounds();
        let began = facts.iter().find_map(|f| match f {
            Fact::Stay(stay::Fact::Opened { opening, .. }) => Some(opening.from.bounds()),
            _ => None,
        });
        let Some(began) = began else { return Err(refuse("until", &closing.until, Why::Unknown)) };
        if bounds.earliest.is_some_and(|until| until > self.today) {
            return Err(refuse("until", &closing.until, Why::InTheFuture));
        }
        if let (Some(began), Some(until)) = (began.earliest, bounds.latest)
            && until < began
        {
            return Err(refuse("until", &closing.until, Why::EndsBeforeItBegins));
        }
        Ok(Fact::Stay(stay::Fact::Closed { stay, closing }))
    }
}

/// Not known since when, but at the latest that day.
fn open_before(day: Date) -> Edtf {
    Edtf::parse(&format!("../{day}")).unwrap_or_else(|_| Edtf::day(day))
}

/// Takes the refused cell out of the form and returns its text; `None` where the row cannot go in without it.
fn drop_field(form: &mut Registration, refusal: &Refusal, told_until: Date) -> Option<String> {
    let field = match refusal.field {
        "birth" => &mut form.birth,
        "sex" => &mut form.sex,
        "birth_place" => &mut form.birth_place,
        "nationality" => &mut form.nationality,
        "languages" => &mut form.languages,
        "number" => &mut form.number.1,
        "from" => {
            let from = &mut form.arrival.as_mut()?.from;
            let before = std::mem::replace(from, open_before(told_until).to_string());
            return (before != *from).then_some(before);
        }
        _ => return None,
    };
    let value = std::mem::take(field);
    (!value.is_empty()).then_some(value)
}

/// A name that the register gives only whole, or only as it was at birth, is kept as such.
fn rename(facts: &mut [Fact], row: &Row) {
    if row.given.is_some() || row.surname.is_some() {
        return;
    }
    let kind = if row.full_name.is_some() { NameKind::AsFound } else { NameKind::Birth };
    if let Some(Fact::Person(person::Fact::Name { name, .. })) = facts.first_mut() {
        name.kind = kind;
    }
}

/// The reason a register's words mean; the words themselves are kept with the row.
pub fn reason(words: &str) -> EndReason {
    if let Some(reason) = EndReason::parse(words.trim()) {
        return reason;
    }
    let folded = linkage::name::normalise(words);
    let means = |beginnings: &[&str]| folded.split(' ').any(|w| beginnings.iter().any(|b| w.starts_with(b)));
    // French, English, German; the gravest meaning first where several stand in one cell.
    let table: [(&[&str], EndReason); 11] = [
        (&["deced", "mort", "died", "dead", "death", "gestorb", "verstorb", "tod"], EndReason::Died),
        (&["deport"], EndReason::Deported),
        (&["dispar", "missing", "vermis"], EndReason::Missing),
        (&["hopital", "hospit", "krankenh", "spital"], EndReason::Hospital),
        (&["emigr", "ausgewand", "auswander"], EndReason::Emigrated),
        (&["adopt"], EndReason::Adopted),
        (&["famill", "family", "famili", "parent", "elter"], EndReason::WithFamily),
        (&["transfer", "verleg", "uberstell"], EndReason::OtherCamp),
        (&["place", "foyer", "maison", "home", "heim", "untergebr"], EndReason::Placed),
        (&["liber", "releas", "entlass", "freigel"], EndReason::Released),
        (&["inconnu", "unknown", "unbekannt"], EndReason::Unknown),
    ];
    table.into_iter().find(|(words, _)| means(words)).map_or(EndReason::Other, |(_, reason)| reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_register_mean_a_reason() {
        fn check(words: &str, expected: EndReason) {
            assert_eq!(reason(words), expected, "{words}");
        }
        check("released", EndReason::Released);
        check("libérée le 3", EndReason::Released);
        check("Entlassen", EndReason::Released);
        check("décédé à l'hôpital", EndReason::Died);
        check("gestorben", EndReason::Died);
        check("Hôpital de Pau", EndReason::Hospital);
        check("transférée à Rivesaltes", EndReason::OtherCamp);
        check("déporté", EndReason::Deported);
        check("rendu à sa famille", EndReason::WithFamily);
        check("placé en foyer", EndReason::Placed);
        check("unbekannt", EndReason::Unknown);
        check("parti", EndReason::Other);
    }

    #[test]
    fn a_register_tells_until_its_last_day_and_never_past_today() {
        let today = jiff::civil::date(1942, 8, 31);
        let row = |on: &str| Row { arrived_on: Edtf::parse(on).ok(), ..Row::default() };
        let check = |dates: &[&str], expected: &str| {
            let rows: Vec<Row> = dates.iter().map(|on| row(on)).collect();
            assert_eq!(told_until(&rows, today).to_string(), expected, "{dates:?}");
        };
        check(&["1940-10-25", "1941-02"], "1941-02-28");
        check(&["1940-10-25", "1950"], "1940-10-25");
        check(&[""], "1942-08-31");
        check(&[], "1942-08-31");
    }
}
