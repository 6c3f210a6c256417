//! How long it takes from arrival in a camp to release, step by step.

use super::Presence;
use crate::id::SubjectId;
use crate::place::Kind;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Days between two steps over many people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepTime {
    /// The step, as the locale files name it.
    pub step: &'static str,
    /// People who went through it.
    pub people: usize,
    /// Median, in days.
    pub median_days: i64,
    /// Nine tenths took no longer, in days.
    pub p90_days: i64,
    /// Longest, in days.
    pub longest_days: i64,
}

/// The days of a person's dossier that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Milestones {
    /// A dossier was taken up.
    pub dossier: Option<Date>,
    /// The first paper was asked for.
    pub asked: Option<Date>,
    /// The last required paper came.
    pub complete: Option<Date>,
}

/// Arrival in a camp, dossier, first request, last paper, leaving the camps for a relay house, a home or a family.
pub fn times_to_release(rows: &[Presence], dossiers: &BTreeMap<SubjectId, Milestones>) -> Vec<StepTime> {
    let mut stays: BTreeMap<SubjectId, Vec<&Presence>> = BTreeMap::new();
    rows.iter().for_each(|r| stays.entry(r.subject).or_default().push(r));
    let mut steps: [(&'static str, Vec<i64>); 5] = [
        ("arrival-to-dossier", vec![]),
        ("dossier-to-request", vec![]),
        ("request-to-complete", vec![]),
        ("complete-to-release", vec![]),
        ("arrival-to-release", vec![]),
    ];
    for (subject, stays) in &stays {
        let arrived = stays.iter().filter(|s| s.kind == Kind::Camp).map(|s| s.from).min();
        let released = stays
            .iter()
            .filter(|s| s.kind == Kind::Camp && s.reason == Some(crate::stay::EndReason::Released))
            .filter_map(|s| s.until)
            .max();
        let m = dossiers.get(subject).copied().unwrap_or_default();
        let pairs = [
            (arrived, m.dossier),
            (m.dossier, m.asked),
            (m.asked, m.complete),
            (m.complete, released),
            (arrived, released),
        ];
        for ((_, days), pair) in steps.iter_mut().zip(pairs) {
            if let (Some(a), Some(b)) = pair
                && b >= a
            {
                days.push(i64::from((b - a).get_days()));
            }
        }
    }
    steps.into_iter().map(|(step, days)| summary(step, days)).collect()
}

fn summary(step: &'static str, mut days: Vec<i64>) -> StepTime {
    days.sort_unstable();
    let at = |share: usize| days.get((days.len().saturating_sub(1)) * share / 100).copied().unwrap_or(0);
    StepTime {
        step,
        people: days.len(),
        median_days: at(50),
        p90_days: at(90),
        longest_days: days.last().copied().unwrap_or(0),
    }
}
