//! Forms: fields with label, hint and error; refusals shown beside the field with the cursor in it; drafts restored;
//! the heads a page was rendered from, so that two tabs conflict visibly.

use crate::edge::refused;
use crate::viewer::Viewer;
use domain::id::EntryId;
use domain::refusal::Refusal;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The values of a form as typed: what was sent back, or a draft, or nothing.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub BTreeMap<String, Vec<String>>);

impl Typed {
    /// From an urlencoded body.
    pub fn parse(body: &str) -> Typed {
        let mut typed = Typed::default();
        for pair in body.split('&').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            typed.0.entry(decode(name)).or_default().push(decode(value));
        }
        typed
    }

    /// The first value of a field; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|v| v.first()).map(String::as_str).unwrap_or_default()
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the field is there and not empty.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// With a value set.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Typed {
        self.0.insert(name.to_string(), vec![value.into()]);
        self
    }

    /// The heads the page was rendered from.
    pub fn heads(&self) -> Vec<EntryId> {
        self.get("heads").split(' ').filter_map(EntryId::parse).collect()
    }
}

fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        match b {
            b'+' => out.push(b' '),
            b'%' => {
                let pair = [bytes.next().unwrap_or(b'0'), bytes.next().unwrap_or(b'0')];
                let hex = std::str::from_utf8(&pair).ok().and_then(|h| u8::from_str_radix(h, 16).ok());
                out.push(hex.unwrap_or(b'?'));
            }
            other => out.push(other),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A form in the making: what was typed and what was refused.
pub struct Form<'a> {
    /// Who fills it in.
    pub viewer: &'a Viewer,
    /// What stands in the fields.
    pub typed: &'a Typed,
    /// What was refused, where it was.
    pub refusal: Option<&'a Refusal>,
}

impl Form<'_> {
    /// The summary above a form that was refused.
    pub fn errors(&self) -> Markup {
        html! {
            @if let Some(refusal) = self.refusal {
                div.errors role="alert" tabindex="-1" {
                    h2 { (self.viewer.t("form-refused")) }
                    ul { li { a href=(format!("#{}", refusal.field)) { (refused(self.viewer, refusal)) } } }
                }
            }
        }
    }

    /// A line of text. `width` is `short`, `medium` or `wide`; the label is the key `field-<name>`, the hint
    /// `hint-<name>` where that exists.
    pub fn line(&self, name: &str, width: &str) -> Markup {
        self.input(name, width, "text", &[])
    }

    /// A field of another input type with more attributes.
    pub fn input(&self, name: &str, width: &str, kind: &str, more: &[(&str, &str)]) -> Markup {
        let value = self.typed.get(name);
        let wrong = self.wrong(name);
        let described = self.described(name, wrong.is_some());
        let attribute = |wanted: &str| more.iter().find(|(n, _)| *n == wanted).map(|(_, v)| *v);
        html! {
            div class=(format!("field {width}")) {
                (self.label(name))
                input id=(name) name=(name) type=(kind) value=(value) dir="auto"
                    autocomplete=(attribute("autocomplete").unwrap_or("off"))
                    list=[attribute("list")] min=[attribute("min")] max=[attribute("max")]
                    hx-post=[attribute("hx-post")] hx-trigger=[attribute("hx-trigger")] hx-target=[attribute("hx-target")]
                    hx-include=[attribute("hx-include")] inputmode=[attribute("inputmode")]
                    autofocus[attribute("autofocus").is_some()] accept=[attribute("accept")] multiple[attribute("multiple").is_some()]
                    required[attribute("required").is_some()]
                    aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[described];
                (self.below(name, wrong))
            }
        }
    }

    /// Several lines of text.
    pub fn area(&self, name: &str, rows: u8) -> Markup {
        self.lines(name, rows, false)
    }

    /// Several lines of text in which one begins to write at once.
    pub fn writing(&self, name: &str, rows: u8) -> Markup {
        self.lines(name, rows, true)
    }

    fn lines(&self, name: &str, rows: u8, first: bool) -> Markup {
        let wrong = self.wrong(name);
        let described = self.described(name, wrong.is_some());
        html! {
            div.field.wide {
                (self.label(name))
                textarea id=(name) name=(name) rows=(rows) dir="auto" autocomplete="off" autofocus[first] aria-invalid=[wrong.as_ref().map(|_| "true")]
                    aria-describedby=[described] { (self.typed.get(name)) }
                (self.below(name, wrong))
            }
        }
    }

    /// A choice among values with their words; an empty value first where `blank` names one.
    pub fn choose(
        &self,
        name: &str,
        width: &str,
        blank: Option<&str>,
        options: &[(String, String)],
    ) -> Markup {
        let value = self.typed.get(name);
        let wrong = self.wrong(name);
        let described = self.described(name, wrong.is_some());
        html! {
            div class=(format!("field {width}")) {
                (self.label(name))
                select id=(name) name=(name) aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[described] {
                    @if let Some(blank) = blank { option value="" { (self.viewer.t(blank)) } }
                    @for (code, words) in options { option value=(code) selected[code == value] { (words) } }
                }
                (self.below(name, wrong))
            }
        }
    }

    /// Radio buttons; values are codes, words come from `<prefix>-<code>`.
    pub fn radios(&self, name: &str, prefix: &str, codes: &[&str]) -> Markup {
        let value = self.typed.get(name);
        html! {
            fieldset.choice id=(name) {
                legend { (self.viewer.t(&format!("field-{}", name.replace('_', "-")))) }
                div.options {
                    @for code in codes {
                        label {
                            input type="radio" name=(name) value=(code) checked[*code == value];
                            " " (self.viewer.t(&format!("{prefix}-{code}")))
                        }
                    }
                }
                @if let Some(wrong) = self.wrong(name) { p.error { (wrong) } }
            }
        }
    }

    /// A tick box.
    pub fn tick(&self, name: &str) -> Markup {
        html! {
            div.field {
                label {
                    input type="checkbox" name=(name) value="yes" checked[self.typed.get(name) == "yes"];
                    " " (self.viewer.t(&format!("field-{}", name.replace('_', "-"))))
                }
            }
        }
    }

    /// Carries the heads of the file a page was rendered from.
    pub fn heads(heads: &[EntryId]) -> Markup {
        let text = heads.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        html! { input type="hidden" name="heads" value=(text); }
    }

    fn wrong(&self, name: &str) -> Option<String> {
        self.refusal.filter(|r| r.field == name).map(|r| refused(self.viewer, r))
    }

    fn described(&self, name: &str, wrong: bool) -> Option<String> {
        let hint = self.viewer.words.has(&hint_key(name)).then(|| format!("{name}-hint"));
        let error = wrong.then(|| format!("{name}-error"));
        let both: Vec<String> = hint.into_iter().chain(error).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    fn label(&self, name: &str) -> Markup {
        html! { label for=(name) { (self.viewer.t(&format!("field-{}", name.replace('_', "-")))) } }
    }

    fn below(&self, name: &str, wrong: Option<String>) -> Markup {
        let hint = hint_key(name);
        html! {
            @if self.viewer.words.has(&hint) { p.hint id=(format!("{name}-hint")) { (self.viewer.t(&hint)) } }
            @if let Some(wrong) = wrong { p.error id=(format!("{name}-error")) { (wrong) } }
        }
    }
}

fn hint_key(name: &str) -> String {
    format!("hint-{}", name.replace('_', "-"))
}

/// Codes with their words from `<prefix>-<code>`.
pub fn worded(
    viewer: &Viewer,
    prefix: &str,
    codes: impl IntoIterator<Item = impl AsRef<str>>,
) -> Vec<(String, String)> {
    codes
        .into_iter()
        .map(|c| (c.as_ref().to_string(), viewer.t(&format!("{prefix}-{}", c.as_ref()))))
        .collect()
}
