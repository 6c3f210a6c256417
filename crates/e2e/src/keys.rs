//! Names of keys as a test writes them, turned into what the DevTools protocol wants. Layout: a US keyboard.

use serde_json::{Value, json};

/// One key with its modifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    /// DOM `key`.
    key: String,
    /// DOM `code`, empty for a character that sits on no key of this layout.
    code: String,
    /// Windows virtual key, what pages read as `keyCode`.
    number: u32,
    /// What the key types; empty when it types nothing.
    text: String,
    /// 1 Alt, 2 Control, 4 Meta, 8 Shift.
    modifiers: u32,
}

const NAMED: &[(&str, &str, u32, &str)] = &[
    ("Tab", "Tab", 9, ""),
    ("Enter", "Enter", 13, "\r"),
    ("Escape", "Escape", 27, ""),
    ("Backspace", "Backspace", 8, ""),
    ("Delete", "Delete", 46, ""),
    ("ArrowLeft", "ArrowLeft", 37, ""),
    ("ArrowUp", "ArrowUp", 38, ""),
    ("ArrowRight", "ArrowRight", 39, ""),
    ("ArrowDown", "ArrowDown", 40, ""),
    ("Home", "Home", 36, ""),
    ("End", "End", 35, ""),
    ("PageUp", "PageUp", 33, ""),
    ("PageDown", "PageDown", 34, ""),
];

const SIGNS: &[(char, &str, u32)] = &[
    (' ', "Space", 32),
    ('/', "Slash", 191),
    ('.', "Period", 190),
    (',', "Comma", 188),
    ('-', "Minus", 189),
    ('=', "Equal", 187),
    (';', "Semicolon", 186),
];

impl Key {
    /// `Tab`, `Shift+Tab`, `Control+Enter`, `/`, `n`, `Space`, `+`.
    pub(crate) fn named(name: &str) -> Option<Key> {
        let mut rest = name;
        let mut modifiers = 0;
        while let Some((modifier, after)) = rest.split_once('+') {
            modifiers |= match modifier {
                "Alt" => 1,
                "Control" => 2,
                "Meta" => 4,
                "Shift" => 8,
                _ => break,
            };
            rest = after;
        }
        let mut key = Key::plain(rest)?;
        key.modifiers |= modifiers;
        if key.modifiers & 7 != 0 {
            key.text.clear();
        }
        Some(key)
    }

    /// The key that types one character.
    pub(crate) fn typing(letter: char) -> Key {
        let text = letter.to_string();
        let sign = SIGNS.iter().find(|(sign, ..)| *sign == letter);
        let (code, number) = match (letter, sign) {
            (_, Some((_, code, number))) => ((*code).to_owned(), *number),
            ('a'..='z' | 'A'..='Z', _) => {
                let upper = letter.to_ascii_uppercase();
                (format!("Key{upper}"), u32::from(upper))
            }
            ('0'..='9', _) => (format!("Digit{letter}"), u32::from(letter)),
            _ => (String::new(), 0),
        };
        let modifiers = if letter.is_ascii_uppercase() { 8 } else { 0 };
        Key { key: text.clone(), code, number, text, modifiers }
    }

    fn plain(name: &str) -> Option<Key> {
        let name = if name == "Space" { " " } else { name };
        if let Some((key, code, number, text)) = NAMED.iter().find(|(key, ..)| *key == name) {
            let (key, code) = ((*key).to_owned(), (*code).to_owned());
            return Some(Key { key, code, number: *number, text: (*text).to_owned(), modifiers: 0 });
        }
        let mut letters = name.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if !letter.is_control() => Some(Key::typing(letter)),
            _ => None,
        }
    }

    /// The two events of a key stroke, for `Input.dispatchKeyEvent`.
    pub(crate) fn events(&self) -> [Value; 2] {
        let event = |kind: &str| {
            json!({
                "type": kind, "key": self.key, "code": self.code, "modifiers": self.modifiers,
                "windowsVirtualKeyCode": self.number, "nativeVirtualKeyCode": self.number,
            })
        };
        let mut down = event(if self.text.is_empty() { "rawKeyDown" } else { "keyDown" });
        if !self.text.is_empty() {
            down["text"] = json!(self.text);
        }
        [down, event("keyUp")]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Key;

    fn check(name: &str, expected: Option<(&str, &str, u32, &str, u32)>) {
        let found = Key::named(name);
        let found = found.as_ref().map(|k| (&*k.key, &*k.code, k.number, &*k.text, k.modifiers));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn names_give_keys() {
        check("Tab", Some(("Tab", "Tab", 9, "", 0)));
        check("Shift+Tab", Some(("Tab", "Tab", 9, "", 8)));
        check("Enter", Some(("Enter", "Enter", 13, "\r", 0)));
        check("Control+Enter", Some(("Enter", "Enter", 13, "", 2)));
        check("/", Some(("/", "Slash", 191, "/", 0)));
        check("n", Some(("n", "KeyN", 78, "n", 0)));
        check("N", Some(("N", "KeyN", 78, "N", 8)));
        check("7", Some(("7", "Digit7", 55, "7", 0)));
        check("Space", Some((" ", "Space", 32, " ", 0)));
        check("+", Some(("+", "", 0, "+", 0)));
        check("é", Some(("é", "", 0, "é", 0)));
        check("Alt+Control+k", Some(("k", "KeyK", 75, "", 3)));
        check("Entr", None);
        check("", None);
        check("Shift+", None);
    }

    #[test]
    fn a_key_that_types_says_what() {
        let [down, up] = Key::named("a").unwrap().events();
        assert_eq!((down["type"].as_str(), down["text"].as_str()), (Some("keyDown"), Some("a")));
        assert_eq!((up["type"].as_str(), up.get("text")), (Some("keyUp"), None));
        assert_eq!(Key::named("Tab").unwrap().events()[0]["type"], "rawKeyDown");
    }
}
