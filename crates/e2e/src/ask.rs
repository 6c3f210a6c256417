//! What a person reads on a page. Text is what is seen (`innerText`), with every run of white space, no-break
//! spaces included, as one plain space. Nothing here changes the page.

use crate::page::{PATIENCE, Page};
use crate::problem::BrowserProblem;
use crate::seen::text;
use serde_json::{Value, json};

const READ: &str = r"const read = el => (el.innerText ?? el.textContent ?? '').replace(/\s+/g, ' ').trim();";

impl Page {
    /// Text of the first element that matches; waits for it.
    pub fn text(&self, css: &str) -> Result<String, BrowserProblem> {
        self.of_first(css, "read(el)")
    }

    /// What the first field that matches holds; waits for it.
    pub fn value(&self, css: &str) -> Result<String, BrowserProblem> {
        self.of_first(css, "String(el.value ?? '')")
    }

    /// An attribute of the first element that matches, `None` where it has not got it; waits for the element.
    pub fn attribute(&self, css: &str, name: &str) -> Result<Option<String>, BrowserProblem> {
        let js = format!("[el.getAttribute({})]", json!(name));
        Ok(self.found(css, &js)?[0].as_str().map(str::to_owned))
    }

    /// Texts of all elements that match now, in document order.
    pub fn texts(&self, css: &str) -> Result<Vec<String>, BrowserProblem> {
        let js = format!(
            "(() => {{ {READ} return Array.from(document.querySelectorAll({}), read) }})()",
            json!(css)
        );
        let found = self.ask_until(&js, PATIENCE)?.unwrap_or_default();
        Ok(found.as_array().map(|all| all.iter().map(text).collect()).unwrap_or_default())
    }

    /// Whether something matches now.
    pub fn exists(&self, css: &str) -> Result<bool, BrowserProblem> {
        Ok(self.count(css)? > 0)
    }

    /// How many elements match now.
    pub fn count(&self, css: &str) -> Result<usize, BrowserProblem> {
        let js = format!("document.querySelectorAll({}).length", json!(css));
        let count = self.ask_until(&js, PATIENCE)?.and_then(|n| n.as_u64()).unwrap_or(0);
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// Waits until something matches.
    pub fn wait_for(&self, css: &str) -> Result<(), BrowserProblem> {
        if self.wait_for_found(css)? { Ok(()) } else { Err(self.not_there(css)) }
    }

    /// Waits until one of the elements that match shows `needle`.
    pub fn wait_for_text(&self, css: &str, needle: &str) -> Result<(), BrowserProblem> {
        let needle = needle.split_whitespace().collect::<Vec<_>>().join(" ");
        let js = format!(
            "(() => {{ {READ} const all = Array.from(document.querySelectorAll({}), read);
                return all.some(t => t.includes({})) || null }})()",
            json!(css),
            json!(needle)
        );
        if self.ask_until(&js, PATIENCE)?.is_some() {
            return Ok(());
        }
        let shown = self.texts(css)?.join(" | ").chars().take(600).collect::<String>();
        let what = format!("\"{needle}\" in `{css}` on {}; there is: \"{shown}\"", self.url()?);
        Err(BrowserProblem::TooLong { what, waited: PATIENCE })
    }

    /// Waits until nothing matches any more.
    pub fn wait_until_gone(&self, css: &str) -> Result<(), BrowserProblem> {
        let js = format!("document.querySelector({}) ? null : true", json!(css));
        match self.ask_until(&js, PATIENCE)? {
            Some(_) => Ok(()),
            None => Err(BrowserProblem::TooLong { what: format!("`{css}` to go"), waited: PATIENCE }),
        }
    }

    /// The element that has the focus: its `#id`, else its tag with its `name`; empty when none has.
    pub fn focused(&self) -> Result<String, BrowserProblem> {
        let js = "(() => { const el = document.activeElement; if (!el || el === document.body) return '';
            const name = el.getAttribute('name');
            return el.id ? '#' + el.id : el.localName + (name ? `[name=\"${name}\"]` : '') })()";
        Ok(text(&self.ask_until(js, PATIENCE)?.unwrap_or_default()))
    }

    pub(crate) fn wait_for_found(&self, css: &str) -> Result<bool, BrowserProblem> {
        let js = format!("document.querySelector({}) ? true : null", json!(css));
        Ok(self.ask_until(&js, PATIENCE)?.is_some())
    }

    pub(crate) fn not_there(&self, css: &str) -> BrowserProblem {
        let url = self.url().unwrap_or_default();
        BrowserProblem::NotThere { css: css.into(), url, title: self.title().unwrap_or_default() }
    }

    fn of_first(&self, css: &str, js: &str) -> Result<String, BrowserProblem> {
        Ok(text(&self.found(css, js)?))
    }

    fn found(&self, css: &str, js: &str) -> Result<Value, BrowserProblem> {
        let js = format!(
            "(() => {{ {READ} const el = document.querySelector({}); return el ? {js} : null }})()",
            json!(css)
        );
        self.ask_until(&js, PATIENCE)?.ok_or_else(|| self.not_there(css))
    }
}
