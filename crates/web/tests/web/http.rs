//! A browser without a network: one request, one answer, and what is looked for in the answer.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header's text; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|v| v.to_str().unwrap()).unwrap_or_default()
    }

    /// Whether it is a page for people.
    pub fn html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("not JSON ({e}): {}", self.body))
    }
}

/// Whose browser it is, and what it sends.
#[derive(Clone, Default)]
pub struct Ask<'a> {
    /// The session's token as a cookie.
    pub cookie: Option<&'a str>,
    /// The session's token as a bearer header.
    pub bearer: Option<&'a str>,
    /// The body, with its content type.
    pub body: Option<(&'a str, Vec<u8>)>,
    /// Further headers.
    pub headers: Vec<(&'a str, &'a str)>,
}

impl<'a> Ask<'a> {
    /// A browser that is signed in.
    pub fn by(token: &'a str) -> Ask<'a> {
        Ask { cookie: Some(token), ..Ask::default() }
    }

    /// With a form.
    pub fn form(mut self, fields: &[(&str, &str)]) -> Ask<'a> {
        let pairs: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        self.body = Some(("application/x-www-form-urlencoded", pairs.join("&").into_bytes()));
        self
    }

    /// With a JSON body.
    pub fn json(mut self, body: &serde_json::Value) -> Ask<'a> {
        self.body = Some(("application/json", body.to_string().into_bytes()));
        self
    }

    /// With a form that carries a file under `file_field`.
    pub fn multipart(
        mut self,
        fields: &[(&str, &str)],
        file_field: &str,
        name: &str,
        content: &[u8],
    ) -> Ask<'a> {
        let mut body = Vec::new();
        for (field, value) in fields {
            let head =
                format!("--line\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let head = format!("name=\"{file_field}\"; filename=\"{name}\"");
        body.extend_from_slice(
            format!("--line\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--line--\r\n");
        self.body = Some(("multipart/form-data; boundary=line", body));
        self
    }

    /// With a header.
    pub fn header(mut self, name: &'a str, value: &'a str) -> Ask<'a> {
        self.headers.push((name, value));
        self
    }
}

/// Percent-encoding of everything that is not a letter or digit.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// One request.
pub async fn send(router: &Router, method: &str, path: &str, ask: Ask<'_>) -> Answer {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = Request::builder().method(method).uri(path);
    if !ask.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
        request = request.header(header::HOST, "127.0.0.1:7423");
    }
    if let Some(token) = ask.cookie {
        request = request.header(header::COOKIE, format!("relais={token}"));
    }
    if let Some(token) = ask.bearer {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    for (name, value) in &ask.headers {
        request = request.header(*name, *value);
    }
    let body = match ask.body {
        Some((kind, bytes)) => {
            request = request.header(header::CONTENT_TYPE, kind);
            Body::from(bytes)
        }
        None => Body::empty(),
    };
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, 64 << 20).await.unwrap();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    let answer = Answer { status: head.status, headers: head.headers, body, bytes: bytes.to_vec() };
    always(path, &answer);
    answer
}

/// What holds for every answer, whatever was asked: policy headers, cookies out of scripts' reach, no secret in an
/// address, no panic.
fn always(path: &str, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{path} {}: no policy", answer.status);
    assert!(!policy.contains("unsafe"), "{path}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{path} {}: {name}", answer.status);
    }
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        let strict = cookie.contains("; HttpOnly")
            && cookie.contains("; SameSite=Strict")
            && cookie.contains("; Path=/");
        assert!(strict, "{path}: {cookie}");
    }
    let place = answer.header("location");
    let longest = place.split(|c: char| !c.is_ascii_hexdigit()).map(str::len).max().unwrap_or_default();
    assert!(longest < 64, "{path}: a token in {place}");
    for secret in ["passphrase=", "five%20plain", "five+plain", "token="] {
        assert!(!place.contains(secret), "{path}: a secret in {place}");
    }
    if !path.starts_with("/assets/") && !path.starts_with("/api/openapi") {
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}
