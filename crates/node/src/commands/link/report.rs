//! The page about one linking: what was learnt, how the scores lie, and examples with their reasons. One file, no
//! script, nothing fetched. It shows ids and how fields agree, never what stands in them.

use super::output::class_name;
use super::table::Ids;
use linkage::link::{Class, FullPopulation, Linked, Pair};
use std::fmt::Write as _;

/// Bands of log-odds for review: from, what to do.
const BANDS: [(f32, &str); 4] =
    [(7.0, "near certain"), (3.0, "likely"), (1.0, "likelier than not: look"), (-20.0, "unsure: look first")];
/// Examples of each band.
const EXAMPLES: usize = 3;

/// The page.
pub fn page(ids: &Ids, people: &FullPopulation, linked: &Linked, threshold: f64) -> String {
    let mut out = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Linking</title><style>\
         body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}\
         table{border-collapse:collapse}td,th{padding:.15rem .6rem;border-bottom:1px solid #ccc;text-align:left}\
         td.n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%}</style><h1>Linking</h1>",
    );
    let rows = people.len();
    let _ = write!(
        out,
        "<p>{rows} rows; {} pairs at or above log-odds {threshold}; {} comparisons. Proposals only: a person decides.</p>",
        linked.pairs.len(),
        linked.compared
    );
    out.push_str(&histogram(&linked.histogram));
    out.push_str("<h2>For review</h2><table><tr><th>log-odds<th>pairs<th>");
    for (at, (from, what)) in BANDS.iter().enumerate() {
        let pairs = band(&linked.pairs, at).count();
        let _ = write!(out, "<tr><td>from {from}<td class=n>{pairs}<td>{what}");
    }
    out.push_str("</table><h2>Examples</h2>");
    for at in 0..BANDS.len() {
        let all: Vec<&Pair> = band(&linked.pairs, at).collect();
        for pair in all.iter().step_by((all.len() / EXAMPLES).max(1)).take(EXAMPLES) {
            out.push_str(&waterfall(ids, people, linked, pair));
        }
    }
    out.push_str(&weights(linked, rows));
    out.push_str("</html>\n");
    out
}

fn band(pairs: &[Pair], at: usize) -> impl Iterator<Item = &Pair> {
    let (from, to) = (BANDS[at].0, if at == 0 { f32::MAX } else { BANDS[at - 1].0 });
    pairs.iter().filter(move |pair| pair.log_odds >= from && pair.log_odds < to)
}

/// Bars on a logarithmic scale: most candidates are unlikely.
fn histogram(counts: &[u64; 41]) -> String {
    let height = |n: u64| (n as f64 + 1.0).log10() * 18.0;
    let mut out = String::from(
        "<h2>Scores of all comparisons</h2><svg viewBox=\"0 0 660 190\" width=\"660\" role=\"img\" \
         aria-label=\"How many comparisons had which log-odds\">",
    );
    for (place, count) in counts.iter().enumerate() {
        let (x, high) = (place * 16 + 2, height(*count));
        let odds = place as i64 - 20;
        let fill = if odds >= 0 { "#2a6" } else { "#999" };
        let _ = write!(
            out,
            "<rect x=\"{x}\" y=\"{:.1}\" width=\"13\" height=\"{high:.1}\" fill=\"{fill}\"><title>{odds}: {count}</title></rect>",
            165.0 - high
        );
        if odds % 5 == 0 {
            let _ = write!(out, "<text x=\"{x}\" y=\"182\" font-size=\"11\">{odds}</text>");
        }
    }
    out.push_str("</svg><p>Log-odds from left to right; heights are logarithms of counts; a pair met twice counts twice.</p>");
    out
}

/// One pair: a bar for each field, for (right) or against (left).
fn waterfall(ids: &Ids, people: &FullPopulation, linked: &Linked, pair: &Pair) -> String {
    let reasons = linked.model.reasons(people, pair.a, pair.b);
    let against = linked.model.against(people, pair.a, pair.b).map_or(Class::Chance, |(_, class)| class);
    let id = |row: u32| escape(&String::from_utf8_lossy(ids.get(row)));
    let mut out = format!(
        "<h3>{} and {}: {:+.1}</h3><p>Mostly against: {}.</p><svg viewBox=\"0 0 660 {h}\" width=\"660\" height=\"{h}\" role=\"img\" aria-label=\"Reasons\">",
        id(pair.a),
        id(pair.b),
        pair.log_odds,
        class_name(against),
        h = reasons.len() * 22 + 4
    );
    let mut sum = 0.0;
    for (row, reason) in reasons.iter().enumerate() {
        let (from, to) = (sum, sum + reason.weight);
        sum = to;
        let place = |odds: f64| 360.0 + odds.clamp(-20.0, 40.0) * 7.0;
        let (left, right) = (place(from.min(to)), place(from.max(to)));
        let fill = if reason.weight >= 0.0 { "#2a6" } else { "#c43" };
        let y = row * 22;
        let _ = write!(
            out,
            "<text x=\"0\" y=\"{}\" font-size=\"12\">{}: {} {:+.1}</text><rect x=\"{left:.1}\" y=\"{}\" width=\"{:.1}\" height=\"14\" fill=\"{fill}\"/>",
            y + 14,
            reason.field.key(),
            reason.level,
            reason.weight,
            y + 3,
            (right - left).max(1.0)
        );
    }
    out.push_str("</svg>");
    out
}

fn weights(linked: &Linked, rows: usize) -> String {
    let mut out = String::from(
        "<h2>What was learnt</h2><p>How often a field agrees so, where both rows have it.</p>\
         <table><tr><th>field<th>level<th>one person<th>siblings<th>chance",
    );
    for w in linked.model.weights() {
        let _ = write!(
            out,
            "<tr><td>{}<td>{}<td class=n>{:.4}<td class=n>{:.4}<td class=n>{:.6}",
            w.field.key(),
            w.level,
            w.same,
            w.siblings,
            w.chance
        );
    }
    out.push_str("</table><table><tr><th>pairs expected<th>");
    for class in [Class::Same, Class::Siblings, Class::ParentChild, Class::Kinfolk] {
        let _ =
            write!(out, "<tr><td>{}<td class=n>{:.0}", class_name(class), linked.model.expected(class, rows));
    }
    out.push_str("</table>");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
