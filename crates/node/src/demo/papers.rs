//! Dossiers of provisional release: what was asked for when, what came, what lapsed.

use super::dice::{Dice, days, plus};
use domain::Edtf;
use domain::dossier::{Closing, Fact, Opening, Paper, Status};
use domain::entry::Fact as Entry;
use domain::id::Key;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The procedure of the historical scene.
pub const RELEASE: &str = "release-1941";

/// A dossier with its day of opening and the day on which the last decision came, or was expected.
pub struct Course {
    /// Its key.
    pub dossier: Key,
    /// The day it was taken up.
    pub opened: Date,
    /// The day of the prefect's order.
    pub order: Date,
    /// The day after which nothing more is known: the child's departure, or the stated date.
    pub cutoff: Date,
    /// Whether it ends in a release; its steps are then told apart more finely.
    pub granted: bool,
    /// Day and paper of a refusal.
    pub refused: Option<(Date, &'static str)>,
    /// The day the medical certificate came, where it is to be one of its own.
    pub medical: Option<Date>,
    /// The home's department, for the authorisation of residence.
    pub department: &'static str,
}

type Step = (Date, &'static str, Status);

/// The facts of a dossier, in at most four entries, each with its day.
pub fn entries(course: &Course, dice: &mut Dice) -> Vec<(Date, Vec<Entry>)> {
    let mut steps: Vec<Step> = steps(course).into_iter().filter(|s| s.0 <= course.cutoff).collect();
    if let Some((day, paper)) = course.refused {
        steps.retain(|s| s.0 <= day && (s.1 != paper || s.2 == Status::Asked));
        steps.push((day, paper, Status::Refused));
    }
    steps.sort();
    let opening = Opening { procedure: RELEASE.into(), version: 1, on: Edtf::day(course.opened) };
    let mut entries =
        vec![(course.opened, vec![Entry::Dossier(Fact::Opened { dossier: course.dossier, opening })])];
    let mut papers: BTreeMap<&str, Paper> = BTreeMap::new();
    let half = if course.granted {
        plus(course.opened, days(course.opened, course.order) * 2 / 3)
    } else {
        Date::MAX
    };
    let ends = [plus(course.opened, 2), half, Date::MAX];
    let mut rest = steps.as_slice();
    for end in ends {
        let (now, later) = rest.split_at(rest.partition_point(|s| s.0 <= end));
        rest = later;
        let Some(last) = now.last() else { continue };
        let mut facts: BTreeMap<&str, Entry> = BTreeMap::new();
        for (day, paper, status) in now {
            let before = papers.remove(paper).unwrap_or_default();
            let state = described(before.step(*status, *day, valid_days(paper)), paper, course, dice);
            facts.insert(
                paper,
                Entry::Dossier(Fact::Paper {
                    dossier: course.dossier,
                    paper: (*paper).into(),
                    state: state.clone(),
                }),
            );
            papers.insert(paper, state);
        }
        if end == ends[0] {
            entries[0].0 = last.0;
            entries[0].1.extend(facts.into_values());
        } else {
            entries.push((last.0, facts.into_values().collect()));
        }
    }
    lapses(course, &papers, &mut entries);
    entries
}

/// What had lapsed a week before the end of the course is noted as such, so that only fresh dates are due.
fn lapses(course: &Course, papers: &BTreeMap<&str, Paper>, entries: &mut Vec<(Date, Vec<Entry>)>) {
    let mut noted: Vec<(Date, Entry)> = Vec::new();
    for (paper, state) in papers {
        let over = state
            .valid_until
            .filter(|until| state.status == Status::Received && plus(*until, 4) < course.cutoff);
        if let Some(until) = over {
            let (dossier, state) = (course.dossier, state.clone().step(Status::Lapsed, plus(until, 1), None));
            noted.push((
                plus(until, 3),
                Entry::Dossier(Fact::Paper { dossier, paper: (*paper).into(), state }),
            ));
        }
    }
    let Some(day) = noted.iter().map(|(day, _)| *day).max() else { return };
    let day = day.max(entries.last().map_or(day, |e| e.0)).min(course.cutoff);
    entries.push((day, noted.into_iter().map(|(_, fact)| fact).collect()));
}

fn steps(course: &Course) -> Vec<Step> {
    use Status::{Asked, Received};
    let (o, c) = (course.opened, course.order);
    let long = days(o, c).max(14);
    let f = |share: i64| plus(o, long * share / 100);
    let lodging = f(30).max(plus(c, -80));
    let residence = f(62).max(plus(c, -60));
    let medical = course.medical.unwrap_or(f(64).max(plus(c, -20)));
    let request = plus(residence.max(f(66)).max(plus(c, -18)), 1);
    let after = plus(c, 2);
    vec![
        (o, "identity-sheet", Asked),
        (f(8), "identity-sheet", Received),
        (o, "parents-consent", Asked),
        (f(10), "parents-consent", Received),
        (f(4), "maintenance-guarantee", Asked),
        (f(9), "maintenance-guarantee", Received),
        (f(5), "lodging-certificate", Asked),
        (lodging, "lodging-certificate", Received),
        (plus(lodging, 1), "residence-authorisation", Asked),
        (residence.max(plus(lodging, 2)), "residence-authorisation", Received),
        (plus(medical, -3).max(o), "medical-certificate", Asked),
        (medical, "medical-certificate", Received),
        (request, "release-request", Asked),
        (request, "release-request", Received),
        (plus(request, 1), "camp-opinion", Asked),
        (plus(request, 5), "camp-opinion", Received),
        (plus(request, 5), "release-order", Asked),
        (c, "release-order", Received),
        (c, "safe-conduct", Asked),
        (after, "safe-conduct", Received),
        (c, "escort-order", Asked),
        (after, "escort-order", Received),
    ]
}

fn valid_days(paper: &str) -> Option<u32> {
    let procedure = planning::procedure::find(RELEASE, 1)?;
    procedure.papers.iter().find(|p| p.id == paper)?.valid_days
}

fn described(mut state: Paper, paper: &str, course: &Course, dice: &mut Dice) -> Paper {
    if state.status != Status::Received {
        return state;
    }
    match paper {
        "release-order" => {
            state.number = format!("arrêté n° {}", dice.between(210, 2890));
            state.issuer = "Préfecture du département du camp".into();
        }
        "residence-authorisation" => {
            state.number = format!("n° {}", dice.between(40, 990));
            state.issuer = format!("Préfecture, {}", course.department);
        }
        "medical-certificate" => state.issuer = "Médecin de l’œuvre".into(),
        "parents-consent" => state.original = "au dossier de l’enfant".into(),
        _ => {}
    }
    state
}

/// The end of a dossier.
pub fn closed(dossier: Key, on: Date, outcome: &str, note: &str) -> Entry {
    Entry::Dossier(Fact::Closed {
        dossier,
        closing: Closing { outcome: outcome.into(), on: Edtf::day(on), note: note.into() },
    })
}
