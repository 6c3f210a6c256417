//! Amounts and months in words: whole minor units with the separators of the language and the letters of the currency.

use super::{Lang, Words};
use domain::indicator::Month;
use domain::payment::Currency;

impl Words {
    /// Minor units, such as "1,250.50 BEF".
    pub fn amount(&self, minor: u64, currency: Currency) -> String {
        let point = if self.0 == Lang::Fr { ',' } else { '.' };
        format!("{}{point}{:02}\u{a0}{}", self.whole(minor / 100), minor % 100, currency.key())
    }

    /// A whole number with its thousands apart, such as "10,000".
    pub fn whole(&self, number: u64) -> String {
        let thousands = if self.0 == Lang::Fr { "\u{202f}" } else { "," };
        let digits = number.to_string();
        let groups: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
        groups.join(thousands)
    }

    /// A month, such as "September 1942".
    pub fn month(&self, month: Month) -> String {
        format!("{} {}", self.t(&format!("month-{}", month.month)), month.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m_amounts_have_the_separators_of_the_language() {
        let check = |lang: Lang, minor: u64, expected: &str| {
            assert_eq!(Words(lang).amount(minor, Currency::Bef), expected, "{} {minor}", lang.code());
        };
        check(Lang::Fr, 125_050, "1\u{202f}250,50\u{a0}BEF");
        check(Lang::En, 125_050, "1,250.50\u{a0}BEF");
        check(Lang::He, 125_050, "1,250.50\u{a0}BEF");
        check(Lang::En, 5, "0.05\u{a0}BEF");
        check(Lang::En, 100_000_000_000, "1,000,000,000.00\u{a0}BEF");
        check(Lang::Fr, 99_999, "999,99\u{a0}BEF");
    }
}
