//! Laws that hold for any number: nothing panics, what comes out is finite, the way back leads back.

use proptest::prelude::*;
use relais_growth::distribution::{
    chi_square_above, normal_below, normal_quantile, proportion_p, t_quantile,
};
use relais_growth::survey::{Surveyed, plausibility};
use relais_growth::{Age, INDICATORS, Measures, Position, Sex, Z, who2006, who2007};

fn any_f64() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        prop::num::f64::ANY,
        -10.0..250.0f64,
        Just(0.0),
        Just(f64::NAN),
        Just(f64::INFINITY)
    ]
}

prop_compose! {
    fn any_child()(
        sex in prop_oneof![Just(None), Just(Some(Sex::Male)), Just(Some(Sex::Female))],
        position in prop_oneof![Just(None), Just(Some(Position::Lying)), Just(Some(Position::Standing))],
        age in any_f64(), months in any::<bool>(), aged in any::<bool>(), oedema in any::<bool>(),
        n in prop::array::uniform6(any_f64()),
    ) -> Measures {
        Measures {
            sex, position, oedema,
            age: aged.then_some(if months { Age::Months(age) } else { Age::Days(age) }),
            weight_kg: Some(n[0]), lenhei_cm: Some(n[1]), headc_cm: Some(n[2]), armc_cm: Some(n[3]),
            triskin_mm: Some(n[4]), subskin_mm: Some(n[5]),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn any_child_is_scored_without_panic(child in any_child()) {
        let (early, school) = (who2006::score(&child), who2007::score(&child));
        let _ = who2007::arm_z(&child);
        for score in early.scores().into_iter().chain(school.scores()).flatten() {
            let z = score.z.value();
            prop_assert!(z.is_finite() && score.z.rounded() == z, "{z}");
        }
        if child.oedema {
            prop_assert!(early.zwei.is_none() && early.zwfl.is_none() && early.zbmi.is_none() && school.zwfa.is_none());
        }
        if child.sex.is_none() {
            prop_assert!(early.scores().into_iter().chain(school.scores()).all(|s| s.is_none()));
        }
    }

    #[test]
    fn the_measure_at_a_z_has_that_z(i in 0..INDICATORS.len(), share in 0.0..=1.0f64, z in -4.5..4.5f64, boy in any::<bool>()) {
        let indicator = INDICATORS[i];
        let (first, last) = indicator.range();
        let sex = if boy { Sex::Male } else { Sex::Female };
        let at = first + share * (last - first);
        if let Some(measure) = indicator.measure_at(sex, at, Z::new(z).unwrap()) {
            let back = indicator.z(sex, at, measure).unwrap().value();
            prop_assert!((back - z).abs() < 1e-9, "{} at {at}: {z} {back}", indicator.key());
        }
    }

    #[test]
    fn rows_are_asked_for_anywhere(i in 0..INDICATORS.len(), at in any_f64(), y in any_f64(), z in any_f64()) {
        if let Some(z) = Z::new(z) {
            let _ = INDICATORS[i].measure_at(Sex::Male, at, z);
            let _ = INDICATORS[i].line(Sex::Male, z, at, y, 3);
        }
        let _ = INDICATORS[i].z(Sex::Female, at, y);
    }

    #[test]
    fn distributions_take_anything(a in any_f64(), b in any_f64(), c in any_f64()) {
        let _ = (normal_quantile(a), t_quantile(a, b), chi_square_above(a, b), proportion_p(a, b, c));
        prop_assert!(a.is_nan() || (0.0..=1.0).contains(&normal_below(a)));
    }

    #[test]
    fn rounding_is_to_the_nearest_number_of_two_decimals(hundredths in -100_000i64..100_000, off in -0.49..0.49f64) {
        let z = Z::new((hundredths as f64 + off) / 100.0).unwrap();
        prop_assert_eq!(z.rounded(), hundredths as f64 / 100.0);
    }

    #[test]
    fn a_percentile_leads_back(z in -5.0..5.0f64) {
        let back = Z::at_percentile(Z::new(z).unwrap().percentile()).unwrap().value();
        prop_assert!((back - z).abs() < 1e-8, "{z} {back}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_survey_is_judged_without_panic(rows in prop::collection::vec((any_f64(), any_f64(), any_f64(), any_f64(), 0u32..4), 0..40)) {
        let child = |(w, h, m, z, cluster): (f64, f64, f64, f64, u32)| Surveyed {
            sex: Some(Sex::Male), age: Some(Age::Months(m)), weight_kg: Some(w), lenhei_cm: Some(h), muac_mm: Some(m),
            whz: Some(z), oedema: false, cluster: Some(cluster),
        };
        let report = plausibility(&rows.into_iter().map(child).collect::<Vec<_>>());
        prop_assert!(report.checks.iter().all(|c| c.value.is_finite()));
    }
}

#[test]
fn a_half_goes_to_the_nearer_float_then_to_the_even_digit() {
    // R 4: round(0.15, 1) = 0.1, round(2.675, 2) = 2.67; halves that floats hold exactly go to the even digit.
    for (value, rounded) in
        [(2.675, 2.67), (-2.675, -2.67), (0.125, 0.12), (0.375, 0.38), (-0.001, 0.0), (1.005, 1.0)]
    {
        let z = Z::new(value).unwrap().rounded();
        assert_eq!(z, rounded, "{value}");
        assert!(z != 0.0 || z.is_sign_positive());
    }
}

/// Quantiles as printed in tables of statistics, to the digits of scipy 1.16.
#[test]
fn distributions_agree_with_printed_tables() {
    let near = |found: f64, wanted: f64| {
        assert!((found - wanted).abs() < 1e-8 * wanted.abs().max(1e-3), "{found} {wanted}")
    };
    near(normal_quantile(0.975), 1.959963984540054);
    near(normal_quantile(0.001), -3.090232306167813);
    near(normal_below(-2.0), 0.022750131948179195);
    near(t_quantile(0.975, 1.0), 12.706204736174694);
    near(t_quantile(0.975, 29.0), 2.045229642132703);
    near(t_quantile(0.975, 99.0), 1.9842169515864174);
    near(t_quantile(0.025, 5.0), -2.5705818356363155);
    near(chi_square_above(3.841458820694124, 1.0), 0.05);
    near(chi_square_above(18.307038053275146, 10.0), 0.05);
    // The p of 60 of 100 against a half, corrected: chi-square of 9.5 * 9.5 / 25.
    near(proportion_p(60.0, 100.0, 0.5), 0.05743311963200335);
}
