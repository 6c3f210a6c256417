//! What a caller sent: a body or a query read into a shape that knows all its fields. What it does not know, or cannot
//! read, is refused by name before anything else happens.

use crate::App;
use crate::api::{Refused, json};
use crate::form::Typed;
use crate::viewer::Viewer;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::planted::{Fault, planted};
use domain::refusal::{Refusal, Why, refuse};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The JSON body of a request. Every field of `T` may be missing: what has to be there, its rule asks for.
pub(crate) struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Sent<T>, Response> {
        let viewer = request.extensions().get::<Viewer>().cloned();
        let viewer = viewer.unwrap_or_else(|| Viewer::of(app, request.headers(), request.uri()));
        let Ok(bytes) = Bytes::from_request(request, app).await else {
            return Err(fault(&viewer, "body", "", "api-too-large"));
        };
        let Ok(value) = serde_json::from_slice::<Value>(&bytes) else {
            return Err(fault(&viewer, "body", "", "api-not-json"));
        };
        understood(&viewer, value).map(Sent).map_err(|response| *response)
    }
}

/// The query of a request, each parameter once.
pub(crate) struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Asked<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Asked<T>, Response> {
        let viewer = parts.extensions.get::<Viewer>().cloned();
        let viewer = viewer.unwrap_or_else(|| Viewer::of(app, &parts.headers, &parts.uri));
        let typed = Typed::parse(parts.uri.query().unwrap_or_default());
        // The language belongs to every address.
        let given = typed.0.into_iter().filter(|(name, _)| name != "lang");
        let value = given.map(|(name, mut values)| (name, Value::String(values.swap_remove(0)))).collect();
        understood(&viewer, Value::Object(value)).map(Asked).map_err(|response| *response)
    }
}

fn understood<T: DeserializeOwned>(viewer: &Viewer, value: Value) -> Result<T, Box<Response>> {
    let Value::Object(mut fields) = value else {
        return Err(Box::new(fault(viewer, "body", "", "api-not-an-object")));
    };
    if planted(Fault::StrangeFields) {
        let alone = |name: &str, part: &Value| Map::from_iter([(name.to_string(), part.clone())]);
        fields.retain(|name, part| !refused::<T>(&Value::Object(alone(name, part))));
    }
    let value = Value::Object(fields);
    serde_json::from_value(value.clone()).map_err(|_| {
        let (path, part) = at_fault::<T>(&value);
        let alone = wrapped(&value, &path, part.clone()).map(serde_json::from_value::<T>);
        let unknown = alone.and_then(Result::err).is_some_and(|e| e.to_string().starts_with("unknown field"));
        let given: String = if part.is_object() || part.is_array() { String::new() } else { short(&part) };
        let key = if unknown { "api-unknown-field" } else { "api-unreadable" };
        Box::new(fault(viewer, &path.join("."), &given, key))
    })
}

fn refused<T: DeserializeOwned>(value: &Value) -> bool {
    serde_json::from_value::<T>(value.clone()).is_err()
}

/// The innermost part that alone is enough to be refused, with the way to it.
fn at_fault<T: DeserializeOwned>(value: &Value) -> (Vec<String>, Value) {
    let mut path: Vec<String> = Vec::new();
    let mut part = value.clone();
    loop {
        let parts: Vec<(String, Value)> = match &part {
            Value::Object(fields) => fields.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
            Value::Array(items) => {
                items.iter().enumerate().map(|(i, v)| (i.to_string(), v.clone())).collect()
            }
            _ => return (path, part),
        };
        let found = parts.into_iter().find(|(name, inner)| {
            let way: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
            wrapped(value, &way, inner.clone()).is_some_and(|alone| refused::<T>(&alone))
        });
        let Some((name, inner)) = found else { return (path, part) };
        path.push(name);
        part = inner;
    }
}

/// `inner` alone at the end of `path`, in objects and arrays such as `like` has there.
fn wrapped(like: &Value, path: &[String], inner: Value) -> Option<Value> {
    let Some((name, rest)) = path.split_first() else { return Some(inner) };
    match like {
        Value::Object(fields) => {
            let inside = wrapped(fields.get(name)?, rest, inner)?;
            Some(Value::Object(Map::from_iter([(name.clone(), inside)])))
        }
        Value::Array(items) => {
            Some(Value::Array(vec![wrapped(items.get(name.parse::<usize>().ok()?)?, rest, inner)?]))
        }
        _ => None,
    }
}

fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    text.chars().take(60).collect()
}

fn fault(viewer: &Viewer, field: &str, value: &str, key: &str) -> Response {
    let refused = Refused {
        error: "refused".to_string(),
        message: format!("{field}: {}", viewer.t(key)),
        hint: viewer.t("api-hint"),
        field: Some(field.to_string()),
        value: Some(value.to_string()),
    };
    json(StatusCode::UNPROCESSABLE_ENTITY, &refused)
}

/// A number between two bounds as a query gives it; `usual` where it does not.
pub(crate) fn number(field: &'static str, text: &str, usual: usize, most: usize) -> Result<usize, Refusal> {
    if text.is_empty() {
        return Ok(usual);
    }
    let n = text.parse::<usize>().map_err(|_| refuse(field, short(&Value::from(text)), Why::Unreadable))?;
    if n == 0 || n > most { Err(refuse(field, n, Why::OutOfRange)) } else { Ok(n) }
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn day(field: &'static str, text: &str) -> Result<Option<jiff::civil::Date>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| refuse(field, short(&Value::from(text)), Why::Unreadable))
}

/// A word of a closed list; `None` where nothing was given.
pub(crate) fn word<T>(
    field: &'static str,
    text: &str,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).ok_or_else(|| refuse(field, short(&Value::from(text)), Why::Unknown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Default)]
    #[serde(default, deny_unknown_fields)]
    struct Inner {
        #[allow(dead_code)]
        given: String,
    }

    #[derive(Deserialize, Default)]
    #[serde(default, deny_unknown_fields)]
    struct Outer {
        #[allow(dead_code)]
        name: Option<Inner>,
        #[allow(dead_code)]
        heads: Vec<String>,
    }

    fn check(body: Value, path: &str) {
        assert!(refused::<Outer>(&body), "{body}");
        assert_eq!(at_fault::<Outer>(&body).0.join("."), path, "{body}");
    }

    #[test]
    fn the_field_at_fault_is_named() {
        check(serde_json::json!({"nome": "x"}), "nome");
        check(serde_json::json!({"heads": ["a"], "name": {"given": "x", "surnme": "y"}}), "name.surnme");
        check(serde_json::json!({"name": {"given": 5}}), "name.given");
        check(serde_json::json!({"heads": ["a", 7]}), "heads.1");
        check(serde_json::json!({"heads": "a"}), "heads");
    }
}
