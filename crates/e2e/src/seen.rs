//! What a page has done since it was opened: requests, errors, dialogs, whether it is still loading.
//! It only takes notes of events; it never asks the browser anything.

use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// One line of the browser's console that a person would see in red: an uncaught exception, a broken policy,
/// `console.error`, or an answer with an error status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleError {
    /// Where it comes from: `security` (policy), `exception`, `console`, `network` (also every 4xx and 5xx
    /// answer, so a journey that expects a 422 passes over these), or another word of the browser.
    pub source: String,
    /// The message.
    pub text: String,
    /// The address it speaks of, empty where there is none.
    pub url: String,
}

impl fmt::Display for ConsoleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.source, self.text, self.url)
    }
}

/// The notes.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) errors: Vec<ConsoleError>,
    pub(crate) requests: Vec<String>,
    pub(crate) dialogs: Vec<String>,
    /// Status of the answer that made the present document.
    pub(crate) status: Option<u16>,
    /// The main frame is fetching or parsing a document.
    pub(crate) loading: bool,
    /// Requests of the page that have no end yet; streams that stay open by nature are not counted.
    pub(crate) in_flight: HashSet<String>,
    /// `load` was reached, by the loader's id.
    pub(crate) loaded: HashSet<String>,
    pub(crate) crashed: bool,
    documents: HashMap<String, u16>,
}

impl Seen {
    /// Takes note of one event; `frame` is the page's main frame.
    pub(crate) fn note(&mut self, frame: &str, message: &Value) {
        let params = &message["params"];
        let ours = params["frameId"].as_str() == Some(frame);
        match message["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => self.request(params),
            "Network.webSocketCreated" => self.requests.push(text(&params["url"])),
            "Network.loadingFinished" | "Network.loadingFailed" => {
                self.in_flight.remove(params["requestId"].as_str().unwrap_or_default());
            }
            "Network.responseReceived" if ours && params["type"] == "Document" => {
                let status = params["response"]["status"].as_u64().and_then(|s| u16::try_from(s).ok());
                self.documents.insert(text(&params["loaderId"]), status.unwrap_or(0));
            }
            "Page.frameNavigated" if params["frame"]["id"].as_str() == Some(frame) => {
                self.in_flight.clear();
                self.status = self.documents.get(params["frame"]["loaderId"].as_str().unwrap_or("")).copied();
            }
            "Page.frameStartedLoading" if ours => self.loading = true,
            "Page.frameStoppedLoading" if ours => self.loading = false,
            "Page.lifecycleEvent" if ours && params["name"] == "load" => {
                self.loaded.insert(text(&params["loaderId"]));
            }
            "Page.javascriptDialogOpening" => self.dialogs.push(text(&params["message"])),
            "Inspector.targetCrashed" => self.crashed = true,
            "Log.entryAdded" if params["entry"]["level"] == "error" => {
                let entry = &params["entry"];
                self.error(text(&entry["source"]), text(&entry["text"]), text(&entry["url"]));
            }
            "Runtime.exceptionThrown" => {
                let details = &params["exceptionDetails"];
                self.error("exception".into(), thrown(details), text(&details["url"]));
            }
            "Runtime.consoleAPICalled" if params["type"] == "error" || params["type"] == "assert" => {
                let words = params["args"].as_array().map(Vec::as_slice).unwrap_or_default().iter().map(said);
                let words = words.collect::<Vec<_>>().join(" ");
                self.error("console".into(), words, String::new());
            }
            _ => {}
        }
    }

    fn request(&mut self, params: &Value) {
        self.requests.push(text(&params["request"]["url"]));
        if !matches!(params["type"].as_str(), Some("EventSource" | "WebSocket" | "Ping")) {
            self.in_flight.insert(text(&params["requestId"]));
        }
    }

    fn error(&mut self, source: String, text: String, url: String) {
        self.errors.push(ConsoleError { source, text, url });
    }
}

/// The words of an exception, with its first stack line where the browser gives one.
pub(crate) fn thrown(details: &Value) -> String {
    let exception = &details["exception"];
    match exception["description"].as_str() {
        Some(words) => words.into(),
        None if !exception["value"].is_null() => exception["value"].to_string(),
        None => text(&details["text"]),
    }
}

fn said(argument: &Value) -> String {
    match (&argument["value"], argument["description"].as_str()) {
        (Value::String(words), _) => words.clone(),
        (Value::Null, Some(words)) => words.into(),
        (value, _) => value.to_string(),
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
