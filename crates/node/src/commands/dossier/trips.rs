//! `relais dossier trips`: what could be asked for at which office on a day, and with `--out` the paper of each trip: its
//! list and a cover letter for every request. It records no request: whoever comes back from the office does.

use super::on_paper::{OnPaper, private};
use crate::commands::consent::left_out;
use crate::complaint::{self, Complaint};
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::Args;
use domain::consent::Exit;
use domain::id::{CompartmentId, FileId};
use jiff::ToSpan as _;
use jiff::civil::Date;
use planning::Procedure;
use print::procedure::trip;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;
use store::Volume;
use web::office_trips::{Office, PURPOSE, Possible, TRIP_MAX, Told, by_office, files, to_office, told};

/// Today in each compartment.
type Days = BTreeMap<CompartmentId, Date>;

/// Dossiers of one command.
const DOSSIERS_MAX: usize = 10_000;
/// Files opened at once.
const OPENED: usize = 64;

/// What could be asked for at which office: "tomorrow, prefecture: 14 requests"; with --out its list and cover letters
#[derive(Debug, Args)]
pub struct Trips {
    /// Id of the procedure
    #[arg(long)]
    procedure: String,
    /// The day of the trip; tomorrow where none is given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// A folder for one PDF of each trip
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    paper: OnPaper,
}

impl Trips {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let Some(procedure) = planning::newest(&self.procedure) else {
            return Err(Complaint::unknown(
                "procedure",
                &self.procedure,
                "`relais dossier open` names them.",
            ));
        };
        let words = self.paper.words();
        let all = files(ctx.store, ctx.actor, &procedure.id, DOSSIERS_MAX)?;
        let Some(first) = all.first() else {
            return Err(Complaint::new(
                4,
                "No dossier of it is open.",
                "`relais dossier open WHO --procedure ID`",
            ));
        };
        let first = ctx.store.open_file(ctx.actor, first, PURPOSE)?;
        let today = ctx.today(&first.compartment)?;
        let tomorrow = today.checked_add(1.day()).unwrap_or(today);
        let on = self.on.as_deref().map_or(Ok(tomorrow), |typed| day("on", typed))?;
        let (volumes, today_in) = Self::opened(ctx, &all)?;
        let found = by_office(
            words,
            procedure,
            &volumes,
            |v| today_in.get(&v.compartment).copied().unwrap_or(on),
            on,
        );
        left_out(ctx, &found.stay)?;
        let mut table = Table::new(&["day", "office", "told", "requests", "papers", "closed", "file"]);
        let mut values = Vec::new();
        for (n, (office, possible)) in found.offices.into_iter().enumerate() {
            let mut papers: Vec<String> = possible.iter().map(|p| p.paper.clone()).collect();
            papers.sort();
            papers.dedup();
            let count = possible.len();
            let closed = told(words, office.audience, possible.iter().map(|p| &p.office)).map(Told::text);
            let next = possible.iter().filter_map(|p| p.office.not_before()).min();
            let known = possible.iter().any(|p| p.office.is_known());
            let written = self.printed(ctx, (procedure, n + 1), &office, (on, today), possible)?;
            let shown = written.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
            table.row([
                on.to_string(),
                office.name.clone(),
                office.audience.key().into(),
                count.to_string(),
                papers.join(", "),
                closed.unwrap_or_default(),
                shown,
            ]);
            values.push(
                json!({ "on": on, "office": office.name, "audience": office.audience.key(), "requests": count, "papers": papers, "next_open": next, "days_known": known, "files": written }),
            );
        }
        ctx.table(&table, &values, "Nothing can be asked for on that day.")
    }

    /// The files, looked at, and the day of each of their houses; nobody goes yet.
    fn opened(ctx: &Context<'_>, all: &[FileId]) -> Result<(Vec<Volume>, Days), Complaint> {
        let (mut volumes, mut today) = (Vec::with_capacity(all.len()), Days::new());
        for some in all.chunks(OPENED) {
            for volume in ctx.store.open_files(ctx.actor, some, PURPOSE)? {
                if let Entry::Vacant(slot) = today.entry(volume.compartment) {
                    slot.insert(ctx.today(&volume.compartment)?);
                }
                volumes.push(volume);
            }
        }
        Ok((volumes, today))
    }

    /// The paper of one trip, where a folder was named: as many sheets as it takes, and whoever is on them goes.
    fn printed(
        &self,
        ctx: &mut Context<'_>,
        (procedure, number): (&Procedure, usize),
        office: &Office,
        (on, today): (Date, Date),
        mut requests: Vec<Possible>,
    ) -> Result<Vec<PathBuf>, Complaint> {
        let mut written = Vec::new();
        while !requests.is_empty() && self.out.is_some() {
            let rest = requests.split_off(requests.len().min(TRIP_MAX));
            // Whoever is on this paper goes, and nobody else is said to have gone.
            let mut files: Vec<FileId> = requests.iter().map(|r| r.file).collect();
            files.sort_unstable();
            files.dedup();
            let exit = Exit::letters(office.audience);
            let leaving = ctx.store.leaving(ctx.actor, &files, exit, Some(on))?;
            requests.retain(|r| leaving.go.iter().any(|volume| volume.id == r.file));
            // Somebody may have said no since the list was made.
            left_out(ctx, &leaving.stay)?;
            if requests.is_empty() {
                requests = rest;
                continue;
            }
            let name = format!("{}-{on}-{number}-{}.pdf", procedure.id, written.len() + 1);
            let whole = to_office(self.paper.words(), procedure, office, on, requests);
            written.push(self.write(ctx, &name, whole, today)?);
            requests = rest;
        }
        Ok(written)
    }

    fn write(
        &self,
        ctx: &Context<'_>,
        name: &str,
        of: print::procedure::Trip,
        today: Date,
    ) -> Result<PathBuf, Complaint> {
        let folder = ctx.path(self.out.as_deref().unwrap_or_else(|| std::path::Path::new(".")));
        super::on_paper::folder(&folder)?;
        let set = self.paper.set(today, |names, printing| trip(&of, names, printing));
        let pdf = set.map_err(|e| Complaint::new(1, e.to_string(), ""))?;
        let to = folder.join(name);
        private(&to, &pdf).map_err(|e| complaint::file(&to, &e))?;
        Ok(to)
    }
}
