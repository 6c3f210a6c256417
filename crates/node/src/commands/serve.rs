//! `relais serve`: the pages, and the socket through which commands reach a node that is open here.

use crate::complaint::Complaint;
use crate::context::Done;
use crate::{socket, surroundings};
use clap::Args;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::Store;

/// Where pages are served unless it is said otherwise: this machine only.
pub const LISTEN: &str = "127.0.0.1:7420";
/// A session without a request for so long is closed.
const IDLE: Duration = Duration::from_secs(15 * 60);

/// Serve the pages.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port
    #[arg(long, value_name = "ADDRESS", default_value = LISTEN)]
    pub listen: SocketAddr,
    /// Another host name under which the pages are asked for (a laptop's own network); may be given again
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Minutes without a request after which a session locks
    #[arg(long, value_name = "MINUTES", default_value_t = 15)]
    pub idle: u64,
    /// Unlock the node for this member at once, so that other nodes can meet it while nobody sits here; the passphrase
    /// comes from RELAIS_PASSPHRASE, out of the operator's secret store
    #[arg(long, value_name = "MEMBER")]
    pub unlock: Option<String>,
    /// With --unlock: meet every node whose address is known, every so many minutes; 0 is never
    #[arg(long, value_name = "MINUTES", default_value_t = 5)]
    pub exchange: u64,
}

impl Serve {
    /// Serves until the process is told to end.
    pub fn run(&self, dir: &Path, out: &mut dyn Write) -> Done {
        let store = Arc::new(Store::open(dir, surroundings::system(crate::demonstration::dates(dir)))?);
        if let Some(member) = &self.unlock {
            let passphrase = surroundings::passphrase(&format!("Passphrase of {member}: "))
                .ok_or(store::Problem::Locked)?;
            let actor = store.unlock(member, &passphrase)?;
            if self.exchange > 0 {
                rounds(&store, actor, Duration::from_secs(self.exchange.min(24 * 60) * 60));
            }
        }
        let options = web::Options {
            unattended: self.unlock.is_some(),
            demonstration: crate::demonstration::stated(dir),
            idle_lock: if self.idle == 0 { IDLE } else { Duration::from_secs(self.idle.min(24 * 60) * 60) },
            hosts: self.host.clone(),
        };
        let locked = match &self.unlock {
            Some(_) => "other nodes can meet this one",
            None => "the node is locked until somebody signs in",
        };
        serve(store, self.listen, options, |address| {
            let _ = writeln!(out, "Relais listens on http://{address} ({locked})");
            let _ = out.flush();
        })
    }
}

/// Serves `store` and its socket; `ready` is told the address.
pub fn serve(
    store: Arc<Store>,
    listen: SocketAddr,
    options: web::Options,
    ready: impl FnOnce(SocketAddr),
) -> Done {
    for place in crate::memory::swaps_in_clear() {
        eprintln!(
            "relais: this system moves memory to {place}, which is not enciphered: what is open here may stay there. \
             Turn it off (swapoff {place}) or encipher it."
        );
    }
    let listener = std::net::TcpListener::bind(listen).map_err(|e| taken(listen, &e))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    // Pages matter more than the socket: a path too long for one must not keep a house from its files.
    let socket = socket::listen(store.clone()).inspect_err(|complaint| eprint!("{}", complaint.text()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        ready(address);
        tokio::select! {
            served = web::serve(store.clone(), listener, options) => served,
            () = told_to_end() => Ok(()),
        }
    });
    drop(socket);
    // Requests under way are given a moment; what they wrote is acknowledged or not, never half.
    runtime.shutdown_timeout(Duration::from_secs(2));
    store.lock();
    Ok(served?)
}

/// Meets every node whose address is known, again and again, until the process ends. A node that does not answer is
/// asked again in the next round.
fn rounds(store: &Arc<Store>, actor: store::Actor, every: Duration) {
    let store = Arc::downgrade(store);
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(every);
            let Some(store) = store.upgrade() else { return };
            for peer in store.peers(&actor).unwrap_or_default().into_iter().filter(|p| !p.url.is_empty()) {
                let Ok(mut line) = super::exchange::line(&peer.url) else { continue };
                match store.exchange(&actor, &peer.node, &mut line) {
                    Ok((met, None)) => {
                        tracing::info!(node = %peer.node, taken = met.taken, given = met.given, "met")
                    }
                    Ok((_, Some(lost))) => {
                        tracing::warn!(node = %peer.node, what = %lost, "the meeting was cut")
                    }
                    Err(problem) => tracing::warn!(node = %peer.node, %problem, "could not meet"),
                }
            }
        }
    });
}

fn taken(listen: SocketAddr, e: &std::io::Error) -> Complaint {
    if e.kind() == std::io::ErrorKind::AddrInUse {
        let hint = format!("Give another with --listen, such as {}:0 for any free port.", listen.ip());
        return Complaint::new(7, format!("{listen} is in use."), hint);
    }
    Complaint::new(1, format!("{listen}: {e}."), "Give another address with --listen.")
}

/// Control-C, or the system's request to end.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
