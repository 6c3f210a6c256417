//! What was typed on a weighing sheet, and the rule that reads it. What cannot be is refused; what is merely odd is asked
//! about elsewhere and never refused.

use super::{APPETITES, COMPLICATIONS, OEDEMA_PLACES, POSITIONS, Weighing};
use crate::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;

/// Weights that can be: a very small newborn to a very heavy adult, in grams.
const WEIGHT_G: std::ops::RangeInclusive<f64> = 500.0..=250_000.0;
/// Lengths and heights that can be, in millimetres.
const HEIGHT_MM: std::ops::RangeInclusive<f64> = 300.0..=2_300.0;
/// Arms that can be, in millimetres.
const MUAC_MM: std::ops::RangeInclusive<f64> = 50.0..=550.0;
/// A number below this was read in centimetres: no living arm is thinner in millimetres.
const MUAC_CM_BELOW: f64 = 50.0;

/// A sheet as typed; empty fields were not measured.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The day.
    pub on: Date,
    /// Kilograms, with point or comma.
    pub weight: String,
    /// Centimetres.
    pub height: String,
    /// Of [`POSITIONS`].
    pub position: String,
    /// Millimetres; centimetres where the number is below 50.
    pub muac: String,
    /// Whether oedema was looked for.
    pub oedema_looked_for: bool,
    /// Places of oedema.
    pub oedema: Vec<String>,
    /// Of [`APPETITES`].
    pub appetite: String,
    /// Of [`COMPLICATIONS`].
    pub complications: Vec<String>,
}

impl Sheet {
    /// The weighing.
    ///
    /// # Errors
    /// Names the field: nothing measured at all, a number that cannot be, a height without its position, a day after
    /// `today`, a value of no list.
    pub fn weighing(&self, today: Date) -> Result<Weighing, Refusal> {
        if self.on > today {
            return Err(refuse("on", self.on, Why::InTheFuture));
        }
        let weight_g = measure("weight", &self.weight, 1_000.0, &WEIGHT_G)?;
        let height_mm = measure("height", &self.height, 10.0, &HEIGHT_MM)?;
        let muac_mm = self.muac()?;
        let position = listed("position", &self.position, &POSITIONS)?;
        if height_mm.is_some() && position.is_none() {
            return Err(refuse("position", "", Why::Missing));
        }
        let looked_for = self.oedema_looked_for || !self.oedema.is_empty();
        if weight_g.is_none() && height_mm.is_none() && muac_mm.is_none() && !looked_for {
            return Err(refuse("weight", "", Why::Missing));
        }
        Ok(Weighing {
            on: self.on,
            weight_g,
            position: position.filter(|_| height_mm.is_some()),
            height_mm,
            muac_mm,
            oedema_looked_for: looked_for,
            oedema: all_listed("oedema", &self.oedema, &OEDEMA_PLACES)?,
            appetite: listed("appetite", &self.appetite, &APPETITES)?,
            complications: all_listed("complications", &self.complications, &COMPLICATIONS)?,
            confirmed: false,
        })
    }

    fn muac(&self) -> Result<Option<u32>, Refusal> {
        let typed = number("muac", &self.muac)?;
        let scale = if typed.is_some_and(|n| n < MUAC_CM_BELOW) { 10.0 } else { 1.0 };
        measure("muac", &self.muac, scale, &MUAC_MM)
    }
}

/// A number as typed, with point or comma.
fn number(field: &'static str, typed: &str) -> Result<Option<f64>, Refusal> {
    let text = typed.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let read = text.parse::<f64>().ok().filter(|n| plain && n.is_finite());
    read.map(Some).ok_or_else(|| refuse(field, typed.trim(), Why::Unreadable))
}

/// A number times `scale`, as a whole, where it lies within what can be.
fn measure(
    field: &'static str,
    typed: &str,
    scale: f64,
    possible: &std::ops::RangeInclusive<f64>,
) -> Result<Option<u32>, Refusal> {
    let Some(read) = number(field, typed)? else { return Ok(None) };
    let whole = (read * scale).round();
    if possible.contains(&whole) {
        Ok(Some(whole as u32))
    } else {
        Err(refuse(field, typed.trim(), Why::OutOfRange))
    }
}

fn listed(field: &'static str, typed: &str, list: &[&str]) -> Result<Option<String>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        code if list.contains(&code) => Ok(Some(code.to_string())),
        other => Err(refuse(field, other, Why::Unknown)),
    }
}

fn all_listed(field: &'static str, typed: &[String], list: &[&str]) -> Result<Vec<String>, Refusal> {
    let mut all = Vec::new();
    for code in typed.iter().filter(|t| !t.trim().is_empty()) {
        all.extend(listed(field, code, list)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
