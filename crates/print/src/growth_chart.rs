//! A growth chart: the lines of the standard deviations, and the points of one child over them. The lines are told apart
//! by dashes and by their numbers, never by colour alone.

mod words;

use crate::sheet::{self, PaperProblem, Sheet};
use crate::svg::{escaped, isolated, number};
use growth::{Axis, Indicator, Sex, Z};
use std::fmt::Write as _;
use words::Words;

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

/// Where a chart is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground<'a> {
    /// On a screen, by day and by night.
    Screen,
    /// On paper: no colour that a screen would choose.
    Paper,
    /// In a page, whose style sheet has the shapes; with an id that no other chart of the page bears.
    Page(&'a str),
}

/// A point with where it leads; nowhere where that is empty.
type Drawn<'a> = (Point, &'a str);

/// The chart as a file of its own, with its colours by day and by night. `lang` is `fr`, `en` or `he`.
pub fn growth_chart(indicator: Indicator, sex: Sex, points: &[Point], lang: &str) -> String {
    drawing(indicator, sex, &finite(points.iter().map(|p| (*p, ""))), Words::of(lang), Ground::Screen)
}

/// The chart as an element of a page, without any style of its own; each point leads to its address. `id` is borne by no
/// other element of the page.
pub fn growth_figure(
    indicator: Indicator,
    sex: Sex,
    points: &[(Point, String)],
    lang: &str,
    id: &str,
) -> String {
    let drawn = finite(points.iter().map(|(p, to)| (*p, to.as_str())));
    drawing(indicator, sex, &drawn, Words::of(lang), Ground::Page(id))
}

/// The name of the chart in that language.
pub fn growth_title(indicator: Indicator, sex: Sex, lang: &str) -> String {
    Words::of(lang).title(indicator, sex)
}

/// The chart as a sheet of paper, a PDF: its name, the drawing, and the table that says the same.
///
/// # Errors
/// [`PaperProblem`] when the sheet could not be set.
pub fn growth_sheet(
    indicator: Indicator,
    sex: Sex,
    points: &[Point],
    lang: &str,
) -> Result<Vec<u8>, PaperProblem> {
    let words = Words::of(lang);
    let drawn = finite(points.iter().map(|p| (*p, "")));
    let row = |(p, _): &Drawn<'_>| {
        [number(p.at), p.measure.to_string(), words.z(indicator, sex, p.at, p.measure).replace("z\u{a0}", "")]
    };
    let data = serde_json::json!({
        "title": words.title(indicator, sex),
        "said": described(indicator, sex, &drawn, words),
        "source": words.source(indicator),
        "headings": words.headings(indicator),
        "rows": drawn.iter().map(row).collect::<Vec<_>>(),
    });
    let picture = drawing(indicator, sex, &drawn, words, Ground::Paper);
    sheet::pdf(
        &Sheet {
            template: include_str!("../templates/growth_chart.typ"),
            data: &data,
            lang: words.lang,
            dated: false,
        },
        &[("chart.svg", picture.as_bytes())],
    )
}

fn finite<'a>(points: impl Iterator<Item = Drawn<'a>>) -> Vec<Drawn<'a>> {
    let mut drawn: Vec<Drawn<'a>> =
        points.filter(|(p, _)| p.at.is_finite() && p.measure.is_finite()).collect();
    drawn.sort_by(|(a, _), (b, _)| a.at.total_cmp(&b.at));
    drawn
}

fn drawing(indicator: Indicator, sex: Sex, drawn: &[Drawn<'_>], words: &Words, ground: Ground<'_>) -> String {
    let lines: Vec<(i8, Vec<(f64, f64)>)> = LINES
        .iter()
        .filter_map(|k| Z::new(f64::from(*k)).map(|z| (*k, indicator.line(sex, z, 0.0, f64::MAX, STEPS))))
        .collect();
    let frame = frame(indicator, &lines, drawn);
    let mut inner = axes(indicator, &frame, words);
    for (k, line) in &lines {
        draw_line(&mut inner, &frame, *k, line);
    }
    draw_points(&mut inner, &frame, indicator, sex, drawn, words);
    let said = described(indicator, sex, drawn, words);
    let title = words.title(indicator, sex);
    if ground == Ground::Screen {
        // On paper the sheet's heading and its last line say both.
        let _ = write!(
            inner,
            "<text class=\"value\" x=\"{x}\" y=\"24\">{}</text><text x=\"{x}\" y=\"{foot}\">{}</text>",
            isolated(&title),
            isolated(words.source(indicator)),
            x = PLOT.0,
            foot = SIZE.1 - 6.0,
        );
    }
    if let Ground::Page(id) = ground {
        // A group, not an image: its points can be followed.
        return format!(
            "<svg viewBox=\"0 0 {w} {h}\" role=\"group\" aria-labelledby=\"{id}\" lang=\"{lang}\" direction=\"ltr\">\
             <title id=\"{id}\">{title}. {lines}</title>{inner}</svg>",
            w = SIZE.0,
            h = SIZE.1,
            id = escaped(id),
            lang = words.lang,
            title = escaped(&title),
            lines = escaped(words.lines()),
        );
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
         aria-labelledby=\"t d\" xml:lang=\"{lang}\" direction=\"ltr\"><title id=\"t\">{title}</title>\
         <desc id=\"d\">{said}</desc><style>{style}</style><rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\
         {inner}</svg>\n",
        w = SIZE.0,
        h = SIZE.1,
        lang = words.lang,
        style = if ground == Ground::Paper { on_paper() } else { [SCREEN, SHAPES].concat() },
        title = escaped(&title),
        said = escaped(&said),
    )
}

/// The colours of the style sheet, by day and by night.
const SCREEN: &str = "svg{color-scheme:light dark;--paper:#fdfdfa;--ink:#1a2324;--soft:#465253;--rule:#cdd4ce;--rust:#982c1b;--s1:#14545a}\
@media (prefers-color-scheme:dark){svg{--paper:#1c2324;--ink:#e7eae5;--soft:#b9c2bf;--rule:#354041;--rust:#f39b86;--s1:#86cbc6}}";
/// The same shapes on every ground.
const SHAPES: &str = ".paper{fill:var(--paper)}text{font:400 13px 'Noto Sans',sans-serif;fill:var(--soft)}.value{fill:var(--ink);font-weight:600}\
.axis{stroke:var(--soft);fill:none}.grid{stroke:var(--rule);fill:none}.sd{fill:none;stroke:var(--soft);stroke-width:1.25}\
.sd0{stroke-width:2}.sd1{stroke-dasharray:2 3}.sd2{stroke-dasharray:7 4}.sd3{stroke:var(--rust);stroke-width:1.75}\
.way{fill:none;stroke:var(--s1);stroke-width:2}.point{fill:var(--s1);stroke:var(--paper);stroke-width:1.5}";

/// The shapes in the ink of a printer, with the letters of the sheet; what sets a page knows no named colours.
fn on_paper() -> String {
    let inks = [
        ("var(--paper)", "#ffffff"),
        ("var(--ink)", "#1a2324"),
        ("var(--soft)", "#465253"),
        ("var(--rule)", "#cdd4ce"),
        ("var(--rust)", "#982c1b"),
        ("var(--s1)", "#14545a"),
        ("font:400 13px 'Noto Sans',sans-serif", "font-family:'Libertinus Serif';font-size:14px"),
    ];
    inks.into_iter().fold(SHAPES.to_string(), |style, (name, ink)| style.replace(name, ink))
}

/// What is read aloud instead of the picture: each point with its z.
fn described(indicator: Indicator, sex: Sex, points: &[Drawn<'_>], words: &Words) -> String {
    let mut said = words.lines().to_string();
    for (p, _) in points {
        let z = words.z(indicator, sex, p.at, p.measure);
        let (along, unit) = (words.along(indicator), indicator.unit());
        let _ = write!(said, " {along} {}: {} {unit}, {z}.", number(p.at), p.measure);
    }
    said
}

/// The frame holds the points with some of the lines around them, and all of the table where there are few points.
fn frame(indicator: Indicator, lines: &[(i8, Vec<(f64, f64)>)], points: &[Drawn<'_>]) -> Frame {
    let (first, last) = indicator.range();
    let all = lines.iter().flat_map(|(_, line)| line.iter().map(|p| p.1));
    let values = all.chain(points.iter().map(|(p, _)| p.measure));
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let x = points.iter().fold((first, last), |(low, high), (p, _)| (low.min(p.at), high.max(p.at)));
    Frame { x, y: if low < high { (low, high) } else { (0.0, 1.0) } }
}

/// A step of 1, 2 or 5 times a power of ten that gives about so many labels.
fn step(span: f64) -> f64 {
    let rough = (span / LABELS).max(f64::MIN_POSITIVE);
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|f| f * power).find(|s| *s >= rough).unwrap_or(10.0 * power)
}

fn axes(indicator: Indicator, frame: &Frame, words: &Words) -> String {
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
    let unit = match indicator.axis() {
        Axis::Days => 6.0 * MONTH,
        Axis::Months => 12.0,
        Axis::Centimetres => 5.0,
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
        words = escaped(words.axis(indicator)),
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

fn draw_points(
    out: &mut String,
    frame: &Frame,
    indicator: Indicator,
    sex: Sex,
    points: &[Drawn<'_>],
    words: &Words,
) {
    let mut path = String::new();
    for (i, (p, _)) in points.iter().enumerate() {
        let (x, y) = frame.place((p.at, p.measure));
        let _ = write!(path, "{}{} {}", if i == 0 { "M" } else { "L" }, number(x), number(y));
    }
    if points.len() > 1 {
        let _ = write!(out, "<path class=\"way\" d=\"{path}\"/>");
    }
    for (p, to) in points {
        let (x, y) = frame.place((p.at, p.measure));
        let z = words.z(indicator, sex, p.at, p.measure);
        let said = escaped(&format!("{} {}, {z}", p.measure, indicator.unit()));
        let (x, y) = (number(x), number(y));
        let dot =
            format!("<circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"5\"><title>{said}</title></circle>");
        let _ = match *to {
            "" => write!(out, "{dot}"),
            to => write!(out, "<a href=\"{}\" aria-label=\"{said}\">{dot}</a>", escaped(to)),
        };
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
                assert!(svg.contains("z\u{a0}0.00"), "{}", indicator.key());
                assert!(svg.contains("<title id=\"t\">") && svg.contains("<desc id=\"d\">"));
                let numbers = svg.replace("skinfold", "");
                assert!(!numbers.contains("NaN") && !numbers.contains("inf"), "{}", indicator.key());
            }
        }
    }

    #[test]
    fn a_chart_in_a_page_leads_from_each_point_to_its_entry_and_has_no_style() {
        let points = [(Point { at: 400.0, measure: 8.2 }, "#weighing-\"1".to_string())];
        let svg = growth_figure(Indicator::WeightForAge, Sex::Female, &points, "fr", "curve-1");
        assert!(svg.contains("<a href=\"#weighing-&quot;1\" aria-label=\"8.2 kg, z"), "{svg}");
        assert!(!svg.contains("style") && svg.contains("Poids pour l"), "{svg}");
    }

    #[test]
    fn a_sheet_of_paper_is_set_in_every_language() {
        let points = [Point { at: 400.0, measure: 8.2 }, Point { at: 200.0, measure: 7.0 }];
        for lang in ["fr", "en", "he"] {
            let pdf = growth_sheet(Indicator::WeightForAge, Sex::Female, &points, lang).expect("a sheet");
            assert!(pdf.starts_with(b"%PDF-"), "{lang}");
        }
    }

    #[test]
    fn a_chart_without_points_is_the_standard() {
        let svg = growth_chart(Indicator::WeightForAge, Sex::Female, &[], "en");
        assert!(!svg.contains("<circle") && !svg.contains("class=\"way\""));
    }
}
