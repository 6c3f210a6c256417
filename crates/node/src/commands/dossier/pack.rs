//! `relais dossier pack`: a dossier as paper, or every open dossier of a procedure in one command. The readings are on disk
//! before a sheet is set; sheets are set on every core while the next files are opened. Whoever prints says for whom; who did
//! not agree that such a one is told has none.

use super::on_paper::{OnPaper, private};
use super::one;
use crate::commands::consent::{ASK, codes, left_out};
use crate::complaint::{self, Complaint};
use crate::context::{Context, Done};
use crate::surroundings::stopwatch;
use clap::Args;
use domain::consent::Exit;
use domain::dossier::dossiers;
use domain::id::{FileId, Key};
use planning::Audience;
use print::dossier::{Pack as Whole, pack};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use store::consent::Stays;
use store::dossier::Stage;
use web::dossier_pack::{made_for, named, of};

/// Files opened at once: one flush of the read chain for all of them, and their scans in memory.
const OPENED: usize = 32;
/// Packs that wait for a core.
const WAITING: usize = 4;
/// Dossiers of one command.
const PACKS_MAX: usize = 100_000;

/// Set a dossier as PDF: cover, missing list, papers, scans, index. Printing is recorded
#[derive(Debug, Args)]
pub struct Pack {
    /// Code, file id or name
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    who: Option<String>,
    /// Every open dossier; with --procedure those of one
    #[arg(long)]
    all: bool,
    /// Which dossier, where there are several
    #[arg(long)]
    procedure: Option<String>,
    /// Whom it is made for: it takes the consent for that one, and every page says so
    #[arg(long = "for", value_name = "AUDIENCE", value_parser = Exit::PACKS.map(Audience::key))]
    audience: String,
    /// The PDF, or with --all a folder for them
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    paper: OnPaper,
}

/// A pack on its way to a core.
struct Job {
    whole: Whole,
    on: jiff::civil::Date,
    to: PathBuf,
}

impl Pack {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let out = ctx.path(&self.out);
        let Some(made) = made_for(&self.audience) else {
            return Err(Complaint::unknown(
                "for",
                &self.audience,
                format!("One of: {}.", Exit::PACKS.map(Audience::key).join(", ")),
            ));
        };
        if self.all {
            return self.every(ctx, &out, made);
        }
        let who = self.who.as_deref().unwrap_or_default();
        let (file, volume, taken) = one(ctx, who, self.procedure.as_deref(), "dossier")?;
        let (audience, exit) = made;
        let leaving = ctx.store.leaving(ctx.actor, &[file], exit, None)?;
        if let Some(lacks) = leaving.stay.iter().flat_map(|s| &s.lacking).next() {
            return Err(lacks.refusal().into());
        }
        let on = ctx.today(&volume.compartment)?;
        let whole = of(self.paper.words(), ctx.store, ctx.actor, (&volume, &taken), audience, on)?;
        let pages = self.set(&Job { whole, on, to: out.clone() }).map_err(|why| why.told(&out))?;
        ctx.done(format!("{} bytes in {}", pages, out.display()), &json!({ "bytes": pages, "file": out }))
    }

    /// Sets one pack and writes it; how many bytes it has.
    fn set(&self, job: &Job) -> Result<usize, Unprinted> {
        let set = self.paper.set(job.on, |names, printing| pack(&job.whole, names, printing));
        let pdf = set.map_err(|e| Unprinted::Unset(e.to_string()))?;
        private(&job.to, &pdf).map_err(Unprinted::Unwritten)?;
        Ok(pdf.len())
    }

    fn every(&self, ctx: &mut Context<'_>, folder: &Path, made: (Audience, Exit)) -> Done {
        let mut lines = ctx.store.dossiers(ctx.actor, Stage::Open, self.procedure.as_deref(), PACKS_MAX)?;
        // What is seen by break-glass alone is for reading.
        let granted = ctx.store.granted(ctx.actor)?;
        lines.retain(|line| granted.contains(&line.compartment));
        if lines.is_empty() {
            return Err(Complaint::new(4, "No dossier is open.", "`relais dossier open WHO --procedure ID`"));
        }
        super::on_paper::folder(folder)?;
        let watch = stopwatch();
        let bar = ctx.bar(lines.len(), "packs");
        let keys: Vec<(FileId, Key)> = lines.iter().map(|d| (d.file, d.key)).collect();
        let (give, take) = sync_channel::<Job>(WAITING);
        let take = Mutex::new(take);
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let mut stay = Vec::new();
        let (read, done) = std::thread::scope(|scope| {
            let press = || self.press(&take, &bar);
            let presses: Vec<_> = (0..cores).map(|_| scope.spawn(press)).collect();
            let read = keys.chunks(OPENED).try_for_each(|some| {
                stay.extend(self.open(ctx, some, made, folder, &give)?);
                Ok::<(), Complaint>(())
            });
            drop(give);
            let joined =
                presses.into_iter().map(|p| p.join().unwrap_or_else(|_| vec![Err(Unprinted::Broken)]));
            (read, joined.flatten().collect::<Vec<_>>())
        });
        bar.finish_and_clear();
        read?;
        let seconds = watch().as_secs_f64();
        let set = done.iter().filter(|d| d.is_ok()).count();
        if let Some(why) = done.into_iter().find_map(Result::err) {
            ctx.remark(format!("{set} of {} packs are in {}.", keys.len(), folder.display()))?;
            return Err(why.told(folder));
        }
        left_out(ctx, &stay)?;
        if set == 0 {
            return Err(Complaint::new(3, "Nobody goes: consent is lacking.", ASK));
        }
        let rate = set as f64 / seconds.max(f64::EPSILON);
        let value = json!({ "packs": set, "folder": folder, "seconds": seconds, "per_second": rate, "left_out": codes(&stay) });
        ctx.done(format!("{set} packs in {} ({rate:.1} a second)", folder.display()), &value)
    }

    /// Opens some files, words the dossiers of those who go and hands them on; answers with those who stay.
    fn open(
        &self,
        ctx: &Context<'_>,
        some: &[(FileId, Key)],
        (audience, exit): (Audience, Exit),
        folder: &Path,
        give: &std::sync::mpsc::SyncSender<Job>,
    ) -> Result<Vec<Stays>, Complaint> {
        let mut files: Vec<FileId> = some.iter().map(|(file, _)| *file).collect();
        files.dedup();
        let leaving = ctx.store.leaving(ctx.actor, &files, exit, None)?;
        for volume in leaving.go {
            let on = ctx.today(&volume.compartment)?;
            let wanted = |key: &Key| some.iter().any(|(file, k)| *file == volume.id && k == key);
            for taken in dossiers(&volume.file).into_iter().filter(|d| wanted(&d.key)) {
                let whole = of(self.paper.words(), ctx.store, ctx.actor, (&volume, &taken), audience, on)?;
                let name = format!("{}-{}-{}.pdf", named(&whole.code, &taken), audience.key(), taken.key);
                if give.send(Job { whole, on, to: folder.join(name) }).is_err() {
                    return Err(Unprinted::Broken.told(folder));
                }
            }
        }
        Ok(leaving.stay)
    }

    /// Sets packs until there are no more.
    fn press(
        &self,
        take: &Mutex<Receiver<Job>>,
        bar: &indicatif::ProgressBar,
    ) -> Vec<Result<usize, Unprinted>> {
        let next = || take.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
        let mut done = Vec::new();
        while let Some(job) = next() {
            done.push(self.set(&job));
            bar.inc(1);
        }
        done
    }
}

/// Why a pack is not on the disk.
#[derive(Debug)]
enum Unprinted {
    Unset(String),
    Unwritten(std::io::Error),
    Broken,
}

impl Unprinted {
    fn told(self, at: &Path) -> Complaint {
        match self {
            Unprinted::Unset(why) => {
                Complaint::new(1, why, "Say which dossier it is: print them one by one.")
            }
            Unprinted::Unwritten(e) => complaint::file(at, &e),
            Unprinted::Broken => Complaint::new(1, "A press broke off.", "Print them again."),
        }
    }
}
