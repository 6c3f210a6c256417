//! `relais register`: a list of a camp or a home in, problems beside it; the same columns out again.

mod export;

use crate::complaint::{self, Complaint, words};
use crate::context::{Context, Done};
use crate::table::Table;
use clap::{Args, Subcommand, ValueEnum};
use export::Export;
use register::{Field, Guess, Lang, Mapping, Problem, Row, Severity, problems_csv};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use store::register::Imported;

/// Registers.
#[derive(Debug, Subcommand)]
pub enum Register {
    /// Take in a register: CSV or XLSX, in whatever encoding
    Import(Import),
    /// Write the register of a place
    Export(Export),
}

/// Take in a register.
#[derive(Debug, Args)]
pub struct Import {
    /// The file
    pub file: PathBuf,
    /// The place whose register it is: name or id
    #[arg(long)]
    pub place: String,
    /// Which column holds what, as an earlier import proposed it and you changed it
    #[arg(long, value_name = "MAP.TOML")]
    pub mapping: Option<PathBuf>,
    /// Look only; nothing is written into the node
    #[arg(long)]
    pub dry_run: bool,
    /// Write the problems to this file, as CSV
    #[arg(long, value_name = "PROBLEMS.CSV")]
    pub problems: Option<PathBuf>,
    /// Write the mapping that was used to this file, to be changed
    #[arg(long, value_name = "MAP.TOML")]
    pub save_mapping: Option<PathBuf>,
    /// Language of what is said of the register
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub lang: Tongue,
}

/// Languages that problems are told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// French
    Fr,
    /// English
    En,
}

/// Problems and doubles shown in the terminal; all of them stand in the JSON and in problems.csv.
const SHOWN: usize = 20;

impl Tongue {
    fn lang(self) -> Lang {
        if self == Tongue::Fr { Lang::Fr } else { Lang::En }
    }
}

impl Register {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Register::Import(import) => import.run(ctx),
            Register::Export(export) => export.run(ctx),
        }
    }
}

/// A register read, before anything is written.
struct Seen {
    mapping: String,
    columns: Vec<(String, Option<Field>, String)>,
    unsure: bool,
    rows: Vec<Row>,
    problems: Vec<Problem>,
}

impl Import {
    fn run(&self, ctx: &mut Context<'_>) -> Done {
        let place = ctx.place(&self.place)?;
        let compartment = ctx.writes_in(Some(&place))?;
        let seen = self.read(ctx)?;
        if let Some(path) = &self.save_mapping {
            let path = ctx.path(path);
            fs::write(&path, &seen.mapping).map_err(|e| complaint::file(&path, &e))?;
        }
        let Seen { columns, unsure, rows, mut problems, .. } = seen;
        if !ctx.json {
            shown_mapping(ctx, &columns, self.lang.lang(), unsure && self.mapping.is_none())?;
        }
        let names: Vec<(u32, String)> = rows.iter().map(|row| (row.line, row.display_name())).collect();
        let count = rows.len();
        let apart = apart(&rows);
        let source = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let imported = if self.dry_run {
            store::register::rehearsal(ctx.store, ctx.actor, &compartment.id, &place, &rows, &source)?
        } else {
            let bar = ctx.bar(count, "importing");
            let moved = bar.clone();
            let imported = store::register::import(
                ctx.store,
                ctx.actor,
                &compartment.id,
                &place,
                rows,
                &source,
                move |n| {
                    moved.set_position(n as u64);
                },
            )?;
            bar.finish_and_clear();
            imported
        };
        problems.sort_by_key(|p| (p.row, p.severity));
        if let Some(path) = &self.problems {
            let path = ctx.path(path);
            fs::write(&path, self.problems_file(&problems, &imported, &source))
                .map_err(|e| complaint::file(&path, &e))?;
        }
        if ctx.json {
            return ctx.value(&self.value(&columns, &problems, &imported, &apart, count));
        }
        self.told(ctx, &problems, &imported, &apart, &names, count)
    }

    fn read(&self, ctx: &Context<'_>) -> Result<Seen, Complaint> {
        let lang = self.lang.lang();
        let path = ctx.path(&self.file);
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).map_err(|e| complaint::file(&path, &e))?;
        let mut table = register::read(&bytes, &name)
            .map_err(|e| Complaint::new(3, format!("{name}: {}", e.why_text(lang)), e.remedy_text(lang)))?;
        drop(bytes);
        let mut problems = std::mem::take(&mut table.problems);
        let guess = Mapping::guess(&table);
        let unsure = guess.unsure().next().is_some();
        let mapping = match &self.mapping {
            None => guess.mapping.clone(),
            Some(file) => {
                let path = ctx.path(file);
                let text = fs::read_to_string(&path).map_err(|e| complaint::file(&path, &e))?;
                let (mapping, wrong) = Mapping::from_toml(&text, &table, &file.display().to_string());
                problems.extend(wrong);
                mapping
            }
        };
        let columns = columns(&table.header, &mapping, &guess, self.mapping.is_some(), lang);
        let (rows, wrong) = register::rows(&table, &mapping, &name);
        problems.extend(wrong);
        if !mapping.names_people() {
            let hint = "Save the mapping with --save-mapping, say which column holds the name, and give it with --mapping.";
            return Err(Complaint::new(3, format!("{name}: no column is known to hold a name."), hint));
        }
        Ok(Seen { mapping: mapping.to_toml(&table), columns, unsure, rows, problems })
    }

    /// Problems of the reader, then what the rules of the house refused, in one table.
    fn problems_file(&self, problems: &[Problem], imported: &Imported, source: &str) -> Vec<u8> {
        let mut out = problems_csv(problems, self.lang.lang());
        let mut table = Table::new(&["", "", "", "", "", "", "", ""]);
        let refused = imported.refused.iter().map(|r| (r, Severity::Row));
        for ((line, refusal), severity) in
            refused.chain(imported.set_aside.iter().map(|r| (r, Severity::Cell)))
        {
            let (why, remedy) = words(refusal.why);
            let effect = severity.text(self.lang.lang());
            let column = column(refusal.field, self.lang.lang());
            let cells = [source, &line.to_string(), column, &refusal.value, why, remedy, effect, ""];
            table.row(cells.map(str::to_string));
        }
        if !table.is_empty() {
            let separator = if self.lang == Tongue::Fr { ';' } else { ',' };
            out.extend(table.quoted_rows(separator).as_bytes());
        }
        out
    }

    fn value(
        &self,
        columns: &[(String, Option<Field>, String)],
        problems: &[Problem],
        imported: &Imported,
        apart: &[(Field, usize)],
        rows: usize,
    ) -> Value {
        let lang = self.lang.lang();
        let columns: Vec<_> = columns
            .iter()
            .map(|(heading, field, why)| json!({ "column": heading, "field": field.map(Field::key), "why": why }))
            .collect();
        let problems: Vec<_> = problems
            .iter()
            .map(|p| {
                json!({ "file": p.file, "row": p.row, "column": p.column, "value": p.value, "why": p.why_text(lang),
                        "remedy": p.remedy_text(lang), "effect": p.severity.text(lang), "whole_row": p.whole_row })
            })
            .collect();
        let refusal = |(line, r): &(u32, domain::refusal::Refusal)| json!({ "row": line, "refusal": r, "remedy": words(r.why).1 });
        json!({
            "rows": rows, "dry_run": self.dry_run, "known": imported.known,
            "added": if self.dry_run { 0 } else { imported.added }, "would_add": self.dry_run.then_some(imported.added),
            "sibling_groups": imported.sibling_groups, "doubles": imported.doubles, "columns": columns, "problems": problems,
            "refused": imported.refused.iter().map(refusal).collect::<Vec<_>>(),
            "set_aside": imported.set_aside.iter().map(refusal).collect::<Vec<_>>(),
            "not_imported": apart.iter().map(|(f, n)| json!({ "field": f.key(), "cells": n })).collect::<Vec<_>>(),
        })
    }

    fn told(
        &self,
        ctx: &mut Context<'_>,
        problems: &[Problem],
        done: &Imported,
        apart: &[(Field, usize)],
        names: &[(u32, String)],
        rows: usize,
    ) -> Done {
        let lang = self.lang.lang();
        let (added, known, groups) = (done.added, done.known, done.sibling_groups);
        if self.dry_run {
            ctx.line(format!(
                "\n{added} of {rows} rows can go in, {known} are there already. Nothing was written (--dry-run)."
            ))?;
        } else {
            ctx.line(format!(
                "\n{added} added, {known} there already, {groups} families or sibling groups."
            ))?;
        }
        for (field, cells) in apart {
            ctx.line(format!(
                "{}: {cells} cells not imported; they belong into a volet of their own.",
                field.heading(lang)
            ))?;
        }
        let mut table = Table::new(&["#row", "what", "what to do", "effect"]);
        for p in problems.iter().take(SHOWN) {
            let row = p.row.map(|r| r.to_string()).unwrap_or_default();
            table.row([row, p.why_text(lang), p.remedy_text(lang), p.severity.text(lang).to_string()]);
        }
        for (line, refusal) in done.refused.iter().chain(&done.set_aside).take(SHOWN) {
            let (why, remedy) = words(refusal.why);
            table.row([
                line.to_string(),
                format!("{}, “{}”: {why}", column(refusal.field, lang), refusal.value),
                remedy.into(),
                "kept aside".into(),
            ]);
        }
        if !table.is_empty() {
            let all = problems.len() + done.refused.len() + done.set_aside.len();
            ctx.line(format!(
                "\n{all} problems{}:",
                if all > table.len() { " (all of them: --problems FILE)" } else { "" }
            ))?;
            ctx.out.write_all(table.text().as_bytes())?;
        }
        let mut table = Table::new(&["#row", "in the register", "code", "perhaps", "#like"]);
        for d in done.doubles.iter().take(SHOWN) {
            let named = names.binary_search_by_key(&d.line, |(line, _)| *line).ok();
            let name = named.map(|i| names[i].1.clone()).unwrap_or_default();
            table.row([d.line.to_string(), name, d.code.clone(), d.name.clone(), format!("{:.2}", d.score)]);
        }
        if !table.is_empty() {
            ctx.line(format!("\n{} may be known already; nobody was joined:", done.doubles.len()))?;
            ctx.out.write_all(table.text().as_bytes())?;
        }
        Ok(())
    }
}

/// Cells of columns that do not come into this compartment, by field.
fn apart(rows: &[Row]) -> Vec<(Field, usize)> {
    let mut counted = std::collections::BTreeMap::new();
    rows.iter().flat_map(|r| &r.held_apart).for_each(|(field, _)| *counted.entry(*field).or_default() += 1);
    counted.into_iter().collect()
}

/// The column a refused field came from.
fn column(field: &'static str, lang: Lang) -> &'static str {
    let key = match field {
        "from" => Field::ArrivedOn.key(),
        "until" => Field::LeftOn.key(),
        other => other,
    };
    Field::from_key(key).map_or(field, |f| f.heading(lang))
}

/// Each column with its field and why.
fn columns(
    header: &[String],
    mapping: &Mapping,
    guess: &Guess,
    given: bool,
    lang: Lang,
) -> Vec<(String, Option<Field>, String)> {
    let why = |i: usize| match (given, guess.columns.get(i)) {
        (true, _) => String::new(),
        (false, Some(c)) => c.reason.text(lang),
        (false, None) => String::new(),
    };
    header
        .iter()
        .enumerate()
        .map(|(i, h)| (h.clone(), mapping.columns.get(i).copied().flatten(), why(i)))
        .collect()
}

fn shown_mapping(
    ctx: &mut Context<'_>,
    columns: &[(String, Option<Field>, String)],
    lang: Lang,
    unsure: bool,
) -> Done {
    let mut table = Table::new(&["column", "is taken as", ""]);
    for (heading, field, why) in columns {
        table.row([
            heading.clone(),
            field.map_or("(kept with the row)", |f| f.heading(lang)).to_string(),
            why.clone(),
        ]);
    }
    ctx.out.write_all(table.text().as_bytes())?;
    if unsure {
        ctx.line("Change what is wrong: --save-mapping map.toml, edit it, --mapping map.toml")?;
    }
    Ok(())
}
