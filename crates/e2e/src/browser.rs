//! The browser itself: found in PATH, started without a window on a folder of its own, ended with the test.
//! It never uses a person's profile and never resolves a name other than this machine's.

use crate::page::Page;
use crate::problem::BrowserProblem;
use crate::seen::text;
use crate::wire::Wire;
use serde_json::json;
use std::cell::RefCell;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Commands a distribution gives the browser, in the order they are tried.
const COMMANDS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
/// A cold start takes two to five seconds on two busy cores.
const START_LIMIT: Duration = Duration::from_secs(60);
/// After this a browser that was asked to close is killed.
const CLOSE_LIMIT: Duration = Duration::from_secs(3);
/// No sandbox: the tests run as root in CI, and the only pages opened are our own. No name but this machine's is
/// resolved: a page that asks for something outside gets nothing, and [`Page::requests`] shows that it asked.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--mute-audio",
    "--hide-scrollbars",
    "--password-store=basic",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--remote-debugging-port=0",
];

/// What its processes share goes into files of its temporary folder, for machines on which `/dev/shm` is small.
const SHARES_IN_FILES: [&str; 1] = ["--disable-dev-shm-usage"];

/// A running browser. Dropping it closes it, by its own process id, and removes its folder.
pub struct Browser {
    child: Child,
    port: u16,
    wire: RefCell<Wire>,
    folder: TempDir,
}

impl std::fmt::Debug for Browser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browser").field("port", &self.port).finish_non_exhaustive()
    }
}

impl Browser {
    /// Starts the first of `chromium`, `chromium-browser`, `google-chrome` found in PATH.
    pub fn launch() -> Result<Browser, BrowserProblem> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        Browser::start(&find(&path)?, &std::env::temp_dir(), &SHARES_IN_FILES)
    }

    /// The same as a person's browser is, with its profile, its cache and its temporary files under `parent`: what its
    /// processes share stays in memory, and what lies under `parent` is what a browser leaves on a disk.
    pub fn launch_in(parent: &Path) -> Result<Browser, BrowserProblem> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        Browser::start(&find(&path)?, parent, &[])
    }

    fn start(program: &Path, parent: &Path, shared: &[&str]) -> Result<Browser, BrowserProblem> {
        let file = |path: &Path| {
            let path = path.to_owned();
            move |source| BrowserProblem::File { path, source }
        };
        let folder = TempDir::with_prefix_in("relais-browser-", parent).map_err(file(parent))?;
        let log_path = folder.path().join("browser.log");
        let log = File::create(&log_path).map_err(file(&log_path))?;
        let mut child = Command::new(program)
            .args(FLAGS)
            .args(shared)
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .arg("about:blank")
            .env("TMPDIR", parent)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(file(program))?;
        let opened = listening(&mut child, folder.path())
            .and_then(|(port, path)| Ok((port, Wire::open(port, &path)?)));
        match opened {
            Ok((port, wire)) => Ok(Browser { child, port, wire: RefCell::new(wire), folder }),
            Err(problem) => {
                end(&mut child);
                Err(problem)
            }
        }
    }

    /// A new page in a context of its own: no cookie or storage is shared with another page.
    pub fn page(&self) -> Result<Page, BrowserProblem> {
        let context = text(&self.call("Target.createBrowserContext", json!({}))?["browserContextId"]);
        self.page_in(Some(context))
    }

    /// A new page of the profile itself, as a person's browser opens it: what it keeps, it keeps on the disk.
    pub fn page_of_the_profile(&self) -> Result<Page, BrowserProblem> {
        self.page_in(None)
    }

    /// A second page of the same person: cookies and storage are those of `page`, as in another tab.
    pub fn page_beside(&self, page: &Page) -> Result<Page, BrowserProblem> {
        self.page_in(Some(page.context.clone()).filter(|context| !context.is_empty()))
    }

    fn page_in(&self, context: Option<String>) -> Result<Page, BrowserProblem> {
        let mut wanted = json!({ "url": "about:blank", "newWindow": true });
        if let Some(context) = &context {
            wanted["browserContextId"] = json!(context);
        }
        let target = text(&self.call("Target.createTarget", wanted)?["targetId"]);
        Page::open(
            Wire::open(self.port, &format!("/devtools/page/{target}"))?,
            target,
            context.unwrap_or_default(),
        )
    }

    /// The folder the browser writes in: profile, cache, log. Canary tests search it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn call(&self, method: &str, params: serde_json::Value) -> Result<serde_json::Value, BrowserProblem> {
        self.wire.borrow_mut().call(method, &params, |_, _| Ok(()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked first, so that its helper processes end with it; killed if it does not.
        let _ = self.wire.borrow_mut().send("Browser.close", &json!({}));
        let start = Instant::now();
        while start.elapsed() < CLOSE_LIMIT {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn find(path: &OsStr) -> Result<PathBuf, BrowserProblem> {
    let folders: Vec<PathBuf> = std::env::split_paths(path).collect();
    COMMANDS
        .iter()
        .flat_map(|command| folders.iter().map(move |folder| folder.join(command)))
        .find(|candidate| candidate.is_file())
        .ok_or(BrowserProblem::NotFound { looked_for: COMMANDS })
}

/// Port and path of the browser's own endpoint, from the file it writes when it listens.
fn listening(child: &mut Child, folder: &Path) -> Result<(u16, String), BrowserProblem> {
    let start = Instant::now();
    let not_started = |reason: String| BrowserProblem::NotStarted {
        reason,
        log: fs::read_to_string(folder.join("browser.log")).unwrap_or_default(),
    };
    while start.elapsed() < START_LIMIT {
        let said = fs::read_to_string(folder.join("profile/DevToolsActivePort")).unwrap_or_default();
        if let Some((port, path)) = said.split_once('\n')
            && let Ok(port) = port.trim().parse()
            && path.starts_with('/')
        {
            return Ok((port, path.trim().to_owned()));
        }
        if let Ok(Some(status)) = child.try_wait() {
            return Err(not_started(format!("it ended at once ({status})")));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err(not_started(format!("it does not listen after {} s", START_LIMIT.as_secs())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::find;
    use std::ffi::OsStr;

    #[test]
    fn a_missing_browser_is_an_error_that_names_its_remedy() {
        let empty = tempfile::tempdir().unwrap();
        let said = find(empty.path().as_os_str()).unwrap_err().to_string();
        assert!(said.contains("sudo apt-get install --yes chromium"), "{said}");
        assert!(find(OsStr::new("")).is_err());
    }

    #[test]
    fn the_first_command_wins_wherever_it_is() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(one.path().join("google-chrome"), "").unwrap();
        std::fs::write(two.path().join("chromium"), "").unwrap();
        let path = std::env::join_paths([one.path(), two.path()]).unwrap();
        assert_eq!(find(&path).unwrap(), two.path().join("chromium"));
    }
}
