//! Kin: who belongs to whom. A tie is said once, in one file, and read both ways.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{Key, SubjectId};
use crate::said::Said;
use serde::{Deserialize, Serialize};

/// How the other person stands to the one whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Mother.
    Mother,
    /// Father.
    Father,
    /// Sister or brother.
    Sibling,
    /// Twin.
    Twin,
    /// Mother or father, where the record does not say which.
    Parent,
    /// Child.
    Child,
    /// Grandparent.
    Grandparent,
    /// Grandchild.
    Grandchild,
    /// Aunt or uncle.
    AuntOrUncle,
    /// Niece or nephew.
    NieceOrNephew,
    /// Cousin.
    Cousin,
    /// Husband or wife.
    Spouse,
    /// Guardian.
    Guardian,
    /// Ward.
    Ward,
    /// Another tie, told in words.
    Other,
}

impl Relation {
    /// All, in the order forms list them.
    pub const ALL: [Relation; 15] = [
        Relation::Mother,
        Relation::Father,
        Relation::Sibling,
        Relation::Twin,
        Relation::Parent,
        Relation::Child,
        Relation::Grandparent,
        Relation::Grandchild,
        Relation::AuntOrUncle,
        Relation::NieceOrNephew,
        Relation::Cousin,
        Relation::Spouse,
        Relation::Guardian,
        Relation::Ward,
        Relation::Other,
    ];

    /// The name used in forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Relation::Mother => "mother",
            Relation::Father => "father",
            Relation::Sibling => "sibling",
            Relation::Twin => "twin",
            Relation::Parent => "parent",
            Relation::Child => "child",
            Relation::Grandparent => "grandparent",
            Relation::Grandchild => "grandchild",
            Relation::AuntOrUncle => "aunt-or-uncle",
            Relation::NieceOrNephew => "niece-or-nephew",
            Relation::Cousin => "cousin",
            Relation::Spouse => "spouse",
            Relation::Guardian => "guardian",
            Relation::Ward => "ward",
            Relation::Other => "other",
        }
    }

    /// The relation of that name.
    pub fn parse(text: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|r| r.key() == text)
    }

    /// The same tie read from the other side. A mother's or father's other side is a child.
    pub fn other_way(self) -> Relation {
        match self {
            Relation::Mother | Relation::Father | Relation::Parent => Relation::Child,
            // From a child's file we know a parent, not which: the parent's own record says.
            Relation::Child => Relation::Parent,
            Relation::Grandparent => Relation::Grandchild,
            Relation::Grandchild => Relation::Grandparent,
            Relation::AuntOrUncle => Relation::NieceOrNephew,
            Relation::NieceOrNephew => Relation::AuntOrUncle,
            Relation::Guardian => Relation::Ward,
            Relation::Ward => Relation::Guardian,
            same @ (Relation::Sibling
            | Relation::Twin
            | Relation::Cousin
            | Relation::Spouse
            | Relation::Other) => same,
        }
    }

    /// Whether the two belong together in every move.
    pub fn sibling(self) -> bool {
        matches!(self, Relation::Sibling | Relation::Twin)
    }
}

/// What is known of whether a relative lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// Alive, by the source given.
    Alive,
    /// Dead, by the source given.
    Dead,
    /// Missing.
    Missing,
    /// Not known.
    Unknown,
}

impl Life {
    /// All.
    pub const ALL: [Life; 4] = [Life::Alive, Life::Dead, Life::Missing, Life::Unknown];

    /// The name used in forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Life::Alive => "alive",
            Life::Dead => "dead",
            Life::Missing => "missing",
            Life::Unknown => "unknown",
        }
    }

    /// The value of that name.
    pub fn parse(text: &str) -> Option<Life> {
        Life::ALL.into_iter().find(|l| l.key() == text)
    }
}

/// A tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// How the other stands to this person.
    pub relation: Relation,
    /// The other's file, where there is one.
    pub other: Option<SubjectId>,
    /// The other's name as told.
    pub name: String,
    /// Whether they live.
    pub life: Life,
    /// Who or what says so, last known place, anything more.
    pub source: String,
}

/// What is said of kin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A tie.
    Tie {
        /// Key of the tie.
        key: Key,
        /// The tie.
        tie: Tie,
    },
    /// The family or sibling group they arrived with; kept together by default.
    Group {
        /// The group.
        group: Key,
        /// Whether they belong to it.
        within: bool,
    },
    /// Parted from a sibling: why, and who agreed.
    Parted {
        /// From whom.
        sibling: SubjectId,
        /// The reason, in writing.
        reason: String,
        /// The second person.
        second: String,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Tie { key, .. } => format!("kin/tie/{key}"),
            Fact::Group { .. } => "kin/group".into(),
            Fact::Parted { sibling, .. } => format!("kin/parted/{sibling}"),
        }
    }
}

/// The ties that stand in a file.
pub fn ties(file: &File) -> Vec<(Key, Said<Tie>)> {
    file.said_under("kin/tie/", |fact| match fact {
        Entry::Kin(Fact::Tie { key, tie }) => Some((*key, tie.clone())),
        _ => None,
    })
    .map(|(_, said)| (said.latest().0, said.map(|(_, tie)| tie)))
    .collect()
}

/// The group they belong to.
pub fn group(file: &File) -> Option<Key> {
    file.said("kin/group", |fact| match fact {
        Entry::Kin(Fact::Group { group, within }) => Some((*group, *within)),
        _ => None,
    })
    .filter(|said| said.latest().1)
    .map(|said| said.latest().0)
}
