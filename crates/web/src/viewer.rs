//! The viewer of a page: who they are, what they hold, in which language they read.

use crate::App;
use crate::edge::Complaint;
use crate::locale::{Lang, Words};
use crate::session::COOKIE;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::compartment::{Role, Scene};
use domain::id::{CompartmentId, FileId};
use maud::{Markup, html};
use std::sync::{Arc, PoisonError};
use store::{Actor, CompartmentInfo};

/// Name of the language's cookie.
pub const LANGUAGE_COOKIE: &str = "relais-language";

/// Who looks at a page.
#[derive(Clone)]
pub struct Viewer {
    /// What handlers share.
    pub app: App,
    /// The member; `None` when nobody is signed in.
    pub actor: Option<Actor>,
    /// The compartments they belong to.
    pub compartments: Arc<Vec<CompartmentInfo>>,
    /// Their words.
    pub words: Words,
    /// Path and query asked for.
    pub asked: String,
    /// The session's token.
    pub token: String,
}

impl Viewer {
    /// From a request's `Authorization: Bearer` or its cookies.
    pub(crate) fn of(app: &App, headers: &HeaderMap, uri: &Uri) -> Viewer {
        let token = bearer(headers).or_else(|| cookie(headers, COOKIE)).unwrap_or_default();
        // Behind a locked node nobody is signed in, whatever their cookie says.
        let actor = app.sessions.actor(&token, app.options.idle_lock).filter(|_| !app.store.is_locked());
        let compartments = actor.as_ref().and_then(|a| app.store.compartments(a).ok()).unwrap_or_default();
        let query = uri.query().unwrap_or_default();
        let lang = query.split('&').find_map(|p| p.strip_prefix("lang=")).and_then(Lang::parse);
        let lang = lang.or_else(|| cookie(headers, LANGUAGE_COOKIE).and_then(|c| Lang::parse(&c)));
        let accepts = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Viewer {
            app: app.clone(),
            actor,
            compartments: Arc::new(compartments),
            words: Words(lang.unwrap_or_else(|| Lang::accepted(accepts))),
            asked: uri.path_and_query().map(|p| p.to_string()).unwrap_or_default(),
            token,
        }
    }

    /// The member. Behind a gate there always is one.
    pub fn actor(&self) -> Result<&Actor, Complaint> {
        self.actor.as_ref().ok_or_else(|| Complaint::sign_in(self))
    }

    /// The store behind its door.
    pub fn store(&self) -> &store::Store {
        &self.app.store
    }

    /// A word or sentence of the locale files.
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// A sentence with values in it.
    pub fn t_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.t_with(key, values)
    }

    /// Whether the viewer holds a role that `may`, anywhere.
    pub fn may(&self, may: fn(Role) -> bool) -> bool {
        self.compartments.iter().any(|c| may(c.role))
    }

    /// A compartment the viewer belongs to.
    pub fn compartment(&self, id: &CompartmentId) -> Option<&CompartmentInfo> {
        self.compartments.iter().find(|c| c.id == *id)
    }

    /// Today in a scene.
    pub fn today(&self, scene: Scene) -> jiff::civil::Date {
        self.app.store.today(scene)
    }

    /// Today where the file of that compartment lives.
    pub fn today_in(&self, id: &CompartmentId) -> jiff::civil::Date {
        self.today(self.compartment(id).map(|c| c.scene).unwrap_or_default())
    }

    /// The scene most of the viewer's compartments belong to: which date leads on pages over all of them.
    pub fn scene(&self) -> Scene {
        let historical = self.compartments.iter().filter(|c| c.scene == Scene::Historical).count();
        if historical * 2 > self.compartments.len() { Scene::Historical } else { Scene::Present }
    }

    /// The name of a member, as the charters the viewer belongs to give it.
    pub fn member_name(&self, member: &domain::id::MemberId) -> String {
        let members = self.compartments.iter().flat_map(|c| &c.members);
        members
            .filter(|(id, ..)| id == member)
            .map(|(_, name, ..)| name.clone())
            .next()
            .unwrap_or_else(|| self.t("member-unknown"))
    }

    /// A place by its name, with a link where the viewer reads its file: people come from places that one does not hold.
    pub fn place(&self, place: &FileId, name: &str) -> Markup {
        if self.reads_place(place) {
            html! { a href=(format!("/places/{place}")) { bdi { (name) } } }
        } else {
            html! { bdi { (name) } }
        }
    }

    /// Whether there is a relay house among the viewer's places: a room nobody needs is not shown.
    pub fn has_relay_house(&self) -> bool {
        let kind = domain::place::Kind::RelayHouse;
        self.actor.as_ref().is_some_and(|actor| self.store().has_place(actor, kind).unwrap_or(false))
    }

    fn reads_place(&self, place: &FileId) -> bool {
        let known = self.app.places.read().unwrap_or_else(PoisonError::into_inner).get(place).copied();
        if let Some(compartment) = known {
            return self.compartment(&compartment).is_some_and(|c| c.role.reads());
        }
        let Some(Ok(volume)) = self.actor.as_ref().map(|actor| self.store().open_place(actor, place)) else {
            return false;
        };
        let mut places = self.app.places.write().unwrap_or_else(PoisonError::into_inner);
        places.insert(*place, volume.compartment);
        true
    }

    /// Runs a handler's work where blocking is allowed: the store waits for the disk.
    pub async fn run<T, F>(self, work: F) -> Result<T, Complaint>
    where
        T: Send + 'static,
        F: FnOnce(&Viewer) -> Result<T, Complaint> + Send + 'static,
    {
        let again = self.clone();
        match tokio::task::spawn_blocking(move || work(&self)).await {
            Ok(result) => result,
            Err(_) => Err(Complaint::internal(&again)),
        }
    }
}

impl FromRequestParts<App> for Viewer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Viewer, Response> {
        match parts.extensions.get::<Viewer>() {
            Some(viewer) => Ok(viewer.clone()),
            // A route outside the table has no gate; nobody passes.
            None => Err(Complaint::sign_in(&Viewer::of(app, &parts.headers, &parts.uri)).into_response()),
        }
    }
}

/// The token of an `Authorization: Bearer` header: how programs carry a session.
fn bearer(headers: &HeaderMap) -> Option<String> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_string())
}

/// A cookie of a request.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    all.flat_map(|v| v.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| value.to_string())
    })
}
