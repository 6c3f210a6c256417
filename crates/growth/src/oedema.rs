//! Bilateral pitting oedema: the places are recorded, the grade is derived. Guides grade differently, so the
//! places are what lasts; another guide is another function over the same places.

/// Where pitting oedema is seen, on both sides of the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Oedema {
    pub feet: bool,
    pub lower_legs: bool,
    pub hands: bool,
    pub face: bool,
}

/// The grade, by the crosses written on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    Absent,
    /// +: the feet only.
    Plus,
    /// ++: the lower legs or the hands.
    PlusPlus,
    /// +++: the face.
    PlusPlusPlus,
}

impl Oedema {
    /// The grade by the furthest place.
    ///
    /// # Source
    /// National CMAM guideline of Malawi, 2016: + feet; ++ feet and lower legs, or hands as well; +++ the
    /// face too.
    pub fn grade(self) -> Grade {
        if self.face {
            Grade::PlusPlusPlus
        } else if self.lower_legs || self.hands {
            Grade::PlusPlus
        } else if self.feet {
            Grade::Plus
        } else {
            Grade::Absent
        }
    }
}
