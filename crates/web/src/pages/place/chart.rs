//! How many slept at a place day by day: a step line with the beds as a limit, and the same as a table.

use super::{Site, asked};
use crate::edge::Complaint;
use crate::pages::list;
use crate::viewer::Viewer;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use std::fmt::Write as _;

/// Days shown where nothing else is asked for.
const DAYS: i64 = 90;
/// Most days of one chart: two years.
const DAYS_MAX: i64 = 731;
/// Most rows of the table; longer spans show every seventh day.
const ROWS_MAX: usize = 100;
/// The drawing's frame within its box of 680 by 240: start, end, top, foot.
const FRAME: (f64, f64, f64, f64) = (50.0, 664.0, 16.0, 204.0);

/// The part of the page: `from` and `until` of the address choose the days.
pub(crate) fn part(v: &Viewer, site: &Site) -> Result<Markup, Complaint> {
    if !site.line.kind.lived_in() {
        return Ok(html! {});
    }
    let asked = asked::asked(v);
    let to = asked::day_or(&asked, "until", site.today);
    let otherwise = to.checked_sub(DAYS.days()).unwrap_or(to);
    let from = asked::day_or(&asked, "from", otherwise).min(to);
    let from = if list::days_between(from, to) > DAYS_MAX {
        to.checked_sub(DAYS_MAX.days()).unwrap_or(from)
    } else {
        from
    };
    let series = series(v, site, from, to)?;
    let capacity = site.line.capacity + site.inside.iter().map(|p| p.capacity).sum::<i64>();
    Ok(list::wide_part(
        "occupancy",
        &v.t("place-occupancy"),
        html! { (filter(v, from, to)) (figure(v, site, &series, capacity)) },
    ))
}

fn series(v: &Viewer, site: &Site, from: Date, to: Date) -> Result<Vec<(Date, i64)>, Complaint> {
    let mut sum = v.store().occupancy(v.actor()?, &site.line.file, from, to)?;
    for place in &site.inside {
        let inside = v.store().occupancy(v.actor()?, &place.file, from, to)?;
        sum.iter_mut().zip(inside).for_each(|(day, (_, n))| day.1 += n);
    }
    Ok(sum)
}

fn filter(v: &Viewer, from: Date, to: Date) -> Markup {
    html! {
        form.filter {
            label { (v.t("place-from")) " " input type="date" name="from" value=(from); }
            label { (v.t("place-until")) " " input type="date" name="until" value=(to); }
            button.button.quiet { (v.t("do-show")) }
        }
    }
}

fn figure(v: &Viewer, site: &Site, series: &[(Date, i64)], capacity: i64) -> Markup {
    let most = series.iter().map(|(_, n)| *n).max().unwrap_or(0).max(capacity).max(4);
    let top = round_up(most);
    let lowest = series.iter().map(|(_, n)| *n).min().unwrap_or(0).to_string();
    let highest = series.iter().map(|(_, n)| *n).max().unwrap_or(0).to_string();
    let title =
        v.t_with("place-chart-title", &[("place", &site.line.name), ("low", &lowest), ("high", &highest)]);
    html! {
        figure.chart {
            figcaption { (v.t("place-chart")) small { (v.t("place-chart-definition")) } }
            div.scroll tabindex="0" role="region" aria-label=(v.t("place-chart")) {
                svg viewBox="0 0 680 240" role="img" aria-labelledby="occupancy-title" {
                    title id="occupancy-title" { (title) }
                    (scale(v, series, top))
                    @if capacity > 0 {
                        path.limit d=(format!("M{} {y:.1}H{}", FRAME.0, FRAME.1, y = height(capacity, top))) {}
                        text x=(FRAME.0 + 4.0) y=(format!("{:.1}", height(capacity, top) - 4.0)) {
                            (v.t_with("n-beds", &[("n", &capacity.to_string())]))
                        }
                    }
                    path.line.series-1 d=(steps(series, top)) {}
                }
            }
            details { summary { (v.t("place-as-table")) } (table(v, series)) }
        }
    }
}

fn scale(v: &Viewer, series: &[(Date, i64)], top: i64) -> Markup {
    let marks: Vec<i64> = (0..=4).map(|i| top * i / 4).collect();
    let ends = [series.first(), series.get(series.len() / 2), series.last()];
    let anchors = ["start", "middle", "end"];
    let at = [FRAME.0, (FRAME.0 + FRAME.1) / 2.0, FRAME.1];
    html! {
        @for mark in &marks {
            @let y = height(*mark, top);
            path class=(if *mark == 0 { "axis" } else { "grid" }) d=(format!("M{} {y:.1}H{}", FRAME.0, FRAME.1)) {}
            text x=(FRAME.0 - 8.0) y=(format!("{:.1}", y + 4.0)) text-anchor="end" { (mark) }
        }
        @for ((day, anchor), x) in ends.iter().zip(anchors).zip(at) {
            @if let Some((day, _)) = day { text x=(x) y="228" text-anchor=(anchor) { (v.words.day(*day)) } }
        }
    }
}

/// Where `n` stands on the way up.
fn height(n: i64, top: i64) -> f64 {
    FRAME.3 - (FRAME.3 - FRAME.2) * n as f64 / top.max(1) as f64
}

/// The line: it keeps its height until the day on which the number changes.
fn steps(series: &[(Date, i64)], top: i64) -> String {
    let days = series.len().max(1) as f64;
    let x = |i: usize| FRAME.0 + (FRAME.1 - FRAME.0) * i as f64 / days;
    let mut path = String::new();
    let mut last = None;
    for (i, (_, n)) in series.iter().enumerate() {
        let _ = match last {
            None => write!(path, "M{:.1} {:.1}", x(i), height(*n, top)),
            Some(before) if before != *n => write!(path, "H{:.1}V{:.1}", x(i), height(*n, top)),
            Some(_) => Ok(()),
        };
        last = Some(*n);
    }
    if last.is_some() {
        let _ = write!(path, "H{:.1}", FRAME.1);
    }
    path
}

/// A round number at or above `n` that four marks divide.
fn round_up(n: i64) -> i64 {
    let mut step = 4;
    while step < n {
        step = match step.to_string().as_bytes().first() {
            Some(b'2') => step * 2,
            Some(b'4') => step * 2,
            Some(b'8') => step / 8 * 20,
            _ => step * 2,
        };
    }
    step
}

fn table(v: &Viewer, series: &[(Date, i64)]) -> Markup {
    let every = if series.len() > ROWS_MAX { 7 } else { 1 };
    let last = series.len().saturating_sub(1);
    html! {
        table.figure-table {
            caption { (v.t("place-chart")) @if every > 1 { " (" (v.t("place-every-week")) ")" } }
            thead { tr { th scope="col" { (v.t("place-day")) } th scope="col" { (v.t("place-present")) } } }
            tbody {
                @for (i, (day, n)) in series.iter().enumerate() {
                    @if i % every == 0 || i == last { tr { th scope="row" { (v.words.day(*day)) } td { (n) } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_scale_is_round_and_high_enough() {
        for (n, expected) in
            [(1, 4), (4, 4), (5, 8), (9, 20), (41, 80), (81, 200), (2300, 4000), (5001, 8000)]
        {
            assert_eq!(round_up(n), expected, "{n}");
        }
    }

    #[test]
    fn the_line_steps_where_the_number_changes_and_ends_at_the_edge() {
        let days = |numbers: &[i64]| -> Vec<(Date, i64)> {
            numbers.iter().enumerate().map(|(i, n)| (date(1942, 8, 1 + i as i8), *n)).collect()
        };
        for (numbers, expected) in [
            (vec![], ""),
            (vec![0, 0], "M50.0 204.0H664.0"),
            (vec![4, 4, 0, 0], "M50.0 16.0H357.0V204.0H664.0"),
        ] {
            assert_eq!(steps(&days(&numbers), 4), expected);
        }
    }
}
