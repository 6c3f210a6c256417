//! The one door to the database: `read(actor, ..)`, `write(actor, ..)`; append, admit, refold, rebuild, verify.
//!
//! A compartment is one encrypted SQLite database (or, at headquarters, a journal in PostgreSQL beside an encrypted
//! database of derived rows). One write is one transaction: the entries and the derived rows of the files they touch.
//! Every function takes an [`Actor`]; what the actor was not granted is not opened, so it does not exist for them.
//! Nothing here speaks HTTP, prints, reads the environment, or decides: rules live in `domain`.

mod actor;
mod alarm;
mod append;
mod attention;
mod audit;
mod backup;
mod bundle;
mod chain;
mod coverage;
mod database;
mod derive;
pub mod double;
mod exchange;
mod folder;
mod found;
mod invitation;
mod journal_copy;
mod letter;
mod letterbox;
mod load;
mod member;
mod node;
mod padding;
mod panic;
mod problem;
mod read;
mod rebuild;
mod restored;
mod schema;
mod search;
mod second_factor;
mod shelf;
mod side_by_side;
mod slot;
mod surroundings;
mod verify;
mod visit;
mod word;
mod writer;

pub mod ask_around;
pub mod break_glass;
pub mod caseload;
pub mod consent;
pub mod dossier;
pub mod erasure;
pub mod exposure;
pub mod hold;
pub mod notebook;
pub mod payment;
pub mod person;
pub mod place;
pub mod placement;
pub mod read_log;
pub mod referral;
pub mod register;
pub mod relay_house;
#[cfg(feature = "test-rig")]
pub mod rig;
pub mod spare;
mod stay;
pub mod subject;
pub mod supply;
pub mod tracing;
pub mod transfer;
pub mod weighing;

pub use actor::Actor;
pub use alarm::{Alarm, AlarmKey, Alarming};
pub use append::Writing;
pub use attention::{Attention, Waiting};
pub use audit::Wrote;
pub use backup::{BackupReport, backup, restore};
pub use bundle::{Inside, Made, Shown};
pub use coverage::{Chain, Coverage};
#[cfg(feature = "test-rig")]
pub use database::Row;
pub use database::Value;
pub use exchange::{HeldEntry, Line, PeerInfo};
pub use invitation::Invitation;
pub use journal::card::{Card, CardProblem, words};
pub use journal::exchange::{Lost, Met};
pub use journal::keyslot::{Strength, strength};
pub use journal::plate::Plate;
pub use load::Volume;
pub use member::{Acquaintance, MemberInfo};
pub use node::{CompartmentInfo, Setup, Store};
pub use panic::panic;
pub use problem::Problem;
pub use read::Reading;
pub use rebuild::Rebuilt;
pub use search::{Found, Seek};
pub use second_factor::DeviceSecret;
pub use surroundings::{Clock, Surroundings, SystemChance};
pub use verify::{Fault, Verified};
pub use visit::Present;
