//! The compartments of the demonstration: who writes there, who reads there, and since when.

use domain::compartment::{Kind, Role, Scene};
use jiff::civil::{Date, date};

/// A compartment of the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum House {
    /// Places and figures of the whole.
    Direction,
    /// The team in the camp of Gurs.
    Gurs,
    /// The team in the camp of Rivesaltes.
    Rivesaltes,
    /// The team that goes round the other camps.
    Camps,
    /// The relay house.
    Relay,
    /// The homes of 1939, north of Paris.
    Montmorency,
    /// Homes.
    Creuse,
    /// Homes.
    HauteVienne,
    /// Homes.
    Provence,
    /// Homes.
    Savoie,
    /// The health volet of the relay house.
    Infirmary,
    /// A home of today.
    Acacias,
    /// Its health volet.
    AcaciasHealth,
    /// Support at home of today.
    Support,
}

/// Those who take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Founds and grants.
    Keeper,
    /// Resident social worker in Gurs and Rivesaltes.
    Worker,
    /// Goes round the other camps and the homes.
    Colleague,
    /// Director of the programme.
    Supervisor,
    /// Nurse of the relay house.
    Nurse,
    /// House parent of the home of today.
    HouseParent,
    /// Auditor.
    Auditor,
    /// A partner with a permit to enter the camp.
    Visitor,
}

impl Who {
    /// All, the keeper first.
    pub const ALL: [Who; 8] = [
        Who::Keeper,
        Who::Worker,
        Who::Colleague,
        Who::Supervisor,
        Who::Nurse,
        Who::HouseParent,
        Who::Auditor,
        Who::Visitor,
    ];

    /// The name they sign in with.
    pub fn name(self) -> &'static str {
        match self {
            Who::Keeper => "keeper",
            Who::Worker => "worker",
            Who::Colleague => "colleague",
            Who::Supervisor => "supervisor",
            Who::Nurse => "nurse",
            Who::HouseParent => "house-parent",
            Who::Auditor => "auditor",
            Who::Visitor => "visitor",
        }
    }
}

impl House {
    /// All, in the order they were founded.
    pub const ALL: [House; 14] = [
        House::Direction,
        House::Montmorency,
        House::Provence,
        House::Creuse,
        House::HauteVienne,
        House::Savoie,
        House::Gurs,
        House::Camps,
        House::Rivesaltes,
        House::Relay,
        House::Infirmary,
        House::Acacias,
        House::AcaciasHealth,
        House::Support,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            House::Direction => "Direction du programme",
            House::Gurs => "Équipe du camp de Gurs",
            House::Rivesaltes => "Équipe du camp de Rivesaltes",
            House::Camps => "Équipe des autres camps",
            House::Relay => "Maison de passage de Palavas-les-Flots",
            House::Montmorency => "Maisons de Montmorency",
            House::Creuse => "Maisons de la Creuse",
            House::HauteVienne => "Maisons de la Haute-Vienne",
            House::Provence => "Maisons de Provence",
            House::Savoie => "Maisons de Savoie et d’Isère",
            House::Infirmary => "Volet santé, Palavas-les-Flots",
            House::Acacias => "Maison des Acacias",
            House::AcaciasHealth => "Volet santé, Maison des Acacias",
            House::Support => "Soutien à domicile",
        }
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        match self {
            House::Direction => Kind::Direction,
            House::Infirmary | House::AcaciasHealth => Kind::Volet,
            _ => Kind::House,
        }
    }

    /// Which scene it belongs to.
    pub fn scene(self) -> Scene {
        match self {
            House::Acacias | House::AcaciasHealth | House::Support => Scene::Present,
            _ => Scene::Historical,
        }
    }

    /// The day it was founded.
    pub fn founded(self) -> Date {
        match self {
            House::Direction => date(1938, 11, 21),
            House::Montmorency => date(1938, 12, 5),
            House::Provence => date(1939, 6, 5),
            House::Creuse => date(1940, 5, 20),
            House::HauteVienne => date(1940, 5, 21),
            House::Savoie => date(1940, 7, 8),
            House::Gurs => date(1940, 10, 26),
            House::Camps => date(1940, 11, 4),
            House::Rivesaltes => date(1941, 1, 14),
            House::Relay => date(1941, 2, 20),
            House::Infirmary => date(1941, 2, 21),
            House::Acacias => date(2023, 9, 1),
            House::AcaciasHealth => date(2023, 9, 2),
            House::Support => date(2024, 1, 8),
        }
    }

    /// Who writes there day by day.
    pub fn author(self) -> Who {
        match self {
            House::Gurs | House::Rivesaltes => Who::Worker,
            House::Camps | House::Creuse | House::HauteVienne | House::Provence | House::Savoie => {
                Who::Colleague
            }
            House::Montmorency | House::Direction | House::Support => Who::Supervisor,
            House::Relay | House::Infirmary | House::AcaciasHealth => Who::Nurse,
            House::Acacias => Who::HouseParent,
        }
    }

    /// Who was granted what, beside the keeper. The supervisor has no part in any health volet.
    pub fn grants(self) -> Vec<(Who, Role)> {
        let mut grants = vec![(Who::Auditor, Role::Auditor)];
        if self.kind() != Kind::Volet {
            grants.push((Who::Supervisor, Role::Supervisor));
        }
        grants.extend(match self {
            House::Gurs => vec![(Who::Worker, Role::Worker), (Who::Visitor, Role::Visitor)],
            House::Rivesaltes => vec![(Who::Worker, Role::Worker)],
            House::Camps | House::Creuse | House::HauteVienne | House::Provence | House::Savoie => {
                vec![(Who::Colleague, Role::Worker)]
            }
            House::Relay | House::Infirmary | House::AcaciasHealth => vec![(Who::Nurse, Role::Nurse)],
            House::Acacias => vec![(Who::HouseParent, Role::HouseParent)],
            House::Direction | House::Montmorency | House::Support => vec![],
        });
        grants
    }
}
