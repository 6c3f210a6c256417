//! The sheet in sentences: the same on the page and at the terminal.

use crate::locale::{Lang, Words};
use jiff::civil::Date;
use store::subject::{Seen, Sheet, Shown};

/// Somebody as the sheet shows them.
pub(super) fn who(words: &Words, who: &Shown) -> String {
    match who {
        Shown::Named(name) => name.clone(),
        Shown::Colleague => words.t("subject-colleague"),
        Shown::Unknown => words.t("subject-unknown"),
    }
}

/// What it was opened for, each purpose once with how often.
pub(super) fn why(words: &Words, purposes: &[(String, usize)]) -> String {
    let mut told: Vec<(String, usize)> = Vec::new();
    for (purpose, times) in purposes {
        let said = words.purpose(purpose);
        match told.iter_mut().find(|(known, _)| *known == said) {
            Some((_, known)) => *known += times,
            None => told.push((said, *times)),
        }
    }
    let one = |(said, times): (String, usize)| match times {
        1 => said,
        n => format!("{said} ({})", words.t_with("subject-times", &[("times", &n.to_string())])),
    };
    told.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

/// That it was opened in an emergency, and the reason that was given.
pub(super) fn glass(words: &Words, reason: &str) -> String {
    words.t_with("subject-glass", &[("why", reason)])
}

/// Who decided that somebody may see it, and when.
pub(super) fn granted(words: &Words, by: &Shown, on: Date) -> String {
    words.t_with("subject-granted", &[("by", &who(words, by)), ("on", &words.day(on))])
}

/// What the sheet speaks of, and what it does not.
pub(super) fn about(words: &Words, sheet: &Sheet) -> Vec<String> {
    let houses: Vec<&str> = sheet.houses.iter().map(|h| h.name.as_str()).collect();
    let mut lines = vec![
        words.t_with("subject-made", &[("date", &words.day(sheet.on)), ("by", &who(words, &sheet.by))]),
        words.t_with("subject-covers", &[("houses", &houses.join(", "))])
            + " "
            + &words.t("subject-covers-not"),
    ];
    for house in &sheet.houses {
        for (key, n) in [("subject-other-nodes", house.other_nodes), ("subject-copies", house.copies)] {
            if n > 0 {
                lines.push(words.t_with(key, &[("house", &house.name), ("n", &n.to_string())]));
            }
        }
    }
    lines
}

/// How many names are left out, by whose decision, and what one may do about it.
pub(super) fn left_out(words: &Words, sheet: &Sheet) -> Vec<String> {
    let count = sheet.left_out.len().to_string();
    let mut lines = vec![words.t_with("subject-left-out-count", &[("n", &count)])];
    lines.extend(sheet.left_out.iter().map(|l| {
        let (by, second, on) = (who(words, &l.by), who(words, &l.second), words.day(l.on));
        let values = [("house", l.house.as_str()), ("by", &by), ("second", &second), ("on", &on)];
        words.t_with("subject-left-out-line", &values)
    }));
    lines.push(words.t("subject-left-out-why"));
    lines
}

/// The whole sheet as text, for a terminal or a printer.
pub fn text(words: &Words, sheet: &Sheet) -> String {
    let mut lines = vec![
        words.t("subject-title"),
        format!("{} {}", words.t("subject-file"), sheet.code),
        String::new(),
        words.t("subject-what"),
    ];
    lines.extend(about(words, sheet));
    lines.extend([String::new(), words.t("subject-seen")]);
    if sheet.seen.is_empty() {
        lines.push(format!("  {}", words.t("subject-seen-none")));
    }
    let mut day = None;
    for seen in &sheet.seen {
        if day.replace(seen.on) != Some(seen.on) {
            lines.push(format!("  {}", words.day(seen.on)));
        }
        lines.push(line(words, seen));
    }
    if !sheet.left_out.is_empty() {
        lines.extend([String::new(), words.t("subject-left-out")]);
        lines.extend(left_out(words, sheet).into_iter().map(|line| format!("  {line}")));
    }
    for house in &sheet.houses {
        lines.extend([String::new(), words.t_with("subject-may-see", &[("house", &house.name)])]);
        for m in &house.may_see {
            let role = m.role.map(|role| format!(" ({})", words.t(&format!("role-{}", role.key()))));
            let granted =
                m.granted.as_ref().map(|(by, on)| format!("{}{}", colon(words), granted(words, by, *on)));
            lines.push(format!(
                "  {}{}{}",
                who(words, &m.who),
                role.unwrap_or_default(),
                granted.unwrap_or_default()
            ));
        }
    }
    lines.extend([String::new(), words.t("subject-ask")]);
    lines.join("\n") + "\n"
}

fn line(words: &Words, seen: &Seen) -> String {
    let (who, mut why) = (who(words, &seen.who), why(words, &seen.purposes));
    for reason in &seen.glass {
        why += &format!("\n      {}", glass(words, reason));
    }
    format!("    {who}, {}{}{why}", seen.house, colon(words))
}

/// The colon of a language, with the space it takes.
fn colon(words: &Words) -> &'static str {
    if words.0 == Lang::Fr { "\u{a0}: " } else { ": " }
}
