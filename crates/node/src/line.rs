//! The line to another node: sealed questions over HTTP. A line that is cut is taken up again; how much is sent in one
//! piece follows what the line has borne.

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::{Method, Request, StatusCode, Uri, header};
use hyper_util::rt::TokioIo;
use std::time::Duration;
use store::{Line, Lost};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longest answer: a message and its envelope.
const ANSWER_MAX: usize = (4 << 20) + (64 << 10);
/// A piece that went in less lets the next be twice as long.
const QUICK: Duration = Duration::from_secs(2);
/// Longest wait for an answer; a slow line needs some for one piece.
const PATIENCE: Duration = Duration::from_secs(60);
/// Where other nodes knock.
const PATH: &str = "/exchange";

/// A line to one address.
pub struct HttpLine {
    runtime: tokio::runtime::Runtime,
    far: Far,
    room: usize,
    /// Bytes that went, both ways.
    pub bytes: u64,
}

impl HttpLine {
    /// A line to `http://host[:port]`; nothing is asked yet.
    ///
    /// # Errors
    /// In words, what is wrong with the address.
    pub fn to(url: &str) -> Result<HttpLine, String> {
        let uri: Uri = url.parse().map_err(|_| "this is no address".to_string())?;
        if uri.scheme_str() != Some("http") {
            return Err("an address begins with http://; what goes over it is sealed by Relais itself".into());
        }
        if !matches!(uri.path(), "" | "/") {
            return Err("an address has no path".into());
        }
        let host = uri.host().ok_or("an address names a host")?.to_string();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| format!("this machine has no room for it: {e}"))?;
        let far = Far { host, port: uri.port_u16().unwrap_or(80), open: None };
        Ok(HttpLine { runtime, far, room: 16 << 10, bytes: 0 })
    }
}

/// The other end, and the connection to it while there is one.
struct Far {
    host: String,
    port: u16,
    open: Option<SendRequest<Full<Bytes>>>,
}

impl Far {
    async fn ask(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, String> {
        let mut open = match self.open.take() {
            Some(open) if !open.is_closed() => open,
            _ => self.connect().await?,
        };
        let host = format!("{}:{}", self.host, self.port);
        let request = Request::builder()
            .method(Method::POST)
            .uri(PATH)
            .header(header::HOST, host)
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .body(Full::new(Bytes::from(envelope)))
            .map_err(|e| e.to_string())?;
        let answer = open.send_request(request).await.map_err(|e| e.to_string())?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), ANSWER_MAX).collect().await.map_err(|e| e.to_string())?;
        let body = body.to_bytes();
        if status != StatusCode::OK {
            let said: String = String::from_utf8_lossy(&body).chars().take(200).collect();
            return Err(format!("{status}: {said}"));
        }
        self.open = Some(open);
        Ok(body.to_vec())
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, String> {
        let stream = TcpStream::connect((self.host.as_str(), self.port))
            .await
            .map_err(|e| format!("nobody answers: {e}"))?;
        let (open, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|e| e.to_string())?;
        tokio::spawn(connection);
        Ok(open)
    }
}

impl Line for HttpLine {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        let (watch, sent) = (crate::surroundings::stopwatch(), envelope.len());
        let asking = self.far.ask(envelope);
        let done = self.runtime.block_on(async { timeout(PATIENCE, asking).await });
        let answer = done.map_err(|_| "no answer came in time".to_string()).and_then(|answer| answer);
        match answer {
            Ok(answer) => {
                let went = sent + answer.len();
                self.bytes += went as u64;
                // A short answer says nothing of how much the line bears.
                if watch() < QUICK && went > self.room / 2 {
                    self.room = (self.room * 2).min(journal::exchange::ROOM.1);
                }
                Ok(answer)
            }
            Err(what) => {
                self.far.open = None;
                self.room = (self.room / 2).max(journal::exchange::ROOM.0);
                Err(Lost::Line(what))
            }
        }
    }

    fn room(&self) -> usize {
        self.room
    }
}
