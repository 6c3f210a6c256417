//! Published phonetic codes of names, for people who know them and for systems that store them.
//!
//! Daitch-Mokotoff soundex is here, of names in Latin letters and by characters: a letter outside ASCII never costs the
//! letter behind it. Beider-Morse is here, which guesses the language first and reads Cyrillic, Hebrew, Greek and Arabic
//! letters too. Neither joins two people. Across scripts use [`sound_keys`](crate::name::sound_keys).

mod beider_morse;
mod daitch_mokotoff;

pub use beider_morse::{BeiderMorse, Languages, NameType, RuleType, beider_morse, guess_languages};
pub use daitch_mokotoff::{Reading, daitch_mokotoff, daitch_mokotoff_as};
