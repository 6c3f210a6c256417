//! Exits: the ways by which what stands of a person leaves those it was told to, and the consent that each of them takes.
//! A referral has rules of its own ([`crate::referral::rests_on`]); why other papers take none stands in `docs/threats.md`.

use super::{Lack, ORIGIN, consents, given, overridden};
use crate::file::File;
use crate::planted::{Fault, planted};
use crate::refusal::{Refusal, refuse};
use jiff::civil::Date;
use planning::Audience;

/// A way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The list and the letters for papers that an office or authority gives.
    OfficeLetters,
    /// The same for papers of another organisation.
    LettersToOrganisation,
    /// The same for papers of the state that the person comes from.
    LettersToOrigin,
    /// The same for papers of those who care for the person.
    LettersWithin,
    /// The same for papers of the person's own family.
    LettersToFamily,
    /// A dossier as paper, to be handed to an office or authority.
    DossierPack,
    /// A dossier as paper, to be handed to another organisation.
    PackToOrganisation,
    /// A dossier as paper, to be handed to the state that the person comes from.
    PackToOrigin,
    /// A place's register for an office.
    RegisterToOffice,
    /// A place's register for another organisation.
    RegisterToOrganisation,
    /// A place's register that stays with those who care for the people in it.
    RegisterWithin,
    /// A record for other tracing services, of somebody who was found.
    TracingRecord,
    /// The public notice, with the photograph.
    PublicNotice,
}

/// What lacks for one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Of [`super::PURPOSES`].
    pub purpose: &'static str,
    /// Why it is not allowed.
    pub lack: Lack,
}

impl Lacking {
    /// As a refusal.
    pub fn refusal(self) -> Refusal {
        refuse("consent", self.purpose, self.lack.why())
    }
}

impl Exit {
    /// All.
    pub const ALL: [Exit; 13] = [
        Exit::OfficeLetters,
        Exit::LettersToOrganisation,
        Exit::LettersToOrigin,
        Exit::LettersWithin,
        Exit::LettersToFamily,
        Exit::DossierPack,
        Exit::PackToOrganisation,
        Exit::PackToOrigin,
        Exit::RegisterToOffice,
        Exit::RegisterToOrganisation,
        Exit::RegisterWithin,
        Exit::TracingRecord,
        Exit::PublicNotice,
    ];
    /// Those of a register.
    pub const REGISTERS: [Exit; 3] =
        [Exit::RegisterToOffice, Exit::RegisterToOrganisation, Exit::RegisterWithin];

    /// Whom a pack may be made for. No whole dossier goes to a doctor, a school or the family: they are asked for one paper.
    pub const PACKS: [Audience; 3] = [Audience::Authority, Audience::Organisation, Audience::StateOfOrigin];

    /// The exit of a list and letters for papers of that audience.
    pub fn letters(audience: Audience) -> Exit {
        match audience {
            Audience::Authority => Exit::OfficeLetters,
            Audience::Organisation => Exit::LettersToOrganisation,
            Audience::StateOfOrigin => Exit::LettersToOrigin,
            Audience::Care => Exit::LettersWithin,
            Audience::Family => Exit::LettersToFamily,
        }
    }

    /// The exit of a pack that is made for that audience; none where no pack is.
    pub fn pack(audience: Audience) -> Option<Exit> {
        match audience {
            Audience::Authority => Some(Exit::DossierPack),
            Audience::Organisation => Some(Exit::PackToOrganisation),
            Audience::StateOfOrigin => Some(Exit::PackToOrigin),
            Audience::Care | Audience::Family => None,
        }
    }

    /// The name used in commands, addresses and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Exit::OfficeLetters => "office-letters",
            Exit::LettersToOrganisation => "letters-to-organisation",
            Exit::LettersToOrigin => "letters-to-origin",
            Exit::LettersWithin => "letters-within",
            Exit::LettersToFamily => "letters-to-family",
            Exit::DossierPack => "dossier-pack",
            Exit::PackToOrganisation => "pack-to-organisation",
            Exit::PackToOrigin => "pack-to-origin",
            Exit::RegisterToOffice => "register-to-office",
            Exit::RegisterToOrganisation => "register-to-organisation",
            Exit::RegisterWithin => "register-within",
            Exit::TracingRecord => "tracing-record",
            Exit::PublicNotice => "public-notice",
        }
    }

    /// What the read chain says of whom it took along: nothing else says it, so that whoever withdraws can be told.
    pub fn reading(self) -> &'static str {
        match self {
            Exit::OfficeLetters => "office letters",
            Exit::LettersToOrganisation => "letters to an organisation",
            Exit::LettersToOrigin => "letters to the country of origin",
            Exit::LettersWithin => "letters within",
            Exit::LettersToFamily => "letters to the family",
            Exit::DossierPack => "dossier pack",
            Exit::PackToOrganisation => "dossier pack to an organisation",
            Exit::PackToOrigin => "dossier pack to the country of origin",
            Exit::RegisterToOffice => "register export to an office",
            Exit::RegisterToOrganisation => "register export to an organisation",
            Exit::RegisterWithin => "register export within",
            Exit::TracingRecord => "tracing record",
            Exit::PublicNotice => "public notice shown",
        }
    }

    /// The exit that a reading speaks of. A register that was exported while nobody asked to whom it goes may have gone
    /// anywhere: it is taken for one that went to an office. So are letters and packs of the time when every office counted as
    /// an authority: they bear the name that those to an authority have.
    pub fn of_reading(purpose: &str) -> Option<Exit> {
        if purpose == "register export" {
            return Some(Exit::RegisterToOffice);
        }
        Exit::ALL.into_iter().find(|exit| exit.reading() == purpose)
    }

    /// The purposes that have to be agreed to, every one of them.
    pub fn needs(self) -> &'static [&'static str] {
        match self {
            Exit::OfficeLetters | Exit::DossierPack | Exit::RegisterToOffice => &["authorities"],
            Exit::LettersToOrganisation | Exit::PackToOrganisation | Exit::RegisterToOrganisation => {
                &["other-organisations"]
            }
            // Of its own: who agreed that the prefecture is told has not agreed that the state they fled is.
            Exit::LettersToOrigin | Exit::PackToOrigin => &[ORIGIN],
            Exit::LettersWithin | Exit::RegisterWithin => &["services"],
            // A mother who is asked for her child's birth certificate learns nothing she may not know.
            Exit::LettersToFamily => &[],
            Exit::TracingRecord => &["tracing"],
            Exit::PublicNotice => &["tracing", "photograph", "public-notice"],
        }
    }

    /// Whether silence stops it. Care does not wait for an answer, so what stays with those who care goes on until somebody
    /// says no; everything else waits for a yes.
    pub fn waits_for_a_yes(self) -> bool {
        !matches!(self, Exit::LettersWithin | Exit::RegisterWithin | Exit::LettersToFamily)
    }

    /// Whether a written reason may stand in for the consent. A face that was published comes back to nobody, and nobody is
    /// made known to the state that they fled because a life is in danger or a law of another state demands it.
    pub fn yields(self) -> bool {
        !matches!(self, Exit::PublicNotice | Exit::LettersToOrigin | Exit::PackToOrigin)
    }

    /// What lacks for somebody to go by this exit on a day, purpose by purpose; nothing where they may go.
    pub fn lacking(self, file: &File, on: Date) -> Vec<Lacking> {
        let lack = |purpose: &&'static str| {
            let lack = given(file, purpose, on).err()?;
            // A yes whose time is over is silence again, and no no.
            let silent = matches!(lack, Lack::Absent | Lack::Expired) && !self.waits_for_a_yes();
            let over = self.yields() && overridden(file, purpose, on).is_some();
            (!silent && !over && !planted(Fault::ConsentsIgnored)).then_some(Lacking { purpose, lack })
        };
        self.needs().iter().filter_map(lack).collect()
    }

    /// What lacks of somebody whose file has moved to another house: whatever waits for a yes is asked there, since what they
    /// say there never comes back to the copy that stayed.
    pub fn lacking_elsewhere(self) -> Vec<Lacking> {
        if !self.waits_for_a_yes() || planted(Fault::ConsentsIgnored) {
            return Vec::new();
        }
        self.needs().iter().map(|purpose| Lacking { purpose, lack: Lack::Elsewhere }).collect()
    }

    /// What is not to be shared, in the words of whoever was asked: beside the purposes that this exit takes, and beside all of
    /// them where it takes none. For the eyes of whoever lets somebody go; no machine reads it.
    pub fn limits(self, file: &File) -> Vec<String> {
        let told = |purpose: &str| self.needs().is_empty() || self.needs().contains(&purpose);
        let said = consents(file).into_iter().filter(|(purpose, _)| told(purpose)).map(|(_, said)| said);
        let words =
            said.flat_map(|said| said.all().iter().map(|a| a.value.limits.clone()).collect::<Vec<_>>());
        let mut all: Vec<String> = words.filter(|limits| !limits.trim().is_empty()).collect();
        all.sort();
        all.dedup();
        all
    }
}
