//! How a person's papers stand on a day. Never panics, whatever the record or a hand-made procedure says.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::papers::{
    Ask, Blocked, Deadline, LAPSING_DAYS, Lapsed, Lapsing, Need, Paper, PaperStatus, Refused, SilenceDay,
    Standing, Valid, Waiting, Why,
};
use crate::procedure::{Meaning, PaperKind, Procedure, later};

/// What a paper is worth today.
#[derive(Clone, Copy)]
enum Worth {
    Open,
    Asked { since: Option<Date> },
    Valid { until: Option<Date>, undated: bool },
    Lapsed { until: Option<Date> },
    Refused { on: Option<Date> },
}

/// Lays one person's papers against a procedure for a given day.
///
/// What is dated after `today` has not happened yet: a paper received tomorrow is asked for today. A received
/// paper whose validity has ended counts as lapsed by the date, whatever its recorded status.
pub fn standing(procedure: &Procedure, papers: &BTreeMap<String, Paper>, today: Date) -> Standing {
    let view = View::new(procedure, papers, today);
    let needed = view.needed();
    let mut standing = Standing {
        today,
        can_ask_now: Vec::new(),
        blocked: Vec::new(),
        waiting: Vec::new(),
        valid: Vec::new(),
        lapsing: Vec::new(),
        lapsed: Vec::new(),
        refused: Vec::new(),
        missing: Vec::new(),
        complete: false,
        deadlines: Vec::new(),
        outside: papers.keys().filter(|id| !view.kinds.contains_key(id.as_str())).cloned().collect(),
    };
    for kind in &procedure.papers {
        let needed = needed.contains(kind.id.as_str());
        standing.place(&view, kind, needed);
        if kind.required && needed && !view.is_valid(&kind.id) {
            standing.missing.push(kind.id.clone());
        }
    }
    // What the target needs first, and otherwise as the procedure lays them.
    standing.can_ask_now.sort_by_key(|ask| !ask.needed);
    standing.complete = standing.missing.is_empty();
    standing.deadlines.sort();
    standing
}

/// Ids of the papers that were handed in with a request that has since been made: they have done their work.
pub(crate) fn spent(
    procedure: &Procedure,
    papers: &BTreeMap<String, Paper>,
    today: Date,
) -> BTreeSet<String> {
    View::new(procedure, papers, today).spent.into_iter().map(str::to_owned).collect()
}

impl Standing {
    /// Puts one paper where it belongs.
    fn place(&mut self, view: &View<'_>, kind: &PaperKind, needed: bool) {
        let paper = kind.id.clone();
        match view.worth(&kind.id) {
            Worth::Open => self.open(view, kind, needed, false),
            Worth::Asked { since } => self.waiting(view.today, kind, since),
            Worth::Valid { until, undated } => {
                self.valid.push(Valid { paper, until, undated });
                if let Some(until) = until {
                    self.ends(view.today, kind, until, needed);
                }
            }
            Worth::Lapsed { until } => {
                self.lapsed.push(Lapsed { paper, until, renewable: kind.renewable, needed });
                self.open(view, kind, needed, true);
            }
            Worth::Refused { on } => {
                let appeal_until = on.zip(kind.appeal).map(|(on, term)| term.after(on));
                let appeal_open = appeal_until.is_some_and(|last| view.today <= last);
                if let Some(on) = appeal_until.filter(|_| appeal_open) {
                    self.deadlines.push(Deadline { on, paper: paper.clone(), why: Why::AppealEnds });
                }
                self.refused.push(Refused { paper, on, appeal_until, appeal_open, needed });
            }
        }
    }

    /// A paper to ask for, at once or when what it needs is there.
    fn open(&mut self, view: &View<'_>, kind: &PaperKind, needed: bool, again: bool) {
        let paper = kind.id.clone();
        let waits_for = view.unmet(kind);
        if waits_for.is_empty() {
            self.can_ask_now.push(Ask { paper, again, needed });
        } else {
            self.blocked.push(Blocked { paper, waits_for, needed });
        }
    }

    fn waiting(&mut self, today: Date, kind: &PaperKind, since: Option<Date>) {
        let expected =
            since.map(|since| (later(since, kind.days.optimistic), later(since, kind.days.pessimistic)));
        let silence = since.zip(kind.silence).map(|(since, silence)| {
            let on = silence.after.after(since);
            let refuses = silence.means == Meaning::Refusal;
            let appeal_until = silence.appeal.filter(|_| refuses).map(|term| term.after(on));
            SilenceDay { on, means: silence.means, spoken: on <= today, appeal_until }
        });
        let mut due = |on, why| self.deadlines.push(Deadline { on, paper: kind.id.clone(), why });
        if let Some((_, latest)) = expected {
            due(latest, Why::AnswerExpected);
        }
        if let Some(silence) = silence {
            let why =
                if silence.means == Meaning::Refusal { Why::SilenceRefuses } else { Why::SilenceGrants };
            // A grant that nobody has recorded yet stays; a refusal is followed by the days to appeal it.
            if silence.on >= today || silence.means == Meaning::Grant {
                due(silence.on, why);
            }
            if let Some(last) = silence.appeal_until.filter(|last| *last >= today) {
                due(last, Why::AppealEnds);
            }
        }
        let late = expected.is_some_and(|(_, latest)| latest < today);
        self.waiting.push(Waiting { paper: kind.id.clone(), since, expected, late, silence });
    }

    /// A valid paper that will end.
    fn ends(&mut self, today: Date, kind: &PaperKind, until: Date, needed: bool) {
        let (paper, renewable) = (kind.id.clone(), kind.renewable);
        if needed {
            self.deadlines.push(Deadline { on: until, paper: paper.clone(), why: Why::LastValidDay });
        }
        if until <= later(today, LAPSING_DAYS) {
            // Two dates of the calendar at most 30 days apart: the count of days always fits.
            let days_left = today.until(until).map_or(0, |span| span.get_days());
            self.lapsing.push(Lapsing { paper, until, days_left, renewable, needed });
        }
    }
}

/// A procedure and the worth of each of its papers on a day.
struct View<'a> {
    procedure: &'a Procedure,
    kinds: BTreeMap<&'a str, (&'a PaperKind, Worth)>,
    today: Date,
    /// Ids of the papers that were handed in with a request that has since been made.
    spent: BTreeSet<&'a str>,
}

impl<'a> View<'a> {
    fn new(procedure: &'a Procedure, papers: &BTreeMap<String, Paper>, today: Date) -> View<'a> {
        let mut kinds = BTreeMap::new();
        for kind in &procedure.papers {
            let worth = papers.get(&kind.id).map_or(Worth::Open, |paper| worth(kind, paper, today));
            // A hand-made procedure may have an id twice; the first stands, as in `Procedure::paper`.
            kinds.entry(kind.id.as_str()).or_insert((kind, worth));
        }
        let mut view = View { procedure, kinds, today, spent: BTreeSet::new() };
        view.spent = view.spent();
        view
    }

    fn worth(&self, id: &str) -> Worth {
        self.kinds.get(id).map_or(Worth::Open, |(_, worth)| *worth)
    }

    fn is_valid(&self, id: &str) -> bool {
        matches!(self.worth(id), Worth::Valid { .. })
    }

    /// The request was made, and answered or not: what it needed has been handed in.
    fn is_under_way(&self, id: &str) -> bool {
        matches!(self.worth(id), Worth::Valid { .. } | Worth::Asked { .. })
    }

    /// From each request that is under way back to what was handed in for it, and to what was handed in for
    /// that.
    fn spent(&self) -> BTreeSet<&'a str> {
        let mut spent = BTreeSet::new();
        let under_way = self.kinds.values().filter(|(kind, _)| self.is_under_way(&kind.id));
        let mut made: Vec<&PaperKind> = under_way.map(|(kind, _)| *kind).collect();
        while let Some(request) = made.pop() {
            for (kind, _) in request.names().filter_map(|id| self.kinds.get(id)) {
                if kind.handed_in && spent.insert(kind.id.as_str()) {
                    made.push(kind);
                }
            }
        }
        spent
    }

    /// Papers without which the target cannot be reached from here: the required ones that are not spent, and
    /// for what is not yet under way among them, what it needs (spent or not: a second request wants it
    /// again): of a choice that is met the valid options, of one that is open all of them.
    fn needed(&self) -> BTreeSet<&'a str> {
        let mut needed: BTreeSet<&str> = BTreeSet::new();
        let required = self.procedure.papers.iter().filter(|kind| kind.required);
        let mut next: Vec<&str> =
            required.map(|kind| kind.id.as_str()).filter(|id| !self.spent.contains(id)).collect();
        while let Some(id) = next.pop() {
            if !needed.insert(id) || self.is_under_way(id) {
                continue;
            }
            let Some((kind, _)) = self.kinds.get(id) else { continue };
            next.extend(kind.all_of.iter().map(String::as_str));
            for group in &kind.one_of {
                let met = group.iter().any(|id| self.is_valid(id));
                next.extend(group.iter().map(String::as_str).filter(|id| !met || self.is_valid(id)));
            }
        }
        needed
    }

    /// What a paper needs and is not validly held.
    fn unmet(&self, kind: &PaperKind) -> Vec<Need> {
        let papers = kind.all_of.iter().filter(|id| !self.is_valid(id)).cloned().map(Need::Paper);
        let groups = kind.one_of.iter().filter(|group| !group.iter().any(|id| self.is_valid(id)));
        papers.chain(groups.cloned().map(Need::OneOf)).collect()
    }
}

/// What a recorded paper is worth on a day.
fn worth(kind: &PaperKind, paper: &Paper, today: Date) -> Worth {
    let to_come = |day: Option<Date>| day.is_some_and(|day| day > today);
    let until = paper.valid_until.or_else(|| Some(later(paper.received_on?, kind.valid_days?)));
    match paper.status {
        PaperStatus::Refused if !to_come(paper.refused_on) => Worth::Refused { on: paper.refused_on },
        PaperStatus::Lapsed => Worth::Lapsed { until },
        PaperStatus::Received if !to_come(paper.received_on) => match until {
            Some(last) if last < today => Worth::Lapsed { until },
            _ => Worth::Valid { until, undated: until.is_none() && kind.valid_days.is_some() },
        },
        PaperStatus::Wanted => Worth::Open,
        // Asked, or an answer that lies ahead: it is waited for, unless even the asking lies ahead.
        _ if to_come(paper.asked_on) => Worth::Open,
        PaperStatus::Asked => Worth::Asked { since: paper.asked_on },
        PaperStatus::Received | PaperStatus::Refused => {
            paper.asked_on.map_or(Worth::Open, |on| Worth::Asked { since: Some(on) })
        }
    }
}
