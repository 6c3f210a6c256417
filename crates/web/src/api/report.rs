//! Reports, in the shapes the commands print.

use crate::api::sent::{Asked, day, word};
use crate::api::{Refused, told};
use crate::edge::{Answer, Complaint};
use crate::viewer::Viewer;
use domain::indicator::{self, Band, By, Month, Presence};
use domain::place::Kind;
use domain::refusal::{Why, refuse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// Most months of one table: a century.
const MONTHS_MAX: i32 = 1200;

/// What the stock table counts.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichStock {
    /// First month, `YYYY-MM`; this year's January unless told.
    #[param(required = false)]
    from: String,
    /// Last month, included; this month unless told.
    #[param(required = false)]
    to: String,
    /// `all`, `place`, `kind`, `age`, `sex`, `origin`.
    #[param(required = false)]
    by: String,
    /// Only places of this kind.
    #[param(required = false)]
    kind: String,
    /// Only this age band, such as `0-14`.
    #[param(required = false)]
    age: String,
    /// As the entries known on this day told it.
    #[param(required = false)]
    known_on: String,
}

/// Which day and whom the count is of.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichCount {
    /// The day; today unless told.
    #[param(required = false)]
    at: String,
    /// Only places of this kind.
    #[param(required = false)]
    kind: String,
    /// Only this age band, such as `0-14`.
    #[param(required = false)]
    age: String,
    /// As the entries known on this day told it.
    #[param(required = false)]
    known_on: String,
}

/// Which day.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct At {
    /// The day; today unless told.
    #[param(required = false)]
    at: String,
    /// As the entries known on this day told it.
    #[param(required = false)]
    known_on: String,
}

/// As known when.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct KnownOn {
    /// As the entries known on this day told it.
    #[param(required = false)]
    known_on: String,
}

/// One month of one key: opening + in - out = closing.
#[derive(Serialize, ToSchema)]
pub(crate) struct StockRow {
    /// `YYYY-MM`.
    month: String,
    /// The place, kind, band, sex or origin; `all` where not broken down.
    key: String,
    /// There before the first day.
    opening: usize,
    /// Came.
    #[serde(rename = "in")]
    arrivals: usize,
    /// Left.
    out: usize,
    /// There after the last day.
    closing: usize,
    /// Of `in`, those who grew into the band.
    aged_in: usize,
    /// Of `out`, those who grew out of it.
    aged_out: usize,
    /// Why the others left.
    reasons: BTreeMap<String, usize>,
}

/// One home.
#[derive(Serialize, ToSchema)]
pub(crate) struct OriginRow {
    /// Its name.
    home: String,
    /// People there.
    children: usize,
    /// Of these, people who had been in a camp before.
    from_camps: usize,
    /// Their share, 0 to 1.
    share: f64,
}

/// A count.
#[derive(Serialize, ToSchema)]
pub(crate) struct Count {
    /// People counted.
    count: usize,
    /// People there whose age cannot be told.
    uncertain: usize,
}

/// How long a step took.
#[derive(Serialize, ToSchema)]
pub(crate) struct StepTime {
    /// The step.
    step: &'static str,
    /// People who went through it.
    people: usize,
    /// Median, in days.
    median_days: i64,
    /// Nine tenths took no longer.
    p90_days: i64,
    /// Longest.
    longest_days: i64,
}

fn band(text: &str) -> Result<Option<Band>, Complaint> {
    Ok(word("age", text, Band::parse)?)
}

fn presences(viewer: &Viewer, known_on: &str) -> Result<Vec<Presence>, Complaint> {
    Ok(viewer.store().presences(viewer.actor()?, day("known_on", known_on)?)?)
}

fn at(viewer: &Viewer, text: &str) -> Result<jiff::civil::Date, Complaint> {
    Ok(day("at", text)?.unwrap_or_else(|| viewer.today(viewer.scene())))
}

/// Stock and flow by month.
#[utoipa::path(get, path = "/api/v1/report/stock", tag = "report", params(WhichStock),
    responses((status = 200, body = Vec<StockRow>), (status = 403, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn stock(viewer: Viewer, Asked(asked): Asked<WhichStock>) -> Answer {
    viewer.run(move |v| told(&table(v, &asked)?)).await
}

fn table(viewer: &Viewer, asked: &WhichStock) -> Result<Vec<StockRow>, Complaint> {
    let now = Month::of(viewer.today(viewer.scene()));
    let first = word("from", &asked.from, Month::parse)?.unwrap_or(Month { month: 1, ..now });
    let last = word("to", &asked.to, Month::parse)?.unwrap_or(now);
    let months = (i32::from(last.year) - i32::from(first.year)) * 12 + i32::from(last.month - first.month);
    if months < 0 {
        return Err(refuse("to", last, Why::EndsBeforeItBegins).into());
    }
    if months >= MONTHS_MAX {
        return Err(refuse("to", last, Why::OutOfRange).into());
    }
    let by = word("by", &asked.by, By::parse)?.unwrap_or(By::All);
    let kind = word("kind", &asked.kind, Kind::parse)?;
    let rows = presences(viewer, &asked.known_on)?;
    let table = indicator::stock(&rows, first, last, by, kind, band(&asked.age)?).into_iter();
    Ok(table
        .map(|row| StockRow {
            month: row.month.to_string(),
            key: row.key,
            opening: row.opening,
            arrivals: row.arrivals,
            out: row.out,
            closing: row.closing,
            aged_in: row.aged_in,
            aged_out: row.aged_out,
            reasons: row.reasons,
        })
        .collect())
}

/// Where the people of each home came from.
#[utoipa::path(get, path = "/api/v1/report/origins", tag = "report", params(At),
    responses((status = 200, body = Vec<OriginRow>), (status = 403, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn origins(viewer: Viewer, Asked(asked): Asked<At>) -> Answer {
    viewer
        .run(move |v| {
            let day = at(v, &asked.at)?;
            let rows = indicator::origins(&presences(v, &asked.known_on)?, day).into_iter();
            let rows = rows.map(|row| OriginRow {
                home: row.home,
                children: row.children,
                from_camps: row.from_camps,
                share: row.share,
            });
            told(&rows.collect::<Vec<_>>())
        })
        .await
}

/// How many people are where on one day.
#[utoipa::path(get, path = "/api/v1/report/count", tag = "report", params(WhichCount),
    responses((status = 200, body = Count), (status = 403, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn count(viewer: Viewer, Asked(asked): Asked<WhichCount>) -> Answer {
    viewer
        .run(move |v| {
            let (day, kind) = (at(v, &asked.at)?, word("kind", &asked.kind, Kind::parse)?);
            let rows = presences(v, &asked.known_on)?;
            let counted = indicator::count(&rows, day, kind, None, band(&asked.age)?);
            told(&Count { count: counted.count, uncertain: counted.uncertain })
        })
        .await
}

/// From arrival in a camp to release, step by step.
#[utoipa::path(get, path = "/api/v1/report/times", tag = "report", params(KnownOn),
    responses((status = 200, body = Vec<StepTime>), (status = 403, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn times(viewer: Viewer, Asked(asked): Asked<KnownOn>) -> Answer {
    viewer
        .run(move |v| {
            let rows = presences(v, &asked.known_on)?;
            let steps = indicator::times_to_release(&rows, &v.store().milestones(v.actor()?)?).into_iter();
            let steps = steps.map(|s| StepTime {
                step: s.step,
                people: s.people,
                median_days: s.median_days,
                p90_days: s.p90_days,
                longest_days: s.longest_days,
            });
            told(&steps.collect::<Vec<_>>())
        })
        .await
}
