//! Words: French, English and Hebrew, in Fluent files, one per room. Every key stands in every language (tested).

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
    /// Hebrew, right to left.
    He,
}

impl Lang {
    /// All, in the order the switch shows them.
    pub const ALL: [Lang; 3] = [Lang::Fr, Lang::En, Lang::He];

    /// Two letters.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
            Lang::He => "he",
        }
    }

    /// Its own name.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Fr => "Français",
            Lang::En => "English",
            Lang::He => "עברית",
        }
    }

    /// Direction of its script.
    pub fn dir(self) -> &'static str {
        if self == Lang::He { "rtl" } else { "ltr" }
    }

    /// From two letters.
    pub fn parse(text: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.code() == text)
    }

    /// The first of a browser's list that we speak; French where none is.
    pub fn accepted(header: &str) -> Lang {
        let tags = header.split(',').filter_map(|t| t.split([';', '-']).next());
        tags.map(str::trim).find_map(Lang::parse).unwrap_or(Lang::Fr)
    }
}

macro_rules! rooms {
    ($($room:literal),* $(,)?) => {
        /// The files of each language, one per room.
        pub const ROOMS: &[&str] = &[$($room),*];
        const FR: &[&str] = &[$(include_str!(concat!("../locales/fr/", $room, ".ftl"))),*];
        const EN: &[&str] = &[$(include_str!(concat!("../locales/en/", $room, ".ftl"))),*];
        const HE: &[&str] = &[$(include_str!(concat!("../locales/he/", $room, ".ftl"))),*];
    };
}

rooms![
    "frame",
    "terms",
    "today",
    "person",
    "place",
    "placement",
    "transfer",
    "weighing",
    "double",
    "tracing",
    "ask_around",
    "notebook",
    "exposure",
    "payment",
    "subject",
    "break_glass",
    "peer",
    "alarm",
    "member",
    "relay_house",
    "dossier",
    "procedure",
    "paper",
    "report",
    "register",
    "audit",
    "settings",
    "second_factor",
    "api",
    "erasure",
    "hold",
    "caseload",
    "referral",
    "consent",
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 3]> =
    LazyLock::new(|| [bundle(Lang::Fr), bundle(Lang::En), bundle(Lang::He)]);

fn sources(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Fr => FR,
        Lang::En => EN,
        Lang::He => HE,
    }
}

fn bundle(lang: Lang) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(lang.code().parse().into_iter().collect());
    // Isolation marks keep "7 to 9" whole in a right-to-left sentence; left-to-right pages do without.
    bundle.set_use_isolating(lang == Lang::He);
    for source in sources(lang) {
        let resource = match FluentResource::try_new((*source).to_string()) {
            Ok(resource) => resource,
            // The rest of the file is still good; the test of the locale files names the bad line.
            Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Every file of a language, for the tests of the locale files.
pub fn texts(lang: Lang) -> &'static [&'static str] {
    sources(lang)
}

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Lang);

impl Words {
    /// The sentence of a key. A key that does not exist shows itself in angle marks, so that nobody overlooks it.
    pub fn t(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The sentence of a key with values.
    pub fn t_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            // A number chooses the plural form; anything else is text.
            match value.parse::<i64>() {
                Ok(n) => args.set(*name, FluentValue::from(n)),
                Err(_) => args.set(*name, FluentValue::from(*value)),
            }
        }
        self.format(key, Some(&args))
    }

    /// Whether the key exists.
    pub fn has(&self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// A language in words, where it was told by a code or a name that we know; else as it was told.
    pub fn language(&self, told: &str) -> String {
        let key = planning::language::tag(told).map(|tag| format!("language-{tag}"));
        key.filter(|key| self.has(key)).map_or_else(|| told.to_string(), |key| self.t(&key))
    }

    fn bundle(&self) -> &'static Bundle {
        &BUNDLES[Lang::ALL.iter().position(|l| *l == self.0).unwrap_or(0)]
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return format!("‹{key}›");
        };
        bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }
}

mod amounts;
mod dates;
mod purpose;
#[cfg(test)]
mod tests;
