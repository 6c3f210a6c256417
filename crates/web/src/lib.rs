//! Pages and API: one file per resource (route, form, handler, view). Knows HTTP and HTML; rules live in `domain`,
//! data behind `store`'s door.
//!
//! Every route states who may call it ([`gate::Gate`]); there is no route without that. Every page works without
//! JavaScript. Nothing here reads a clock or the environment.

mod api;
mod assets;
mod edge;
mod exchange;
mod form;
mod frame;
pub mod gate;
mod guard;
pub mod locale;
mod neighbour;
mod pages;
pub mod picture;
mod session;
mod viewer;

use axum::Router;
use domain::id::{CompartmentId, FileId};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use store::Store;
use tokio::net::TcpListener;

pub use pages::{dossier_pack, office_trips, paper_words, subject_sheet};
pub use session::Sessions;

/// How the pages are served.
#[derive(Clone, Debug)]
pub struct Options {
    /// The stated dates of a demonstration and its sign-ins; `None` on a real node.
    pub demonstration: Option<Demonstration>,
    /// A session without a request for so long is closed.
    pub idle_lock: Duration,
    /// Whether somebody unlocked the node for other nodes to meet it: then it stays so until the process ends.
    pub unattended: bool,
    /// Host names besides loopback under which pages may be asked for (the laptop's own network).
    pub hosts: Vec<String>,
}

/// What every page of a demonstration states.
#[derive(Clone, Debug)]
pub struct Demonstration {
    /// Today in the historical scene.
    pub historical: jiff::civil::Date,
    /// Today in the present-day scene.
    pub present: jiff::civil::Date,
    /// Member name and what they do: shown on the sign-in page.
    pub sign_ins: Vec<(String, String)>,
    /// The passphrase of them all.
    pub passphrase: String,
}

/// What handlers share.
#[derive(Clone)]
pub struct App {
    pub(crate) store: Arc<Store>,
    pub(crate) sessions: Arc<Sessions>,
    pub(crate) options: Arc<Options>,
    /// In which compartment a place's file lives, once it was looked up: a place never moves.
    pub(crate) places: Arc<RwLock<HashMap<FileId, CompartmentId>>>,
}

impl App {
    /// Over an open (and possibly locked) store.
    pub fn new(store: Arc<Store>, options: Options) -> App {
        App { store, sessions: Arc::default(), options: Arc::new(options), places: Arc::default() }
    }
}

/// Every route with its gate, in the order the handbook lists them.
pub fn routes() -> Vec<gate::Route> {
    pages::routes().into_iter().chain(api::routes()).chain(exchange::routes()).collect()
}

/// The service.
pub fn router(app: App) -> Router {
    let mut router: Router<App> = Router::new();
    for route in routes() {
        router = router.route(route.path, gate::gated(&app, &route));
    }
    let router = router.route("/assets/{*path}", axum::routing::get(assets::serve)).fallback(edge::not_found);
    guard::guarded(router, &app).with_state(app)
}

/// Serves until the task is dropped.
pub async fn serve(store: Arc<Store>, listener: TcpListener, options: Options) -> std::io::Result<()> {
    let app = App::new(store, options);
    let watched = app.clone();
    // Where pages answer to this machine's own names only, nobody but its user has any business here.
    let alone = app.options.hosts.is_empty();
    let served = async {
        if alone {
            axum::serve(neighbour::Own(listener), router(app)).await
        } else {
            axum::serve(listener, router(app)).await
        }
    };
    tokio::select! {
        served = served => served,
        () = lock_when_idle(watched) => Ok(()),
    }
}

/// Locks the node, keys and all, soon after the last session has gone idle: nobody need ask for a page first.
pub async fn lock_when_idle(app: App) {
    // A session stands still for minutes; looking four times a minute is soon enough.
    let mut ticks = tokio::time::interval(Duration::from_secs(15));
    loop {
        ticks.tick().await;
        let idle = !app.options.unattended && !app.sessions.any(app.options.idle_lock);
        if idle && !app.store.is_locked() {
            app.store.lock();
        }
    }
}
