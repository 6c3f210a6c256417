//! Uncertain dates, names across scripts, and who may be the same person.
//!
//! People who flee lose their papers. Registers then hold "about 1934", "12.III.34" or a name heard once and
//! written in another alphabet. This crate keeps such words as they were said and still lets a program count,
//! sort and search with them:
//!
//! - [`edtf`]: dates with their uncertainty (EDTF, ISO 8601-2), their bounds, ages as bands, and the many ways
//!   registers write a date;
//! - [`name`]: names made comparable across accents, case, word order and script;
//! - [`phonetic`], [`variants`], [`gazetteer`]: published codes, forms of one name, places under all their names;
//! - [`link`]: which records of a long list are one person, and which are kin;
//! - [`trace`]: one question over millions of people;
//! - [`likeness`]: how alike two people's names and births are, with the reasons.
//!
//! # The promise
//!
//! It never invents: a year stays a year and does not become the first of January. It never joins two people:
//! it proposes, with reasons that can be shown, and a person decides. It never fails on content: what cannot be
//! read comes back as a typed problem that says why. It is pure: no clock, no randomness, no files, no network;
//! "today" is an argument.
//!
//! ```
//! use relais_linkage::{edtf, likeness, name};
//!
//! let born = edtf::loose("vers 1934", &edtf::Reading::default())?;
//! assert_eq!(born.as_str(), "1934~");
//! assert_eq!(born.exact_day(), None);
//! let today = jiff::civil::date(1942, 8, 25);
//! assert_eq!(edtf::age_on(&born, today).map(|band| band.to_string()).as_deref(), Some("7-8"));
//!
//! let (asked, known) = (name::tokens("Sara Rabinow"), name::tokens("Рабинович Сара"));
//! let asked = likeness::Facets { names: &asked, birth: Some(&born), sex: None };
//! let known = likeness::Facets { names: &known, birth: None, sex: Some('f') };
//! assert!(likeness::likeness(&asked, &known).is_some());
//! # Ok::<(), edtf::EdtfProblem>(())
//! ```

pub mod edtf;
pub mod gazetteer;
pub mod likeness;
pub mod link;
pub mod name;
pub mod phonetic;
pub mod trace;
pub mod variants;
