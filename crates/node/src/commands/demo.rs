//! `relais demo`: a throw-away node with invented people, filled once, then served.

use super::serve::{LISTEN, serve};
use crate::complaint::Complaint;
use crate::context::{self, Done};
use crate::demonstration::{self, State};
use crate::{demo, surroundings};
use clap::Args;
use serde_json::json;
use std::io::{IsTerminal as _, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::Store;

/// Fill and serve a throw-away node.
#[derive(Debug, Args)]
pub struct Demo {
    /// Address and port; where it is not said and 7420 is taken, any free port
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// Fill it again from the start
    #[arg(long)]
    pub fresh: bool,
    /// Fill it and end
    #[arg(long)]
    pub no_serve: bool,
}

impl Demo {
    /// Fills `dir` where it is needed, and serves it.
    pub fn run(&self, dir: &Path, json: bool, out: &mut dyn Write) -> Done {
        match (demonstration::state(dir), self.fresh) {
            (State::Whole, false) => {}
            (State::Foreign, _) => {
                let hint = "Give another folder with --data; a demonstration never mixes with anything else.";
                return Err(Complaint::new(3, format!("{} is not empty.", dir.display()), hint));
            }
            _ => fill(dir)?,
        }
        if self.no_serve {
            return told(dir, None, json, out);
        }
        let wanted = self.listen.map_or_else(free, Ok)?;
        let store = Arc::new(Store::open(dir, surroundings::system(demonstration::dates(dir)))?);
        let demonstration = demonstration::stated(dir);
        let options = web::Options {
            demonstration,
            idle_lock: Duration::from_secs(60 * 60),
            unattended: false,
            hosts: Vec::new(),
        };
        serve(store, wanted, options, |address| {
            let _ = told(dir, Some(address), json, out);
            let _ = out.flush();
        })
    }
}

/// The usual port, or any free one where another demonstration has it.
fn free() -> Result<SocketAddr, Complaint> {
    let usual: SocketAddr =
        LISTEN.parse().map_err(|_| Complaint::new(1, "The usual address cannot be read.", ""))?;
    let taken = std::net::TcpListener::bind(usual).is_err();
    Ok(if taken { SocketAddr::new(usual.ip(), 0) } else { usual })
}

fn fill(dir: &Path) -> Done {
    demonstration::remove(dir)?;
    demonstration::begin(dir)?;
    let bar = context::bar(0, "filling", std::io::stderr().is_terminal());
    demo::fill(dir, &mut |done, all, what| {
        bar.set_length(all);
        bar.set_position(done);
        bar.set_message(what.to_string());
    })?;
    bar.finish_and_clear();
    demonstration::end(dir)
}

fn told(dir: &Path, address: Option<SocketAddr>, json: bool, out: &mut dyn Write) -> Done {
    let url = address.map(|a| format!("http://{a}"));
    if json {
        let sign_ins: Vec<_> = demo::SIGN_INS
            .iter()
            .map(|s| json!({ "member": s.member, "role": s.role, "scene": s.scene, "look_first": s.look_first }))
            .collect();
        let value = json!({ "address": url, "data": dir, "passphrase": demo::PASSPHRASE, "sign_ins": sign_ins,
                            "historical_date": demo::HISTORICAL_DATE, "present_date": demo::PRESENT_DATE });
        serde_json::to_writer_pretty(&mut *out, &value)?;
        return Ok(writeln!(out)?);
    }
    writeln!(
        out,
        "Relais, a demonstration. Every person in it is invented; today is {} in the historical scene",
        demo::HISTORICAL_DATE
    )?;
    writeln!(out, "and {} in the present one.\n", demo::PRESENT_DATE)?;
    writeln!(out, "Sign in as one of these; the passphrase of each is {}\n", demo::PASSPHRASE)?;
    for s in demo::SIGN_INS {
        writeln!(
            out,
            "  {:13} {}, {}\n  {:13} look first: {}\n",
            s.member, s.role, s.scene, "", s.look_first
        )?;
    }
    writeln!(out, "On the command line, for example:")?;
    let data = dir.display();
    let example = "report count --at 1942-08-25 --kind camp --age 0-14";
    writeln!(
        out,
        "  RELAIS_PASSPHRASE={} relais {example} --as supervisor --data {data}\n",
        demo::PASSPHRASE
    )?;
    match url {
        Some(url) => {
            writeln!(out, "Open {url}   (Control-C ends it; the same command begins again where it was)")?
        }
        None => writeln!(out, "Serve it: relais demo --data {data}")?,
    }
    Ok(())
}
