//! A paper made of blocks: headings, facts, tables, scans, lines to fill by hand. The rooms lay the blocks; this says how
//! they look, in one template for all. It counts nothing and words nothing: every text comes from whoever asks.

use crate::sheet::{self, PaperProblem, Sheet};
use jiff::civil::Date;
use serde_json::{Value, json};

/// How a paper is printed: its language, its words, its day.
#[derive(Clone, Copy)]
pub struct Printing<'a> {
    /// `fr`, `en` or `he`.
    pub lang: &'a str,
    /// The words of a key of the locale files.
    pub say: &'a (dyn Fn(&str) -> String + Sync),
    /// The day it is printed.
    pub on: Date,
}

impl Printing<'_> {
    /// The words of a key.
    pub(crate) fn t(&self, key: &str) -> String {
        (self.say)(key)
    }
}

/// What stands on a paper for whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Names {
    /// Their name and their code.
    #[default]
    Shown,
    /// Their code in place of the name, wherever the name would stand.
    Coded,
}

impl Names {
    /// The choice of that name: `shown` or `code`.
    pub fn parse(text: &str) -> Option<Names> {
        match text {
            "shown" => Some(Names::Shown),
            "code" => Some(Names::Coded),
            _ => None,
        }
    }
}

/// A code, spoken in two groups, kept from being turned round.
pub fn spoken(code: &str) -> String {
    let split = code.char_indices().nth(3).map_or(code.len(), |(at, _)| at);
    let (head, tail) = code.split_at(split);
    let space = if tail.is_empty() { "" } else { "\u{a0}" };
    format!("\u{2066}{head}{space}{tail}\u{2069}")
}

/// A text that may run in either direction, kept from turning its neighbours round.
pub(crate) fn apart(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\u{2068}{text}\u{2069}") }
}

/// A paper as it is laid.
pub(crate) struct Paper<'a> {
    printing: Printing<'a>,
    title: String,
    foot: Option<String>,
    wide: bool,
    size: &'static str,
    blocks: Vec<Value>,
    pictures: Vec<(String, Vec<u8>)>,
}

impl<'a> Paper<'a> {
    /// An empty paper, A4 upright.
    pub fn new(printing: Printing<'a>, title: &str) -> Paper<'a> {
        let (title, blocks, pictures) = (title.to_string(), Vec::new(), Vec::new());
        Paper { printing, title, foot: None, wide: false, size: "a4", blocks, pictures }
    }

    /// What stands at the foot of every page, beside the page's number.
    pub fn foot(mut self, text: String) -> Paper<'a> {
        self.foot = Some(text);
        self
    }

    /// Lies across: for tables of many columns.
    pub fn wide(mut self) -> Paper<'a> {
        self.wide = true;
        self
    }

    fn lay(&mut self, block: Value) {
        self.blocks.push(block);
    }

    /// A heading of level 1 to 3. One without a text would be read aloud as nothing: it is a dash.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.titled(level, text, None);
    }

    /// A heading that the index leads to.
    pub fn anchored(&mut self, level: u8, text: &str, anchor: &str) {
        self.titled(level, text, Some(anchor));
    }

    fn titled(&mut self, level: u8, text: &str, anchor: Option<&str>) {
        let text = if text.trim().is_empty() { "–" } else { text };
        self.lay(json!({ "block": "heading", "level": level, "text": text, "anchor": anchor }));
    }

    /// A paragraph.
    pub fn text(&mut self, text: &str) {
        self.lay(json!({ "block": "text", "text": text }));
    }

    /// A remark in small letters.
    pub fn small(&mut self, text: &str) {
        self.lay(json!({ "block": "small", "text": text }));
    }

    /// Labels and values; a value left empty is a line to fill by hand.
    pub fn facts(&mut self, rows: &[(String, String)]) {
        self.lay(json!({ "block": "facts", "rows": rows }));
    }

    /// A table; `widths` are shares. Ruled for a hand where `ruled`.
    pub fn table(&mut self, heads: &[String], widths: &[u8], rows: &[Vec<String>], ruled: bool) {
        self.lay(json!({ "block": "table", "heads": heads, "widths": widths, "rows": rows, "ruled": ruled }));
    }

    /// A table ruled for a hand, its lines numbered: columns with their shares of the width, `number` that of the first.
    pub fn numbered(
        &mut self,
        number: u8,
        columns: &[(String, u8)],
        lines: impl Iterator<Item = Vec<String>>,
    ) {
        let (mut heads, mut widths) = (vec![self.printing.t("paper-no")], vec![number]);
        heads.extend(columns.iter().map(|(head, _)| head.clone()));
        widths.extend(columns.iter().map(|(_, width)| *width));
        let rows: Vec<Vec<String>> =
            lines.enumerate().map(|(i, line)| [vec![(i + 1).to_string()], line].concat()).collect();
        self.table(&heads, &widths, &rows, true);
    }

    /// Titles with the page of each anchor.
    pub fn index(&mut self, heads: &[String; 2], rows: &[(String, String)]) {
        self.lay(json!({ "block": "index", "heads": heads, "rows": rows }));
    }

    /// A text at the end of its line.
    pub fn end(&mut self, text: &str) {
        self.lay(json!({ "block": "end", "text": text }));
    }

    /// Lines, each with a point before it.
    pub fn list(&mut self, items: &[String]) {
        self.lay(json!({ "block": "list", "items": items }));
    }

    /// Room, in millimetres.
    pub fn gap(&mut self, mm: u8) {
        self.lay(json!({ "block": "gap", "mm": mm }));
    }

    /// Lines to write on.
    pub fn write(&mut self, lines: u8) {
        self.lay(json!({ "block": "write", "lines": lines }));
    }

    /// Cards in two columns: a text, and its picture as SVG, which is described as `alt` and that text.
    pub fn cards(&mut self, cards: Vec<(String, Vec<u8>)>, alt: &str) {
        let mut laid = Vec::with_capacity(cards.len());
        for (text, svg) in cards {
            let file = format!("picture-{}.svg", self.pictures.len());
            laid.push(json!({ "file": file, "text": text, "alt": format!("{alt} {text}") }));
            self.pictures.push((file, svg));
        }
        self.lay(json!({ "block": "cards", "cards": laid }));
    }

    /// Lines to sign on.
    pub fn signed(&mut self, labels: &[String]) {
        self.lay(json!({ "block": "signed", "labels": labels }));
    }

    /// A framed remark.
    pub fn notice(&mut self, text: &str) {
        self.lay(json!({ "block": "notice", "text": text }));
    }

    /// The next page.
    pub fn page(&mut self) {
        self.lay(json!({ "block": "page" }));
    }

    /// A picture over the rest of the page, so many pixels wide and high.
    pub fn picture(&mut self, jpeg: Vec<u8>, (width, height): (u32, u32), alt: &str) {
        let file = format!("picture-{}.jpg", self.pictures.len());
        // The typesetter decodes a JPEG that it is given, to the last pixel; one that a drawing shows it passes on.
        let drawing = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <image href=\"{file}\" width=\"{width}\" height=\"{height}\"/></svg>"
        );
        let drawn = format!("{file}.svg");
        self.lay(json!({ "block": "picture", "file": drawn, "alt": alt }));
        self.pictures.push((file, jpeg));
        self.pictures.push((drawn, drawing.into_bytes()));
    }

    /// Sets it.
    ///
    /// # Errors
    /// [`PaperProblem`] when it could not be set.
    pub fn pdf(self) -> Result<Vec<u8>, PaperProblem> {
        let data = json!({
            // A reader shows the title in a line of its own, where nothing runs the other way.
            "title": self.title.replace(|c| matches!(c, '\u{2066}'..='\u{2069}'), ""),
            "on": (self.printing.on.year(), self.printing.on.month(), self.printing.on.day()),
            "foot": self.foot,
            "page": self.printing.t("paper-page"),
            "wide": self.wide,
            "size": self.size,
            "blocks": self.blocks,
        });
        let pictures: Vec<(&str, &[u8])> =
            self.pictures.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let template = include_str!("../templates/paper.typ");
        sheet::pdf(&Sheet { template, data: &data, lang: self.printing.lang, dated: true }, &pictures)
    }
}
