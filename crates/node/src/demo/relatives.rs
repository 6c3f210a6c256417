//! Relatives who ask, from Zurich, New York and Haifa, each in the writing of their own country: one for the twins, one
//! for a child in the camp, one for somebody nobody here knows.

use super::HISTORICAL_DATE;
use super::houses::{House, Who};
use super::places::RIVESALTES;
use super::plan::Plan;
use super::stage::{Stage, at};
use domain::Edtf;
use domain::ask_around::{Asked, Question};
use domain::entry::Fact;
use domain::kin::Relation;
use domain::tracing::{Fact as Told, Inquirer, Sought, VETTED, Vetting};
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::Problem;

/// One request of the scenario.
struct Request {
    /// How many days before the stated one it came.
    days_before: i64,
    inquirer: (&'static str, &'static str, &'static str),
    words: &'static str,
    sought: Vec<Sought>,
    vetted: bool,
}

/// Writes the requests.
pub fn ask(stage: &Stage, plan: &Plan) -> Result<(), Problem> {
    for asked in all(plan) {
        let received = HISTORICAL_DATE.checked_sub(asked.days_before.days()).unwrap_or(HISTORICAL_DATE);
        written(stage, asked, received)?;
    }
    asked_around(stage, plan)
}

/// The homes of the Creuse ask the teams of the camps for a child of Rivesaltes; a second person let it go.
fn asked_around(stage: &Stage, plan: &Plan) -> Result<(), Problem> {
    let here = |c: &&super::cast::Child| c.leg_on(HISTORICAL_DATE).is_some_and(|leg| leg.place == RIVESALTES);
    let Some(child) = plan.cast.children.iter().filter(here).nth(30) else { return Ok(()) };
    let question = Question {
        given: child.given.to_string(),
        surname: plan.cast.families[child.family].surname.clone(),
        birth: Some(Edtf::year(child.born.year())),
        ..Question::default()
    };
    let houses = vec![stage.house(House::Rivesaltes), stage.house(House::Gurs)];
    let why = "Sa sœur est arrivée chez nous et ne parle que de lui ou d’elle.".to_string();
    stage.past(HISTORICAL_DATE.checked_sub(4.days()).unwrap_or(HISTORICAL_DATE), 15 * 60);
    let (from, by) = (stage.house(House::Creuse), stage.actor(Who::Colleague));
    let file = stage.store.ask(by, &from, move |key, on| Asked { key, question, houses, why, on }.typed())?;
    stage.store.second(stage.actor(Who::Supervisor), &from, &file)
}

fn written(stage: &Stage, asked: Request, received: Date) -> Result<(), Problem> {
    stage.store.write(stage.actor(Who::Worker), &stage.house(House::Rivesaltes), move |w| {
        w.as_at(at(received, 10 * 60));
        let (name, from, contact) = asked.inquirer;
        let inquirer = Inquirer {
            name: name.into(),
            from: from.into(),
            contact: contact.into(),
            received,
            words: asked.words.into(),
            record: String::new(),
        };
        let mut facts = vec![Fact::Tracing(Told::Inquirer(inquirer))];
        for sought in asked.sought {
            facts.push(Fact::Tracing(Told::Sought { key: w.new_key(), sought }));
        }
        let file = w.new_file();
        w.append(&file, facts)?;
        if asked.vetted {
            let vetting = Vetting {
                outcome: "proved".into(),
                on: received,
                words: "Lettre du consulat, photographies de famille.".into(),
            };
            let vet =
                |what: &str| Fact::Tracing(Told::Vetted { what: what.into(), vetting: vetting.clone() });
            w.append(&file, VETTED.map(vet).to_vec())?;
        }
        Ok(())
    })
}

fn all(plan: &Plan) -> Vec<Request> {
    let twins = plan.twins.iter().map(|twin| &plan.cast.children[*twin]);
    let twins: Vec<Sought> = twins
        .map(|twin| Sought {
            given: twin.given.to_string(),
            // As the aunt spells the name.
            surname: "Alimi".into(),
            birth: Some(Edtf::year(twin.born.year())),
            relation: Some(Relation::NieceOrNephew),
            last_news: "Gurs".into(),
            ..Sought::default()
        })
        .collect();
    let here = |c: &&super::cast::Child| c.leg_on(HISTORICAL_DATE).is_some_and(|leg| leg.place == RIVESALTES);
    let child = plan.cast.children.iter().filter(here).nth(12);
    let cousin: Vec<Sought> = child
        .map(|child| Sought {
            given: child.given.to_string(),
            surname: plan.cast.families[child.family].surname.clone(),
            sex: child.sex.to_string(),
            birth: Some(Edtf::year(child.born.year())),
            birth_place: child.birth_place.into(),
            father: plan.cast.families[child.family].father.clone(),
            relation: Some(Relation::Cousin),
            ..Sought::default()
        })
        .into_iter()
        .collect();
    let nobody = Sought {
        given: "מרים".into(),
        surname: "רוזנטל".into(),
        birth: Some(Edtf::year(1930)),
        relation: Some(Relation::Sibling),
        last_news: "אנטוורפן, 1940".into(),
        ..Sought::default()
    };
    vec![
        Request {
            days_before: 96,
            inquirer: ("Esther Alimi", "Zurich", "Seilergraben 4, Zurich"),
            words: "Les jumeaux de mon frère ; leur dernière carte venait de Gurs.",
            sought: twins,
            vetted: true,
        },
        Request {
            days_before: 41,
            inquirer: ("Max Feldmann", "New York", "by the committee’s office, New York"),
            words: "My cousin’s child. We can vouch for an affidavit.",
            sought: cousin,
            vetted: false,
        },
        Request {
            days_before: 12,
            inquirer: ("רבקה רוזנטל", "Haifa", "דרך לשכת הסיוע בחיפה"),
            words: "אחותי הקטנה. לא ידוע לי דבר מאז אנטוורפן.",
            sought: vec![nobody],
            vetted: false,
        },
    ]
}
