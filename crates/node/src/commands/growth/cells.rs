//! Cells of a scored file: numbers as WHO's software writes them. Small and without allocation, because a survey has
//! millions.

use growth::Score;

/// A z-score with two decimals and its flag, each behind a comma; both empty where there is none.
pub fn push_score(line: &mut Vec<u8>, score: Option<Score>) {
    let Some(score) = score else { return line.extend_from_slice(b",,") };
    line.push(b',');
    push_hundredths(line, score.z.value());
    line.extend_from_slice(if score.flagged { b",1" } else { b",0" });
}

/// A number that has been rounded to two decimals.
fn push_hundredths(line: &mut Vec<u8>, value: f64) {
    let hundredths = (value * 100.0).round();
    if hundredths.abs() >= 1e12 {
        return line.extend_from_slice(format!("{value:.2}").as_bytes());
    }
    if hundredths < 0.0 {
        line.push(b'-');
    }
    let whole = hundredths.abs() as u64;
    push_whole(line, whole / 100);
    line.extend_from_slice(&[b'.', b'0' + (whole / 10 % 10) as u8, b'0' + (whole % 10) as u8]);
}

fn push_whole(line: &mut Vec<u8>, mut whole: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (whole % 10) as u8;
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    line.extend_from_slice(&digits[at..]);
}

/// A number with at most 15 digits that mean something, as R writes it; behind a comma, empty where there is none.
pub fn push_number(line: &mut Vec<u8>, value: Option<f64>) {
    line.push(b',');
    let Some(value) = value else { return };
    let tenths = (value * 10.0).round();
    if tenths / 10.0 == value && (0.0..1e12).contains(&tenths) {
        let whole = tenths as u64;
        push_whole(line, whole / 10);
        if !whole.is_multiple_of(10) {
            line.extend_from_slice(&[b'.', b'0' + (whole % 10) as u8]);
        }
        return;
    }
    line.extend_from_slice(significant(value).as_bytes());
}

/// At most 15 digits that mean something, no zeros at the end.
pub fn significant(value: f64) -> String {
    let places = if value == 0.0 { 0 } else { value.abs().log10().floor() as i32 };
    if !(-5..15).contains(&places) {
        return format!("{value:e}");
    }
    let text = format!("{value:.*}", (14 - places).max(0) as usize);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_written_with_two_decimals_or_fifteen_digits() {
        for (value, text) in
            [(-0.96, "-0.96"), (0.0, "0.00"), (-0.05, "-0.05"), (12.3, "12.30"), (-3.0, "-3.00")]
        {
            let mut line = vec![];
            push_hundredths(&mut line, value);
            assert_eq!(String::from_utf8(line).unwrap(), text);
        }
        for (value, text) in
            [(88.5 + 0.7, "89.2"), (100.0 / 3.0, "33.3333333333333"), (87.0, "87"), (23.4375, "23.4375")]
        {
            let mut line = vec![];
            push_number(&mut line, Some(value));
            assert_eq!(String::from_utf8(line).unwrap(), format!(",{text}"));
        }
    }
}
