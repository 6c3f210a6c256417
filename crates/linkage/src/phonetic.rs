//! Published phonetic codes of names in Latin letters, for people who know them and for systems that store them.
//!
//! Daitch-Mokotoff soundex is here, by characters: a letter outside ASCII never costs the letter behind it.
//! Beider-Morse is not. Across scripts use [`sound_keys`](crate::name::sound_keys).

mod daitch_mokotoff;

pub use daitch_mokotoff::{Reading, daitch_mokotoff, daitch_mokotoff_as};
