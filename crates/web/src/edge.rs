//! The edge: every problem becomes one type with status, wording and hint, in the viewer's language. Nothing of a
//! file's content stands in it.

use crate::frame;
use crate::viewer::Viewer;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use maud::{Markup, html};
use store::Problem;

/// What a handler answers.
pub type Answer = Result<Response, Complaint>;

/// Something that could not be done, ready to be said.
pub struct Complaint {
    /// The status.
    pub status: StatusCode,
    /// Key of the sentence in the locale files.
    pub key: &'static str,
    /// The refusal, where a rule refused.
    pub refusal: Option<Refusal>,
    response: Option<Box<Response>>,
    viewer: Option<Box<Viewer>>,
    detail: String,
}

impl Complaint {
    fn new(status: StatusCode, key: &'static str) -> Complaint {
        Complaint { status, key, refusal: None, response: None, viewer: None, detail: String::new() }
    }

    /// Said to this viewer, in their language.
    #[must_use]
    pub fn to(mut self, viewer: &Viewer) -> Complaint {
        self.viewer = Some(Box::new(viewer.clone()));
        self
    }

    /// There is no such thing, or not for them.
    pub fn unknown() -> Complaint {
        Complaint::new(StatusCode::NOT_FOUND, "complaint-unknown")
    }

    /// Their role does not do this.
    pub fn forbidden(viewer: &Viewer) -> Complaint {
        Complaint::new(StatusCode::FORBIDDEN, "complaint-not-allowed").to(viewer)
    }

    /// Something broke; the log has it, without content.
    pub fn internal(viewer: &Viewer) -> Complaint {
        Complaint::new(StatusCode::INTERNAL_SERVER_ERROR, "complaint-internal").to(viewer)
    }

    /// Nobody is signed in: the page sends to the sign-in, the API says 401.
    pub fn sign_in(viewer: &Viewer) -> Complaint {
        let mut complaint = Complaint::new(StatusCode::UNAUTHORIZED, "complaint-sign-in").to(viewer);
        if !viewer.asked.starts_with("/api/") {
            let next = frame::encode(&viewer.asked);
            complaint.response =
                Some(Box::new(Redirect::to(&format!("/sign-in?next={next}")).into_response()));
        }
        complaint
    }

    /// The refusal or a general complaint, for a form that wants to show it beside the field.
    pub fn into_refusal(self) -> Result<Refusal, Complaint> {
        match self.refusal {
            Some(refusal) => Ok(refusal),
            None => Err(self),
        }
    }
}

impl From<Problem> for Complaint {
    fn from(problem: Problem) -> Complaint {
        let (status, key) = match &problem {
            Problem::Locked => (StatusCode::UNAUTHORIZED, "complaint-locked"),
            Problem::Unknown(_) => (StatusCode::NOT_FOUND, "complaint-unknown"),
            Problem::NotAllowed(_) => (StatusCode::FORBIDDEN, "complaint-not-allowed"),
            Problem::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, "complaint-refused"),
            Problem::Notebook(_) => (StatusCode::UNPROCESSABLE_ENTITY, "complaint-notebook"),
            Problem::WrongPassphrase => (StatusCode::UNPROCESSABLE_ENTITY, "complaint-passphrase"),
            Problem::Damaged { .. } | Problem::Unreadable { .. } => {
                (StatusCode::INTERNAL_SERVER_ERROR, "complaint-damaged")
            }
            Problem::Full => (StatusCode::INSUFFICIENT_STORAGE, "complaint-full"),
            Problem::Failing => (StatusCode::INTERNAL_SERVER_ERROR, "complaint-failing"),
            Problem::Disk(_) | Problem::Database(_) => (StatusCode::INTERNAL_SERVER_ERROR, "complaint-disk"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "complaint-internal"),
        };
        let mut complaint = Complaint::new(status, key);
        match problem {
            Problem::Refused(refusal) => complaint.refusal = Some(refusal),
            other if status.is_server_error() => {
                complaint.detail = other.to_string();
                tracing::error!(problem = %complaint.detail, "a request failed");
            }
            _ => {}
        }
        complaint
    }
}

impl From<Refusal> for Complaint {
    fn from(refusal: Refusal) -> Complaint {
        Problem::Refused(refusal).into()
    }
}

impl IntoResponse for Complaint {
    fn into_response(self) -> Response {
        if let Some(response) = self.response {
            return *response;
        }
        let Some(viewer) = self.viewer else {
            // The page that asked adds its viewer (`guard::said`); until then the key travels along.
            let mut response = (self.status, self.key).into_response();
            response.extensions_mut().insert(Unsaid {
                key: self.key,
                refusal: self.refusal,
                detail: self.detail,
            });
            return response;
        };
        say(&viewer, self.status, self.key, self.refusal.as_ref(), &self.detail)
    }
}

/// A complaint that has not been said in a language yet.
#[derive(Clone)]
pub(crate) struct Unsaid {
    pub key: &'static str,
    pub refusal: Option<Refusal>,
    pub detail: String,
}

/// Says a complaint as page or as JSON.
pub(crate) fn say(
    viewer: &Viewer,
    status: StatusCode,
    key: &str,
    refusal: Option<&Refusal>,
    detail: &str,
) -> Response {
    let text = viewer.t(key);
    let hint = viewer.t(&format!("{key}-hint"));
    if viewer.asked.starts_with("/api/") {
        let body = serde_json::json!({
            "error": key.trim_start_matches("complaint-"),
            "message": refusal.map_or(text, |r| refused_by_name(viewer, r)),
            "hint": hint,
            "field": refusal.map(|r| r.field),
            "value": refusal.map(|r| r.value.clone()),
        });
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        return response;
    }
    let body = html! {
        div.page-head { h1 { (text) } }
        div.notice.warning role="alert" {
            @if let Some(refusal) = refusal { p { (refused(viewer, refusal)) } }
            p { (hint) }
            @if !detail.is_empty() { p { code { (detail) } } }
        }
        p { a href="/" { (viewer.t("complaint-back")) } }
    };
    (status, frame::page(viewer, &text, body)).into_response()
}

/// A refusal in words: field, value, remedy.
pub fn refused(viewer: &Viewer, refusal: &Refusal) -> String {
    let field = viewer.t(&format!("field-{}", refusal.field.replace('_', "-")));
    let why = viewer.t_with(&format!("refusal-{}", refusal.why.key()), &[("value", &refusal.value)]);
    format!("{field}: {why}")
}

/// The same for a program: where no form has a label for the field, its name stands there.
fn refused_by_name(viewer: &Viewer, refusal: &Refusal) -> String {
    let label = format!("field-{}", refusal.field.replace('_', "-"));
    let field = if viewer.words.has(&label) { viewer.t(&label) } else { refusal.field.to_string() };
    format!(
        "{field}: {}",
        viewer.t_with(&format!("refusal-{}", refusal.why.key()), &[("value", &refusal.value)])
    )
}

/// The page for an address that leads nowhere.
pub(crate) async fn not_found(uri: Uri) -> Response {
    let _ = uri;
    Complaint::unknown().into_response()
}

/// A page as an answer.
pub fn shown(page: Markup) -> Answer {
    Ok(page.into_response())
}

/// On to another page after something was written.
pub fn onward(to: &str) -> Answer {
    Ok(Redirect::to(to).into_response())
}
