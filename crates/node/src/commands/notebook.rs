//! `relais notebook`: sealed notebooks of hidden identity. What a page says is read from a file and
//! never stands among a command's words, where a shell would keep it.

mod opening;

use crate::complaint::{self, Complaint};
use crate::context::{Context, Done};
use crate::surroundings;
use crate::table::Table;
use clap::{Subcommand, ValueEnum};
use domain::compartment::Kind;
use domain::id::MemberId;
use domain::notebook::Aim;
use opening::{answer, ask, asked, open, openings};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use store::Plate;
use store::notebook::Notebook as Kept;
use zeroize::Zeroizing;

/// Which of the four.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Which {
    /// Code and true name
    TrueNames,
    /// Code and cover identity
    Covers,
    /// Code and hiding place
    HidingPlaces,
    /// Code and the family's address
    Families,
}

/// Notebooks.
#[derive(Debug, Subcommand)]
pub enum Notebook {
    /// Found a notebook; you are its keeper, and it is listed nowhere
    Found {
        /// What its custodians call it
        name: String,
        /// Which of the four
        #[arg(long)]
        kind: Which,
    },
    /// The notebooks you belong to, and those you have a plate of
    List,
    /// Name who holds the shares of what is sealed from now on
    Custodians {
        /// The notebook
        notebook: String,
        /// How many of them open a page together
        #[arg(long)]
        threshold: u8,
        /// Their names, as members of the notebook
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// Write the plate of a notebook to a file, for those who seal into it
    Plate {
        /// The notebook
        notebook: String,
        /// The file
        #[arg(long)]
        out: PathBuf,
    },
    /// Take a plate, having compared its words with its keeper
    Take {
        /// The file
        plate: PathBuf,
        /// The words its keeper reads to you
        #[arg(long)]
        words: Option<String>,
    },
    /// Give a plate back: you seal no more into that notebook
    Drop {
        /// The notebook
        notebook: String,
    },
    /// A fresh code, for somebody who is to be hidden
    Code,
    /// Seal a page. Reads lines such as "given: Amina" from a file (such as /dev/stdin)
    Seal {
        /// The notebook
        notebook: String,
        /// The code
        #[arg(long)]
        code: String,
        /// Where the page's lines stand
        #[arg(long)]
        from: PathBuf,
    },
    /// The pages of a notebook, by code
    Pages {
        /// The notebook
        notebook: String,
    },
    /// Ask for pages to be opened; every custodian reads why
    Ask {
        /// The notebook
        notebook: String,
        /// The codes of the pages; without any, every page
        #[arg(long = "code")]
        codes: Vec<String>,
        /// Why; never a name
        #[arg(long)]
        purpose: String,
        /// To look for somebody in them; only what answers is shown
        #[arg(long, conflicts_with = "renew")]
        search: bool,
        /// To give fresh keys to pages that others hold than the custodians of today; nothing is shown
        #[arg(long, conflicts_with = "codes")]
        renew: bool,
    },
    /// Openings: asked for, answered, done
    Openings,
    /// Answer an opening with your shares, from this node
    Answer {
        /// Its first figures
        opening: String,
        /// Refuse, and say why
        #[arg(long)]
        refuse: Option<String>,
    },
    /// Open what enough custodians answered. The record is written first; then the text is shown, once
    Open {
        /// Its first figures
        opening: String,
        /// Whom you look for, where it was asked as a search
        #[arg(long)]
        seek: Option<String>,
        /// Read your passphrase once more from this variable of the environment instead of the prompt
        #[arg(long, value_name = "VARIABLE")]
        passphrase_from: Option<String>,
    },
    /// Begin a drill: prove, without opening anything, that enough custodians still can
    Drill {
        /// The notebook
        notebook: String,
    },
}

impl Notebook {
    /// The actor's own passphrase once more, read where the command was typed.
    pub fn once_more(&self) -> Option<Zeroizing<String>> {
        match self {
            Notebook::Open { passphrase_from: Some(variable), .. } => {
                surroundings::variable(variable).map(Zeroizing::new)
            }
            Notebook::Open { .. } => surroundings::typed("Your passphrase, once more: "),
            _ => None,
        }
    }

    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        ctx.store.take_pages(ctx.actor)?;
        match self {
            Notebook::Found { name, kind } => found(ctx, name, *kind),
            Notebook::List => list(ctx),
            Notebook::Custodians { notebook, threshold, names } => {
                custodians(ctx, notebook, *threshold, names)
            }
            Notebook::Plate { notebook, out } => plate(ctx, notebook, out),
            Notebook::Take { plate, words } => take(ctx, plate, words.as_deref()),
            Notebook::Drop { notebook } => drop_plate(ctx, notebook),
            Notebook::Code => {
                let code = ctx.store.fresh_code();
                ctx.done(code.to_string(), &json!({ "code": code.plain() }))
            }
            Notebook::Seal { notebook, code, from } => seal(ctx, notebook, code, from),
            Notebook::Pages { notebook } => pages(ctx, notebook),
            Notebook::Ask { notebook, codes, purpose, search, renew } => {
                let aim = match (search, renew) {
                    (true, _) => Aim::Search,
                    (_, true) => Aim::Renew,
                    _ => Aim::Read,
                };
                ask(ctx, notebook, aim, codes, purpose)
            }
            Notebook::Openings => openings(ctx),
            Notebook::Answer { opening, refuse } => answer(ctx, opening, refuse.as_deref()),
            Notebook::Open { opening, seek, .. } => open(ctx, opening, seek.as_deref()),
            Notebook::Drill { notebook } => {
                let kept = one(ctx, notebook)?;
                let file = ctx.store.begin_drill(ctx.actor, &kept.compartment)?;
                asked(ctx, &kept, &file)
            }
        }
    }
}

fn found(ctx: &mut Context<'_>, name: &str, kind: Which) -> Done {
    let kind = match kind {
        Which::TrueNames => Kind::TrueNames,
        Which::Covers => Kind::Covers,
        Which::HidingPlaces => Kind::HidingPlaces,
        Which::Families => Kind::Families,
    };
    let id = ctx.store.found_notebook(ctx.actor, name, kind)?;
    ctx.done(
        format!("{name} is founded, and you are its keeper. Next: relais member grant, then relais notebook custodians."),
        &json!({ "notebook": id, "name": name, "kind": kind }),
    )
}

/// The notebook of that name, or of an id that begins so.
fn one(ctx: &Context<'_>, name: &str) -> Result<Kept, Complaint> {
    let all = ctx.store.notebooks(ctx.actor)?;
    let found = all.into_iter().find(|n| n.name == name || n.compartment.to_string() == name);
    found.ok_or_else(|| {
        Complaint::unknown("notebook", name, "`relais notebook list` lists those you belong to.")
    })
}

fn plate_of(ctx: &Context<'_>, name: &str) -> Result<Plate, Complaint> {
    let all = ctx.store.plates(ctx.actor)?;
    let found = all.into_iter().find(|p| p.name == name || p.notebook.to_string() == name);
    found.ok_or_else(|| Complaint::unknown("plate", name, "Take one: relais notebook take FILE."))
}

fn list(ctx: &mut Context<'_>) -> Done {
    let (kept, plates) = (ctx.store.notebooks(ctx.actor)?, ctx.store.plates(ctx.actor)?);
    let mut table = Table::new(&["name", "kind", "you", "opens with", "#pages", "proved"]);
    for n in &kept {
        let opens = n.custodians.as_ref().map(|c| format!("{} of {}", c.threshold, c.holders.len()));
        table.row([
            n.name.clone(),
            n.kind.key().into(),
            n.role.key().into(),
            opens.unwrap_or_default(),
            n.pages.to_string(),
            n.proved.map(|on| on.to_string()).unwrap_or_else(|| "never".into()),
        ]);
    }
    for p in &plates {
        table.row([
            p.name.clone(),
            p.kind.key().into(),
            "seal".into(),
            format!("{} of {}", p.threshold, p.holders.len()),
            String::new(),
            p.proved.map(|on| on.to_string()).unwrap_or_else(|| "never".into()),
        ]);
    }
    let kept: Vec<Value> = kept.iter().map(kept_value).collect();
    let plates: Vec<Value> = plates
        .iter()
        .map(|p| {
            json!({ "notebook": p.notebook, "name": p.name, "kind": p.kind, "threshold": p.threshold,
            "custodians": p.holders.len(), "proved": p.proved, "words": p.words() })
        })
        .collect();
    ctx.table(
        &table,
        &json!({ "notebooks": kept, "plates": plates }),
        "You keep no notebook and have no plate of one.",
    )
}

fn kept_value(n: &Kept) -> Value {
    let quorums = n.custodians.as_ref().map(domain::compartment::Custodians::two_quorums);
    json!({ "notebook": n.compartment, "name": n.name, "kind": n.kind, "role": n.role, "pages": n.pages,
        "threshold": n.custodians.as_ref().map(|c| c.threshold), "custodians": n.names, "disputed": n.disputed,
        "two-quorums": quorums, "stale": n.stale, "proved": n.proved, "overdue": n.overdue })
}

fn custodians(ctx: &mut Context<'_>, name: &str, threshold: u8, names: &[String]) -> Done {
    let kept = one(ctx, name)?;
    let compartments = ctx.store.compartments(ctx.actor)?;
    let members =
        compartments.iter().find(|c| c.id == kept.compartment).map(|c| c.members.clone()).unwrap_or_default();
    let mut holders: Vec<MemberId> = Vec::with_capacity(names.len());
    for name in names {
        let member = members.iter().find(|(_, n, _, active)| n == name && *active);
        let (member, ..) = member.ok_or_else(|| {
            Complaint::unknown("member", name, "Grant them a place first: relais member grant --compartment.")
        })?;
        holders.push(*member);
    }
    ctx.store.name_custodians(ctx.actor, &kept.compartment, threshold, &holders)?;
    let two = usize::from(threshold) * 2 <= holders.len();
    let quorums = if two {
        "Two groups that share nobody can each open it."
    } else {
        "No two groups that share nobody can each open it: with twice as many custodians as open it, they could."
    };
    ctx.done(
        format!("{threshold} of {} open what is sealed from now on. {quorums} Next: relais notebook drill.", holders.len()),
        &json!({ "notebook": kept.compartment, "threshold": threshold, "custodians": names, "two-quorums": two }),
    )
}

fn plate(ctx: &mut Context<'_>, name: &str, out: &Path) -> Done {
    let kept = one(ctx, name)?;
    let plate = ctx.store.plate(ctx.actor, &kept.compartment)?;
    let path = ctx.path(out);
    std::fs::write(&path, plate.text())?;
    let words = plate.words();
    ctx.done(
        format!("Its plate is in {}. Read these words to whoever takes it: {words}", path.display()),
        &json!({ "notebook": kept.compartment, "words": words, "proved": plate.proved }),
    )
}

fn take(ctx: &mut Context<'_>, file: &Path, heard: Option<&str>) -> Done {
    let path = ctx.path(file);
    let text = complaint::text(&path, 64 * 1024)?;
    let plate = Plate::read(text.as_bytes())
        .map_err(|e| Complaint::new(3, format!("{}: {e}.", path.display()), "Ask for the plate again."))?;
    let Some(heard) = heard else {
        return Err(Complaint::usage(
            format!(
                "This says it is the plate of {}, by {}. Whether it is, only they can tell.",
                plate.name, plate.by
            ),
            "Let them read you the words that `relais notebook plate` shows them, and add --words \"..\".",
        ));
    };
    if !plate.answers_to(heard) {
        return Err(Complaint::new(
            3,
            format!(
                "Those are not the words of this plate of {}: it may have been exchanged on its way.",
                plate.name
            ),
            "Nothing was kept. Let them read the words once more, or bring the plate by another way.",
        ));
    }
    ctx.store.take_plate(ctx.actor, &plate)?;
    let names: Vec<&str> = plate.holders.iter().map(|holder| holder.name.as_str()).collect();
    ctx.remark(format!("{} of these open a page together: {}.", plate.threshold, names.join(", ")))?;
    ctx.done(
        format!("You can seal pages into {0}. Next: relais notebook seal \"{0}\"", plate.name),
        &json!({ "notebook": plate.notebook, "name": plate.name, "kind": plate.kind, "words": plate.words() }),
    )
}

fn drop_plate(ctx: &mut Context<'_>, name: &str) -> Done {
    let plate = plate_of(ctx, name)?;
    ctx.store.drop_plate(ctx.actor, &plate.notebook)?;
    ctx.done(format!("You seal no more into {}.", plate.name), &json!({ "notebook": plate.notebook }))
}

fn seal(ctx: &mut Context<'_>, name: &str, code: &str, from: &Path) -> Done {
    let plate = plate_of(ctx, name)?;
    let text = Zeroizing::new(complaint::text(&ctx.path(from), 16 * 1024)?);
    let mut says = std::collections::BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (field, words) = line.split_once(':').ok_or_else(|| {
            let fields = domain::notebook::fields(plate.kind).join(", ");
            Complaint::usage(
                "A line has no colon.",
                format!("Each line begins with one of: {fields}; then a colon."),
            )
        })?;
        says.insert(field.trim().to_string(), words.trim().to_string());
    }
    ctx.store.seal(ctx.actor, &plate.notebook, code, says)?;
    ctx.done(
        format!("Sealed. It goes to {} when this node meets another; nothing of it stays here.", plate.name),
        &json!({ "notebook": plate.notebook }),
    )
}

fn pages(ctx: &mut Context<'_>, name: &str) -> Done {
    let kept = one(ctx, name)?;
    let all = ctx.store.pages(ctx.actor, &kept.compartment)?;
    let mut table = Table::new(&["code", "state", "file"]);
    for page in &all {
        let state = match (page.followed, page.held) {
            (true, _) => "opened before; its text has a fresh key",
            (_, true) => "sealed",
            _ => "held by earlier custodians",
        };
        let code = domain::code::LongCode::parse(&page.code).map(|c| c.to_string()).unwrap_or_default();
        table.row([code, state.into(), page.file.to_string()]);
    }
    let values: Vec<Value> = all
        .iter()
        .map(|p| json!({ "code": p.code, "file": p.file, "followed": p.followed, "held": p.held }))
        .collect();
    ctx.table(&table, &values, "No page has come yet.")
}
