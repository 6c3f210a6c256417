//! `relais register export`: the columns that an import reads, of those who agreed to where it goes.

use super::Tongue;
use crate::commands::consent::{codes, left_out};
use crate::complaint::{self, Complaint};
use crate::context::{Context, Done, day};
use clap::{Args, ValueEnum};
use domain::consent::Exit;
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use store::register::{Asked, Exported, export_rows};

/// Write a register.
#[derive(Debug, Args)]
pub struct Export {
    /// The place: name or id
    #[arg(long)]
    pub place: String,
    /// To whom it goes; who did not agree to that is left out. `within` stays with those who care for the people in it
    #[arg(long = "for", value_enum, value_name = "WHOM")]
    pub whom: Whom,
    /// csv, xlsx or json
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub format: Format,
    /// The new file
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// People there from this day on
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// .. until this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Language of the headings
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub lang: Tongue,
}

/// To whom a register goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Whom {
    /// An office, an authority
    Office,
    /// Another organisation
    Organisation,
    /// Nobody outside
    Within,
}

impl Whom {
    fn exit(self) -> Exit {
        match self {
            Whom::Office => Exit::RegisterToOffice,
            Whom::Organisation => Exit::RegisterToOrganisation,
            Whom::Within => Exit::RegisterWithin,
        }
    }
}

/// Forms of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Separated text
    Csv,
    /// A workbook
    Xlsx,
    /// JSON
    Json,
}

impl Export {
    pub(super) fn run(&self, ctx: &mut Context<'_>) -> Done {
        let place = ctx.place(&self.place)?;
        let today = ctx.today(&place.compartment)?;
        let to = self.to.as_deref().map_or(Ok(today), |t| day("to", t))?;
        let from = self.from.as_deref().map_or(Ok(jiff::civil::date(1900, 1, 1)), |f| day("from", f))?;
        let lang = self.lang.lang();
        let asked = Asked { place: place.file, from, to, exit: self.whom.exit(), without: None };
        let Exported { rows, stay, .. } = export_rows(ctx.store, ctx.actor, &asked)?;
        left_out(ctx, &stay)?;
        let bytes = match self.format {
            Format::Csv => Ok(register::export::csv(&rows, lang)),
            Format::Xlsx => register::export::xlsx(&rows, lang),
            Format::Json => register::export::json(&rows),
        };
        let bytes = bytes.map_err(|e| Complaint::new(3, e.text(lang), ""))?;
        let path = ctx.path(&self.out);
        fs::write(&path, bytes).map_err(|e| complaint::file(&path, &e))?;
        ctx.remark("This file is not encrypted: it names people. Keep it only as long as it is needed.")?;
        let value =
            json!({ "rows": rows.len(), "file": path, "place": place.file, "left_out": codes(&stay) });
        ctx.done(format!("{} rows of {} in {}", rows.len(), place.name, path.display()), &value)
    }
}
