//! The plan of a dossier on its page: what to ask for today, when each paper, which chain decides the day, how likely it is
//! that all hold together, what a late paper moves, and the smallest change where it cannot be. It is made anew from what
//! is recorded in this file each time it is read; nothing of it is kept.

use super::Opened;
use super::show::title;
use crate::edge::Complaint;
use crate::form::{Form, Typed};
use crate::pages::list;
use crate::pages::place::asked::{asked, day};
use crate::viewer::Viewer;
use jiff::civil::Date;
use maud::{Markup, html};
use planning::Procedure;
use planning::papers::{Again, Late, Plan, Planned, Repair, Runs, State, Status, plan};

/// What the plan is made of: the papers as they are recorded, the day somebody wants to reach, and how long such papers
/// took in the dossiers that the viewer was granted.
fn state(v: &Viewer, o: &Opened, procedure: &Procedure, target: Option<Date>) -> Result<State, Complaint> {
    let scene = v.compartment(&o.volume().compartment).map(|c| c.scene).unwrap_or_default();
    let history = v.store().durations(v.actor()?, scene, &procedure.id)?;
    Ok(State { target, history, ..o.dossier.planned() })
}

/// The plan, with the form that asks for another day.
pub(super) fn part(v: &Viewer, o: &Opened, procedure: &Procedure) -> Result<Markup, Complaint> {
    let typed = asked(v);
    let target = day("target", &typed).ok();
    // As often as the command plays it; the shipped procedures take some milliseconds.
    let made = plan(procedure, &state(v, o, procedure, target)?, o.today, Runs::default());
    let told = Told { v, procedure, plan: &made };
    let body = html! {
        p.hint { (v.t("dossier-plan-what")) }
        (other_day(v, o, &typed))
        (told.refused())
        (told.verdict())
        @if made.status != Status::Never {
            (told.today())
            (told.chance())
            (told.chain())
            (told.table())
            (told.again())
            (told.late())
        }
        (told.repairs())
    };
    Ok(list::wide_part("plan", &v.t("dossier-plan-heading"), body))
}

fn other_day(v: &Viewer, o: &Opened, typed: &Typed) -> Markup {
    let form = Form { viewer: v, typed, refusal: None };
    html! {
        form.filter.no-print action=(format!("{}#plan", o.address())) {
            (list::calendar(&form, "target", "dossier-plan-target-day", "date", None))
            button.button.quiet type="submit" { (v.t("dossier-plan-make")) }
        }
    }
}

/// A plan in the viewer's words.
struct Told<'a> {
    v: &'a Viewer,
    procedure: &'a Procedure,
    plan: &'a Plan,
}

impl Told<'_> {
    fn named(&self, ids: &[String]) -> Markup {
        html! { @for (i, id) in ids.iter().enumerate() { @if i > 0 { ", " } (self.link(id)) } }
    }

    fn link(&self, id: &str) -> Markup {
        html! { a href=(format!("#paper-{id}")) { (title(self.v, self.procedure, id)) } }
    }

    fn date(&self, day: Option<Date>) -> String {
        day.map(|day| self.v.words.day(day)).unwrap_or_default()
    }

    fn days(&self, days: i64) -> String {
        self.v.t_with("procedure-term-days", &[("days", &days.to_string())])
    }

    fn refused(&self) -> Markup {
        html! {
            @if !self.plan.refused.is_empty() {
                div.notice.warning { p { (self.v.t("dossier-plan-refused")) " " (self.named(&self.plan.refused)) } }
            }
        }
    }

    /// Whether it can be, and for which day.
    fn verdict(&self) -> Markup {
        let (v, plan) = (self.v, self.plan);
        let on = [("date", self.date(plan.target))];
        let on: Vec<(&str, &str)> = on.iter().map(|(key, day)| (*key, day.as_str())).collect();
        match plan.status {
            Status::Never => html! {
                div.notice.warning { p { (v.t("dossier-plan-never")) " " (self.named(&plan.never_together)) } }
            },
            Status::TooLate if plan.target < plan.earliest_target => html! {
                div.notice.warning { p { (v.t_with("dossier-plan-too-late", &on)) " "
                    (v.t_with("dossier-plan-earliest", &[("date", &self.date(plan.earliest_target))])) } }
            },
            Status::TooLate => html! {},
            Status::Feasible if plan.target == plan.earliest_target => {
                html! { p { (v.t_with("dossier-plan-earliest", &on)) } }
            }
            Status::Feasible => html! {
                p { (v.t_with("dossier-plan-feasible", &on)) " "
                    (v.t_with("dossier-plan-earliest", &[("date", &self.date(plan.earliest_target))])) }
            },
        }
    }

    /// What cannot wait until tomorrow, and what can be asked for already.
    fn today(&self) -> Markup {
        let presses = |id: &String| {
            self.plan.papers.iter().any(|p| p.paper == *id && p.spare_days.is_some_and(|d| d <= 0))
        };
        let (must, may): (Vec<String>, Vec<String>) = self.plan.ask_today.iter().cloned().partition(presses);
        html! {
            @if must.is_empty() { p { (self.v.t("dossier-plan-ask-nothing")) } }
            @else { p { (self.v.t("dossier-plan-ask-today")) " " strong { (self.named(&must)) } } }
            @if !may.is_empty() { p { (self.v.t("dossier-plan-ask-already")) " " (self.named(&may)) } }
        }
    }

    fn chance(&self) -> Markup {
        let Some(chance) = &self.plan.chance else { return html! {} };
        // Rounded outward, so that the interval said holds the one that was computed.
        let percent = |share: f64| format!("{share:.0}");
        let (low, high) = ((chance.low * 100.0).floor(), (chance.high * 100.0).ceil());
        let days: Vec<String> = self.plan.come_by.iter().map(|(_, day)| self.date(*day)).collect();
        let values = [
            ("date", self.date(self.plan.target)),
            ("share", percent(chance.share * 100.0)),
            ("low", percent(low)),
            ("high", percent(high)),
            ("runs", self.v.words.whole(chance.runs.into())),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        html! {
            p { (self.v.t_with("dossier-plan-chance", &values)) }
            @if let [half, most, nearly] = days.as_slice()
                && days.iter().all(|day| !day.is_empty()) {
                p { (self.v.t_with("dossier-plan-come-by", &[("half", half), ("most", most), ("nearly", nearly)])) }
            }
        }
    }

    /// What decides the day, without what is in hand: nobody waits for that any more.
    fn chain(&self) -> Markup {
        let held = |id: &String| self.plan.papers.iter().any(|p| p.paper == *id && p.state == "held");
        let chain: Vec<String> = self.plan.critical_chain.iter().filter(|id| !held(id)).cloned().collect();
        html! {
            @if !chain.is_empty() { p { (self.v.t("dossier-plan-chain")) " " (self.named(&chain)) } }
        }
    }

    fn table(&self) -> Markup {
        let rows: Vec<Vec<Markup>> =
            self.plan.papers.iter().filter(|p| p.state != "done").map(|p| self.row(p)).collect();
        let heads = [
            "list-paper",
            "dossier-plan-earliest-start",
            "dossier-plan-latest-start",
            "dossier-plan-expected",
            "dossier-plan-spare",
            "dossier-plan-takes",
        ];
        list::table(self.v, "", &heads, &rows)
    }

    fn row(&self, paper: &Planned) -> Vec<Markup> {
        let v = self.v;
        vec![
            html! { (self.link(&paper.paper)) @if paper.critical && paper.state != "held" { " " span.by { (v.t("dossier-plan-decides")) } } },
            html! { @match paper.state { "held" => (v.t("dossier-plan-held")), "asked" => (v.t("status-asked")), _ => (self.date(paper.earliest)) } },
            html! { (self.date(paper.latest)) },
            html! { @if paper.state != "held" { (self.date(paper.expected)) } },
            html! { @if let Some(days) = paper.spare_days { (self.days(days)) } },
            html! { @if paper.state != "held" { (self.takes(paper)) } },
        ]
    }

    /// The days that were counted with, and where they come from.
    fn takes(&self, paper: &Planned) -> Markup {
        let days = paper.days;
        let [low, likely, high] = [days.optimistic, days.likely, days.pessimistic].map(|n| n.to_string());
        let values = [("low", low.as_str()), ("likely", likely.as_str()), ("high", high.as_str())];
        html! {
            (self.v.t_with("dossier-plan-days", &values))
            @if let Some(count) = paper.learnt_from {
                " " span.by { (self.v.t_with("dossier-plan-learnt", &[("count", &count.to_string())])) }
            }
        }
    }

    fn again(&self) -> Markup {
        let said = |again: &Again| {
            let by: Vec<String> = again.by.iter().map(|day| self.v.words.day(*day)).collect();
            html! { (self.link(&again.paper)) (self.v.t("person-colon")) " " (self.v.t_with("dossier-plan-again", &[("dates", &by.join(", "))])) }
        };
        html! {
            @if !self.plan.again.is_empty() { ul { @for again in &self.plan.again { li { (said(again)) } } } }
        }
    }

    /// What is missed if a paper takes as long as it can.
    fn late(&self) -> Markup {
        let missing: Vec<&Late> = self.plan.if_late.iter().filter(|late| late.misses).collect();
        let said = |late: &Late| {
            let days = self.days(late.days_late);
            let moved = self.date(late.target);
            html! {
                (self.link(&late.paper)) (self.v.t("person-colon")) " "
                @if late.target.is_some() { (self.v.t_with("dossier-plan-late", &[("days", &days), ("date", &moved)])) }
                @else { (self.v.t_with("dossier-plan-late-never", &[("days", &days)])) }
                @if let Some(repair) = &late.repair { " " (self.v.t("dossier-plan-made-up")) " " (self.repair(repair)) "." }
            }
        };
        html! {
            @if !missing.is_empty() {
                h3 { (self.v.t("dossier-plan-if-late")) }
                ul { @for late in missing { li { (said(late)) } } }
            }
        }
    }

    fn repairs(&self) -> Markup {
        html! {
            @if !self.plan.repairs.is_empty() {
                h3 { (self.v.t("dossier-plan-would-help")) }
                ul { @for repair in &self.plan.repairs { li { (self.repair(repair)) } } }
            }
        }
    }

    fn repair(&self, repair: &Repair) -> Markup {
        let (key, paper, days) = match repair {
            Repair::LaterTarget { to, days } => {
                let (on, days) = (self.v.words.day(*to), self.days(*days));
                return html! { (self.v.t_with("dossier-plan-repair-later", &[("date", &on), ("days", &days)])) };
            }
            Repair::Faster { paper, days } => ("dossier-plan-repair-faster", paper, *days),
            Repair::HoldsLonger { paper, days } => ("dossier-plan-repair-longer", paper, *days),
        };
        html! { (self.v.t_with(key, &[("paper", title(self.v, self.procedure, paper)), ("days", &self.days(days))])) }
    }
}
