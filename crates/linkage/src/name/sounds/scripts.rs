//! How Cyrillic, Hebrew, Arabic and Greek letters may be heard in names. Hebrew and Arabic are read unpointed:
//! vav, yod, waw and ya are vowels or consonants, and both readings are kept.

use super::{At, Rule, rule};
use At::{Any, BeforeVowel, End, Inside, Start};

/// The rules of sounds that begin with this letter, the longer before the shorter.
pub(super) fn rules(letter: char) -> &'static [Rule] {
    match letter {
        '\u{400}'..='\u{52f}' => cyrillic(letter),
        '\u{5d0}'..='\u{5ea}' => hebrew(letter),
        '\u{600}'..='\u{6ff}' => arabic(letter),
        '\u{370}'..='\u{3ff}' => greek(letter),
        _ => &[],
    }
}

/// A table from letters to rules, most of them one letter with one sound.
macro_rules! sounds {
    ($letter:expr; $($($l:literal)|+ => [$(($text:literal, $at:expr, $($heard:literal)|+)),+]),+ $(,)?) => {
        match $letter {
            $($($l)|+ => { const RULES: &[Rule] = &[$(rule($text, $at, &[$($heard),+])),+]; RULES }),+
            _ => &[],
        }
    };
}

/// An empty text in a rule stands for the one letter itself.
fn cyrillic(letter: char) -> &'static [Rule] {
    sounds! { letter;
        'а' => [("а", Any, "a")], 'е' => [("е", Any, "a")], 'и' => [("и", Any, "a")], 'о' => [("о", Any, "a")],
        'э' => [("э", Any, "a")], 'ю' => [("ю", Any, "a")], 'я' => [("я", Any, "a")], 'ы' => [("ы", Any, "a")],
        'і' => [("і", Any, "a")], 'ї' => [("ї", Any, "a")], 'є' => [("є", Any, "a")], 'ј' => [("ј", Any, "a" | "s")],
        'у' => [("уэ", Any, "a" | "p"), ("уи", Any, "a" | "p"), ("уо", Any, "a" | "p"), ("уа", Any, "a" | "p"),
                ("у", Any, "a")],
        'ў' => [("ў", Any, "p" | "a")],
        'б' => [("б", Any, "p")], 'в' => [("в", Any, "p")], 'п' => [("п", Any, "p")], 'ф' => [("ф", Any, "p" | "t")],
        'г' => [("г", Start, "k" | "a"), ("г", BeforeVowel, "k" | ""), ("г", Any, "k")],
        'к' => [("к", Any, "k")],
        'х' => [("х", Start, "k" | "a"), ("х", Any, "k" | "")],
        'д' => [("дж", Any, "s" | "a"), ("дз", Any, "s"), ("д", Any, "t")],
        'ж' => [("ж", Any, "s")], 'з' => [("з", Any, "s")], 'с' => [("с", Any, "s")],
        'ц' => [("ц", Any, "s" | "k")], 'ч' => [("ч", Any, "s" | "k")], 'ш' => [("ш", Any, "s")],
        'щ' => [("щ", Any, "s")],
        'ђ' => [("ђ", Any, "s")], 'ћ' => [("ћ", Any, "s")], 'џ' => [("џ", Any, "s")], 'ѕ' => [("ѕ", Any, "s")],
        'т' => [("тс", Any, "s" | "ts"), ("тц", Any, "s"), ("тч", Any, "s"), ("тш", Any, "s" | "ts"),
                ("т", Any, "t")],
        'л' => [("л", Any, "l")], 'љ' => [("љ", Any, "l")], 'м' => [("м", Any, "m")], 'н' => [("н", Any, "n")],
        'њ' => [("њ", Any, "n")], 'р' => [("р", Any, "r")],
    }
}

fn hebrew(letter: char) -> &'static [Rule] {
    sounds! { letter;
        'א' => [("א", Any, "a")], 'ע' => [("ע", Any, "a")], 'י' => [("י", Any, "a")],
        'ב' => [("ב", Any, "p")], 'פ' => [("פ", Any, "p")],
        'ג' => [("ג", Any, "k" | "s")], 'כ' => [("כ", Any, "k")],
        'ק' => [("ק", Any, "k")], 'ח' => [("ח", Any, "k" | "a")],
        'ד' => [("דז", Any, "s"), ("דג", Any, "tk" | "s"), ("ד", Any, "t")],
        'ה' => [("ה", Start, "k" | "a"), ("ה", Inside, "k" | ""), ("ה", End, "")],
        'ו' => [("ווו", Any, "p"), ("וו", Start, "p" | "a"), ("וו", Any, "p" | ""), ("ו", Start, "p" | "a"),
                ("ו", Any, "" | "p")],
        'ז' => [("ז", Any, "s")], 'ס' => [("ס", Any, "s")], 'צ' => [("צ", Any, "s" | "ts")], 'ש' => [("ש", Any, "s")],
        'ט' => [("טש", Any, "s"), ("טס", Any, "s" | "ts"), ("טז", Any, "s"), ("ט", Any, "t")],
        'ת' => [("תש", Any, "s" | "ts"), ("ת", Any, "t" | "s")],
        'ל' => [("ל", Any, "l")], 'מ' => [("מ", Any, "m")], 'נ' => [("נ", Any, "n")], 'ר' => [("ר", Any, "r")],
    }
}

fn arabic(letter: char) -> &'static [Rule] {
    sounds! { letter;
        'ا' => [("ال", Start, "" | "al"), ("ا", Any, "a")], 'ي' => [("ي", Any, "a")], 'ع' => [("ع", Any, "a")],
        'ب' => [("ب", Any, "p")], 'ف' => [("ف", Any, "p")], 'پ' => [("پ", Any, "p")], 'ڤ' => [("ڤ", Any, "p")],
        'خ' => [("خ", Any, "k")], 'ق' => [("ق", Any, "k")], 'گ' => [("گ", Any, "k")],
        'ك' => [("كس", Any, "ks" | "s"), ("ك", Any, "k")],
        'غ' => [("غ", Any, "k" | "s")], 'ج' => [("ج", Any, "s" | "k")],
        'ح' => [("ح", Start, "k" | "a"), ("ح", Any, "" | "k")],
        'ه' => [("ه", Start, "k" | "a"), ("ه", Inside, "k" | ""), ("ه", End, "" | "k")],
        'و' => [("و", Start, "p" | "a"), ("و", Any, "" | "p")],
        'ت' => [("تش", Any, "s" | "ts"), ("تس", Any, "s" | "ts"), ("تز", Any, "s"), ("ت", Any, "t")],
        'ث' => [("ث", Any, "t" | "s")], 'ط' => [("ط", Any, "t")],
        'د' => [("دج", Any, "s" | "tk"), ("دز", Any, "s"), ("د", Any, "t")],
        'ذ' => [("ذ", Any, "t" | "s")], 'ض' => [("ض", Any, "t")],
        'ز' => [("ز", Any, "s")], 'ژ' => [("ژ", Any, "s")], 'س' => [("س", Any, "s")], 'ش' => [("ش", Any, "s" | "k")],
        'ص' => [("ص", Any, "s")], 'ظ' => [("ظ", Any, "s" | "t")], 'چ' => [("چ", Any, "s" | "k")],
        'ل' => [("ل", Any, "l")], 'م' => [("م", Any, "m")], 'ن' => [("ن", Any, "n")], 'ر' => [("ر", Any, "r")],
    }
}

fn greek(letter: char) -> &'static [Rule] {
    sounds! { letter;
        'α' => [("α", Any, "a")], 'ε' => [("ε", Any, "a")], 'η' => [("η", Any, "a")], 'ι' => [("ι", Any, "a")],
        'ο' => [("ο", Any, "a")], 'υ' => [("υ", Any, "a" | "p")], 'ω' => [("ω", Any, "a")],
        'β' => [("β", Any, "p")], 'π' => [("π", Any, "p")], 'φ' => [("φ", Any, "p")],
        'γ' => [("γκ", Any, "k"), ("γ", Start, "k" | "a"), ("γ", Any, "k" | "")],
        'κ' => [("κ", Any, "k")], 'χ' => [("χ", Any, "k")],
        'δ' => [("δ", Any, "t")], 'θ' => [("θ", Any, "t")], 'τ' => [("τσ", Any, "s"), ("τζ", Any, "s"), ("τ", Any, "t")],
        'ζ' => [("ζ", Any, "s")], 'σ' => [("σ", Any, "s")], 'ξ' => [("ξ", Any, "ks")], 'ψ' => [("ψ", Any, "ps")],
        'λ' => [("λ", Any, "l")], 'ν' => [("ντ", Start, "t"), ("ν", Any, "n")],
        'μ' => [("μπ", Start, "p"), ("μ", Any, "m")], 'ρ' => [("ρ", Any, "r")],
    }
}
