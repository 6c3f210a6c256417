//! The pages, one file per resource. Each lists its routes with their gates.

mod absence;
mod alarm;
mod ask_around;
mod audit;
mod because;
mod blank_form;
mod break_glass;
mod caseload;
mod certificate;
mod coded_card;
mod consent;
mod convoy;
mod correction;
mod dossier;
mod double;
mod draft;
mod emergency_card;
mod erasure;
mod exposure;
mod health;
mod hold;
mod kin;
mod list;
mod member;
mod note;
mod notebook;
mod origin;
mod paper;
mod payment;
mod peer;
mod people;
mod person;
mod photo;
mod place;
mod placement;
mod places;
mod presence;
mod procedure;
mod referral;
mod register;
mod registration;
mod relay_house;
mod report;
mod second_factor;
mod settings;
mod settlement;
mod sign_in;
mod stay;
mod subject;
mod today;
mod tracing;
mod transfer;
mod visit;
mod volet;
mod weighing;

pub use dossier::pack as dossier_pack;
pub use paper::said as paper_words;
pub use procedure::trips as office_trips;
pub use subject::text as subject_sheet;

use crate::gate::Route;

#[cfg(test)]
pub(crate) use payment::ACTS as PAYMENT_ACTS;
#[cfg(test)]
pub(crate) use tracing::ACTS as TRACING_ACTS;

/// Every route.
pub fn routes() -> Vec<Route> {
    [
        consent::routes(),
        correction::routes(),
        draft::routes(),
        health::routes(),
        origin::routes(),
        weighing::routes(),
        kin::routes(),
        note::routes(),
        people::routes(),
        person::routes(),
        photo::routes(),
        registration::routes(),
        double::routes(),
        tracing::routes(),
        ask_around::routes(),
        notebook::routes(),
        payment::routes(),
        settlement::routes(),
        sign_in::routes(),
        second_factor::routes(),
        register::routes(),
        report::routes(),
        settings::routes(),
        member::routes(),
        peer::routes(),
        exposure::routes(),
        audit::routes(),
        procedure::routes(),
        dossier::routes(),
        visit::routes(),
        today::routes(),
        absence::routes(),
        certificate::routes(),
        convoy::routes(),
        blank_form::routes(),
        coded_card::routes(),
        emergency_card::routes(),
        place::routes(),
        placement::routes(),
        places::routes(),
        presence::routes(),
        relay_house::routes(),
        stay::routes(),
        subject::routes(),
        break_glass::routes(),
        transfer::routes(),
        erasure::routes(),
        hold::routes(),
        referral::routes(),
        caseload::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
