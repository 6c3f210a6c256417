//! Rations: energy by weight, from which the sachets follow; and old tables by weight band, which are checked against a
//! protocol's energy, never trusted.

use super::Protocol;
use super::classify::{Care, Class};
use crate::units::Grams;
use serde::Deserialize;

/// Energy of a sachet of ready-to-use food, in kcal. Source: en-net 5051, 3660.
pub const SACHET_KCAL: f64 = 500.0;
/// Its weight in grams.
pub const SACHET_G: f64 = 92.0;

/// What is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// Ready-to-use therapeutic food.
    Rutf,
    /// Ready-to-use supplementary food.
    Rusf,
    /// Milk of 75 kcal a decilitre.
    F75,
    /// Milk of 100 kcal a decilitre.
    F100,
}

/// A ration of a protocol.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ration {
    pub class: Class,
    pub care: Care,
    /// For which part of the treatment.
    pub phase: String,
    pub product: Product,
    /// Least and most energy, kcal for a kilogram and a day.
    pub kcal_per_kg_day: Option<(f64, f64)>,
    /// Millilitres for a kilogram and a day.
    pub ml_per_kg_day: Option<f64>,
    pub feeds_per_day: Option<u32>,
    /// Sachets a day, whatever the weight.
    pub sachets_per_day: Option<f64>,
    pub source: String,
    #[serde(default)]
    pub to_be_confirmed: bool,
}

/// A ration for one weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RationFor<'p> {
    pub ration: &'p Ration,
    /// Least and most energy a day, in kcal.
    pub kcal_day: Option<(f64, f64)>,
    /// Least and most sachets a week, not rounded; None for milk.
    pub sachets_week: Option<(f64, f64)>,
    /// Whole sachets a week that lie within; None where no whole number does.
    pub whole_sachets_week: Option<u32>,
    /// Millilitres a day.
    pub ml_day: Option<f64>,
    /// Millilitres a feed.
    pub ml_feed: Option<f64>,
}

impl Ration {
    /// For one weight.
    pub fn for_weight(&self, weight: Grams) -> RationFor<'_> {
        let kg = weight.kilograms();
        let sachets = matches!(self.product, Product::Rutf | Product::Rusf);
        let by_energy = self.kcal_per_kg_day.map(|(low, high)| (low * kg, high * kg));
        let fixed = self.sachets_per_day.map(|n| (n * SACHET_KCAL, n * SACHET_KCAL));
        let kcal_day = by_energy.or(fixed);
        let week = |kcal: f64| 7.0 * kcal / SACHET_KCAL;
        let sachets_week = kcal_day.filter(|_| sachets).map(|(low, high)| (week(low), week(high)));
        let whole = sachets_week.map(|(low, high)| (low.ceil(), high)).filter(|(whole, high)| whole <= high);
        let ml_day = self.ml_per_kg_day.map(|ml| ml * kg);
        RationFor {
            ration: self,
            kcal_day,
            sachets_week,
            whole_sachets_week: whole.map(|(whole, _)| whole as u32),
            ml_day,
            ml_feed: ml_day.zip(self.feeds_per_day).map(|(ml, feeds)| ml / f64::from(feeds.max(1))),
        }
    }
}

/// A table of sachets by weight band, as guides print them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RationTable {
    pub title: String,
    pub source: String,
    pub bands: Vec<RationBand>,
    #[serde(default)]
    pub to_be_confirmed: bool,
}

/// One band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RationBand {
    /// Lightest child of the band.
    pub from_g: u32,
    /// Heaviest; in the last band the same as the lightest.
    pub until_g: u32,
    pub sachets_week: u32,
}

impl RationBand {
    /// What the band really gives, kcal for a kilogram and a day: to the heaviest and to the lightest child.
    pub fn kcal_per_kg_day(self) -> (f64, f64) {
        let of = |g: u32| f64::from(self.sachets_week) * SACHET_KCAL / 7.0 / Grams(g).kilograms();
        (of(self.until_g), of(self.from_g))
    }

    /// Whether all children of the band get energy within the bounds.
    pub fn lies_within(self, (least, most): (f64, f64)) -> bool {
        let (low, high) = self.kcal_per_kg_day();
        least <= low && high <= most
    }
}

impl Protocol {
    /// The rations of a class in a kind of care, for one weight.
    pub fn rations_for(&self, class: Class, care: Care, weight: Grams) -> Vec<RationFor<'_>> {
        let fits = |r: &&Ration| r.class == class && r.care == care;
        self.rations.iter().filter(fits).map(|r| r.for_weight(weight)).collect()
    }
}
