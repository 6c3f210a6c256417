//! The content of a procedure judged: references, cycles, numbers. All of it, never only the first mistake.

use std::collections::BTreeSet;

use crate::cycle::cycles;
use crate::problem::Problem;
use crate::procedure::{MAX_DAYS, MAX_ID, MAX_MONTHS, MAX_PAPERS, Meaning, PaperKind, Procedure, Term, Test};

pub(crate) fn check(procedure: &Procedure) -> Vec<Problem> {
    let mut problems = Vec::new();
    head(procedure, &mut problems);
    eligibility(procedure, &mut problems);
    if procedure.papers.len() > MAX_PAPERS {
        problems.push(Problem::TooManyPapers { papers: procedure.papers.len() });
        return problems;
    }
    for kind in &procedure.papers {
        own(kind, &mut problems);
    }
    references(procedure, &mut problems);
    problems.extend(cycles(&procedure.papers).into_iter().map(|path| Problem::Cycle { path }));
    if !procedure.papers.iter().any(|kind| kind.required) {
        problems.push(Problem::NoRequiredPaper);
    }
    problems
}

fn head(procedure: &Procedure, problems: &mut Vec<Problem>) {
    if !is_id(&procedure.id) {
        problems.push(Problem::BadId { what: "procedure", id: procedure.id.clone() });
    }
    if procedure.version == 0 {
        problems.push(Problem::BadVersion);
    }
    let country = &procedure.country;
    if country != "INT" && !is_capitals(country, 2) {
        problems.push(Problem::BadCountry { country: country.clone() });
    }
    for (place, text) in [("title", &procedure.title), ("target", &procedure.target)] {
        if text.is_blank() {
            problems.push(Problem::BlankText { place: place.to_owned() });
        }
    }
    if procedure.sources.is_empty() {
        problems.push(Problem::NoSource);
    }
    for (n, source) in procedure.sources.iter().enumerate() {
        if source.reference.trim().is_empty() {
            problems.push(Problem::BlankText { place: format!("source {}", n + 1) });
        }
    }
    let from = procedure.in_force_from;
    if let Some(until) = procedure.in_force_until.filter(|until| *until < from) {
        problems.push(Problem::ForceEndsBeforeItBegins { from, until });
    }
}

fn eligibility(procedure: &Procedure, problems: &mut Vec<Problem>) {
    for (n, rule) in procedure.eligibility.iter().enumerate() {
        let rule_no = n + 1;
        if rule.described.is_blank() || rule.source.trim().is_empty() {
            problems.push(Problem::BlankText { place: format!("rule {rule_no}") });
        }
        match &rule.test {
            Test::Age { from: Some(from), to: Some(to) } if from > to => {
                problems.push(Problem::RuleFitsNobody { rule: rule_no, from: *from, to: *to });
            }
            Test::Place { kinds } if kinds.is_empty() => {
                problems.push(Problem::BlankText { place: format!("rule {rule_no}: kinds") });
            }
            _ => {}
        }
    }
}

/// What can be said of a paper without looking at the others.
fn own(kind: &PaperKind, problems: &mut Vec<Problem>) {
    let paper = || kind.id.clone();
    if !is_id(&kind.id) {
        problems.push(Problem::BadId { what: "paper", id: paper() });
    }
    let texts = [("title", Some(&kind.title)), ("issuer", Some(&kind.issuer)), ("note", kind.note.as_ref())];
    for (place, _) in texts.iter().filter(|(_, text)| text.is_some_and(|text| text.is_blank())) {
        problems.push(Problem::BlankText { place: format!("`{}`: {place}", kind.id) });
    }
    if kind.source.trim().is_empty() {
        problems.push(Problem::BlankText { place: format!("`{}`: source", kind.id) });
    }
    if kind.one_of.iter().any(Vec::is_empty) {
        problems.push(Problem::EmptyChoice { paper: paper() });
    }
    let days = kind.days;
    if !(days.optimistic <= days.likely && days.likely <= days.pessimistic) {
        problems.push(Problem::DaysOutOfOrder { paper: paper(), days });
    }
    if [days.optimistic, days.likely, days.pessimistic].into_iter().any(|n| n > MAX_DAYS) {
        problems.push(Problem::TooLongATime { paper: paper(), what: "days" });
    }
    match kind.valid_days {
        Some(0) => problems.push(Problem::NeverValid { paper: paper() }),
        Some(n) if n > MAX_DAYS => {
            problems.push(Problem::TooLongATime { paper: paper(), what: "valid_days" });
        }
        _ => {}
    }
    if let Some(cost) = kind.cost.as_ref().filter(|cost| !is_capitals(&cost.currency, 3)) {
        problems.push(Problem::BadCurrency { paper: paper(), currency: cost.currency.clone() });
    }
    terms(kind, problems);
}

fn terms(kind: &PaperKind, problems: &mut Vec<Problem>) {
    let silence = kind.silence;
    let terms = [
        ("appeal", kind.appeal),
        ("silence.after", silence.map(|s| s.after)),
        ("silence.appeal", silence.and_then(|s| s.appeal)),
    ];
    for (what, term) in terms {
        let Some(Term { months, days }) = term else { continue };
        if months == 0 && days == 0 {
            problems.push(Problem::EmptyTerm { paper: kind.id.clone(), what });
        }
        if months > MAX_MONTHS || days > MAX_DAYS {
            problems.push(Problem::TooLongATime { paper: kind.id.clone(), what });
        }
    }
    if silence.is_some_and(|s| s.means == Meaning::Grant && s.appeal.is_some()) {
        problems.push(Problem::AppealAgainstGrant { paper: kind.id.clone() });
    }
}

/// What the papers say of each other.
fn references(procedure: &Procedure, problems: &mut Vec<Problem>) {
    let mut ids = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for kind in &procedure.papers {
        if !ids.insert(kind.id.as_str()) && twice.insert(kind.id.as_str()) {
            problems.push(Problem::DuplicateId { id: kind.id.clone() });
        }
    }
    for kind in &procedure.papers {
        for names in kind.names().collect::<BTreeSet<_>>() {
            if !ids.contains(names) {
                problems.push(Problem::UnknownPaper { paper: kind.id.clone(), names: names.to_owned() });
            }
        }
        for needed in kind.all_of.iter().filter_map(|id| procedure.paper(id)) {
            if kind.required && !needed.required {
                problems
                    .push(Problem::NeededNotRequired { paper: kind.id.clone(), names: needed.id.clone() });
            }
        }
    }
}

fn is_id(id: &str) -> bool {
    (1..=MAX_ID).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_capitals(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_uppercase())
}
