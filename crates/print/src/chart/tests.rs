//! Charts as text: what is drawn follows from the figures, and hostile names print as themselves.

use super::*;

const WORDS: Words<'static> =
    Words { id: "c", title: "A & B <of> Łódź", lang: "en", others: "others", limit: "places" };

fn row(month: i8, key: &str, closing: usize) -> StockRow {
    let month = Month { year: 1940, month };
    StockRow {
        month,
        key: key.into(),
        opening: 0,
        arrivals: closing,
        out: 0,
        closing,
        aged_in: 0,
        aged_out: 0,
        reasons: BTreeMap::new(),
    }
}

/// Heights of all bars, in plot units of the value axis.
fn bars(svg: &str) -> Vec<(String, f64)> {
    let attribute = |tag: &str, name: &str| -> String {
        let start = tag.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
        tag[start..].split('"').next().unwrap().to_string()
    };
    let tags = svg.split("<rect ").skip(1).map(|t| format!(" {t}"));
    tags.map(|t| (attribute(&t, "class"), attribute(&t, "height").parse().unwrap())).collect()
}

#[test]
fn a_bar_is_as_high_as_its_number() {
    let chart = stock(&[row(1, "Gurs", 100), row(1, "Rivesaltes", 50), row(2, "Gurs", 25)], &WORDS);
    assert_eq!(chart.legend, ["Gurs", "Rivesaltes"]);
    let bars = bars(&chart.svg);
    let classes: Vec<&str> = bars.iter().map(|(c, _)| c.as_str()).collect();
    assert_eq!(classes, ["bar series-1", "bar series-2", "bar series-1"]);
    assert!(
        (bars[0].1 - 2.0 * bars[1].1).abs() < 0.3 && (bars[0].1 - 4.0 * bars[2].1).abs() < 0.3,
        "{bars:?}"
    );
}

#[test]
fn small_series_stand_together_and_lose_nobody() {
    let rows: Vec<StockRow> = (0..9).map(|i| row(1, &format!("home {i}"), 10 + i)).collect();
    let chart = stock(&rows, &WORDS);
    assert_eq!(chart.legend.len(), SERIES);
    assert_eq!(chart.legend.last().map(String::as_str), Some("others"));
    let drawn: f64 = bars(&chart.svg).iter().map(|(_, h)| h).sum();
    let all: usize = rows.iter().map(|r| r.closing).sum();
    let (top, _) = scale(all as u64);
    assert!((drawn - (FOOT.1 - FOOT.0) * all as f64 / top as f64).abs() < 1.0, "{drawn}");
}

#[test]
fn in_a_page_no_style_and_in_a_file_no_reference() {
    let chart = stock(&[row(1, "a\"><script>", 3), row(1, "בית", 2)], &WORDS);
    assert!(!chart.svg.contains("style") && !chart.svg.contains("<script"));
    let file = chart.file(&WORDS);
    assert!(
        file.contains("<style>")
            && file.contains("xmlns=")
            && !file.contains("<script")
            && !file.contains("href")
    );
    assert!(file.contains("A &amp; B &lt;of&gt; Łódź"));
    assert!(file.contains("\u{2068}בית\u{2069}"));
}

#[test]
fn nothing_to_draw_is_drawn_as_nothing() {
    assert!(stock(&[], &WORDS).legend.is_empty());
    let empty = occupancy(&[], 0, &WORDS);
    assert!(
        empty.svg.contains("class=\"axis\"")
            && !empty.svg.contains("class=\"line")
            && !empty.svg.contains("limit")
    );
}

#[test]
fn over_capacity_rises_above_the_line_of_places() {
    let day = |d| Date::new(1942, 8, d).unwrap();
    let chart = occupancy(&[(day(1), 10), (day(2), 14)], 12, &WORDS);
    let path = chart.svg.split("line series-1\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let limit: f64 =
        chart.svg.split("limit\" d=\"M54 ").nth(1).unwrap().split('H').next().unwrap().parse().unwrap();
    let over: f64 = path.split('V').nth(1).unwrap().split('H').next().unwrap().parse().unwrap();
    let under: f64 = path.split(' ').nth(1).unwrap().split('H').next().unwrap().parse().unwrap();
    assert!(over < limit && limit < under, "{path}");
}
