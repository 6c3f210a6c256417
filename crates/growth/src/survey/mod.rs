//! Nutrition surveys: prevalence with the design of the sample, and whether the measures can be believed.

mod design;
mod group;
mod plausibility;
mod plausibility_scores;
mod prevalence;

pub use design::{Design, DesignProblem, Estimate};
pub use group::{AgeGroup, Group, groups};
pub use plausibility::{CHECKS, Check, Plausibility, Surveyed, plausibility};
pub use plausibility_scores::{Rating, Verdict};
pub use prevalence::{
    Columns, Interval, Prevalence, SURVEY_INDICATORS, SurveyChild, SurveyIndicator, prevalence,
};
