//! Everything on paper: charts as SVG, shared by pages and commands, and documents as PDF.
//!
//! A chart in a page carries classes of the style sheet and no style of its own, so that the page's policy and its dark
//! scheme hold; a chart in a file carries everything it needs. Every text in it is escaped. The table that says the same
//! is the page's duty. Nothing here counts, reads a clock, or touches a file.

pub mod blank_form;
pub mod chart;
pub mod coded_card;
pub mod dossier;
pub mod growth_chart;
mod letters;
pub mod list;
mod paper;
pub mod procedure;
pub mod report;
mod sheet;
mod svg;

pub use chart::{Chart, Words, occupancy, stock};
pub use paper::{Names, Printing, spoken};
pub use sheet::PaperProblem;

use domain::indicator::StockRow;

/// The stock by month as an SVG file of its own. `lang` is `fr`, `en` or `he`.
pub fn stock_chart(rows: &[StockRow], title: &str, lang: &str) -> String {
    let others = match lang {
        "fr" => "autres",
        "he" => "אחרים",
        _ => "others",
    };
    let words = Words { id: "chart", title, lang, others, limit: "" };
    stock(rows, &words).file(&words)
}
