//! The planner's codes in the reader's words: why here, what next, why nowhere, and what would change that.

use super::gather::Gathered;
use crate::viewer::Viewer;
use domain::placement::Held;
use maud::{Markup, html};
use planning::placement::{Amount, Change, ChangeCode, Id, NextBest, Reason, ReasonCode, Unplaced, WhyCode};

fn because(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::WithGroup => "with-group",
        ReasonCode::ApartFromGroup => "apart-from-group",
        ReasonCode::LanguageShared => "language-shared",
        ReasonCode::NoLanguageShared => "no-language-shared",
        ReasonCode::NeedsOffered => "needs-offered",
        // Its file does not say so; it may offer it all the same.
        ReasonCode::NeedsNotOffered => "needs",
        // Kept food and day of rest are needs here.
        ReasonCode::ObservanceKept
        | ReasonCode::ObservanceNotKept
        | ReasonCode::Fixed
        | ReasonCode::BedFits => "bed-fits",
    }
}

/// How other children are called in a reason.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// On a page of whoever reads their files.
    ByName,
    /// In an entry, which others read: a name would stay in a file that is not theirs.
    ByCode,
}

/// One reason.
fn reason(v: &Viewer, g: &Gathered, reason: &Reason, called: Called) -> String {
    let of: Vec<String> = match reason.code {
        ReasonCode::WithGroup | ReasonCode::ApartFromGroup => {
            let called = |child: &Id| if called == Called::ByName { g.name(child) } else { g.code(child) };
            reason.of.iter().map(|child| called(&Id::Text(child.clone()))).collect()
        }
        ReasonCode::LanguageShared | ReasonCode::NoLanguageShared => {
            reason.of.iter().map(|tag| v.words.language(tag)).collect()
        }
        ReasonCode::NeedsOffered | ReasonCode::NeedsNotOffered => {
            reason.of.iter().map(|need| v.t(&format!("need-{need}"))).collect()
        }
        _ => reason.of.clone(),
    };
    v.t_with(&format!("placement-because-{}", because(reason.code)), &[("of", &of.join(", "))])
}

/// The reasons of a proposal, for the page and for the entry, with what is to be asked of a home whose file does not say that
/// it offers it. That a person moved the child is no reason.
pub(super) fn reasons(v: &Viewer, g: &Gathered, all: &[Reason], called: Called) -> Vec<String> {
    let told = all.iter().filter(|r| r.code != ReasonCode::Fixed);
    let mut told: Vec<String> = told.map(|r| reason(v, g, r, called)).collect();
    if told.is_empty() {
        told.push(v.t("placement-because-bed-fits"));
    }
    told
}

/// More, less or nothing, in words.
pub(super) fn difference(v: &Viewer, change: Amount) -> String {
    let n = Amount(change.0.abs()).to_string();
    match change.0 {
        0 => v.t("placement-costs-same"),
        1.. => v.t_with("placement-costs-more", &[("n", &n)]),
        _ => v.t_with("placement-costs-less", &[("n", &n)]),
    }
}

/// The next best home.
pub(super) fn next_best(v: &Viewer, g: &Gathered, next: Option<&NextBest>) -> Markup {
    html! {
        p.by {
            @match next {
                None => (v.t("placement-no-other")),
                Some(next) => {
                    (v.t_with("placement-next-best", &[("home", g.home(&next.home)), ("cost", &difference(v, next.extra))]))
                    @if !next.free { " " (v.t("placement-gives-way")) }
                }
            }
        }
    }
}

/// Why a child has no place and the least that would give them one.
pub(super) fn unplaced(v: &Viewer, g: &Gathered, one: &Unplaced) -> Markup {
    let why = match one.why.code {
        WhyCode::NoSuchBed => "placement-why-no-such-bed",
        WhyCode::Forbidden | WhyCode::AllTaken => "placement-why-all-taken",
        WhyCode::Dearer => "placement-why-dearer",
    };
    html! {
        p { (v.t(why)) }
        @if let Some(change) = &one.least_change { p.by { (least(v, g, change)) } }
    }
}

fn least(v: &Viewer, g: &Gathered, change: &Change) -> String {
    let key = match change.code {
        ChangeCode::AcceptCost | ChangeCode::LiftBan => "placement-change-accept-cost",
        ChangeCode::WidenAges => "placement-change-widen-ages",
        ChangeCode::OneMoreBed => "placement-change-one-more-bed",
        ChangeCode::NewBed => "placement-change-new-bed",
    };
    let (from, to) = (change.from.to_string(), change.to.to_string());
    v.t_with(key, &[("home", g.home(&change.home)), ("from", &from), ("to", &to)])
}

/// Why a child was not put to the planner, and what to do.
pub(crate) fn held(v: &Viewer, held: &Held) -> String {
    let finding = match held {
        Held::ContagionFound(finding) => finding.as_str(),
        _ => "",
    };
    v.t_with(&format!("placement-held-{}", held.key()), &[("finding", finding)])
}

/// The same without what was found: for a board that many read, and whose reading nobody records.
pub(crate) fn held_briefly(v: &Viewer, held: &Held) -> String {
    match held {
        Held::ContagionFound(_) => v.t("placement-held-briefly"),
        _ => self::held(v, held),
    }
}
