//! Referrals in words: who received what, what they answered, when it ended.

use crate::pages::place::asked::colon;
use crate::viewer::Viewer;
use domain::referral::Fact;
use maud::{Markup, html};

/// What the fact is about.
pub(super) fn label(v: &Viewer, fact: &Fact) -> String {
    v.t(match fact {
        Fact::Heard { .. } | Fact::Answered { .. } => "referral-answer",
        Fact::Ended { .. } | Fact::Over { .. } => "referral-end",
        Fact::Sent { .. } | Fact::Terms(_) => "referral-one",
    })
}

/// What it says.
pub(super) fn value(v: &Viewer, fact: &Fact) -> Markup {
    match fact {
        Fact::Sent { sent, .. } => html! {
            bdi { (sent.name) } ", " (v.t_with("referral-until", &[("on", &v.words.day(sent.until))]))
            (colon(v)) span dir="auto" { (sent.purpose) }
        },
        Fact::Terms(terms) => html! { span dir="auto" { (terms.purpose) } },
        Fact::Heard { outcome, words, on, .. } | Fact::Answered { outcome, words, on, .. } => html! {
            (v.t(&format!("referral-outcome-{outcome}"))) ", " (v.words.day(*on))
            @if !words.is_empty() { (colon(v)) span dir="auto" { (words) } }
        },
        Fact::Ended { on, why, .. } | Fact::Over { on, why } => html! {
            (v.words.day(*on)) ", " (v.t(&format!("referral-end-{}", why.key())))
        },
    }
}
