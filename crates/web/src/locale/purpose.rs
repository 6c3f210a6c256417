//! Why a file was opened, in plain words: the chain of readings holds the page or the command, people read what it was for.

use super::Words;

impl Words {
    /// The purpose of a reading in words. What somebody typed as their reason stands in quotation marks.
    pub fn purpose(&self, said: &str) -> String {
        let of = |name: &str| {
            let key = format!("purpose-{}", name.replace([' ', '_', '/'], "-"));
            self.has(&key).then(|| self.t(&key))
        };
        if let Some(words) = of(said) {
            return words;
        }
        if let Some(within) = said.strip_prefix("break-glass ") {
            return self.t_with("purpose-break-glass", &[("purpose", &self.purpose(within))]);
        }
        if let Some((_, agreed)) = said.split_once("relais tracing export: ") {
            return format!("{} ({agreed})", self.t("purpose-tracing-export"));
        }
        match said.split_once(' ') {
            Some(("page", "person")) => self.t("purpose-page"),
            Some(("photo", "person")) => self.t("purpose-photo"),
            Some(("page", page)) if page.starts_with("person/") => {
                of(page.trim_start_matches("person/")).unwrap_or_else(|| self.t("purpose-page"))
            }
            Some(("form", page)) if page.starts_with("person/") => self.t("purpose-form"),
            Some(("api", _)) => self.t("purpose-api"),
            _ => self.t_with("purpose-typed", &[("said", said)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::{Lang, Words};

    /// Purposes as pages, the API and commands write them.
    const WRITTEN: [&str; 41] = [
        "page person",
        "page person/history",
        "page person/health",
        "page person/origin",
        "page person/weighings",
        "form person/notes",
        "form person/consents",
        "form person/health-records",
        "photo person",
        "scan",
        "api person",
        "api history",
        "emergency card",
        "certificate",
        "dossier",
        "dossiers",
        "dossier taken up",
        "dossier closed",
        "coded card",
        "dossier pack",
        "night list",
        "ration list",
        "taking up a dossier",
        "paper",
        "office trip",
        "register export",
        "arrival",
        "absence",
        "ending",
        "confirmation",
        "departure",
        "journey",
        "convoy-list",
        "first-care",
        "tracing",
        "ask-around",
        "transfer",
        "subject sheet",
        "consent",
        "referral",
        "snapshot",
    ];

    #[test]
    fn a10_whatever_a_page_writes_as_its_purpose_is_told_in_plain_words() {
        for lang in Lang::ALL {
            let words = Words(lang);
            for said in WRITTEN
                .iter()
                .chain(&["public notice", "registering a sibling", "relais tracing show"])
                .chain(&domain::consent::Exit::ALL.map(domain::consent::Exit::reading))
            {
                let told = words.purpose(said);
                assert!(!told.contains(['/', '_', '\u{2039}']), "{}: {said}: {told}", lang.code());
                let typed = words.t_with("purpose-typed", &[("said", said)]);
                assert_ne!(told, typed, "{}: {said} has no words", lang.code());
            }
            let told = words.purpose("relais tracing export: her aunt asked");
            assert!(told.contains("her aunt asked"), "{told}");
            let glass = words.purpose("break-glass page person");
            assert!(
                glass.contains(&words.purpose("page person")) && glass != words.purpose("page person"),
                "{glass}"
            );
            assert!(words.purpose("to look for her brother").contains("to look for her brother"));
        }
    }
}
