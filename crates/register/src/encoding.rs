//! From bytes to letters: UTF-8, UTF-16 in both orders, with and without a byte order mark, else Windows-1252.
//!
//! Nothing fails here: bytes that are no letters become U+FFFD and are counted. What cannot be text at all is
//! said by [`Decoded::binary`].

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes looked at to decide; the whole file is looked at for valid UTF-8.
const SAMPLE_BYTES: usize = 64 * 1024;

/// The text of a file and how it was found.
pub(crate) struct Decoded {
    pub text: String,
    /// Label of the encoding, as IANA writes it.
    pub encoding: &'static str,
    /// Replacement characters that stand for bytes which are no letters.
    pub broken: usize,
    /// Control signs taken out of the text.
    pub controls: usize,
    /// So many control signs that this is no text.
    pub binary: bool,
}

/// Decodes a whole file.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (guess(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(body);
    let already = if encoding == UTF_8 { count_in_utf8(body) } else { 0 };
    let broken = text.chars().filter(|c| *c == '\u{FFFD}').count().saturating_sub(already);
    let label = match encoding.name() {
        "windows-1252" => "Windows-1252",
        other => other,
    };
    let (text, controls, binary) = without_controls(text.into_owned());
    Decoded { text, encoding: label, broken, controls, binary }
}

/// Replacement characters that the file itself holds, which are no fault of the decoding.
fn count_in_utf8(body: &[u8]) -> usize {
    body.windows(3).filter(|w| *w == [0xEF, 0xBF, 0xBD]).count()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    if let Some(wide) = wide_guess(sample) {
        return wide;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) if mostly_utf8(bytes) => UTF_8,
        Err(_) => WINDOWS_1252,
    }
}

/// UTF-16 without a mark shows zero bytes at every other place: separators, digits and line ends have them
/// even in Hebrew or Cyrillic text.
fn wide_guess(sample: &[u8]) -> Option<&'static Encoding> {
    let zeros_at = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let enough = sample.len() / 20;
    if odd > enough && even * 10 <= odd {
        Some(UTF_16LE)
    } else if even > enough && odd * 10 <= even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A UTF-8 file with a few damaged places is still UTF-8: at least ten whole letters beyond ASCII for each
/// damaged place. Windows-1252 text hardly ever holds even one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    whole >= damaged.saturating_mul(10)
}

/// Takes out control signs that no table needs; more than one in a hundred at the start means it is no text.
fn without_controls(text: String) -> (String, usize, bool) {
    let unwanted =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\r' | '\n')) || c == '\u{7f}' || c == '\u{feff}';
    let mut seen = 0usize;
    let mut early = 0usize;
    for c in text.chars().take(SAMPLE_BYTES) {
        seen += 1;
        early += usize::from(unwanted(c));
    }
    let binary = early * 100 > seen;
    let controls = text.chars().filter(|c| unwanted(*c)).count();
    if controls == 0 {
        return (text, 0, binary);
    }
    (text.chars().filter(|c| !unwanted(*c)).collect(), controls, binary)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "Nom;Prénom\r\nLévy;Zoé\r\n";

    fn wide(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let marked = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
        for unit in marked.encode_utf16() {
            out.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        }
        out
    }

    #[test]
    fn every_encoding_gives_the_same_letters() {
        fn check(bytes: &[u8], encoding: &str, text: &str) {
            let decoded = decode(bytes);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
            assert_eq!((decoded.broken, decoded.controls, decoded.binary), (0, 0, false));
        }
        check(LINE.as_bytes(), "UTF-8", LINE);
        check(format!("\u{feff}{LINE}").as_bytes(), "UTF-8", LINE);
        check(&wide(LINE, false, true), "UTF-16LE", LINE);
        check(&wide(LINE, true, true), "UTF-16BE", LINE);
        check(&wide(LINE, false, false), "UTF-16LE", LINE);
        check(&wide(LINE, true, false), "UTF-16BE", LINE);
        check(b"Nom;Pr\xe9nom\r\nL\xe9vy;Zo\xe9\r\n", "Windows-1252", LINE);
        let hebrew = "שם;תאריך\nדוד;1931\nרות;1933\n";
        check(&wide(hebrew, false, false), "UTF-16LE", hebrew);
        check(hebrew.as_bytes(), "UTF-8", hebrew);
    }

    #[test]
    fn a_damaged_place_does_not_turn_the_file_into_another_encoding() {
        let mut bytes = "Lévy;Zoé\n".repeat(20).into_bytes();
        bytes.extend(b"Bl\xffum;Rapha\xc3\xabl\n");
        let decoded = decode(&bytes);
        assert_eq!((decoded.encoding, decoded.broken), ("UTF-8", 1));
        assert!(decoded.text.contains("Raphaël"));
    }

    #[test]
    fn control_signs_are_counted_and_too_many_are_no_text() {
        let few = decode(format!("{LINE}Bl\0um;Anna\n{}", LINE.repeat(20)).as_bytes());
        assert_eq!((few.controls, few.binary), (1, false));
        assert!(few.text.contains("Blum"));
        assert!(decode(&[1, 2, 3, 0, 5, 6, 200, 3, 4, 1]).binary);
    }
}
