//! Dossiers: which stand where, and the steps of their papers.

use crate::api::person::id;
use crate::api::sent::{Asked, Sent, day, number, word};
use crate::api::shape::Written;
use crate::api::{Refused, made, told};
use crate::edge::{Answer, Complaint};
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::dossier::{Dossier, Fact, Opening, Status, dossiers};
use domain::entry;
use domain::file::File;
use domain::id::{FileId, Key};
use domain::refusal::{Why, refuse};
use domain::registration::date;
use jiff::civil::Date;
use planning::papers::Standing;
use planning::procedure;
use serde::{Deserialize, Serialize};
use store::Problem;
use store::dossier::{DossierLine, Stage};
use utoipa::{IntoParams, ToSchema};

/// Which dossiers.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichDossiers {
    /// `open` (unless told), `complete`, `closed`.
    #[param(required = false)]
    stage: String,
    /// Only of this procedure.
    #[param(required = false)]
    procedure: String,
    /// Lines, 100 unless told, at most 1000.
    #[param(required = false)]
    limit: String,
}

/// A dossier's line.
#[derive(Serialize, ToSchema)]
pub(crate) struct DossierShort {
    /// The person's file.
    file: String,
    /// The dossier's key in it.
    key: String,
    /// The person's code.
    code: String,
    /// The person's name.
    name: String,
    /// Id of the procedure.
    procedure: String,
    /// Its version.
    version: String,
    /// Taken up.
    opened: Option<String>,
    /// The first paper asked for.
    first_asked: Option<String>,
    /// The last required paper received.
    complete: Option<String>,
    /// Closed.
    closed: Option<String>,
    /// How it ended.
    outcome: Option<String>,
}

/// A dossier with its papers as they stand today.
#[derive(Serialize, ToSchema)]
pub(crate) struct DossierWhole {
    /// Its key.
    key: String,
    /// Id of the procedure.
    procedure: String,
    /// Its version.
    version: u32,
    /// Title of the procedure, in the language asked for.
    title: String,
    /// Taken up (EDTF).
    opened: String,
    /// How it ended; none while it is open.
    outcome: Option<String>,
    /// The day the standing holds for.
    today: String,
    /// Whether every required paper is in hand.
    complete: bool,
    /// Papers that can be asked for now.
    can_ask_now: Vec<String>,
    /// Papers that wait for others.
    blocked: Vec<String>,
    /// Required papers that are not in hand.
    missing: Vec<String>,
    /// The papers of the procedure, in its order.
    papers: Vec<PaperShown>,
    /// What falls on which day, earliest first.
    deadlines: Vec<Deadline>,
}

/// A paper.
#[derive(Serialize, ToSchema)]
pub(crate) struct PaperShown {
    /// Its id in the procedure.
    paper: String,
    /// Its title.
    title: String,
    /// Who learns of the person when it is asked for: `authority`, `organisation`, `state-of-origin`, `care`, `family`.
    audience: &'static str,
    /// `wanted`, `asked`, `received`, `lapsed`, `refused`.
    status: &'static str,
    /// Day it was asked for.
    asked_on: Option<String>,
    /// Day it came.
    received_on: Option<String>,
    /// Day it was refused.
    refused_on: Option<String>,
    /// Last day it is valid.
    valid_until: Option<String>,
    /// Who issued it.
    issuer: String,
    /// Number or receipt.
    number: String,
    /// Whether two people said different things of it.
    disputed: bool,
}

/// A day on which something falls due.
#[derive(Serialize, ToSchema)]
pub(crate) struct Deadline {
    /// The day.
    on: String,
    /// The paper.
    paper: String,
    /// `last-valid-day`, `answer-expected`, `silence-refuses`, `silence-grants`, `appeal-ends`.
    why: &'static str,
}

/// A procedure taken up.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TakenUp {
    /// Id of the procedure; its newest version is taken.
    procedure: String,
    /// When; today unless told.
    on: String,
}

/// A dossier as written.
#[derive(Serialize, ToSchema)]
pub(crate) struct DossierWritten {
    /// Its key.
    key: String,
    /// The entry and the heads after it.
    #[serde(flatten)]
    written: Written,
}

/// A step of a paper.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PaperStep {
    /// The paper's id in the procedure.
    paper: String,
    /// `wanted`, `asked`, `received`, `lapsed`, `refused`.
    status: String,
    /// The day, `YYYY-MM-DD`; today unless told.
    on: String,
    /// Last day it is valid, where the paper says so.
    valid_until: String,
    /// Who issued it.
    issuer: String,
    /// Number or receipt.
    number: String,
    /// Where the original lies.
    original: String,
}

impl From<DossierLine> for DossierShort {
    fn from(line: DossierLine) -> DossierShort {
        let day = |day: Option<Date>| day.map(|d| d.to_string());
        DossierShort {
            file: line.file.to_string(),
            key: line.key.to_string(),
            code: line.who.0,
            name: line.who.1,
            procedure: line.procedure.0,
            version: line.procedure.1,
            opened: day(line.opened),
            first_asked: day(line.first_asked),
            complete: day(line.complete),
            closed: line.closed.as_ref().map(|(on, _)| on.to_string()),
            outcome: line.closed.map(|(_, outcome)| outcome),
        }
    }
}

/// Dossiers over everything the caller reads, oldest first.
#[utoipa::path(get, path = "/api/v1/dossiers", tag = "dossier", params(WhichDossiers),
    responses((status = 200, body = Vec<DossierShort>), (status = 422, body = Refused)))]
pub(crate) async fn list(viewer: Viewer, Asked(asked): Asked<WhichDossiers>) -> Answer {
    let stage = |text: &str| match text {
        "open" => Some(Stage::Open),
        "complete" => Some(Stage::Complete),
        "closed" => Some(Stage::Closed),
        _ => None,
    };
    viewer
        .run(move |v| {
            let stage = word("stage", &asked.stage, stage)?.unwrap_or_default();
            let procedure = Some(asked.procedure.as_str()).filter(|p| !p.is_empty());
            let limit = number("limit", &asked.limit, 100, 1000)?;
            let lines = v.store().dossiers(v.actor()?, stage, procedure, limit)?;
            told(&lines.into_iter().map(DossierShort::from).collect::<Vec<_>>())
        })
        .await
}

/// One dossier with its papers as they stand today.
#[utoipa::path(get, path = "/api/v1/people/{file}/dossiers/{key}", tag = "dossier",
    params(("file" = String, Path), ("key" = String, Path)),
    responses((status = 200, body = DossierWhole), (status = 404, body = Refused)))]
pub(crate) async fn show(viewer: Viewer, Path((file, key)): Path<(String, String)>) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &id(&file)?, "api dossier")?;
            let dossier = find(&volume.file, &key).ok_or(Problem::Unknown("dossier"))?;
            told(&whole(v, &dossier, v.today_in(&volume.compartment)))
        })
        .await
}

fn find(file: &File, key: &str) -> Option<Dossier> {
    let key = Key::parse(key)?;
    dossiers(file).into_iter().find(|d| d.key == key)
}

fn whole(viewer: &Viewer, dossier: &Dossier, today: Date) -> DossierWhole {
    let opening = dossier.opening.latest();
    let procedure = dossier.procedure();
    let language = viewer.words.0.code();
    let standing = dossier.standing(today);
    let listed = |pick: fn(&Standing) -> Vec<String>| standing.as_ref().map(pick).unwrap_or_default();
    let kinds = procedure.map(|p| p.papers.as_slice()).unwrap_or_default();
    DossierWhole {
        key: dossier.key.to_string(),
        procedure: opening.procedure.clone(),
        version: opening.version,
        title: procedure.map(|p| p.title.in_language(language).to_string()).unwrap_or_default(),
        opened: opening.on.to_string(),
        outcome: dossier.closing.as_ref().map(|c| c.latest().outcome.clone()),
        today: today.to_string(),
        complete: standing.as_ref().is_some_and(|s| s.complete),
        can_ask_now: listed(|s| s.can_ask_now.iter().map(|a| a.paper.clone()).collect()),
        blocked: listed(|s| s.blocked.iter().map(|b| b.paper.clone()).collect()),
        missing: listed(|s| s.missing.clone()),
        papers: kinds.iter().map(|kind| paper(dossier, kind, language)).collect(),
        deadlines: standing.iter().flat_map(|s| &s.deadlines).map(Deadline::from).collect(),
    }
}

fn paper(dossier: &Dossier, kind: &procedure::PaperKind, language: &str) -> PaperShown {
    let paper = dossier.paper(&kind.id);
    let day = |day: Option<Date>| day.map(|d| d.to_string());
    PaperShown {
        paper: kind.id.clone(),
        title: kind.title.in_language(language).to_string(),
        audience: kind.audience.key(),
        status: paper.status.key(),
        asked_on: day(paper.asked_on),
        received_on: day(paper.received_on),
        refused_on: day(paper.refused_on),
        valid_until: day(paper.valid_until),
        issuer: paper.issuer,
        number: paper.number,
        disputed: dossier.papers.get(&kind.id).is_some_and(|said| said.disputed()),
    }
}

impl From<&planning::papers::Deadline> for Deadline {
    fn from(deadline: &planning::papers::Deadline) -> Deadline {
        use planning::papers::Why;
        let why = match deadline.why {
            Why::LastValidDay => "last-valid-day",
            Why::AnswerExpected => "answer-expected",
            Why::SilenceRefuses => "silence-refuses",
            Why::SilenceGrants => "silence-grants",
            Why::AppealEnds => "appeal-ends",
        };
        Deadline { on: deadline.on.to_string(), paper: deadline.paper.clone(), why }
    }
}

/// Takes up a procedure for somebody.
#[utoipa::path(post, path = "/api/v1/people/{file}/dossiers", tag = "dossier", params(("file" = String, Path)),
    request_body = TakenUp,
    responses((status = 201, body = DossierWritten), (status = 404, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn open(viewer: Viewer, Path(file): Path<String>, Sent(taken): Sent<TakenUp>) -> Answer {
    viewer
        .run(move |v| {
            let (file, actor) = (id(&file)?, v.actor()?);
            let volume = v.store().open_file(actor, &file, "api dossier")?;
            let typed = || taken.procedure.chars().take(60).collect::<String>();
            let procedure = procedure::newest(&taken.procedure);
            let procedure = procedure.ok_or_else(|| refuse("procedure", typed(), Why::Unknown))?;
            let on = if taken.on.is_empty() { None } else { Some(date("on", &taken.on)?) };
            let written = v.store().write(actor, &volume.compartment, move |w| {
                let on = on.unwrap_or_else(|| domain::Edtf::day(w.today()));
                let dossier = w.new_key();
                let opening = Opening { procedure: procedure.id.clone(), version: procedure.version, on };
                let written = write(w, &file, Fact::Opened { dossier, opening })?;
                Ok(DossierWritten { key: dossier.to_string(), written })
            })?;
            made(&format!("/api/v1/people/{file}/dossiers/{}", written.key), &written)
        })
        .await
}

fn write(w: &mut store::Writing<'_>, file: &FileId, fact: Fact) -> Result<Written, Problem> {
    let entry = w.append(file, vec![entry::Fact::Dossier(fact)])?;
    let heads = w.file(file)?.heads.iter().map(ToString::to_string).collect();
    Ok(Written { entry: entry.to_string(), heads })
}

/// A step of a paper: asked for, received, refused, lapsed, wanted again.
#[utoipa::path(post, path = "/api/v1/people/{file}/dossiers/{key}/papers", tag = "dossier",
    params(("file" = String, Path), ("key" = String, Path)), request_body = PaperStep,
    responses((status = 201, body = Written), (status = 404, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn step(
    viewer: Viewer,
    Path((file, key)): Path<(String, String)>,
    Sent(step): Sent<PaperStep>,
) -> Answer {
    viewer
        .run(move |v| {
            let (file, actor) = (id(&file)?, v.actor()?);
            let volume = v.store().open_file(actor, &file, "api paper")?;
            let dossier = find(&volume.file, &key).ok_or(Problem::Unknown("dossier"))?;
            let fact = stepped(&dossier, step, v.today_in(&volume.compartment))?;
            let written = v.store().write(actor, &volume.compartment, move |w| write(w, &file, fact))?;
            made(&format!("/api/v1/people/{file}/dossiers/{key}"), &written)
        })
        .await
}

fn stepped(dossier: &Dossier, step: PaperStep, today: Date) -> Result<Fact, Complaint> {
    let kind = dossier.procedure().and_then(|p| p.papers.iter().find(|k| k.id == step.paper));
    let kind =
        kind.ok_or_else(|| refuse("paper", step.paper.chars().take(60).collect::<String>(), Why::Unknown))?;
    let status =
        word("status", &step.status, Status::parse)?.ok_or_else(|| refuse("status", "", Why::Missing))?;
    let on = day("on", &step.on)?.unwrap_or(today);
    if on > today {
        return Err(refuse("on", on, Why::InTheFuture).into());
    }
    let mut state = dossier.paper(&kind.id).step(status, on, kind.valid_days);
    state.valid_until = day("valid_until", &step.valid_until)?.or(state.valid_until);
    for (kept, typed) in [
        (&mut state.issuer, step.issuer),
        (&mut state.number, step.number),
        (&mut state.original, step.original),
    ] {
        if !typed.trim().is_empty() {
            *kept = typed.trim().to_string();
        }
    }
    Ok(Fact::Paper { dossier: dossier.key, paper: kind.id.clone(), state })
}
