//! Whatever numbers a child is measured with, nothing panics, and no z is anything but a number of two decimals.
#![no_main]

use growth::protocol::{self, Protocol};
use growth::{Age, Grams, INDICATORS, Measures, Position, Sex, Z, who2006, who2007};
use libfuzzer_sys::fuzz_target;

fn number(bytes: &mut &[u8]) -> Option<f64> {
    let (head, rest) = bytes.split_first_chunk::<9>()?;
    *bytes = rest;
    let [kind, raw @ ..] = *head;
    let any = f64::from_le_bytes(raw);
    match kind % 4 {
        0 => None,
        1 => Some(any),
        // Near what is measured: the seams are met more often.
        2 => Some(f64::from(u16::from_le_bytes([raw[0], raw[1]])) / 100.0),
        _ => Some(f64::from(u16::from_le_bytes([raw[0], raw[1]]))),
    }
}

fn scored(score: Option<growth::Score>) {
    if let Some(score) = score {
        let z = score.z.value();
        assert!(z.is_finite() && score.z.rounded() == z, "{z}");
    }
}

fuzz_target!(|data: &[u8]| {
    let mut bytes = data;
    let flags = bytes.split_off_first().copied().unwrap_or_default();
    let sex = [None, Some(Sex::Male), Some(Sex::Female), Some(Sex::Male)][usize::from(flags & 3)];
    let mut next = || number(&mut bytes);
    let age = next().map(|n| if flags & 4 == 0 { Age::Days(n) } else { Age::Months(n) });
    let child = Measures {
        sex,
        age,
        weight_kg: next(),
        lenhei_cm: next(),
        position: [None, Some(Position::Lying), Some(Position::Standing), None][usize::from(flags >> 3 & 3)],
        headc_cm: next(),
        armc_cm: next(),
        triskin_mm: next(),
        subskin_mm: next(),
        oedema: flags & 32 != 0,
    };
    who2006::score(&child).scores().into_iter().for_each(scored);
    who2007::score(&child).scores().into_iter().for_each(scored);
    let _ = who2007::arm_z(&child);
    if let (Some(sex), Some(at), Some(measure)) = (sex, child.lenhei_cm, child.weight_kg) {
        for indicator in INDICATORS {
            if let Some(z) = indicator.z(sex, at, measure) {
                let _ = indicator.measure_at(sex, at, z);
            }
            let _ = Z::new(measure).and_then(|z| indicator.measure_at(sex, at, z));
        }
    }
    if let Some(kg) = child.weight_kg {
        let grams = Grams((kg * 1_000.0) as u32);
        let rations = |p: &Protocol| p.rations.iter().for_each(|r| drop(r.for_weight(grams)));
        protocol::shipped().iter().for_each(rations);
    }
});
