use proptest::prelude::*;
use relais_growth::{Grade, Grams, Millimetres, Oedema, Z, lms_z};

/// Weight of newborn boys: L, M, S of WHO's 2006 standards.
const NEWBORN_BOY: (f64, f64, f64) = (0.3487, 3.3464, 0.14602);

fn z(y: f64, (l, m, s): (f64, f64, f64)) -> f64 {
    lms_z(y, l, m, s).unwrap().value()
}

#[test]
fn the_published_standard_deviations_of_newborn_boys_come_out() {
    // WHO's simplified field table, weight in kg at one decimal: z at the printed weight within half its last
    // digit.
    for (kg, sd) in [(2.1, -3.0), (2.5, -2.0), (2.9, -1.0), (3.3, 0.0), (3.9, 1.0), (4.4, 2.0), (5.0, 3.0)] {
        let (low, high) = (z(kg - 0.05, NEWBORN_BOY), z(kg + 0.05, NEWBORN_BOY));
        assert!(low <= sd && sd <= high, "{kg} kg: {low} .. {high} should hold {sd}");
    }
}

#[test]
fn beyond_three_the_last_step_is_carried_on() {
    let (l, m, s) = NEWBORN_BOY;
    let sd = |k: f64| m * (1.0 + l * s * k).powf(1.0 / l);
    for k in [4.0, 5.0, 9.0] {
        let up = sd(3.0) + (k - 3.0) * (sd(3.0) - sd(2.0));
        assert!((z(up, NEWBORN_BOY) - k).abs() < 1e-9, "{k}");
        // The plain formula would say less for a heavy child: the restriction must be seen.
        let plain = ((up / m).powf(l) - 1.0) / (l * s);
        assert!(plain < k - 0.01, "{plain}");
    }
    let down = sd(-3.0) - 1.5 * (sd(-2.0) - sd(-3.0));
    assert!((z(down, NEWBORN_BOY) + 4.5).abs() < 1e-9);
}

#[test]
fn with_l_of_one_the_line_is_straight_everywhere() {
    for k in [-6.0, -3.0, -1.0, 0.0, 2.5, 3.0, 7.0] {
        assert!((z(50.0 * (1.0 + 0.04 * k), (1.0, 50.0, 0.04)) - k).abs() < 1e-9, "{k}");
    }
}

#[test]
fn what_has_no_z_has_none() {
    let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    for n in bad.into_iter().chain([0.0, -1.0]) {
        assert_eq!(lms_z(n, 0.3, 3.0, 0.1), None, "y {n}");
        assert_eq!(lms_z(3.0, 0.3, n, 0.1), None, "m {n}");
        assert_eq!(lms_z(3.0, 0.3, 3.0, n), None, "s {n}");
    }
    for n in bad {
        assert_eq!(lms_z(3.0, n, 3.0, 0.1), None, "l {n}");
        assert_eq!(Z::new(n), None);
    }
    // A row so narrow that nothing lies between its second and its third standard deviation.
    assert_eq!(lms_z(2.0, 1.0, 1.0, 1e-300), None);
    // A row without a third standard deviation above: the plain z never gets that far.
    assert!(z(1e6, (-2.0, 10.0, 0.2)) <= 2.5);
}

#[test]
fn rounding_is_to_two_decimals() {
    for (value, rounded) in [(-2.994, -2.99), (-2.996, -3.0), (0.0, 0.0), (1.0e308, 1.0e308)] {
        assert_eq!(Z::new(value).unwrap().rounded(), rounded);
    }
}

#[test]
fn units_say_what_the_tables_want() {
    assert_eq!(Grams(12_340).kilograms(), 12.34);
    assert_eq!(Millimetres(875).centimetres(), 87.5);
}

#[test]
fn oedema_is_graded_by_the_furthest_place() {
    let none = Oedema::default();
    let feet = Oedema { feet: true, ..none };
    for (places, grade) in [
        (none, Grade::Absent),
        (feet, Grade::Plus),
        (Oedema { lower_legs: true, ..feet }, Grade::PlusPlus),
        (Oedema { hands: true, ..feet }, Grade::PlusPlus),
        (Oedema { face: true, ..none }, Grade::PlusPlusPlus),
        (Oedema { feet: true, lower_legs: true, hands: true, face: true }, Grade::PlusPlusPlus),
    ] {
        assert_eq!(places.grade(), grade, "{places:?}");
    }
}

fn any_f64() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), prop::num::f64::ANY, -10.0..10.0f64]
}

prop_compose! {
    /// Rows as WHO's tables have them: L between -3 and 3, S to 0.25, third standard deviations that exist.
    fn row()(l in -3.0..3.0f64, m in 0.5..200.0f64, s in 0.01..0.25f64) -> (f64, f64, f64) {
        let limit = 0.3 / s;
        (l.clamp(-limit, limit), m, s)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn whatever_comes_out_is_finite(y in any_f64(), l in any_f64(), m in any_f64(), s in any_f64()) {
        if let Some(z) = lms_z(y, l, m, s) {
            prop_assert!(z.value().is_finite() && z.rounded().is_finite());
        }
    }

    #[test]
    fn a_larger_measure_never_has_a_smaller_z(row in row(), a in 0.05..6.0f64, b in 0.05..6.0f64) {
        let (low, high) = if a <= b { (a, b) } else { (b, a) };
        prop_assert!(z(low * row.1, row) <= z(high * row.1, row) + 1e-9);
    }

    #[test]
    fn the_value_at_k_deviations_has_z_of_k(row in row(), k in -3.0..3.0f64) {
        let (l, m, s) = row;
        prop_assume!(l.abs() > 1e-3);
        let y = m * (1.0 + l * s * k).powf(1.0 / l);
        prop_assert!((z(y, row) - k).abs() < 1e-6, "{} for {k}", z(y, row));
    }

    #[test]
    fn nothing_jumps_where_l_passes_zero(m in 0.5..200.0f64, s in 0.01..0.25f64, y in 0.3..3.0f64) {
        let at = |l: f64| z(y * m, (l, m, s));
        prop_assert!((at(0.0) - at(1e-9)).abs() < 1e-4 * at(0.0).abs().max(1.0));
        prop_assert!((at(0.0) - at(-1e-9)).abs() < 1e-4 * at(0.0).abs().max(1.0));
    }
}
