//! The cast: two children who are twins, the people who write about them, and the four houses they pass through.

use domain::compartment::{Kind, Role};
use domain::place;

/// The passphrase of everybody in the cast.
pub const PASSPHRASE: &str = "five plain words and salt";

/// A child of the cast.
pub struct Child {
    /// Given name, by which stories call them.
    pub given: &'static str,
    /// Surname.
    pub surname: &'static str,
    /// `f` or `m`.
    pub sex: &'static str,
    /// Birth as told on arrival.
    pub birth: &'static str,
}

/// The twins, and a child whose name is almost that of one of them.
pub const CHILDREN: [Child; 3] = [
    Child { given: "Amina", surname: "Halimi", sex: "f", birth: "1934-03-12" },
    Child { given: "Amin", surname: "Halimi", sex: "m", birth: "1934-03-12" },
    Child { given: "Aminata", surname: "Alimi", sex: "f", birth: "1935?" },
];

/// A house of the story: a compartment, and the place it looks after.
pub struct Site {
    /// By which stories call it.
    pub key: &'static str,
    /// Name of the compartment.
    pub name: &'static str,
    /// What the compartment is for.
    pub kind: Kind,
    /// The place, where the compartment has one.
    pub place: Option<(&'static str, place::Kind)>,
}

/// The houses, in the order a child passes through them.
pub const SITES: [Site; 5] = [
    Site {
        key: "camp",
        name: "Camp team of Rivel",
        kind: Kind::House,
        place: Some(("Rivel", place::Kind::Camp)),
    },
    Site {
        key: "relay",
        name: "Relay house La Passerelle",
        kind: Kind::House,
        place: Some(("La Passerelle", place::Kind::RelayHouse)),
    },
    Site {
        key: "home",
        name: "Home Les Tilleuls",
        kind: Kind::House,
        place: Some(("Les Tilleuls", place::Kind::Home)),
    },
    Site { key: "infirmary", name: "Infirmary of Les Tilleuls", kind: Kind::Volet, place: None },
    Site { key: "headquarters", name: "Headquarters", kind: Kind::Direction, place: None },
];

/// Who may do what where. The keeper founds every house and is keeper of all.
pub const GRANTS: [(&str, &str, Role); 13] = [
    ("worker", "camp", Role::Worker),
    ("colleague", "camp", Role::Worker),
    ("reader", "camp", Role::Reader),
    ("auditor", "camp", Role::Auditor),
    ("host", "relay", Role::Worker),
    ("house-parent", "home", Role::HouseParent),
    ("visitor", "home", Role::Visitor),
    ("nurse", "infirmary", Role::Nurse),
    ("supervisor", "camp", Role::Supervisor),
    ("supervisor", "relay", Role::Supervisor),
    ("supervisor", "home", Role::Supervisor),
    ("supervisor", "headquarters", Role::Supervisor),
    ("auditor", "headquarters", Role::Auditor),
];
