//! Two charts: how many at the end of each month, stacked by key; and how many on each day, against the places there are.
//!
//! Time runs from left to right in every language. Series are told apart by colour and, in lines, by dashes.

use crate::svg::{escaped, isolated, number, scale};
use domain::indicator::{Month, StockRow};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Width of the drawing in its own units: letters are 13 units high at this width.
const WIDTH: f64 = 680.0;
/// Where the plot begins and ends.
const PLOT: (f64, f64) = (54.0, 668.0);
/// Top of the plot and its foot.
const FOOT: (f64, f64) = (20.0, 226.0);
/// Height with the labels below the foot.
const HEIGHT: f64 = 256.0;
/// Series that can be told apart; the smaller ones beyond are drawn as one.
pub const SERIES: usize = 6;
/// Labels below the axis: more would touch each other.
const LABELS: usize = 9;
/// A bar never grows wider than this.
const BAR_MAX: f64 = 44.0;

/// The words of a chart.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// An id that no other chart of the page bears.
    pub id: &'a str,
    /// What the chart shows, in a sentence; read aloud instead of it.
    pub title: &'a str,
    /// BCP 47.
    pub lang: &'a str,
    /// What the series beyond the sixth are called together.
    pub others: &'a str,
    /// What the line of places is called.
    pub limit: &'a str,
}

/// A chart: an `svg` element of classes, and the names of its series for the page's legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The element, without any style of its own.
    pub svg: String,
    /// Name of `series-1`, `series-2` ..; empty where there is only one.
    pub legend: Vec<String>,
    inner: String,
}

impl Chart {
    fn of(inner: String, legend: Vec<String>, words: &Words<'_>) -> Chart {
        let svg = format!(
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"{id}\" lang=\"{lang}\" direction=\"ltr\">\
             <title id=\"{id}\">{title}</title>{inner}</svg>",
            id = escaped(words.id),
            lang = escaped(words.lang),
            title = escaped(words.title),
        );
        Chart { svg, legend, inner }
    }

    /// The chart as a file of its own: title and legend drawn, colours inside, by day and by night.
    pub fn file(&self, words: &Words<'_>) -> String {
        let legend: String = self.legend.iter().enumerate().fold(String::new(), |mut out, (i, name)| {
            let (x, y) = (PLOT.0 + 204.0 * (i % 3) as f64, HEIGHT + 36.0 + 20.0 * (i / 3) as f64);
            let _ = write!(
                out,
                "<rect class=\"bar series-{}\" x=\"{}\" y=\"{}\" width=\"14\" height=\"10\"/><text x=\"{}\" y=\"{y}\">{}</text>",
                i + 1,
                number(x),
                number(y - 9.0),
                number(x + 20.0),
                isolated(&shortened(name)),
            );
            out
        });
        let height = HEIGHT + 44.0 + 20.0 * self.legend.len().div_ceil(3) as f64;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             role=\"img\" aria-labelledby=\"{id}\" xml:lang=\"{lang}\" direction=\"ltr\"><title id=\"{id}\">{title}</title>\
             <style>{STYLE}</style><rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>\
             <text class=\"value\" x=\"{x}\" y=\"18\">{shown}</text><g transform=\"translate(0 20)\">{inner}</g>{legend}</svg>\n",
            id = escaped(words.id),
            lang = escaped(words.lang),
            title = escaped(words.title),
            shown = isolated(words.title),
            x = PLOT.0,
            inner = self.inner,
        )
    }
}

/// The colours of the style sheet, for a chart outside a page.
const STYLE: &str = "svg{color-scheme:light dark;--paper:#fdfdfa;--ink:#1a2324;--soft:#465253;--rule:#cdd4ce;--rust:#982c1b;\
--s1:#14545a;--s2:#a4743f;--s3:#6585b0;--s4:#653c76;--s5:#6d8a4e;--s6:#77716a}\
@media (prefers-color-scheme:dark){svg{--paper:#1c2324;--ink:#e7eae5;--soft:#b9c2bf;--rule:#354041;--rust:#f39b86;\
--s1:#86cbc6;--s2:#d9b184;--s3:#8fb2de;--s4:#d0abdf;--s5:#b3d08f;--s6:#b9b3aa}}\
.paper{fill:var(--paper)}text{font:400 13px 'Noto Sans',sans-serif;fill:var(--soft)}.value{fill:var(--ink);font-weight:600}\
.axis{stroke:var(--soft);fill:none}.grid{stroke:var(--rule);fill:none}.bar{stroke:var(--paper)}\
.line{fill:none;stroke-width:2.5;stroke-linejoin:round}.limit{stroke:var(--rust);stroke-width:1.5;stroke-dasharray:4 3;fill:none}\
.bar.series-1{fill:var(--s1)}.bar.series-2{fill:var(--s2)}.bar.series-3{fill:var(--s3)}.bar.series-4{fill:var(--s4)}\
.bar.series-5{fill:var(--s5)}.bar.series-6{fill:var(--s6)}.line.series-1{stroke:var(--s1)}";

/// How many at the end of each month, stacked by key; the largest series lowest.
pub fn stock(rows: &[StockRow], words: &Words<'_>) -> Chart {
    let series = series(rows, words.others);
    let mut months: BTreeMap<Month, Vec<u64>> = BTreeMap::new();
    for row in rows {
        let place = series.iter().position(|name| *name == row.key).unwrap_or(series.len().saturating_sub(1));
        let cell = months.entry(row.month).or_insert_with(|| vec![0; series.len()]);
        cell[place] += row.closing as u64;
    }
    let (top, step) = scale(months.values().map(|cells| cells.iter().sum()).max().unwrap_or(0));
    let mut out = axes(top, step);
    let room = (PLOT.1 - PLOT.0) / months.len().max(1) as f64;
    let width = (room * 0.72).min(BAR_MAX);
    let every = months.len().div_ceil(LABELS).max(1);
    for (i, (month, cells)) in months.iter().enumerate() {
        let middle = PLOT.0 + room * (i as f64 + 0.5);
        let mut below = 0;
        for (s, value) in cells.iter().enumerate().filter(|(_, value)| **value > 0) {
            let (y, foot) = (height_of(below + value, top), height_of(below, top));
            let _ = write!(
                out,
                "<rect class=\"bar series-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                s + 1,
                number(middle - width / 2.0),
                number(y),
                number(width),
                number(foot - y),
            );
            below += value;
        }
        if i % every == 0 {
            label(&mut out, middle, &month.to_string());
        }
    }
    let legend = if series.len() > 1 { series } else { Vec::new() };
    Chart::of(out, legend, words)
}

/// The keys that are drawn, the largest first; those beyond the sixth together as `others`.
fn series(rows: &[StockRow], others: &str) -> Vec<String> {
    let mut most: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let kept = most.entry(&row.key).or_default();
        *kept = (*kept).max(row.closing);
    }
    let mut keys: Vec<(&str, usize)> = most.into_iter().collect();
    keys.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let mut names: Vec<String> = keys.iter().map(|(key, _)| (*key).to_string()).collect();
    if names.len() > SERIES {
        names.truncate(SERIES - 1);
        names.push(others.to_string());
    }
    names
}

/// How many on each day, in steps, with the line of places where there are any.
pub fn occupancy(days: &[(Date, i64)], places: i64, words: &Words<'_>) -> Chart {
    let most = days.iter().map(|(_, n)| *n).max().unwrap_or(0).max(places).max(0).unsigned_abs();
    let (top, step) = scale(most);
    let mut out = axes(top, step);
    let room = (PLOT.1 - PLOT.0) / days.len().max(1) as f64;
    let mut path = String::new();
    let every = days.len().div_ceil(LABELS - 2).max(1);
    for (i, (day, present)) in days.iter().enumerate() {
        let x = PLOT.0 + room * i as f64;
        let y = height_of(present.max(&0).unsigned_abs(), top);
        let start = if i == 0 { format!("M{}", number(x)) } else { String::new() };
        let turn = if i == 0 { format!(" {}", number(y)) } else { format!("V{}", number(y)) };
        let _ = write!(path, "{start}{turn}H{}", number(x + room));
        if i % every == 0 {
            label(&mut out, (x + room / 2.0).max(PLOT.0 + 34.0).min(PLOT.1 - 34.0), &day.to_string());
        }
    }
    if !path.is_empty() {
        let _ = write!(out, "<path class=\"line series-1\" d=\"{path}\"/>");
    }
    if places > 0 {
        let y = number(height_of(places.unsigned_abs(), top));
        let _ = write!(out, "<path class=\"limit\" d=\"M{} {y}H{}\"/>", PLOT.0, PLOT.1);
        let _ = write!(
            out,
            "<text class=\"value\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            PLOT.1,
            number(height_of(places.unsigned_abs(), top) - 5.0),
            isolated(words.limit)
        );
    }
    Chart::of(out, Vec::new(), words)
}

/// Grid, axis and the numbers beside them.
fn axes(top: u64, step: u64) -> String {
    let mut out = String::new();
    let mut at = step;
    while at <= top {
        let _ =
            write!(out, "<path class=\"grid\" d=\"M{} {}H{}\"/>", PLOT.0, number(height_of(at, top)), PLOT.1);
        at += step;
    }
    let _ = write!(out, "<path class=\"axis\" d=\"M{} {}H{}\"/>", PLOT.0, FOOT.1, PLOT.1);
    at = 0;
    while at <= top {
        let (x, y) = (PLOT.0 - 8.0, number(height_of(at, top) + 4.0));
        let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"end\">{at}</text>");
        at += step;
    }
    out
}

fn height_of(value: u64, top: u64) -> f64 {
    FOOT.1 - (FOOT.1 - FOOT.0) * value as f64 / top.max(1) as f64
}

fn label(out: &mut String, x: f64, text: &str) {
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        number(x),
        FOOT.1 + 20.0,
        escaped(text)
    );
}

/// A name that fits into a third of the width.
fn shortened(name: &str) -> String {
    const MOST: usize = 24;
    if name.chars().count() <= MOST {
        return name.to_string();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
