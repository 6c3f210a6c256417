//! Daitch-Mokotoff soundex: six digits for a name, several codes where a letter has several sounds.
//!
//! # Source
//! The coding chart of jewishgen.org/InfoFiles/Soundex.html. Two programs that many use read it differently in a
//! few places (`J` and `Y` as vowels, two-digit codes beside equal digits); both readings are here.

/// Digits of a code.
const DIGITS: usize = 6;

/// Codes carried along; no published name comes near it.
const MOST: usize = 256;

/// Whose reading of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// That of PostgreSQL's `fuzzystrmatch`: `J` may be a vowel, `Y` is one, equal digits beside each other
    /// count once.
    #[default]
    Postgres,
    /// That of Apache `commons-codec`: vowels are a e i o u, and codes of two digits are compared whole.
    Codec,
}

/// Letters, and the codes at the start of a name, before a vowel, and elsewhere; `-` codes nothing. The second
/// three are another sound of the same letters.
type Row = (&'static str, [&'static str; 3], Option<[&'static str; 3]>);

/// The same for all letters that share their codes.
type Line = (&'static [&'static str], [&'static str; 3], Option<[&'static str; 3]>);

const fn all(code: &'static str) -> [&'static str; 3] {
    [code, code, code]
}

#[rustfmt::skip]
const CHART: &[Line] = &[
    (&["ai", "aj", "ay", "ei", "ej", "ey", "oi", "oj", "oy", "ui", "uj", "uy", "ue"], ["0", "1", "-"], None),
    (&["au"], ["0", "7", "-"], None),
    (&["eu"], ["1", "1", "-"], None),
    (&["ia", "ie", "io", "iu", "y"], ["1", "-", "-"], None),
    (&["a", "e", "i", "o", "u"], ["0", "-", "-"], None),
    (&["ą", "ę"], ["-", "-", "6"], Some(["-", "-", "-"])),
    (&["b", "fb", "f", "p", "pf", "ph", "v", "w"], all("7"), None),
    (&["chs", "ks", "x"], ["5", "54", "54"], None),
    (&["ch", "c"], all("5"), Some(all("4"))),
    (&["ck"], all("5"), Some(all("45"))),
    (&["cz", "cs", "csz", "czs", "drz", "drs", "ds", "dsh", "dsz", "dz", "dzh", "dzs"], all("4"), None),
    (&["d", "dt", "t", "th"], all("3"), None),
    (&["g", "k", "kh", "q"], all("5"), None),
    (&["h"], ["5", "5", "-"], None),
    (&["j"], ["1", "-", "-"], Some(all("4"))),
    (&["l"], all("8"), None),
    (&["m", "n"], all("6"), None),
    (&["mn", "nm"], all("66"), None),
    (&["rz", "rs"], all("94"), Some(all("4"))),
    (&["r"], all("9"), None),
    (&["schtsch", "schtsh", "schtch", "shtch", "shch", "shtsh", "stch", "stsch", "sc", "strz", "strs", "stsh",
       "szcz", "szcs", "zdz", "zdzh", "zhdzh"], ["2", "4", "4"], None),
    (&["sht", "scht", "schd", "st", "szt", "shd", "szd", "sd", "zd", "zhd"], ["2", "43", "43"], None),
    (&["sch", "sh", "sz", "s", "tch", "ttch", "ttsch", "trz", "trs", "tsch", "tsh", "ts", "tts", "ttsz", "tc",
       "tz", "ttz", "tzs", "tsz", "zh", "zs", "zsch", "zsh", "z"], all("4"), None),
    (&["ţ"], all("3"), Some(all("4"))),
];

/// The longest row of the chart that the letters begin with.
fn row(letters: &[char]) -> Option<(usize, Row)> {
    let mut best: Option<(usize, Row)> = None;
    for (patterns, first, second) in CHART {
        for pattern in *patterns {
            let length = pattern.chars().count();
            let longer = best.is_none_or(|(so_far, _)| length > so_far);
            if longer && letters.len() >= length && pattern.chars().zip(letters).all(|(a, b)| a == *b) {
                best = Some((length, (pattern, *first, *second)));
            }
        }
    }
    best
}

/// The name's codes as PostgreSQL gives them, sorted; none for a name without a letter that can be coded.
///
/// ```
/// use relais_linkage::phonetic::daitch_mokotoff;
/// assert_eq!(daitch_mokotoff("Moskowitz"), ["645740"]);
/// assert_eq!(daitch_mokotoff("Jackson").len(), 4);
/// ```
#[must_use]
pub fn daitch_mokotoff(name: &str) -> Vec<String> {
    daitch_mokotoff_as(name, Reading::Postgres)
}

/// The name's codes by one reading of the chart, sorted and without repetition.
#[must_use]
pub fn daitch_mokotoff_as(name: &str, reading: Reading) -> Vec<String> {
    let letters = letters(name);
    let mut rows: Vec<(char, Option<char>, Row)> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        match row(&letters[at..]) {
            Some((length, row)) => {
                rows.push((letters[at], letters.get(at + length).copied(), row));
                at += length;
            }
            None => at += 1,
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let mut codes = match reading {
        Reading::Postgres => postgres(&rows),
        Reading::Codec => codec(&rows),
    };
    for code in &mut codes {
        code.extend(std::iter::repeat_n('0', DIGITS - code.len()));
    }
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Letters of the chart, in lower case; accents that the chart does not know are dropped from their letters.
fn letters(name: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | 'ą' | 'ę' | 'ţ' => out.push(c),
            'ț' => out.push('ţ'),
            'ß' => out.push('s'),
            'æ' => out.push('a'),
            'œ' => out.push('o'),
            'þ' | 'ð' => out.push('d'),
            c => out.extend(
                crate::name::normalise(c.encode_utf8(&mut [0; 4])).chars().filter(char::is_ascii_lowercase),
            ),
        }
    }
    out
}

/// One code under way, and what came last: its digit (`-` for none) and whether it must be heard as a vowel.
#[derive(Clone, PartialEq)]
struct Path {
    code: String,
    last: u8,
    vowel: Option<bool>,
}

fn postgres(rows: &[(char, Option<char>, Row)]) -> Vec<String> {
    let sounds = |row: &Row| std::iter::once(row.1).chain(row.2).collect::<Vec<_>>();
    let is_vowel = |codes: &[&str; 3]| matches!(codes[0].as_bytes().first(), Some(b'0' | b'1'));
    let mut paths = vec![Path { code: String::new(), last: 0, vowel: None }];
    for (place, (_, _, row)) in rows.iter().enumerate() {
        let after = rows.get(place + 1).map_or_else(|| vec![all("-")], |(_, _, row)| sounds(row));
        let mut next: Vec<Path> = Vec::with_capacity(paths.len());
        for path in &paths {
            for codes in sounds(row).iter().filter(|c| path.vowel.is_none_or(|v| v == is_vowel(c))) {
                for following in &after {
                    let vowel = is_vowel(following);
                    let code = codes[if place == 0 { 0 } else { 2 - usize::from(vowel) }];
                    let mut taken = Path { vowel: Some(vowel), ..path.clone() };
                    for (index, digit) in code.bytes().enumerate() {
                        let again = index == 0 && digit == taken.last;
                        if digit != b'-' && !again && taken.code.len() < DIGITS {
                            taken.code.push(char::from(digit));
                        }
                        taken.last = digit;
                    }
                    if !next.contains(&taken) && next.len() < MOST {
                        next.push(taken);
                    }
                }
            }
        }
        paths = next;
    }
    paths.into_iter().map(|path| path.code).collect()
}

fn codec(rows: &[(char, Option<char>, Row)]) -> Vec<String> {
    // Code, and the last row's code as it was written.
    let mut branches: Vec<(String, &str)> = vec![(String::new(), "?")];
    let mut before = None;
    for (place, (letter, next_letter, (pattern, first, second))) in rows.iter().enumerate() {
        let column = match next_letter {
            _ if place == 0 => 0,
            Some('a' | 'e' | 'i' | 'o' | 'u') => 1,
            _ => 2,
        };
        // Between two nasals of different letters the digit is repeated.
        let forced = matches!((before, letter), (Some('m'), 'n') | (Some('n'), 'm'));
        before = Some(*letter);
        let mut next: Vec<(String, &str)> = Vec::with_capacity(branches.len());
        for (code, last) in &branches {
            for codes in std::iter::once(first).chain(second) {
                // `J` sounds as y only where a name begins with it.
                let digits = codes[column].trim_matches('-');
                let mut code = code.clone();
                if forced || !last.ends_with(digits) {
                    code.push_str(digits);
                    code.truncate(DIGITS);
                }
                if !next.contains(&(code.clone(), digits)) && next.len() < MOST {
                    next.push((code, digits));
                }
            }
        }
        debug_assert!(!pattern.is_empty());
        branches = next;
    }
    branches.into_iter().map(|(code, _)| code).collect()
}
