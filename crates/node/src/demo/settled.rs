//! The last hours before the stated one: what two people wrote without having seen each other, a slip withdrawn, a
//! name put right. What makes the page of attention true.

use super::HISTORICAL_DATE;
use super::houses::{House, Who};
use super::places::{RIVESALTES, SOUTH};
use super::plan::Plan;
use super::stage::{Stage, at};
use domain::Edtf;
use domain::entry::Fact;
use domain::note::{self, Note};
use domain::person::{self, Name, NameKind};
use store::Problem;

/// Plays the last hours.
pub fn epilogue(stage: &Stage, plan: &Plan) -> Result<(), Problem> {
    let when = at(HISTORICAL_DATE, 16 * 60);
    let living = |place: usize| {
        plan.cast.children.iter().filter(move |c| c.leg_on(HISTORICAL_DATE).is_some_and(|l| l.place == place))
    };
    let born = |year: i16| Fact::Person(person::Fact::Born(Edtf::year(year)));
    for child in living(RIVESALTES).filter(|c| c.birth.len() == 4).take(1) {
        let year = child.born.year();
        stage.dispute(
            House::Rivesaltes,
            child.file,
            when,
            [(Who::Worker, born(year - 1)), (Who::Supervisor, born(year + 1))],
        )?;
    }
    for child in living(SOUTH + 3).filter(|c| c.birth.len() == 4).take(1) {
        let place =
            |name: &str| Fact::Person(person::Fact::BirthPlace(domain::said::Answer::Given(name.into())));
        let said = [(Who::Colleague, place("Anvers")), (Who::Supervisor, place("Amsterdam"))];
        stage.dispute(House::HauteVienne, child.file, when, said)?;
    }
    for child in living(RIVESALTES).skip(40).take(1) {
        withdrawn(stage, child.file, when + 3_600_000)?;
    }
    if let Some(&amin) = plan.twins.get(1) {
        corrected(stage, plan.cast.children[amin].file, when + 3_600_000)?;
    }
    Ok(())
}

/// A note in the wrong file, taken back with its reason; it stays readable, struck through.
fn withdrawn(stage: &Stage, file: domain::id::FileId, when: i64) -> Result<(), Problem> {
    stage.store.write(stage.actor(Who::Worker), &stage.house(House::Rivesaltes), move |w| {
        w.as_at(when);
        let key = w.new_key();
        let text = "Le père est au groupe de travailleurs de Septfonds, écrire avant jeudi.";
        let note = Note { text: text.into(), on: Some(Edtf::day(HISTORICAL_DATE)), own_words: false };
        let fact = Fact::Note(note::Fact::Written { key, note });
        let slot = fact.slot();
        w.append(&file, vec![fact])?;
        w.as_at(when + 600_000);
        let why = "Écrite dans le mauvais dossier : c’est le père d’une autre enfant.".to_string();
        w.append(&file, vec![Fact::Withdrawn { slot, why }]).map(|_| ())
    })
}

/// The home adds how the camp had spelt the name, and puts a slip in the spelling right.
fn corrected(stage: &Stage, file: domain::id::FileId, when: i64) -> Result<(), Problem> {
    stage.store.write(stage.actor(Who::Colleague), &stage.house(House::Creuse), move |w| {
        w.as_at(when);
        let key = w.new_key();
        let named = |surname: &str| Name {
            given: "Amin".into(),
            surname: surname.into(),
            kind: NameKind::AsFound,
            source: "liste du camp de Gurs".into(),
            period: None,
        };
        let fact = |name| Fact::Person(person::Fact::Name { key, name });
        w.append(&file, vec![fact(named("Alimy"))])?;
        w.as_at(when + 900_000);
        w.append(&file, vec![fact(named("Halimy"))]).map(|_| ())
    })
}
