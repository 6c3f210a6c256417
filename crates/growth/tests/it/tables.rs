//! The data files are what was generated, and hold what they should.

use relais_growth::{Axis, INDICATORS, Indicator, Sex};

/// FNV-1a of 64 bits, as the generator writes it.
fn checksum(text: &str) -> String {
    let step = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[test]
fn no_table_was_touched_by_hand() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tables");
    let mut count = 0;
    for line in std::fs::read_to_string(folder.join("checksums.txt")).unwrap().lines() {
        let (sum, name) = line.split_once(' ').unwrap();
        assert_eq!(checksum(&std::fs::read_to_string(folder.join(name)).unwrap()), sum, "{name}");
        count += 1;
    }
    assert_eq!(count, INDICATORS.len());
}

#[test]
fn tables_reach_as_far_as_who_scores() {
    for (indicator, range) in [
        (Indicator::WeightForAge, (0.0, 1826.0)),
        (Indicator::ArmForAge, (91.0, 1826.0)),
        (Indicator::TricepsForAge, (91.0, 1826.0)),
        (Indicator::WeightForLength, (45.0, 110.0)),
        (Indicator::WeightForHeight, (65.0, 120.0)),
        (Indicator::SchoolHeightForAge, (60.0, 228.0)),
        (Indicator::SchoolWeightForAge, (60.0, 120.0)),
    ] {
        assert_eq!(indicator.range(), range, "{}", indicator.key());
    }
}

#[test]
fn no_row_is_out_of_line_with_its_neighbours() {
    for indicator in INDICATORS {
        let (first, last) = indicator.range();
        let step = if indicator.axis() == Axis::Centimetres { 0.1 } else { 1.0 };
        for sex in [Sex::Male, Sex::Female] {
            let steps = ((last - first) / step).round() as usize;
            let mut before = indicator.row(sex, first).unwrap();
            for i in 1..=steps {
                let row = indicator.row(sex, (first + i as f64 * step).min(last)).unwrap();
                let change = (row.m / before.m - 1.0).abs();
                assert!(change < 0.03, "{} {sex:?} {i}: {change}", indicator.key());
                assert!((row.s / before.s - 1.0).abs() < 0.05, "{} {sex:?} {i}", indicator.key());
                before = row;
            }
        }
    }
}

/// WHO's printed tables of 2006: boys' weight in kg at one decimal; 2007: height in cm.
#[test]
fn printed_standard_deviations_come_out() {
    use relais_growth::Z;
    let printed = |indicator: Indicator, sex, at, z: f64| {
        let measure = indicator.measure_at(sex, at, Z::new(z).unwrap()).unwrap();
        (measure * 10.0).round() / 10.0
    };
    for (z, kg) in [(-3.0, 2.1), (-2.0, 2.5), (-1.0, 2.9), (0.0, 3.3), (1.0, 3.9), (2.0, 4.4), (3.0, 5.0)] {
        assert_eq!(printed(Indicator::WeightForAge, Sex::Male, 0.0, z), kg);
    }
    // 228 months: body mass index at -2 is 17.55 for boys, at +1 it is 25.45 and 24.97.
    let bmi = |sex, z| {
        let bmi = Indicator::SchoolBmiForAge.measure_at(sex, 228.0, Z::new(z).unwrap()).unwrap();
        (bmi * 100.0).round() / 100.0
    };
    assert_eq!(bmi(Sex::Male, -2.0), 17.55);
    assert_eq!(bmi(Sex::Female, -2.0), 16.50);
    assert_eq!(bmi(Sex::Male, 1.0), 25.45);
    assert_eq!(bmi(Sex::Female, 1.0), 24.97);
}
