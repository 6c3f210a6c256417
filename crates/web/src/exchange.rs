//! Where other nodes knock: one sealed question in, one sealed answer out. Nothing of either is read or logged here, and a
//! stranger is told no more than that nobody answers.

use crate::App;
use crate::gate::{Gate, Route, route};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;

/// Longest question: a message and its envelope.
const QUESTION_MAX: usize = (4 << 20) + (64 << 10);

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let handlers = post(answer).layer(DefaultBodyLimit::max(QUESTION_MAX));
    vec![route("POST", "/exchange", Gate::Anyone, handlers)]
}

async fn answer(State(app): State<App>, question: Bytes) -> Response {
    if app.store.is_locked() {
        return (StatusCode::SERVICE_UNAVAILABLE, "this node is locked").into_response();
    }
    let store = app.store.clone();
    let answered = tokio::task::spawn_blocking(move || store.answer(&question)).await;
    match answered {
        Ok(Ok(answer)) => ([(header::CONTENT_TYPE, "application/octet-stream")], answer).into_response(),
        Ok(Err(store::Lost::Here(what))) => {
            tracing::error!(problem = %what, "an exchange failed here");
            (StatusCode::INTERNAL_SERVER_ERROR, "this node cannot answer now").into_response()
        }
        _ => (StatusCode::BAD_REQUEST, "this node does not answer that").into_response(),
    }
}
