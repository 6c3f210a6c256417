//! The Mini Nutritional Assessment, short form: six answers, at most 14 points.
//!
//! # Source
//! MNA-SF (c) Nestlé, as printed in PMC6074319, table 1.

/// The sixth question where no body mass index is known: the calf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calf {
    /// Below 31 cm.
    Below31,
    /// 31 cm and more.
    From31,
}

/// The answers, as the points of their lines: the number beside the line that was ticked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MnaAnswers {
    /// Food taken less: 0 severely, 1 moderately, 2 not.
    pub food: u8,
    /// Weight lost in three months: 0 more than 3 kg, 1 not known, 2 one to 3 kg, 3 none.
    pub weight_loss: u8,
    /// Gets about: 0 bed or chair, 1 gets up but not out, 2 goes out.
    pub mobility: u8,
    /// Stress or acute disease in three months: 0 yes, 2 no.
    pub stress: u8,
    /// 0 severe dementia or depression, 1 mild dementia, 2 none.
    pub mind: u8,
    /// Body mass index in kg/m2; else the calf.
    pub bmi: Option<f64>,
    pub calf: Option<Calf>,
}

/// The points; None where an answer is none of the form's, or neither body mass index nor calf is known. The calf is
/// asked only where no body mass index is known.
pub fn mna_score(answers: &MnaAnswers) -> Option<u8> {
    let MnaAnswers { food, weight_loss, mobility, stress, mind, bmi, calf } = *answers;
    if food > 2 || weight_loss > 3 || mobility > 2 || !matches!(stress, 0 | 2) || mind > 2 {
        return None;
    }
    let body = match (bmi.filter(|b| b.is_finite() && *b > 0.0), calf) {
        (Some(bmi), _) if bmi < 19.0 => 0,
        (Some(bmi), _) if bmi < 21.0 => 1,
        (Some(bmi), _) if bmi < 23.0 => 2,
        (Some(_), _) | (None, Some(Calf::From31)) => 3,
        (None, Some(Calf::Below31)) => 0,
        (None, None) => return None,
    };
    Some(food + weight_loss + mobility + stress + mind + body)
}
