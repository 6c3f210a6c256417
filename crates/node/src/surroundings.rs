//! The real world: the system's clock, the system's randomness, the environment. The only file that asks for them.
#![allow(clippy::disallowed_methods)]

use domain::compartment::Scene;
use jiff::civil::Date;
use journal::chance::Chance;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use store::{Clock, Surroundings};
use zeroize::Zeroizing;

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// In a demonstration the clock runs on from the stated minute for so long and then stands: the stated date never passes.
const RUNS_MS: i64 = 5 * 3_600_000;

/// The system's clock; in a demonstration each scene keeps its stated date, from the stated minute on.
pub struct SystemClock {
    stated: Option<(Date, Date)>,
    started: i64,
    running: std::time::Instant,
}

impl Clock for SystemClock {
    fn now_unix_ms(&self, scene: Scene) -> i64 {
        let Some((historical, present)) = self.stated else { return unix_ms() };
        let date = if scene == Scene::Historical { historical } else { present };
        let days = i64::from((date - jiff::civil::date(1970, 1, 1)).get_days());
        let run = unix_ms().saturating_sub(self.started).clamp(0, RUNS_MS);
        days * DAY_MS + crate::demo::STATED_MINUTE * 60_000 + run
    }

    fn wall_unix_ms(&self) -> i64 {
        unix_ms()
    }

    fn running_ms(&self) -> i64 {
        i64::try_from(self.running.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// Milliseconds since 1970 by the system's clock, negative before.
fn unix_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
    }
}

/// The system's randomness. Without it no key may be made, so the process ends there.
struct System;

impl Chance for System {
    fn fill(&mut self, out: &mut [u8]) {
        if getrandom::fill(out).is_err() {
            eprintln!("relais: this machine gives no randomness; no key can be made safely.");
            std::process::abort();
        }
    }
}

/// Clock and randomness of this machine; `stated` are the dates of a demonstration (historical, present).
pub fn system(stated: Option<(Date, Date)>) -> Surroundings {
    let clock = SystemClock { stated, started: unix_ms(), running: std::time::Instant::now() };
    Surroundings::new(Arc::new(clock), System)
}

/// What goes wrong is told on standard error: by a process that serves always, by every other one where `RELAIS_LOG`
/// asks for it (`error`, `warn`, `info`, `debug`, `trace`). No line holds a name, a word that was typed or a key.
pub fn logs(serves: bool) {
    let asked = variable("RELAIS_LOG").and_then(|level| level.parse::<tracing::Level>().ok());
    if let Some(level) = asked.or(serves.then_some(tracing::Level::WARN)) {
        tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).init();
    }
}

/// A variable of the environment.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The folder commands are given in.
pub fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

/// Where this platform keeps an application's data.
pub fn data_dir() -> PathBuf {
    platform("XDG_DATA_HOME", ".local/share", "Library/Application Support", "relais")
}

/// Where this platform keeps what can be made again.
pub fn cache_dir() -> PathBuf {
    platform("XDG_CACHE_HOME", ".cache", "Library/Caches", "relais-demo")
}

fn platform(xdg: &str, linux: &str, mac: &str, name: &str) -> PathBuf {
    let home = || PathBuf::from(variable("HOME").unwrap_or_default());
    if cfg!(windows) {
        return PathBuf::from(variable("LOCALAPPDATA").unwrap_or_default()).join(name);
    }
    if cfg!(target_os = "macos") {
        return home().join(mac).join(name);
    }
    variable(xdg)
        .map(PathBuf::from)
        .filter(|p| p.is_absolute())
        .unwrap_or_else(|| home().join(linux))
        .join(name)
}

/// The passphrase: `RELAIS_PASSPHRASE`, or what is typed at the prompt; `None` where there is neither.
pub fn passphrase(prompt: &str) -> Option<Zeroizing<String>> {
    if let Some(given) = variable("RELAIS_PASSPHRASE") {
        return Some(Zeroizing::new(given));
    }
    rpassword::prompt_password(prompt).ok().map(Zeroizing::new)
}

/// What is typed at a prompt that shows nothing; `None` where nobody sits there.
pub fn typed(prompt: &str) -> Option<Zeroizing<String>> {
    rpassword::prompt_password(prompt).ok().map(Zeroizing::new)
}

/// A watch that begins now and tells how long ago that was.
pub fn stopwatch() -> impl Fn() -> std::time::Duration {
    let begun = std::time::Instant::now();
    move || begun.elapsed()
}
