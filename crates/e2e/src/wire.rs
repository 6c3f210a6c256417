//! One WebSocket to the browser: commands out, answers and events in. Knows JSON and time limits; it never knows
//! what a command means. It only ever talks to 127.0.0.1.

use crate::problem::BrowserProblem;
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Error, Message, WebSocket};

/// A command that has no answer after this long has failed: printing a long page to PDF takes seconds on two cores.
pub(crate) const ANSWER_LIMIT: Duration = Duration::from_secs(60);
/// One look at the socket; short, so that several limits can be watched by one loop.
const LOOK: Duration = Duration::from_millis(10);
/// A full-page picture arrives in one frame of some tens of megabytes.
const MESSAGE_LIMIT: usize = 256 << 20;

/// The connection and the number of the next command.
pub(crate) struct Wire {
    socket: WebSocket<TcpStream>,
    next: u64,
}

impl Wire {
    /// Connects to `path` (`/devtools/..`) of the browser that listens at `port`.
    pub(crate) fn open(port: u16, path: &str) -> Result<Wire, BrowserProblem> {
        let lost = |why: String| BrowserProblem::Lost(why);
        let stream = TcpStream::connect(("127.0.0.1", port)).map_err(|e| lost(e.to_string()))?;
        stream.set_nodelay(true).map_err(|e| lost(e.to_string()))?;
        stream.set_read_timeout(Some(ANSWER_LIMIT)).map_err(|e| lost(e.to_string()))?;
        let limits = WebSocketConfig::default()
            .max_message_size(Some(MESSAGE_LIMIT))
            .max_frame_size(Some(MESSAGE_LIMIT));
        let address = format!("ws://127.0.0.1:{port}{path}");
        let (socket, _) = tungstenite::client::client_with_config(address, stream, Some(limits))
            .map_err(|e| lost(e.to_string()))?;
        socket.get_ref().set_read_timeout(Some(LOOK)).map_err(|e| lost(e.to_string()))?;
        Ok(Wire { socket, next: 1 })
    }

    /// Sends a command and returns its number; the answer comes with [`Wire::read`].
    pub(crate) fn send(&mut self, method: &str, params: &Value) -> Result<u64, BrowserProblem> {
        let id = self.next;
        self.next += 1;
        let text = json!({ "id": id, "method": method, "params": params }).to_string();
        self.socket.send(Message::text(text)).map_err(|e| BrowserProblem::Lost(e.to_string()))?;
        Ok(id)
    }

    /// The next message, or `None` when nothing came within one short look.
    pub(crate) fn read(&mut self) -> Result<Option<Value>, BrowserProblem> {
        match self.socket.read() {
            Ok(Message::Text(text)) => {
                serde_json::from_str(&text).map(Some).map_err(|e| BrowserProblem::Lost(e.to_string()))
            }
            Ok(Message::Close(_)) => Err(BrowserProblem::Lost("closed by the browser".into())),
            Ok(_) => Ok(None),
            Err(Error::Io(e)) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Ok(None),
            Err(e) => Err(BrowserProblem::Lost(e.to_string())),
        }
    }

    /// Sends a command and waits for its answer; every other message goes to `event`.
    pub(crate) fn call(
        &mut self,
        method: &str,
        params: &Value,
        mut event: impl FnMut(&mut Wire, &Value) -> Result<(), BrowserProblem>,
    ) -> Result<Value, BrowserProblem> {
        let id = self.send(method, params)?;
        let start = Instant::now();
        while start.elapsed() < ANSWER_LIMIT {
            let Some(mut message) = self.read()? else { continue };
            if message["id"].as_u64() != Some(id) {
                event(self, &message)?;
                continue;
            }
            if let Some(error) = message.get("error") {
                let text = error["message"].as_str().unwrap_or("no reason given");
                let more = error["data"].as_str().map(|d| format!(" ({d})")).unwrap_or_default();
                return Err(BrowserProblem::Refused {
                    method: method.into(),
                    message: format!("{text}{more}"),
                });
            }
            return Ok(message["result"].take());
        }
        Err(BrowserProblem::TooLong { what: format!("an answer to {method}"), waited: ANSWER_LIMIT })
    }
}
