//! What holds for every answer: host check, cross-site check, size limits, headers, and no panic that reaches the wire.

use crate::App;
use crate::edge::{self, Unsaid};
use crate::viewer::{LANGUAGE_COOKIE, Viewer};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use domain::planted::{Fault, planted};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

/// Largest body: a register of the size the importer takes.
const BODY_MAX: usize = 64 << 20;

const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex, nofollow"),
];

/// The router with its guards, outermost last.
pub(crate) fn guarded(router: Router<App>, app: &App) -> Router<App> {
    let router = router.layer(from_fn_with_state(app.clone(), said)).layer(DefaultBodyLimit::max(BODY_MAX));
    let router = if planted(Fault::ForeignForms) { router } else { router.layer(CsrfLayer::new()) };
    router.layer(CatchPanicLayer::new()).layer(from_fn_with_state(app.clone(), host)).layer(from_fn(headers))
}

/// A page asked for under a name that is not this node's is refused: another site's script must not reach it by
/// pointing its own name here.
async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name = match asked.rfind(':') {
        Some(at) if asked[at + 1..].bytes().all(|b| b.is_ascii_digit()) => &asked[..at],
        _ => asked,
    };
    let loopback = matches!(name, "127.0.0.1" | "localhost" | "[::1]" | "");
    if loopback || app.options.hosts.iter().any(|h| h == name) {
        return next.run(request).await;
    }
    (StatusCode::MISDIRECTED_REQUEST, "this node does not answer to that name").into_response()
}

async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Says complaints in the asker's language, and remembers a language that was chosen by `?lang=`.
async fn said(State(app): State<App>, request: Request, next: Next) -> Response {
    let (asked, cookies) = (request.uri().clone(), request.headers().clone());
    let mut response = next.run(request).await;
    let chosen = asked.query().unwrap_or_default().split('&').find_map(|p| p.strip_prefix("lang="));
    if let Some(unsaid) = response.extensions_mut().remove::<Unsaid>() {
        let viewer = Viewer::of(&app, &cookies, &asked);
        let status = response.status();
        response = edge::say(&viewer, status, unsaid.key, unsaid.refusal.as_ref(), &unsaid.detail);
    }
    remember(response.headers_mut(), chosen);
    response
}

fn remember(headers: &mut HeaderMap, lang: Option<&str>) {
    let Some(lang) = lang.and_then(crate::locale::Lang::parse) else { return };
    let cookie =
        format!("{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", lang.code());
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}
