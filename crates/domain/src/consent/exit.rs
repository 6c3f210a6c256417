//! Exits: the ways by which what stands of a person leaves those it was told to, and the consent that each of them takes.
//! A referral has rules of its own ([`crate::referral::rests_on`]); why other papers take none stands in `docs/threats.md`.

use super::{Lack, given, overridden};
use crate::file::File;
use crate::planted::{Fault, planted};
use crate::refusal::{Refusal, refuse};
use jiff::civil::Date;

/// A way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The list and the letters that are carried to an office.
    OfficeLetters,
    /// A dossier as paper, to be handed to an office.
    DossierPack,
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
    pub const ALL: [Exit; 7] = [
        Exit::OfficeLetters,
        Exit::DossierPack,
        Exit::RegisterToOffice,
        Exit::RegisterToOrganisation,
        Exit::RegisterWithin,
        Exit::TracingRecord,
        Exit::PublicNotice,
    ];
    /// Those of a register.
    pub const REGISTERS: [Exit; 3] =
        [Exit::RegisterToOffice, Exit::RegisterToOrganisation, Exit::RegisterWithin];

    /// The name used in commands, addresses and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Exit::OfficeLetters => "office-letters",
            Exit::DossierPack => "dossier-pack",
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
            Exit::DossierPack => "dossier pack",
            Exit::RegisterToOffice => "register export to an office",
            Exit::RegisterToOrganisation => "register export to an organisation",
            Exit::RegisterWithin => "register export within",
            Exit::TracingRecord => "tracing record",
            Exit::PublicNotice => "public notice shown",
        }
    }

    /// The exit that a reading speaks of. A register that was exported while nobody asked to whom it goes may have gone
    /// anywhere: it is taken for one that went to an office.
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
            Exit::RegisterToOrganisation => &["other-organisations"],
            Exit::RegisterWithin => &["services"],
            Exit::TracingRecord => &["tracing"],
            Exit::PublicNotice => &["tracing", "photograph", "public-notice"],
        }
    }

    /// Whether silence stops it. Care does not wait for an answer, so what stays with those who care goes on until somebody
    /// says no; everything else waits for a yes.
    pub fn waits_for_a_yes(self) -> bool {
        self != Exit::RegisterWithin
    }

    /// Whether a written reason may stand in for the consent. A face that was published comes back to nobody.
    pub fn yields(self) -> bool {
        self != Exit::PublicNotice
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
}
