//! `relais exchange`: meet another node over the network, so that each ends with what the other had.

use super::held::said;
use super::peer::{cards, known};
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::line::HttpLine;
use clap::Subcommand;
use serde_json::json;
use std::time::Duration;
use store::{Alarm, Alarming, Lost, Met, PeerInfo, Problem};

/// Exchange.
#[derive(Debug, Subcommand)]
pub enum Exchange {
    /// Meet a node: its address, or the name on its card where the address is known
    With {
        /// http://host:port, or a name of `relais peer list`
        node: String,
        /// Whose node it is, where the address is new and several are known
        #[arg(long, value_name = "NAME")]
        peer: Option<String>,
        /// How often a cut line is taken up again before this gives up
        #[arg(long, value_name = "N", default_value_t = 30)]
        tries: u32,
    },
}

impl Exchange {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let Exchange::With { node, peer, tries } = self;
        let (peer, url) = whom(ctx, node, peer.as_deref())?;
        let mut line = line(&url)?;
        let (all, ended) = meet(ctx, &peer, &mut line, *tries)?;
        report(ctx, &peer, &all, line.bytes)?;
        match ended {
            None => Ok(()),
            Some(what) => Err(Complaint::new(
                8,
                format!("The exchange with {} was not finished: {what}.", peer.name),
                "What came is kept. Give the command again: it goes on where it was cut.",
            )),
        }
    }
}

/// Meets a node until nothing is left to say, taking a cut line up again; what stopped it, where something did.
pub fn meet(
    ctx: &Context<'_>,
    peer: &PeerInfo,
    line: &mut HttpLine,
    tries: u32,
) -> Result<(Met, Option<String>), Complaint> {
    let bar = ctx.bar(0, "exchanging");
    let (mut all, mut cut) = (Met::default(), 0);
    let ended = loop {
        let (met, lost) = ctx.store.exchange(ctx.actor, &peer.node, line)?;
        let progress = met.taken + met.given + met.pieces > 0;
        add(&mut all, met);
        bar.set_position(all.taken + all.given);
        match lost {
            None => break None,
            Some(Lost::Line(what)) => {
                // A line that still bears something is not given up.
                cut = if progress { 0 } else { cut + 1 };
                if cut >= tries {
                    break Some(what);
                }
                std::thread::sleep(Duration::from_millis(500) * cut.min(20));
            }
            Some(other) => break Some(other.to_string()),
        }
    };
    bar.finish_and_clear();
    Ok((all, ended))
}

/// A line to an address.
pub fn line(url: &str) -> Result<HttpLine, Complaint> {
    HttpLine::to(url).map_err(|what| {
        Complaint::usage(format!("“{url}”: {what}."), "An address looks like http://192.168.1.20:7420.")
    })
}

/// Which node, and where.
fn whom(ctx: &Context<'_>, asked: &str, name: Option<&str>) -> Result<(PeerInfo, String), Complaint> {
    let peers = ctx.store.peers(ctx.actor)?;
    if !asked.contains("://") {
        let peer = known(&peers, asked)?;
        if peer.url.is_empty() {
            return Err(Complaint::usage(
                format!("It is not known where the node of {} is reached.", peer.name),
                format!("relais peer set \"{}\" --url http://host:port", peer.name),
            ));
        }
        return Ok((peer.clone(), peer.url.clone()));
    }
    let peer = match (name, peers.iter().find(|p| p.url == asked), peers.as_slice()) {
        (Some(name), _, _) => known(&peers, name)?.clone(),
        (None, Some(peer), _) | (None, None, [peer]) => peer.clone(),
        (None, None, []) => return Err(cards()),
        (None, None, many) => {
            let names: Vec<&str> = many.iter().map(|p| p.name.as_str()).collect();
            return Err(Complaint::usage(
                "It is not known whose node that is.",
                format!("Add --peer, one of: {}.", names.join(", ")),
            ));
        }
    };
    Ok((peer, asked.to_string()))
}

fn add(all: &mut Met, met: Met) {
    all.taken += met.taken;
    all.given += met.given;
    all.pieces += met.pieces;
    all.attachments += met.attachments;
    all.letters += met.letters;
    all.fillers += met.fillers;
    all.forks.extend(met.forks);
    all.refused.extend(met.refused);
    all.older.extend(met.older);
    // What a meeting that was cut had not brought may have come with the next.
    all.missing = met.missing;
}

/// The alarms that this meeting raised, of what the actor audits.
fn raised(ctx: &Context<'_>, peer: &PeerInfo, met: &Met) -> Result<Vec<Alarm>, Problem> {
    let mut all = ctx.store.alarms(ctx.actor)?;
    all.retain(|alarm| {
        let chain = (alarm.key.compartment, alarm.key.node);
        alarm.seen.is_none()
            && match alarm.key.what {
                Alarming::Older => alarm.key.peer == peer.node && met.older.contains(&chain),
                Alarming::Missing => alarm.key.peer == peer.node && met.missing.contains(&chain),
                Alarming::Fork => false,
            }
    });
    Ok(all)
}

/// Says what a meeting did.
pub fn report(ctx: &mut Context<'_>, peer: &PeerInfo, met: &Met, bytes: u64) -> Done {
    let (waiting, alarms) = (ctx.store.invitations(ctx.actor)?, raised(ctx, peer, met)?);
    let count = |what: Alarming| alarms.iter().filter(|a| a.key.what == what).count();
    let value = json!({
        "peer": peer.name, "node": peer.node, "taken": met.taken, "given": met.given, "attachments": met.attachments,
        "letters": met.letters,
        "forks": met.forks.len(), "older": count(Alarming::Older), "missing": count(Alarming::Missing), "refused": met.refused, "bytes": bytes,
        "invitations": waiting.iter().map(|i| json!({ "compartment": i.compartment, "name": i.name })).collect::<Vec<_>>(),
    });
    ctx.done(
        format!(
            "{}: {} entries came, {} went, {} attachments, {} letters; {} kB.",
            peer.name,
            met.taken,
            met.given,
            met.attachments,
            met.letters,
            bytes.div_ceil(1000)
        ),
        &value,
    )?;
    for why in &met.refused {
        ctx.remark(format!("Refused: {why}."))?;
    }
    let own = ctx.store.card(ctx.actor)?.node.node();
    for alarm in &alarms {
        let said = said(alarm, &own);
        ctx.remark(format!("{}: {said}. `relais held list` says what to do.", alarm.house))?;
    }
    if !met.forks.is_empty() {
        ctx.remark(
            "A chain goes two ways: somebody copied a node's folder, or worse. `relais held list` shows it.",
        )?;
    }
    if let [first, ..] = waiting.as_slice()
        && !ctx.json
    {
        ctx.remark(format!(
            "You were let into {}. Next: relais compartment join \"{}\"",
            first.name, first.name
        ))?;
    }
    Ok(())
}
