//! Languages: what a file calls a language in one form, so that a child and a home that share one are known to, whoever wrote
//! which word. Nothing that was typed is replaced by it: it serves for comparing, and for saying a language in the reader's own.
//!
//! Source: ISO 639-1, 639-2 (both kinds of its codes) and 639-3 for the languages that the forms offer; their names in
//! French, English and Hebrew, their own, and German where registers of the time have it.

use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Each tag with its other codes and its names. Codes of languages that ISO 639 gathers under one (Kurmanji and Sorani as Kurdish,
/// Dari as Persian) are that one: whether two people understand each other is theirs to say.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str)] = &[
    ("am", "amh|amharique|Amharic|אמהרית|አማርኛ"),
    ("ar", "arb|ara|arabe|Arabic|ערבית|العربية|عربي"),
    ("az", "aze|azéri|Azerbaijani|אזרית|azərbaycan|azerbaïdjanais"),
    ("be", "bel|biélorusse|Belarusian|בלרוסית|беларуская"),
    ("bg", "bul|bulgare|Bulgarian|בולגרית|български"),
    ("bm", "bam|bambara|במברה|bamanankan"),
    ("bn", "ben|bengali|בנגלית|বাংলা"),
    ("br", "bre|breton|ברטונית|brezhoneg"),
    ("bs", "bos|bosnien|Bosnian|בוסנית|bosanski|bosniaque"),
    ("ca", "cat|catalan|קטלאנית|català"),
    ("cs", "ces|cze|tchèque|Czech|צ׳כית|čeština|český|Tschechisch"),
    ("da", "dan|danois|Danish|דנית|dansk"),
    ("de", "deu|ger|allemand|German|גרמנית|deutsch"),
    ("el", "ell|gre|grec|Greek|יוונית|ελληνικά"),
    ("en", "eng|anglais|English|אנגלית|Englisch"),
    ("es", "spa|espagnol|Spanish|ספרדית|español|castellano|Spanisch"),
    ("et", "est|estonien|Estonian|אסטונית|eesti"),
    ("eu", "eus|baq|basque|בסקית|euskara"),
    ("fa", "prs|pes|fas|per|persan|Persian|פרסית|فارسی|farsi|dari"),
    ("ff", "ful|peul|Fula|פולה|pulaar|fulfulde|fulani"),
    ("fi", "fin|finnois|Finnish|פינית|suomi|finlandais"),
    ("fr", "fra|fre|français|French|צרפתית|Französisch"),
    ("gsw", "alsacien|Alsatian|אלזסית|elsässisch|elsässerditsch|alémanique"),
    ("he", "iw|heb|hébreu|Hebrew|עברית|ivrit|Hebräisch"),
    ("hi", "hin|hindi|הינדי|हिन्दी"),
    ("hr", "hrv|croate|Croatian|קרואטית|hrvatski"),
    ("hu", "hun|hongrois|Hungarian|הונגרית|magyar|Ungarisch"),
    ("hy", "hye|arm|arménien|Armenian|ארמנית|հայերեն"),
    ("it", "ita|italien|Italian|איטלקית|italiano|Italienisch"),
    ("ka", "kat|geo|géorgien|Georgian|גאורגית|ქართული"),
    ("kab", "kabyle|קבילית|taqbaylit"),
    ("ku", "kmr|ckb|kurmandji|sorani|kur|kurde|Kurdish|כורדית|kurdî|کوردی"),
    ("lad", "judéo-espagnol|Judeo-Spanish|לדינו|ladino|djudezmo|judesmo"),
    ("lb", "ltz|luxembourgeois|Luxembourgish|לוקסמבורגית|lëtzebuergesch"),
    ("ln", "lin|lingala|לינגלה"),
    ("lt", "lit|lituanien|Lithuanian|ליטאית|lietuvių"),
    ("lv", "lav|letton|Latvian|לטבית|latviešu"),
    ("mk", "mkd|mac|macédonien|Macedonian|מקדונית|македонски"),
    ("mnk", "mandingue|Mandinka|מנדינקה|mandinga"),
    ("nl", "nld|dut|néerlandais|Dutch|הולנדית|nederlands|Niederländisch"),
    ("no", "nor|nb|nob|nn|nno|norvégien|Norwegian|נורווגית|norsk"),
    ("oc", "oci|occitan|אוקסיטנית|provençal"),
    ("pa", "pan|pendjabi|Punjabi|פנג׳אבית|ਪੰਜਾਬੀ|پنجابی"),
    ("pl", "pol|polonais|Polish|פולנית|polski|Polnisch"),
    ("ps", "pus|pachto|Pashto|פשטו|پښتو"),
    ("pt", "por|portugais|Portuguese|פורטוגזית|português"),
    ("ro", "ron|rum|roumain|Romanian|רומנית|română|Rumänisch"),
    ("rom", "romani|רומאני|romanes|tsigane"),
    ("ru", "rus|russe|Russian|רוסית|русский|Russisch"),
    ("rw", "kin|kinyarwanda|קינירואנדה"),
    ("sk", "slk|slo|slovaque|Slovak|סלובקית|slovenčina"),
    ("sl", "slv|slovène|סלובנית|slovenščina"),
    ("snk", "soninké|סונינקה|soninkanxanne"),
    ("so", "som|somali|סומלית|soomaali"),
    ("sq", "sqi|alb|albanais|Albanian|אלבנית|shqip"),
    ("sr", "srp|serbe|Serbian|סרבית|srpski|српски"),
    ("sv", "swe|suédois|Swedish|שוודית|svenska"),
    ("sw", "swa|swahili|סוואהילי|kiswahili"),
    ("ta", "tam|tamoul|Tamil|טמילית|தமிழ்"),
    ("ti", "tir|tigrigna|Tigrinya|תיגרינית|ትግርኛ"),
    ("tr", "tur|turc|Turkish|טורקית|türkçe"),
    ("uk", "ukr|ukrainien|Ukrainian|אוקראינית|українська"),
    ("ur", "urd|ourdou|Urdu|אורדו|اردو"),
    ("vi", "vie|vietnamien|Vietnamese|וייטנאמית|tiếng việt"),
    ("wo", "wol|wolof|וולוף"),
    ("yi", "ydd|ji|yid|yiddish|יידיש|אידיש|jiddisch|jidisch"),
    ("zh", "cmn|zho|chi|chinois|Chinese|סינית|中文"),
];

/// The tag of a language (BCP 47: the shortest code of ISO 639), by whichever code or name it was told; a region behind a code
/// does not matter. `None` where it is none of those listed.
#[must_use]
pub fn tag(told: &str) -> Option<&'static str> {
    /// Letters of the longest code.
    const CODE: usize = 3;
    let told = folded(told);
    let code = told.split(['-', '_']).next().filter(|code| code.len() <= CODE);
    let tags = tags();
    tags.get(&told).or_else(|| tags.get(code?)).copied()
}

/// The tag of each code and name, folded.
fn tags() -> &'static HashMap<String, &'static str> {
    static TAGS: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    TAGS.get_or_init(|| {
        let words = LANGUAGES.iter().flat_map(|(tag, names)| {
            std::iter::once(*tag).chain(names.split('|')).map(|word| (folded(word), *tag))
        });
        words.collect()
    })
}

/// What two words for one language have in common: the tag, or the word without case, accents and points.
#[must_use]
pub fn form(told: &str) -> String {
    tag(told).map_or_else(|| folded(told), str::to_owned)
}

/// Languages in one form each, in the order given, whoever wrote which word for them.
#[must_use]
pub fn forms<'t>(told: impl IntoIterator<Item = &'t String>) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for form in told.into_iter().map(|told| form(told)) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

fn folded(word: &str) -> String {
    let letters = word.trim().nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if c == '\u{5f3}' || c == '\u{2019}' { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, folded, form, forms, tag};

    #[test]
    fn one_language_by_many_words() {
        for (told, expected) in [
            ("fr", Some("fr")),
            ("FR", Some("fr")),
            ("fr-FR", Some("fr")),
            ("fre", Some("fr")),
            ("Français", Some("fr")),
            (" francais ", Some("fr")),
            ("French", Some("fr")),
            ("צרפתית", Some("fr")),
            ("Yiddish", Some("yi")),
            ("jiddisch", Some("yi")),
            ("ייִדיש", Some("yi")),
            ("יידיש", Some("yi")),
            ("Deutsch", Some("de")),
            ("ger_AT", Some("de")),
            ("Judeo-Spanish", Some("lad")),
            ("lad", Some("lad")),
            ("ji", Some("yi")),
            ("iw", Some("he")),
            ("prs", Some("fa")),
            ("cmn-Hans", Some("zh")),
            ("kmr", Some("ku")),
            ("Euskara", Some("eu")),
            ("Lëtzebuergesch", Some("lb")),
            ("Klingon", None),
            ("frère", None),
            ("", None),
        ] {
            assert_eq!(tag(told), expected, "{told:?}");
        }
        assert_eq!(form("Bássarisch"), form("bassarisch"), "what is not listed is compared without accents");
        assert_ne!(form("Basque"), form("Breton"));
        let told = ["Deutsch", "yi", "de", "jiddisch", "Tunica"].map(str::to_owned);
        assert_eq!(forms(&told), ["de", "yi", "tunica"]);
    }

    #[test]
    fn no_word_stands_for_two() {
        let words = LANGUAGES.iter().flat_map(|(tag, names)| std::iter::once(*tag).chain(names.split('|')));
        let mut all: Vec<String> = words.map(folded).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        for (tag_of, names) in LANGUAGES {
            names.split('|').for_each(|name| assert_eq!(tag(name), Some(*tag_of), "{name}"));
        }
    }
}
