//! One page: opening addresses, running scripts, waiting until it is quiet. What a person does on it is in `act`,
//! what a person reads in `ask`, how it looks in `look`.

use crate::look::Media;
use crate::problem::BrowserProblem;
use crate::seen::{ConsoleError, Seen, text, thrown};
use crate::wire::{ANSWER_LIMIT, Wire};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

/// A page that is not there after this long has failed: the slowest page of a demonstration node, on a debug
/// build and two busy cores, takes about two seconds.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// A page is quiet when nothing happened for this long.
const QUIET: Duration = Duration::from_millis(60);
/// Requests that never end (a held-open answer) are waited for no longer than this.
const NETWORK_PATIENCE: Duration = Duration::from_secs(5);
/// Between two looks at a condition.
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// A page in the browser. It waits by itself: for elements before it uses them, for the page to be quiet after.
pub struct Page {
    wire: RefCell<Wire>,
    seen: RefCell<Seen>,
    /// Main frame; the same word as the target's.
    frame: String,
    /// Cookie jar it lives in.
    pub(crate) context: String,
    pub(crate) media: Cell<Media>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").field("frame", &self.frame).finish_non_exhaustive()
    }
}

impl Page {
    pub(crate) fn open(wire: Wire, frame: String, context: String) -> Result<Page, BrowserProblem> {
        let (wire, seen) = (RefCell::new(wire), RefCell::default());
        let page = Page { wire, seen, frame, context, media: Cell::default() };
        for domain in ["Page", "Network", "Runtime", "Log", "Inspector"] {
            page.call(&format!("{domain}.enable"), json!({}))?;
        }
        page.call("Page.setLifecycleEventsEnabled", json!({ "enabled": true }))?;
        // Several people's pages are open at once; each behaves as the one in front.
        page.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }))?;
        page.set_viewport(1280, 900)?;
        Ok(page)
    }

    /// Opens `url` and waits until it has loaded and is quiet. An error page of the server is a page: see
    /// [`Page::status`]. Only what cannot be opened at all is a problem.
    pub fn goto(&self, url: &str) -> Result<(), BrowserProblem> {
        let answer = self.call("Page.navigate", json!({ "url": url }))?;
        if let Some(reason) = answer["errorText"].as_str().filter(|reason| !reason.is_empty()) {
            return Err(BrowserProblem::Unreachable { url: url.into(), reason: reason.into() });
        }
        // No loader: a jump inside the same document, which is done already.
        if let Some(loader) = answer["loaderId"].as_str() {
            self.until(|seen| seen.loaded.contains(loader), || format!("{url} to load"))?;
        }
        self.settle()
    }

    /// Runs `js` in the page and returns its value as JSON; a promise is awaited. The page's policy does not
    /// apply to it, and it also runs where the page's own scripts are off.
    pub fn eval(&self, js: &str) -> Result<Value, BrowserProblem> {
        let answer = self.call("Runtime.evaluate", evaluation(js, None))?;
        value_of(answer)
    }

    /// As [`Page::eval`], in a world of its own: same document, other variables.
    pub(crate) fn eval_apart(&self, world: &Value, js: &str) -> Result<Value, BrowserProblem> {
        value_of(self.call("Runtime.evaluate", evaluation(js, Some(world)))?)
    }

    /// A world of its own for [`Page::eval_apart`], good until the page changes.
    pub(crate) fn world(&self) -> Result<Value, BrowserProblem> {
        let wanted = json!({ "frameId": self.frame, "worldName": "relais-e2e" });
        Ok(self.call("Page.createIsolatedWorld", wanted)?["executionContextId"].take())
    }

    /// Asks a script until it answers something else than `null`, also across a change of page.
    /// The script must only look, not act. `None` when patience ends.
    pub(crate) fn ask_until(&self, js: &str, patience: Duration) -> Result<Option<Value>, BrowserProblem> {
        let start = Instant::now();
        loop {
            match self.eval(js) {
                Ok(Value::Null) => {}
                Err(problem) if changing(&problem) => {}
                other => return other.map(Some),
            }
            if start.elapsed() >= patience {
                return Ok(None);
            }
            self.pump(LOOK_AGAIN)?;
        }
    }

    /// Waits until the page does not load, has no request under way and was still for 60 ms. Every action calls
    /// it; a test needs it only after a script of its own.
    pub fn settle(&self) -> Result<(), BrowserProblem> {
        // A round trip through the page: what the action before has queued there has begun when it answers.
        match self.call("Runtime.evaluate", evaluation("0", None)) {
            Err(problem) if !changing(&problem) => return Err(problem),
            _ => {}
        }
        let start = Instant::now();
        let mut still_since = start;
        loop {
            if self.look()? {
                still_since = Instant::now();
            }
            let seen = self.seen.borrow();
            let waiting = !seen.in_flight.is_empty() && start.elapsed() < NETWORK_PATIENCE;
            if !seen.loading && !waiting && still_since.elapsed() >= QUIET {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                let what = format!("the page to be quiet; loading: {}", seen.loading);
                return Err(BrowserProblem::TooLong { what, waited: PATIENCE });
            }
        }
    }

    /// Address of the page.
    pub fn url(&self) -> Result<String, BrowserProblem> {
        self.ask_text("location.href")
    }

    /// Its title.
    pub fn title(&self) -> Result<String, BrowserProblem> {
        self.ask_text("document.title")
    }

    /// HTTP status of the document shown, `None` where it did not come over HTTP.
    pub fn status(&self) -> Option<u16> {
        self.seen.borrow().status
    }

    /// Every red line of the console since the page was opened, broken policies (CSP) and uncaught exceptions
    /// included. Answers with status 4xx and 5xx are there too, with the source `network`.
    pub fn console_errors(&self) -> Result<Vec<ConsoleError>, BrowserProblem> {
        self.pump(LOOK_AGAIN)?;
        Ok(self.seen.borrow().errors.clone())
    }

    /// Every address the page has asked for since it was opened, in order, redirections and refused ones included.
    pub fn requests(&self) -> Result<Vec<String>, BrowserProblem> {
        self.pump(LOOK_AGAIN)?;
        Ok(self.seen.borrow().requests.clone())
    }

    /// Those of [`Page::requests`] that leave this machine. A page of ours has none.
    pub fn external_requests(&self) -> Result<Vec<String>, BrowserProblem> {
        let mut requests = self.requests()?;
        requests.retain(|url| !stays_here(url));
        Ok(requests)
    }

    /// Words of every dialog the page opened (`alert`, `confirm`, leaving unsaved work); each was accepted.
    pub fn dialogs(&self) -> Vec<String> {
        self.seen.borrow().dialogs.clone()
    }

    /// Sends one command and waits for its answer, taking note of what happens meanwhile.
    pub(crate) fn call(&self, method: &str, params: Value) -> Result<Value, BrowserProblem> {
        self.wire.borrow_mut().call(method, &params, |wire, event| self.happened(wire, event))
    }

    fn ask_text(&self, js: &str) -> Result<String, BrowserProblem> {
        Ok(text(&self.ask_until(js, PATIENCE)?.unwrap_or_default()))
    }

    fn until(&self, done: impl Fn(&Seen) -> bool, what: impl Fn() -> String) -> Result<(), BrowserProblem> {
        let start = Instant::now();
        while !done(&self.seen.borrow()) {
            if start.elapsed() > ANSWER_LIMIT {
                return Err(BrowserProblem::TooLong { what: what(), waited: ANSWER_LIMIT });
            }
            self.look()?;
        }
        Ok(())
    }

    /// Takes note of what comes during `time`.
    fn pump(&self, time: Duration) -> Result<(), BrowserProblem> {
        let start = Instant::now();
        while start.elapsed() < time {
            self.look()?;
        }
        Ok(())
    }

    /// One short look; true when something came.
    fn look(&self) -> Result<bool, BrowserProblem> {
        let mut wire = self.wire.borrow_mut();
        let Some(message) = wire.read()? else { return Ok(false) };
        self.happened(&mut wire, &message)?;
        Ok(true)
    }

    fn happened(&self, wire: &mut Wire, message: &Value) -> Result<(), BrowserProblem> {
        self.seen.borrow_mut().note(&self.frame, message);
        if self.seen.borrow().crashed {
            let url = self.seen.borrow().requests.last().cloned().unwrap_or_default();
            return Err(BrowserProblem::Crashed { url });
        }
        if message["method"] == "Page.javascriptDialogOpening" {
            // Answered without waiting: the command that opened the dialog is answered only after it is gone.
            wire.send("Page.handleJavaScriptDialog", &json!({ "accept": true }))?;
        }
        Ok(())
    }
}

fn evaluation(js: &str, world: Option<&Value>) -> Value {
    let mut wanted =
        json!({ "expression": js, "awaitPromise": true, "returnByValue": true, "userGesture": true });
    if let Some(world) = world {
        wanted["contextId"] = world.clone();
    }
    wanted
}

fn value_of(mut answer: Value) -> Result<Value, BrowserProblem> {
    match answer.get("exceptionDetails") {
        Some(details) => Err(BrowserProblem::Script(thrown(details))),
        None => Ok(answer["result"]["value"].take()),
    }
}

/// The page was changing under the question; it may be asked again.
fn changing(problem: &BrowserProblem) -> bool {
    const WORDS: &[&str] = &["context", "navigated", "Promise was collected", "Inspected target"];
    matches!(problem, BrowserProblem::Refused { message, .. } if WORDS.iter().any(|w| message.contains(w)))
}

fn stays_here(url: &str) -> bool {
    // The browser's own viewer of PDFs is a page of the browser, not a host.
    if url.starts_with("chrome-extension://") {
        return true;
    }
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let authority = rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    match scheme {
        "data" | "blob" | "about" => true,
        "http" | "https" | "ws" | "wss" => host == "127.0.0.1" || host == "localhost",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::stays_here;

    fn check(url: &str, expected: bool) {
        assert_eq!(stays_here(url), expected, "{url}");
    }

    #[test]
    fn what_leaves_this_machine() {
        check("http://127.0.0.1:8080/people?q=a:b", true);
        check("http://localhost/", true);
        check("ws://127.0.0.1:1/x", true);
        check("data:image/png;base64,AA", true);
        check("blob:http://127.0.0.1/1", true);
        check("about:blank", true);
        check("https://fonts.example/a.woff2", false);
        check("http://127.0.0.1.example/", false);
        check("http://127.0.0.1@evil.example/", false);
        check("file:///etc/hostname", false);
        check("nonsense", false);
    }
}
