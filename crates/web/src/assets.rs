//! Style, script, fonts and marks, inside the binary: no page asks another host for anything.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

macro_rules! assets {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../assets/", $name)).as_slice())),*]
    };
}

static ASSETS: [(&str, &[u8]); 17] = assets![
    "relais.css",
    "relais.js",
    "htmx.min.js",
    "marks.svg",
    "logo.svg",
    "favicon.svg",
    "fonts/literata-cyrillic.woff2",
    "fonts/literata-latin-ext-italic.woff2",
    "fonts/literata-latin-ext.woff2",
    "fonts/literata-latin-italic.woff2",
    "fonts/literata-latin.woff2",
    "fonts/noto-sans-cyrillic.woff2",
    "fonts/noto-sans-hebrew.woff2",
    "fonts/noto-sans-latin-ext.woff2",
    "fonts/noto-sans-latin.woff2",
    "fonts/noto-sans-mono-latin.woff2",
    "fonts/noto-serif-hebrew.woff2",
];

/// One asset.
pub(crate) async fn serve(Path(path): Path<String>) -> Response {
    let Some((name, bytes)) = ASSETS.iter().find(|(name, _)| *name == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "font/woff2",
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")], *bytes).into_response()
}
