//! Just enough HTML to find tags, attributes and forms in pages that this house writes itself.

use std::collections::BTreeMap;

/// A start tag.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    /// The text up to the next tag.
    pub text: String,
}

impl Tag {
    /// An attribute; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Whether it has the attribute.
    pub fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }
}

/// A form with what stands in its fields.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub action: String,
    pub method: String,
    pub multipart: bool,
    pub fields: Vec<Field>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// `text`, `hidden`, `select`, `textarea`, `checkbox`, ..
    pub kind: String,
    pub value: String,
}

/// The words of a page, without its tags.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    unescaped(&out)
}

/// Every start and end tag, in order; an end tag is named `/name`.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let comment_or_text = !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        if comment_or_text {
            continue;
        }
        let (tag, after) = tag(rest);
        rest = after;
        let text = rest.split('<').next().unwrap_or_default().to_string();
        tags.push(Tag { text: unescaped(&text), ..tag });
    }
    tags
}

fn tag(source: &str) -> (Tag, &str) {
    let end = source.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(source.len());
    let name = source[..end].trim_end_matches('/').to_ascii_lowercase();
    let name = if source.starts_with('/') { format!("/{}", name.trim_start_matches('/')) } else { name };
    let mut attributes = BTreeMap::new();
    let mut rest = &source[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        let stop = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').unwrap_or(rest.len());
        let key = rest[..stop].to_ascii_lowercase();
        rest = &rest[stop..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'');
            let (text, tail) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => {
                    after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len()))
                }
            };
            value = unescaped(text);
            rest = tail;
        }
        attributes.insert(key, value);
    }
    (Tag { name, attributes, text: String::new() }, rest)
}

/// Text without its entities.
pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Every form of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    let mut select: Option<Field> = None;
    for tag in tags(html) {
        match tag.name.as_str() {
            "form" => {
                open = true;
                let multipart = tag.get("enctype").starts_with("multipart");
                let (action, method) =
                    (tag.get("action").to_string(), tag.get("method").to_ascii_uppercase());
                forms.push(Form { action, method, multipart, fields: Vec::new() });
            }
            "/form" => open = false,
            _ if !open => {}
            "input" => push(&mut forms, field(&tag, tag.get("type"), tag.get("value"))),
            "textarea" => push(&mut forms, field(&tag, "textarea", &tag.text)),
            "button" if tag.has("name") => push(&mut forms, field(&tag, "button", tag.get("value"))),
            "select" => select = Some(field(&tag, "select", "")),
            "option" => {
                if let Some(select) = &mut select
                    && (tag.has("selected") || (select.value.is_empty() && !tag.get("value").is_empty()))
                {
                    select.value = tag.get("value").to_string();
                }
            }
            "/select" => {
                if let Some(select) = select.take() {
                    push(&mut forms, select);
                }
            }
            _ => {}
        }
    }
    forms
}

fn field(tag: &Tag, kind: &str, value: &str) -> Field {
    let kind = if kind.is_empty() { "text" } else { kind };
    Field { name: tag.get("name").into(), kind: kind.into(), value: value.into() }
}

fn push(forms: &mut [Form], field: Field) {
    if let Some(form) = forms.last_mut().filter(|_| !field.name.is_empty()) {
        form.fields.push(field);
    }
}

impl Form {
    /// What a browser would send if `typed` were typed into every field one can type into.
    pub fn filled(&self, typed: impl Fn(&Field) -> String) -> Vec<(String, String)> {
        let mut sent: Vec<(String, String)> = Vec::new();
        for field in &self.fields {
            let taken = sent.iter().any(|(name, _)| *name == field.name);
            match field.kind.as_str() {
                "hidden" | "select" => sent.push((field.name.clone(), field.value.clone())),
                "radio" if !taken => sent.push((field.name.clone(), field.value.clone())),
                "radio" | "file" | "submit" => {}
                "button" if taken => {}
                "button" => sent.push((field.name.clone(), field.value.clone())),
                "checkbox" => sent.push((field.name.clone(), field.value.clone())),
                _ => sent.push((field.name.clone(), typed(field))),
            }
        }
        sent
    }
}
