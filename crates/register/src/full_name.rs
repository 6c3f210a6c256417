//! A whole name parted into surname and given name, only where the writing itself says how: by one comma, or by
//! a surname in capitals. Everything else stays whole: a wrong split is worse than none.

/// Small words that belong to the surname beside them.
const PARTICLES: [&str; 17] = [
    "de", "du", "des", "d'", "la", "le", "von", "vom", "zu", "van", "der", "den", "di", "da", "ben", "bar",
    "el",
];

/// Surname and given name of a whole name, or none when the writing does not tell them apart.
pub fn split_full_name(full: &str) -> Option<(String, String)> {
    let full = full.trim();
    let mut parts = full.split(',');
    if let (Some(surname), Some(given), None) = (parts.next(), parts.next(), parts.next()) {
        let (surname, given) = (surname.trim(), given.trim());
        return (!surname.is_empty() && !given.is_empty()).then(|| (surname.to_owned(), given.to_owned()));
    }
    if full.contains(',') {
        return None;
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    let capitals = words.iter().filter(|w| is_capitals(w)).count();
    if capitals == 0 || capitals == words.len() {
        return None;
    }
    leading(&words, capitals).or_else(|| trailing(&words, capitals))
}

/// "BLUM Anna", "von BERG Hans".
fn leading(words: &[&str], capitals: usize) -> Option<(String, String)> {
    let particles = words.iter().take_while(|w| is_particle(w)).count();
    let run = words[particles..].iter().take_while(|w| is_capitals(w)).count();
    parted(words, run == capitals, 0..particles + run)
}

/// "Anna BLUM", "Hans von BERG".
fn trailing(words: &[&str], capitals: usize) -> Option<(String, String)> {
    let run = words.iter().rev().take_while(|w| is_capitals(w)).count();
    let before = words.len() - run;
    let particles = words[..before].iter().rev().take_while(|w| is_particle(w)).count();
    parted(words, run == capitals, before - particles..words.len())
}

/// The words of a range as surname, the others as given name; none when there are no others or the capitals
/// do not all stand together.
fn parted(words: &[&str], together: bool, surname: std::ops::Range<usize>) -> Option<(String, String)> {
    if !together || surname.len() == words.len() {
        return None;
    }
    let given: Vec<&str> =
        words.iter().enumerate().filter(|(i, _)| !surname.contains(i)).map(|(_, w)| *w).collect();
    Some((words[surname].join(" "), given.join(" ")))
}

/// Two letters or more, all capital: "J." is an initial and no surname.
fn is_capitals(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase)
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str()) && !is_capitals(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_only_where_the_writing_says_how() {
        #[track_caller]
        fn check(full: &str, expected: Option<(&str, &str)>) {
            let expected = expected.map(|(s, g)| (s.to_owned(), g.to_owned()));
            assert_eq!(split_full_name(full), expected, "{full:?}");
        }
        check("BLUM Anna", Some(("BLUM", "Anna")));
        check("Anna BLUM", Some(("BLUM", "Anna")));
        check("Blum, Anna Rosa", Some(("Blum", "Anna Rosa")));
        check("LÉVY-BLUM Anne-Marie", Some(("LÉVY-BLUM", "Anne-Marie")));
        check("VAN DER MEER Jan", Some(("VAN DER MEER", "Jan")));
        check("von BERG Hans", Some(("von BERG", "Hans")));
        check("Hans von BERG", Some(("von BERG", "Hans")));
        check("БЛЮМ Анна", Some(("БЛЮМ", "Анна")));
        check("BLUM J.", Some(("BLUM", "J.")));
        check("Anna Blum", None);
        check("BLUM ANNA", None);
        check("Blum,", None);
        check("Blum, Anna, Paris", None);
        check("ANNA Maria BLUM", None);
        check("בלום אנה", None);
        check("Anna", None);
        check("", None);
    }
}
