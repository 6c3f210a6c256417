//! Coded cards: a code, spoken and as a QR picture that says the code and nothing else. They lie in the house's box, so that
//! a file is found at the scale or at the door without a name being called. Nobody wears one.

use crate::paper::{Paper, Printing, spoken};
use crate::sheet::PaperProblem;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Free modules around the picture, as readers need them.
const QUIET: i32 = 4;

/// Sets a sheet of cards, as many as there are codes.
///
/// # Errors
/// [`PaperProblem`] when it could not be set, or a code does not fit a picture.
pub fn cards(codes: &[String], printing: Printing<'_>) -> Result<Vec<u8>, PaperProblem> {
    let title = printing.t("paper-cards");
    let mut paper = Paper::new(printing, &title).foot(title.clone());
    let drawn = codes.iter().map(|code| Ok((spoken(code), picture(code)?))).collect::<Result<Vec<_>, _>>()?;
    paper.heading(1, &title);
    paper.cards(drawn, &printing.t("paper-card-picture"));
    paper.pdf()
}

/// The picture of a code, as SVG on its own white ground: readers need it in the dark too.
///
/// # Errors
/// [`PaperProblem`] where the text is too long for a picture.
pub fn picture(code: &str) -> Result<Vec<u8>, PaperProblem> {
    let qr = QrCode::encode_text(code, QrCodeEcc::Medium).map_err(|e| PaperProblem::Unset(e.to_string()))?;
    let mut path = String::new();
    for y in 0..qr.size() {
        for x in (0..qr.size()).filter(|x| qr.get_module(*x, y)) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    let side = qr.size() + 2 * QUIET;
    let head = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    let svg = format!(
        "{head} viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\"/></svg>"
    );
    Ok(svg.into_bytes())
}
