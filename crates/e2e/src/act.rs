//! What a person does on a page: point, write, press keys, choose a file. Events are the browser's own, so focus,
//! default actions and validation happen as for a person. Nothing here changes the page behind its back, except
//! the values of choosers that a headless browser cannot open (dates, colours, lists).

use crate::keys::Key;
use crate::page::{PATIENCE, Page};
use crate::problem::BrowserProblem;
use crate::seen::text;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// Longer text is inserted at once, as by pasting: one key stroke costs about a millisecond.
const TYPED_LIMIT: usize = 200;
/// What covers or hides an element may be on its way out, a menu that closes, a message that goes: this long.
const COVER_PATIENCE: Duration = Duration::from_secs(2);

/// Finds the middle of the element's first box, after bringing it into sight, and what is there.
const POINT: &str = r"(css => {
    const el = document.querySelector(css);
    if (!el) return null;
    if (el.disabled) return { why: 'disabled' };
    el.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = Array.from(el.getClientRects()).find(r => r.width > 0 && r.height > 0);
    if (!box || getComputedStyle(el).visibility !== 'visible') return { why: 'hidden' };
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const top = document.elementFromPoint(x, y);
    const mine = top && (el.contains(top) || top.contains(el) && top.matches('label, a, button, summary')
        || Array.from(el.labels || []).some(l => l.contains(top)));
    return mine ? { x, y } : { why: 'covered by ' + (top ? top.outerHTML.slice(0, 80) : 'nothing: outside the window') };
})";

/// Makes the field ready for typing, or writes it where typing is no way; says which.
const READY: &str = r"((css, value) => {
    const el = document.querySelector(css);
    if (!el) return null;
    if (el.disabled || el.readOnly) return { why: 'disabled or read-only' };
    el.scrollIntoView({ block: 'center', behavior: 'instant' });
    el.focus();
    if (document.activeElement !== el) return { why: 'does not take the focus' };
    const tell = () => { for (const e of ['input', 'change']) el.dispatchEvent(new Event(e, { bubbles: true })); };
    if (el.localName === 'select') {
        const found = Array.from(el.options).find(o => o.value === value)
            || Array.from(el.options).find(o => o.label.trim() === value);
        if (!found) return { why: 'no option ' + value + ' among ' + Array.from(el.options, o => o.value).join(', ') };
        el.value = found.value; tell();
        return { done: true };
    }
    if (el.localName === 'input' && ['checkbox', 'radio', 'file', 'submit', 'button'].includes(el.type))
        return { why: 'an input of type ' + el.type + ' takes no text' };
    if (el.localName === 'input' && ['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range'].includes(el.type)) {
        el.value = value; tell();
        return el.value === value ? { done: true } : { why: 'does not take the value ' + value };
    }
    if (el.select) el.select(); else if (el.isContentEditable) getSelection().selectAllChildren(el);
    else return { why: 'takes no text' };
    return { held: ('value' in el ? el.value : el.textContent).length };
})";

impl Page {
    /// Clicks the first element that matches, in its middle, with the mouse; waits for it to be there and
    /// uncovered before, and for the page to be quiet after.
    pub fn click(&self, css: &str) -> Result<(), BrowserProblem> {
        let js = format!("{POINT}({})", json!(css));
        let start = Instant::now();
        let point = loop {
            let found = self.ask_until(&js, PATIENCE)?;
            match found {
                Some(point) if point["why"].is_null() => break point,
                Some(point) if start.elapsed() > COVER_PATIENCE => return Err(not_usable(css, &point)),
                Some(_) => self.settle()?,
                None => return Err(self.not_there(css)),
            }
        };
        let mouse = |kind: &str, buttons: u32| {
            let (x, y, count) = (&point["x"], &point["y"], u32::from(kind != "mouseMoved"));
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": count })
        };
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            self.call("Input.dispatchMouseEvent", mouse(kind, buttons))?;
        }
        self.settle()
    }

    /// Replaces what a field holds: with key strokes; text that is long or not plain ASCII is inserted at once.
    /// A list takes the value or the label of an option, a date field `1942-08-25`. Empty text empties the field.
    pub fn fill(&self, css: &str, text: &str) -> Result<(), BrowserProblem> {
        let js = format!("{READY}({}, {})", json!(css), json!(text));
        let ready = self.ask_until(&js, PATIENCE)?.ok_or_else(|| self.not_there(css))?;
        if !ready["why"].is_null() {
            return Err(not_usable(css, &ready));
        }
        if ready["done"] == true {
            return self.settle();
        }
        if text.is_empty() && ready["held"] != 0 {
            self.strike(&Key::named("Delete").expect("the table of keys has it"))?;
        }
        self.write(text)
    }

    /// Types where the focus is.
    pub fn write(&self, text: &str) -> Result<(), BrowserProblem> {
        let plain = text.bytes().all(|letter| letter == b' ' || letter.is_ascii_graphic());
        if plain && text.len() <= TYPED_LIMIT {
            for letter in text.chars() {
                self.strike(&Key::typing(letter))?;
            }
        } else {
            self.call("Input.insertText", json!({ "text": text }))?;
        }
        self.settle()
    }

    /// Presses one key: `Tab`, `Shift+Tab`, `Enter`, `Escape`, `Space`, `ArrowDown`, `/`, `n`, `Control+Enter`.
    pub fn press(&self, key: &str) -> Result<(), BrowserProblem> {
        let key = Key::named(key).ok_or_else(|| BrowserProblem::UnknownKey(key.into()))?;
        self.strike(&key)?;
        self.settle()
    }

    /// Makes a checkbox or radio button be so; clicks only where it is not.
    pub fn check(&self, css: &str, on: bool) -> Result<(), BrowserProblem> {
        let js = format!("(css => document.querySelector(css)?.checked ?? null)({})", json!(css));
        match self.ask_until(&js, PATIENCE)? {
            None => Err(self.not_there(css)),
            Some(is) if is == on => Ok(()),
            Some(_) => self.click(css),
        }
    }

    /// Gives a file field the file at `path`.
    pub fn upload(&self, css: &str, path: &Path) -> Result<(), BrowserProblem> {
        let full =
            path.canonicalize().map_err(|source| BrowserProblem::File { path: path.to_owned(), source })?;
        if !self.wait_for_found(css)? {
            return Err(self.not_there(css));
        }
        let js = format!("document.querySelector({})", json!(css));
        let found = self.call("Runtime.evaluate", json!({ "expression": js }))?;
        let object = text(&found["result"]["objectId"]);
        self.call("DOM.setFileInputFiles", json!({ "files": [full], "objectId": object }))?;
        self.settle()
    }

    fn strike(&self, key: &Key) -> Result<(), BrowserProblem> {
        for event in key.events() {
            self.call("Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }
}

fn not_usable(css: &str, found: &Value) -> BrowserProblem {
    BrowserProblem::NotUsable { css: css.into(), why: text(&found["why"]) }
}
