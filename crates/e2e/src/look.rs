//! How a page looks and whether everybody can use it: size, colours, print, script on or off, right-to-left,
//! pictures, accessibility. Changing how it is shown never changes what it holds.

use crate::base64;
use crate::page::{PATIENCE, Page};
use crate::problem::BrowserProblem;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Taller pages are pictured up to here: a picture of a 50,000-row list helps nobody.
const PICTURE_HEIGHT_LIMIT: f64 = 12_000.0;

/// Colour scheme a person has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// What style sheets can ask about the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Media {
    /// Colour scheme.
    pub scheme: Scheme,
    /// On paper instead of on screen.
    pub print: bool,
}

/// A rule of accessibility that a page breaks.
///
/// # Source
/// axe-core's results; rule ids are explained in its `rule-descriptions.md`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Violation {
    /// The rule, as `color-contrast`.
    pub id: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What to do, in one sentence.
    pub help: String,
    /// Selectors of the elements that break it.
    pub targets: Vec<String>,
}

const RUN_AXE: &str = r"axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => ({
    id: v.id, impact: v.impact || 'minor', help: v.help, targets: v.nodes.map(n => n.target.flat().join(' ')) })))";

impl Page {
    /// Size of the window, in CSS pixels.
    pub fn set_viewport(&self, width: u32, height: u32) -> Result<(), BrowserProblem> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size)?;
        self.settle()
    }

    /// Light or dark.
    pub fn set_color_scheme(&self, scheme: Scheme) -> Result<(), BrowserProblem> {
        self.set_media(Media { scheme, ..self.media.get() })
    }

    /// Print style on screen, or back.
    pub fn set_print(&self, print: bool) -> Result<(), BrowserProblem> {
        self.set_media(Media { print, ..self.media.get() })
    }

    fn set_media(&self, media: Media) -> Result<(), BrowserProblem> {
        self.media.set(media);
        let scheme = if media.scheme == Scheme::Dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        let medium = if media.print { "print" } else { "" };
        self.call("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }))?;
        self.settle()
    }

    /// The page's own scripts on or off, from the next page opened. [`Page::eval`] works in both.
    pub fn set_javascript(&self, enabled: bool) -> Result<(), BrowserProblem> {
        self.call("Emulation.setScriptExecutionDisabled", json!({ "value": !enabled }))?;
        Ok(())
    }

    /// The languages the browser asks for from now on, as `fr, en;q=0.5`.
    pub fn set_language(&self, languages: &str) -> Result<(), BrowserProblem> {
        self.call("Network.setExtraHTTPHeaders", json!({ "headers": { "Accept-Language": languages } }))?;
        Ok(())
    }

    /// A picture (PNG) of the whole page.
    pub fn screenshot(&self, path: &Path) -> Result<(), BrowserProblem> {
        let size = self.call("Page.getLayoutMetrics", json!({}))?;
        let (width, height) = (&size["cssContentSize"]["width"], size["cssContentSize"]["height"].as_f64());
        let height = height.unwrap_or(900.0).min(PICTURE_HEIGHT_LIMIT);
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let wanted = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        self.save(path, "Page.captureScreenshot", wanted)
    }

    /// The page as printed (PDF), by its own print style and paper size.
    pub fn pdf(&self, path: &Path) -> Result<(), BrowserProblem> {
        let wanted = json!({ "printBackground": true, "preferCSSPageSize": true });
        self.save(path, "Page.printToPDF", wanted)
    }

    fn save(&self, path: &Path, method: &str, wanted: Value) -> Result<(), BrowserProblem> {
        let answer = self.call(method, wanted)?;
        let bytes = answer["data"].as_str().and_then(base64::decode).ok_or_else(|| {
            BrowserProblem::Refused { method: method.into(), message: "the answer holds no file".into() }
        })?;
        fs::write(path, bytes).map_err(|source| BrowserProblem::File { path: path.to_owned(), source })
    }

    /// The rules of accessibility the page breaks as it is shown now (WCAG A and AA, best practices). The page's
    /// scripts must be on. The checker runs in a world of its own: it needs no gap in the page's policy.
    pub fn axe(&self) -> Result<Vec<Violation>, BrowserProblem> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/axe.min.js");
        let checker = fs::read_to_string(&path).map_err(|source| BrowserProblem::File { path, source })?;
        let world = self.world()?;
        self.eval_apart(&world, &format!("{checker}; null"))?;
        let found = self.eval_apart(&world, RUN_AXE)?;
        serde_json::from_value(found)
            .map_err(|e| BrowserProblem::Script(format!("the checker's answer is not understood: {e}")))
    }

    /// Whether the page is wider than the window, so that a person has to scroll sideways.
    pub fn overflows(&self) -> Result<bool, BrowserProblem> {
        self.is("document.scrollingElement.scrollWidth > innerWidth")
    }

    /// Whether the page reads from right to left.
    pub fn is_rtl(&self) -> Result<bool, BrowserProblem> {
        self.is("getComputedStyle(document.documentElement).direction === 'rtl'")
    }

    fn is(&self, js: &str) -> Result<bool, BrowserProblem> {
        Ok(self.ask_until(js, PATIENCE)? == Some(Value::Bool(true)))
    }
}
