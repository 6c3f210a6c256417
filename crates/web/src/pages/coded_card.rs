//! Coded cards on paper: for one person, or for everybody of a place. A card bears the code and nothing else; printing one is
//! a reading of the file all the same.

use super::paper;
use super::person::Opened;
use super::place::Site;
use crate::edge::Answer;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use domain::id::FileId;
use domain::person::Person;
use jiff::civil::Date;
use print::coded_card::cards;
use store::Volume;

/// Purpose of a reading for the paper.
const PURPOSE: &str = "coded card";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/{file}/coded-card", Gate::Reads, get(of_person)),
        route("GET", "/places/{file}/coded-cards", Gate::Reads, get(of_place)),
    ]
}

async fn of_person(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = Opened::open(v, &file, PURPOSE)?;
            sheet(v, std::slice::from_ref(&o.volume), o.today)
        })
        .await
}

async fn of_place(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let site = Site::of(v, &file, None)?;
            let files: Vec<FileId> =
                site.residents(v, site.today, site.today)?.iter().map(|resident| resident.file).collect();
            let volumes = v.store().open_files(v.actor()?, &files, PURPOSE)?;
            sheet(v, &volumes, site.today)
        })
        .await
}

/// The cards in the order of their codes: an order that tells nothing of who sleeps beside whom.
fn sheet(v: &Viewer, volumes: &[Volume], today: Date) -> Answer {
    let mut codes: Vec<String> =
        volumes.iter().filter_map(|volume| Person::of(&volume.file).code()).collect();
    codes.sort();
    paper::shown(v, "cards", today, |printing| cards(&codes, printing))
}
