//! Places and the names they bore: Warszawa, Warschau, Varsovie and Варшава are one place.
//!
//! A small list of the camps, houses and cities of this project's history, written by hand; a user adds lines of
//! their own. It places nothing on a map and knows no borders; a name it does not know is kept as it was written.

use crate::name::normalise;
use std::collections::HashMap;

/// One place a line: its names in several languages and scripts, separated by `;`.
const PLACES: &str = include_str!("gazetteer/places.csv");

/// Names of places, each with the number of its place.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    by_name: HashMap<String, u32>,
    places: u32,
}

impl Default for Gazetteer {
    fn default() -> Self {
        let mut gazetteer = Self { by_name: HashMap::new(), places: 0 };
        gazetteer.extend(PLACES);
        gazetteer
    }
}

impl Gazetteer {
    /// Takes in lines of `name;name;name` (or with commas or tabs), each one place. Lines whose names are known
    /// already add to that place; where they name two known places, the first stands. Empty lines and lines that begin
    /// with `#` are passed over. Returns how many names were new.
    pub fn extend(&mut self, lines: &str) -> usize {
        let before = self.by_name.len();
        for line in lines.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let names: Vec<String> =
                line.split([';', ',', '\t']).map(key).filter(|name| !name.is_empty()).collect();
            let known = names.iter().find_map(|name| self.by_name.get(name).copied());
            let place = known.unwrap_or(self.places + 1);
            self.places = self.places.max(place);
            for name in names {
                self.by_name.entry(name).or_insert(place);
            }
        }
        self.by_name.len() - before
    }

    /// The number of the place, if the name is known; equal numbers are one place.
    ///
    /// ```
    /// let places = relais_linkage::gazetteer::Gazetteer::default();
    /// assert_eq!(places.place("Varsovie"), places.place("Warschau, Polen"));
    /// assert_eq!(places.place("Atlantis"), None);
    /// ```
    #[must_use]
    pub fn place(&self, name: &str) -> Option<u32> {
        self.by_name.get(&key(name)).copied()
    }

    pub(crate) fn place_of_key(&self, key: &str) -> Option<u32> {
        self.by_name.get(key).copied()
    }
}

/// A place's name as it is compared: without what stands behind a comma, in brackets, or as a kind of place.
pub(crate) fn key(name: &str) -> String {
    let plain = name.split([',', '(', '/']).next().unwrap_or_default();
    let normal = normalise(plain);
    let words: Vec<&str> = normal.split(' ').filter(|word| !KINDS.contains(word)).collect();
    if words.is_empty() { normal.replace(' ', "") } else { words.concat() }
}

/// Words that say what a place is, not which.
const KINDS: &[&str] = &[
    "camp",
    "camps",
    "de",
    "du",
    "lager",
    "ghetto",
    "getto",
    "chateau",
    "home",
    "heim",
    "maison",
    "village",
    "shtetl",
    "near",
    "bei",
    "pres",
    "лагерь",
    "מחנה",
    "مخيم",
];
