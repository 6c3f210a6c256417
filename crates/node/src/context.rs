//! What a command works with: the open store, who acts, where its words go. The same for a command at the terminal and
//! for one that came through the socket of a running node.

use crate::complaint::Complaint;
use crate::table::Table;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::place::PlaceLine;
use store::{Actor, CompartmentInfo, Store};

/// A command's surroundings.
pub struct Context<'a> {
    /// The open store.
    pub store: &'a Arc<Store>,
    /// Who acts.
    pub actor: &'a Actor,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Whether output is JSON.
    pub json: bool,
    /// The compartment named with `--compartment`.
    pub compartment: Option<&'a str>,
    /// The folder relative paths start from.
    pub cwd: PathBuf,
    /// A passphrase beside the one that unlocks, read where the command was typed: that of a member who is being added, or
    /// the member's own once more.
    pub newcomer: Option<&'a str>,
    /// Whether a progress bar may be drawn: somebody sits at a terminal here.
    pub drawn: bool,
}

/// How a command ends.
pub type Done = Result<(), Complaint>;

impl Context<'_> {
    /// Prints a line of text.
    pub fn line(&mut self, text: impl AsRef<str>) -> Done {
        Ok(writeln!(self.out, "{}", text.as_ref())?)
    }

    /// Prints a remark beside the output.
    pub fn remark(&mut self, text: impl AsRef<str>) -> Done {
        Ok(writeln!(self.err, "{}", text.as_ref())?)
    }

    /// Prints a value as JSON.
    pub fn value(&mut self, value: &impl Serialize) -> Done {
        serde_json::to_writer_pretty(&mut self.out, value)?;
        Ok(writeln!(self.out)?)
    }

    /// Prints a table, or with `--json` the value it was made of; says so where it is empty.
    pub fn table(&mut self, table: &Table, value: &impl Serialize, empty: &str) -> Done {
        if self.json {
            return self.value(value);
        }
        if table.is_empty() {
            return self.remark(empty);
        }
        Ok(self.out.write_all(table.text().as_bytes())?)
    }

    /// Prints one sentence, or with `--json` the value behind it.
    pub fn done(&mut self, sentence: impl AsRef<str>, value: &impl Serialize) -> Done {
        if self.json { self.value(value) } else { self.line(sentence) }
    }

    /// A path as the person meant it.
    pub fn path(&self, path: &Path) -> PathBuf {
        self.cwd.join(path)
    }

    /// A bar for `len` steps of long work; drawn only where somebody sees it.
    pub fn bar(&self, len: usize, what: &str) -> ProgressBar {
        bar(len, what, self.drawn)
    }

    /// The compartment to write in: the one named, else the place's, else the only house the actor writes in.
    pub fn writes_in(&self, place: Option<&PlaceLine>) -> Result<CompartmentInfo, Complaint> {
        let all = self.store.compartments(self.actor)?;
        if let Some(name) = self.compartment {
            return named(&all, name);
        }
        let writable = |c: &&CompartmentInfo| c.role.writes() && !c.kind.restricted();
        if let Some(info) = place.and_then(|p| all.iter().filter(writable).find(|c| c.id == p.compartment)) {
            return Ok(info.clone());
        }
        let mut mine = all.iter().filter(writable);
        match (mine.next(), mine.next()) {
            (Some(only), None) => Ok(only.clone()),
            (None, _) => Err(Complaint::new(
                4,
                "You write in no compartment of this node.",
                "Ask a keeper: `relais member grant`.",
            )),
            _ => {
                let names: Vec<&str> = all.iter().filter(writable).map(|c| c.name.as_str()).collect();
                Err(Complaint::usage(
                    "You write in several compartments.",
                    format!("Add --compartment, one of: {}.", names.join(", ")),
                ))
            }
        }
    }

    /// The compartments asked for: the one named, else every one in which the role `may`.
    pub fn compartments(&self, may: fn(Role) -> bool) -> Result<Vec<CompartmentInfo>, Complaint> {
        let all = self.store.compartments(self.actor)?;
        match self.compartment {
            Some(name) => Ok(vec![named(&all, name)?]),
            None => Ok(all.into_iter().filter(|c| may(c.role)).collect()),
        }
    }

    /// A place by its name or its id.
    pub fn place(&self, asked: &str) -> Result<PlaceLine, Complaint> {
        let places = self.store.places(self.actor, None)?;
        if let Some(id) = FileId::parse(asked) {
            let found = places.iter().find(|p| p.file == id);
            return found
                .cloned()
                .ok_or_else(|| Complaint::unknown("place", asked, "`relais place list` lists them."));
        }
        let wanted = linkage::name::normalise(asked);
        let same: Vec<&PlaceLine> =
            places.iter().filter(|p| linkage::name::normalise(&p.name) == wanted).collect();
        match same.as_slice() {
            [one] => Ok((*one).clone()),
            [] => {
                let near: Vec<&str> = places
                    .iter()
                    .filter(|p| {
                        linkage::likeness::jaro_winkler(&linkage::name::normalise(&p.name), &wanted) > 0.8
                    })
                    .map(|p| p.name.as_str())
                    .take(3)
                    .collect();
                let hint = match near.is_empty() {
                    true => "`relais place list` lists them.".to_string(),
                    false => format!("Did you mean {}?", near.join(", ")),
                };
                Err(Complaint::unknown("place", asked, hint))
            }
            many => {
                let ids: Vec<String> =
                    many.iter().map(|p| format!("{} ({})", p.file, p.kind.key())).collect();
                Err(Complaint::usage(
                    format!("“{asked}” names several places."),
                    format!("Give the id: {}.", ids.join(", ")),
                ))
            }
        }
    }

    /// Today where somebody's compartment stands.
    pub fn today(&self, compartment: &CompartmentId) -> Result<Date, Complaint> {
        Ok(self.store.read(self.actor, compartment, |r| Ok(r.today()))?)
    }
}

fn named(all: &[CompartmentInfo], name: &str) -> Result<CompartmentInfo, Complaint> {
    let found = all.iter().find(|c| c.name == name || c.id.to_string() == name).cloned();
    found.ok_or_else(|| Complaint::unknown("compartment", name, "`relais compartment list` lists yours."))
}

/// A bar on standard error.
pub fn bar(len: usize, what: &str, drawn: bool) -> ProgressBar {
    if !drawn {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(len as u64);
    if let Ok(style) = ProgressStyle::with_template("{msg:24} [{bar:32}] {human_pos} of {human_len} {eta}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(what.to_string());
    bar
}

/// A day that was typed.
pub fn day(field: &str, typed: &str) -> Result<Date, Complaint> {
    typed.parse().map_err(|_| {
        Complaint::usage(
            format!("{field}, “{typed}”: this is no day."),
            "Write it as 1942-08-31.".to_string(),
        )
    })
}
