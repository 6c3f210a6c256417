//! A trip to an office on paper: the list of what is handed in there on one day, and for each request its cover letter.
//!
//! The list is seen by whoever carries it: code, given name and what to hand over. A letter goes to the office, which cannot
//! answer without knowing whom it is about: the full name and the birth; or, where a code was asked for, a line on which
//! somebody writes the name by hand at the counter.

use crate::paper::{Names, Paper, Printing, apart, spoken};
use crate::sheet::PaperProblem;

/// One request of the trip, worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Code of whom it is for.
    pub code: String,
    /// Their given name.
    pub given: String,
    /// Their name as the office knows it.
    pub name: String,
    /// When they were born; empty where nobody knows.
    pub born: String,
    /// The paper that is asked for.
    pub paper: String,
    /// What is handed in with it, a line each.
    pub enclosed: Vec<String>,
}

/// A trip: one office, one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// The office.
    pub office: String,
    /// The day, in words.
    pub day: String,
    /// Title of the procedure.
    pub procedure: String,
    /// How many requests, in words.
    pub count: String,
    /// What the office does not take on that day, and when it does, in words; nothing where it takes all.
    pub shut: Option<String>,
    /// The requests in the order of the list.
    pub requests: Vec<Request>,
}

/// Sets the list and the letters.
///
/// # Errors
/// [`PaperProblem`] when it could not be set.
pub fn trip(trip: &Trip, names: Names, printing: Printing<'_>) -> Result<Vec<u8>, PaperProblem> {
    let title = format!("{}: {}", trip.office, trip.day);
    let foot = format!("{}; {}", apart(&trip.office), apart(&trip.day));
    let mut paper = Paper::new(printing, &title).foot(foot);
    list(&mut paper, trip, names, printing);
    for (i, request) in trip.requests.iter().enumerate() {
        paper.page();
        letter(&mut paper, trip, i + 1, request, names, printing);
    }
    paper.pdf()
}

fn list(paper: &mut Paper<'_>, trip: &Trip, names: Names, printing: Printing<'_>) {
    paper.heading(1, &printing.t("paper-trip"));
    paper.facts(&[
        (printing.t("paper-office"), trip.office.clone()),
        (printing.t("paper-day"), trip.day.clone()),
        (printing.t("paper-procedure"), trip.procedure.clone()),
        (printing.t("paper-requests"), trip.count.clone()),
    ]);
    if let Some(shut) = &trip.shut {
        paper.notice(shut);
    }
    paper.gap(3);
    let heads = ["paper-no", "paper-given", "paper-code", "paper-paper", "paper-hand-over", "paper-receipt"]
        .map(|key| printing.t(key));
    let row = |(i, r): (usize, &Request)| {
        let given = if names == Names::Shown { apart(&r.given) } else { String::new() };
        let enclosed = r.enclosed.join("; ");
        vec![(i + 1).to_string(), given, spoken(&r.code), r.paper.clone(), enclosed, String::new()]
    };
    let rows: Vec<Vec<String>> = trip.requests.iter().enumerate().map(row).collect();
    paper.table(&heads, &[2, 4, 4, 8, 10, 5], &rows, true);
    paper.signed(&["paper-handed-in-by", "paper-stamp"].map(|key| printing.t(key)));
}

fn letter(
    paper: &mut Paper<'_>,
    trip: &Trip,
    number: usize,
    request: &Request,
    names: Names,
    printing: Printing<'_>,
) {
    paper.facts(&[(printing.t("paper-from"), String::new()), (printing.t("paper-to"), trip.office.clone())]);
    paper.end(&trip.day);
    paper.gap(4);
    paper.heading(2, &format!("{}. {}", number, request.paper));
    let shown = |text: &str| if names == Names::Shown { apart(text) } else { String::new() };
    let mut about = vec![(printing.t("paper-for"), shown(&request.name))];
    if !request.born.is_empty() || names == Names::Coded {
        about.push((printing.t("paper-born"), shown(&request.born)));
    }
    about.push((printing.t("paper-our-code"), spoken(&request.code)));
    about.push((printing.t("paper-procedure"), trip.procedure.clone()));
    paper.facts(&about);
    paper.gap(3);
    paper.text(&printing.t("paper-letter-ask"));
    if request.enclosed.is_empty() {
        paper.text(&printing.t("paper-letter-nothing"));
    } else {
        paper.text(&printing.t("paper-letter-enclosed"));
        paper.list(&request.enclosed);
    }
    paper.text(&printing.t("paper-letter-receipt"));
    paper.text(&printing.t("paper-letter-close"));
    paper.signed(&["paper-signature", "paper-stamp"].map(|key| printing.t(key)));
}
