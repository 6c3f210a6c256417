//! What whoever goes to an office is told of it before they go: closed on that day and when it is open again, or that nobody
//! wrote down its days. It keeps nobody from going.

use crate::locale::Words;
use jiff::civil::Date;
use maud::{Markup, html};
use planning::procedure::{Opening, PaperKind};
use planning::{Audience, Procedure};

/// What is known of the office that gives a paper, on the day of a trip.
pub struct OnDay {
    /// Title of the paper.
    paper: String,
    opening: Opening,
    next: Option<Date>,
}

/// What is told.
pub enum Told {
    /// It takes none of these requests, or not all of them; when it does.
    Shut(String),
    /// Nobody wrote down on which days it takes them.
    Unknown(String),
}

impl OnDay {
    /// Of a paper of a procedure.
    pub fn of(words: Words, procedure: &Procedure, kind: &PaperKind, on: Date) -> OnDay {
        OnDay {
            paper: kind.title.in_language(words.0.code()).to_string(),
            opening: procedure.opening(kind, on),
            next: procedure.next_open(kind, on),
        }
    }

    /// The next day on which it takes requests, where it takes none on this day.
    pub fn not_before(&self) -> Option<Date> {
        self.next.filter(|_| matches!(self.opening, Opening::Closed | Opening::Holiday(_)))
    }

    /// Whether its days are known.
    pub fn is_known(&self) -> bool {
        !matches!(self.opening, Opening::Unknown(_))
    }
}

impl Told {
    /// The sentence.
    pub fn text(self) -> String {
        match self {
            Told::Shut(text) | Told::Unknown(text) => text,
        }
    }

    /// For a page: what is known stands out.
    pub fn markup(&self) -> Markup {
        match self {
            Told::Shut(text) => html! { strong { (text) } },
            Told::Unknown(text) => html! { span.by { (text) } },
        }
    }
}

/// What of a trip's requests its office does not take on the day, and when it does; or that its days are not known. Nothing where
/// it takes them all, and where nobody goes to an office.
pub fn told<'a>(
    words: Words,
    audience: Audience,
    requests: impl Iterator<Item = &'a OnDay> + Clone,
) -> Option<Told> {
    let Some(next) = requests.clone().filter_map(OnDay::not_before).min() else {
        return unknown(words, audience, requests).map(Told::Unknown);
    };
    let next = words.day(next);
    if requests.clone().any(|r| r.not_before().is_none()) {
        let closed = requests.filter(|r| r.not_before().is_some());
        let mut papers: Vec<&str> = closed.map(|r| r.paper.as_str()).collect();
        papers.sort_unstable();
        papers.dedup();
        let papers = papers.join("; ");
        return Some(Told::Shut(words.t_with("procedure-shut-for", &[("papers", &papers), ("date", &next)])));
    }
    let holiday = requests.clone().find_map(|r| match r.opening {
        Opening::Holiday(holiday) => Some(holiday.name.in_language(words.0.code())),
        _ => None,
    });
    Some(Told::Shut(match holiday {
        Some(name) => words.t_with("procedure-shut-holiday", &[("holiday", name), ("date", &next)]),
        None => words.t_with("procedure-shut", &[("date", &next)]),
    }))
}

fn unknown<'a>(
    words: Words,
    audience: Audience,
    mut requests: impl Iterator<Item = &'a OnDay> + Clone,
) -> Option<String> {
    let nobody_goes = matches!(audience, Audience::Care | Audience::Family);
    // Where one paper of an office has its days, they are the office's.
    if nobody_goes || requests.clone().any(OnDay::is_known) {
        return None;
    }
    let Opening::Unknown(holiday) = requests.next()?.opening else { return None };
    Some(match holiday {
        Some(holiday) => {
            let name = holiday.name.in_language(words.0.code());
            words.t_with("procedure-holiday-unknown", &[("holiday", name)])
        }
        None => words.t("procedure-days-unknown"),
    })
}
