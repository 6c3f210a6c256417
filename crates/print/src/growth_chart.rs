//! A growth chart: the lines of the standard deviations, and the points of one child over them. The lines are told apart
//! by dashes and by their numbers, never by colour alone.

use crate::svg::{escaped, number};
use growth::{Axis, Indicator, Sex, Z};
use std::fmt::Write as _;

/// Width and height of the drawing in its own units: letters are 13 units high.
const SIZE: (f64, f64) = (680.0, 480.0);
/// Left, right, top and foot of the plot.
const PLOT: (f64, f64, f64, f64) = (54.0, 640.0, 56.0, 430.0);
/// The lines, in standard deviations.
const LINES: [i8; 7] = [-3, -2, -1, 0, 1, 2, 3];
/// Steps of a line: more would not be seen.
const STEPS: usize = 120;
/// Labels of an axis.
const LABELS: f64 = 8.0;
/// Days in a month, as WHO counts.
const MONTH: f64 = growth::DAYS_PER_MONTH;

/// One measure of the child.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Age in days (to five years) or months (from five), or length in centimetres, as the indicator's axis has it.
    pub at: f64,
    /// In the unit of the indicator.
    pub measure: f64,
}

/// Where numbers of the axes stand.
struct Frame {
    x: (f64, f64),
    y: (f64, f64),
}

impl Frame {
    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let share = |v: f64, (low, high): (f64, f64)| (v - low) / (high - low).max(f64::EPSILON);
        let across = PLOT.0 + (PLOT.1 - PLOT.0) * share(x, self.x);
        (across, PLOT.3 - (PLOT.3 - PLOT.2) * share(y, self.y))
    }
}

/// The chart as a file of its own, with its colours by day and by night. `lang` is BCP 47 and is the language of the
/// words, which are English.
pub fn growth_chart(indicator: Indicator, sex: Sex, points: &[Point], lang: &str) -> String {
    let drawn: Vec<Point> =
        points.iter().copied().filter(|p| p.at.is_finite() && p.measure.is_finite()).collect();
    let lines: Vec<(i8, Vec<(f64, f64)>)> = LINES
        .iter()
        .filter_map(|k| Z::new(f64::from(*k)).map(|z| (*k, indicator.line(sex, z, 0.0, f64::MAX, STEPS))))
        .collect();
    let frame = frame(indicator, &lines, &drawn);
    let mut inner = axes(indicator, &frame);
    for (k, line) in &lines {
        draw_line(&mut inner, &frame, *k, line);
    }
    draw_points(&mut inner, &frame, indicator, sex, &drawn);
    let whose = if sex == Sex::Female { "girls" } else { "boys" };
    let title = format!("{}, {whose}", indicator.title());
    let source = if indicator == Indicator::SchoolArmForAge {
        "Reference: Mramba and others 2017, not WHO's."
    } else {
        "Standard: © World Health Organization."
    };
    let said = described(indicator, sex, &drawn);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
         aria-labelledby=\"t d\" xml:lang=\"{lang}\" direction=\"ltr\"><title id=\"t\">{title}</title>\
         <desc id=\"d\">{said}</desc><style>{STYLE}</style><rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\
         <text class=\"value\" x=\"{x}\" y=\"24\">{title}</text>{inner}\
         <text x=\"{x}\" y=\"{foot}\">{source}</text></svg>\n",
        w = SIZE.0,
        h = SIZE.1,
        lang = escaped(lang),
        title = escaped(&title),
        said = escaped(&said),
        x = PLOT.0,
        foot = SIZE.1 - 6.0,
    )
}

/// The colours of the style sheet, by day and by night.
const STYLE: &str = "svg{color-scheme:light dark;--paper:#fdfdfa;--ink:#1a2324;--soft:#465253;--rule:#cdd4ce;--rust:#982c1b;--s1:#14545a}\
@media (prefers-color-scheme:dark){svg{--paper:#1c2324;--ink:#e7eae5;--soft:#b9c2bf;--rule:#354041;--rust:#f39b86;--s1:#86cbc6}}\
.paper{fill:var(--paper)}text{font:400 13px 'Noto Sans',sans-serif;fill:var(--soft)}.value{fill:var(--ink);font-weight:600}\
.axis{stroke:var(--soft);fill:none}.grid{stroke:var(--rule);fill:none}.sd{fill:none;stroke:var(--soft);stroke-width:1.25}\
.sd0{stroke-width:2}.sd1{stroke-dasharray:2 3}.sd2{stroke-dasharray:7 4}.sd3{stroke:var(--rust);stroke-width:1.75}\
.way{fill:none;stroke:var(--s1);stroke-width:2}.point{fill:var(--s1);stroke:var(--paper);stroke-width:1.5}";

/// What is read aloud instead of the picture: each point with its z.
fn described(indicator: Indicator, sex: Sex, points: &[Point]) -> String {
    let along = match indicator.axis() {
        Axis::Days => "days",
        Axis::Months => "months",
        Axis::Centimetres => "cm",
    };
    let mut said = String::from("Lines at -3, -2, -1, 0, 1, 2 and 3 standard deviations.");
    for p in points {
        let z =
            indicator.z(sex, p.at, p.measure).map_or("no z".to_string(), |z| format!("z {:.2}", z.rounded()));
        let _ = write!(said, " At {} {along}: {} {}, {z}.", number(p.at), p.measure, indicator.unit());
    }
    said
}

/// The frame holds the points with some of the lines around them, and all of the table where there are few points.
fn frame(indicator: Indicator, lines: &[(i8, Vec<(f64, f64)>)], points: &[Point]) -> Frame {
    let (first, last) = indicator.range();
    let all = lines.iter().flat_map(|(_, line)| line.iter().map(|p| p.1));
    let values = all.chain(points.iter().map(|p| p.measure));
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let x = points.iter().fold((first, last), |(low, high), p| (low.min(p.at), high.max(p.at)));
    Frame { x, y: if low < high { (low, high) } else { (0.0, 1.0) } }
}

/// A step of 1, 2 or 5 times a power of ten that gives about so many labels.
fn step(span: f64) -> f64 {
    let rough = (span / LABELS).max(f64::MIN_POSITIVE);
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|f| f * power).find(|s| *s >= rough).unwrap_or(10.0 * power)
}

fn axes(indicator: Indicator, frame: &Frame) -> String {
    let mut out = String::new();
    let up = step(frame.y.1 - frame.y.0);
    let mut at = (frame.y.0 / up).ceil() * up;
    while at <= frame.y.1 && up > 0.0 {
        let y = frame.place((frame.x.0, at)).1;
        let _ = write!(
            out,
            "<path class=\"grid\" d=\"M{} {}H{}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            PLOT.0,
            number(y),
            PLOT.1,
            PLOT.0 - 8.0,
            number(y + 4.0),
            number(at)
        );
        at += up;
    }
    // Ages are read in months to five years and in years beyond.
    let (unit, words) = match indicator.axis() {
        Axis::Days => (6.0 * MONTH, "age in months"),
        Axis::Months => (12.0, "age in years"),
        Axis::Centimetres => (5.0, "cm"),
    };
    let mut at = (frame.x.0 / unit).ceil() * unit;
    while at <= frame.x.1 {
        let label = match indicator.axis() {
            Axis::Days => at / MONTH,
            Axis::Months => at / 12.0,
            Axis::Centimetres => at,
        };
        let x = number(frame.place((at, frame.y.0)).0);
        let _ = write!(
            out,
            "<path class=\"grid\" d=\"M{x} {}V{}\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            PLOT.2,
            PLOT.3,
            PLOT.3 + 18.0,
            number(label)
        );
        at += unit;
    }
    let _ = write!(
        out,
        "<path class=\"axis\" d=\"M{l} {t}V{f}H{r}\"/><text x=\"{l}\" y=\"44\">{unit}</text>\
         <text x=\"{r}\" y=\"{below}\" text-anchor=\"end\">{words}</text>",
        l = PLOT.0,
        r = PLOT.1,
        t = PLOT.2,
        f = PLOT.3,
        below = PLOT.3 + 34.0,
        unit = escaped(indicator.unit()),
    );
    out
}

fn draw_line(out: &mut String, frame: &Frame, k: i8, line: &[(f64, f64)]) {
    let mut path = String::new();
    for (i, p) in line.iter().enumerate() {
        let (x, y) = frame.place(*p);
        let _ = write!(path, "{}{} {}", if i == 0 { "M" } else { "L" }, number(x), number(y));
    }
    let _ = write!(out, "<path class=\"sd sd{}\" d=\"{path}\"/>", k.abs());
    if let Some(end) = line.last() {
        let (x, y) = frame.place(*end);
        let sign = if k > 0 { "+" } else { "" };
        let _ = write!(out, "<text x=\"{}\" y=\"{}\">{sign}{k}</text>", number(x + 5.0), number(y + 4.0));
    }
}

fn draw_points(out: &mut String, frame: &Frame, indicator: Indicator, sex: Sex, points: &[Point]) {
    let mut ordered = points.to_vec();
    ordered.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut path = String::new();
    for (i, p) in ordered.iter().enumerate() {
        let (x, y) = frame.place((p.at, p.measure));
        let _ = write!(path, "{}{} {}", if i == 0 { "M" } else { "L" }, number(x), number(y));
    }
    if ordered.len() > 1 {
        let _ = write!(out, "<path class=\"way\" d=\"{path}\"/>");
    }
    for p in &ordered {
        let (x, y) = frame.place((p.at, p.measure));
        let z =
            indicator.z(sex, p.at, p.measure).map_or("no z".to_string(), |z| format!("z {:.2}", z.rounded()));
        let _ = write!(
            out,
            "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"5\"><title>{} {}, {z}</title></circle>",
            number(x),
            number(y),
            p.measure,
            escaped(indicator.unit())
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chart_has_its_lines_its_points_and_its_words() {
        for indicator in growth::INDICATORS {
            for sex in [Sex::Female, Sex::Male] {
                let (first, last) = indicator.range();
                let middle = (first + last) / 2.0;
                let median = indicator.row(sex, middle).map(|row| row.m).unwrap_or_default();
                let points = [Point { at: middle, measure: median }, Point { at: first, measure: f64::NAN }];
                let svg = growth_chart(indicator, sex, &points, "en");
                assert_eq!(svg.matches("class=\"sd sd").count(), 7, "{}", indicator.key());
                assert_eq!(svg.matches("<circle").count(), 1, "{}", indicator.key());
                assert!(svg.contains("z 0.00"), "{}", indicator.key());
                assert!(svg.contains("<title id=\"t\">") && svg.contains("<desc id=\"d\">"));
                let numbers = svg.replace("skinfold", "");
                assert!(!numbers.contains("NaN") && !numbers.contains("inf"), "{}", indicator.key());
            }
        }
    }

    #[test]
    fn a_chart_without_points_is_the_standard() {
        let svg = growth_chart(Indicator::WeightForAge, Sex::Female, &[], "en");
        assert!(!svg.contains("<circle") && !svg.contains("class=\"way\""));
    }
}
