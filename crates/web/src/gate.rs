//! Gates: who may call a route. A route cannot be made without one, and the matrix test walks them all.

use crate::App;
use crate::edge::Complaint;
use crate::viewer::Viewer;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use domain::compartment::Role;

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Anybody, signed in or not.
    Anyone,
    /// Every member.
    Member,
    /// Members who read people's files somewhere.
    Reads,
    /// Members who write somewhere.
    Writes,
    /// Members who direct somewhere (move files, registers, reports).
    Directs,
    /// Members who audit somewhere.
    Audits,
    /// Members who see the list of the day by code and given name (and all who read).
    Visits,
}

impl Gate {
    /// Whether a member who holds `role` somewhere passes. What they then see is decided per file by the store.
    pub fn passes(self, role: Role) -> bool {
        match self {
            Gate::Anyone | Gate::Member => true,
            Gate::Reads => role.reads(),
            Gate::Writes => role.writes(),
            Gate::Directs => role.directs(),
            Gate::Audits => role.audits(),
            Gate::Visits => role.reads() || role == Role::Visitor,
        }
    }
}

/// A route: its methods, its path, its gate, its handlers.
pub struct Route {
    /// `GET`, `POST` or `GET, POST`.
    pub methods: &'static str,
    /// The path, `{id}` for what varies.
    pub path: &'static str,
    /// Who may call.
    pub gate: Gate,
    pub(crate) handlers: MethodRouter<App>,
}

/// A route with its gate.
pub(crate) fn route(
    methods: &'static str,
    path: &'static str,
    gate: Gate,
    handlers: MethodRouter<App>,
) -> Route {
    Route { methods, path, gate, handlers }
}

/// The handlers behind their gate.
pub(crate) fn gated(app: &App, route: &Route) -> MethodRouter<App> {
    let state = (app.clone(), route.gate);
    route.handlers.clone().layer(from_fn_with_state(state, pass))
}

async fn pass(State((app, gate)): State<(App, Gate)>, mut request: Request, next: Next) -> Response {
    let viewer = Viewer::of(&app, request.headers(), request.uri());
    if gate == Gate::Anyone {
        request.extensions_mut().insert(viewer);
        return next.run(request).await;
    }
    if viewer.actor.is_none() {
        return Complaint::sign_in(&viewer).into_response();
    }
    if !viewer.compartments.iter().any(|c| gate.passes(c.role)) && gate != Gate::Member {
        return Complaint::forbidden(&viewer).into_response();
    }
    request.extensions_mut().insert(viewer);
    next.run(request).await
}
