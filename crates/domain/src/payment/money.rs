//! Amounts in whole minor units of a currency of a fixed list, and the numbers of receipts.

use crate::refusal::{Refusal, Why, refuse};
use serde::{Deserialize, Serialize};

/// The most one month can cost, in minor units: what is more was mistyped.
const MOST: u64 = 1_000_000_000;
/// Receipts there can be: eight figures, and two that check them.
const RECEIPTS: u64 = 100_000_000;

/// A currency. Each has a hundred minor units to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Euro.
    Eur,
    /// Swiss franc.
    Chf,
    /// United States dollar.
    Usd,
    /// Shekel.
    Ils,
    /// Belgian franc, until 2001.
    Bef,
    /// French franc, until 2001.
    Frf,
    /// Dutch guilder, until 2001.
    Nlg,
}

impl Currency {
    /// Every currency, in the order forms list them.
    pub const ALL: [Currency; 7] = [
        Currency::Eur,
        Currency::Chf,
        Currency::Usd,
        Currency::Ils,
        Currency::Bef,
        Currency::Frf,
        Currency::Nlg,
    ];

    /// Its three letters (ISO 4217).
    pub fn key(self) -> &'static str {
        match self {
            Currency::Eur => "EUR",
            Currency::Chf => "CHF",
            Currency::Usd => "USD",
            Currency::Ils => "ILS",
            Currency::Bef => "BEF",
            Currency::Frf => "FRF",
            Currency::Nlg => "NLG",
        }
    }

    /// The currency of those letters, large or small.
    pub fn parse(text: &str) -> Option<Currency> {
        Currency::ALL.into_iter().find(|c| c.key().eq_ignore_ascii_case(text.trim()))
    }
}

/// An amount of money, above nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money {
    /// In minor units: centimes, cents, agorot.
    pub minor: u32,
    /// Of what.
    pub currency: Currency,
}

impl Money {
    /// The amount typed in `sum` and the letters typed in `currency`: point or comma before the minor units, spaces between
    /// thousands. A comma or point between thousands is refused, since nobody could tell it from the other.
    ///
    /// # Errors
    /// Names the field: nothing, no number, none that is possible, no currency of the list.
    pub fn typed(sum: &str, currency: &str) -> Result<Money, Refusal> {
        let unit = Currency::parse(currency).ok_or_else(|| {
            refuse("currency", currency, if currency.is_empty() { Why::Missing } else { Why::Unknown })
        })?;
        let plain: String = sum.chars().filter(|c| !c.is_whitespace()).collect();
        if plain.is_empty() {
            return Err(refuse("sum", "", Why::Missing));
        }
        let unreadable = || refuse("sum", sum.trim(), Why::Unreadable);
        let (whole, rest) = plain.split_once(['.', ',']).unwrap_or((&plain, ""));
        let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let broken = whole.is_empty() || rest.len() > 2 || (rest.is_empty() && whole.len() != plain.len());
        if broken || !figures(whole) || !figures(rest) {
            return Err(unreadable());
        }
        let minor: u64 = format!("{whole}{rest:0<2}").parse().map_err(|_| unreadable())?;
        let fits = u32::try_from(minor).ok().filter(|_| (1..=MOST).contains(&minor));
        let minor = fits.ok_or_else(|| refuse("sum", sum.trim(), Why::OutOfRange))?;
        Ok(Money { minor, currency: unit })
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&amount(u64::from(self.minor), self.currency))
    }
}

/// Minor units as commands and refusals write them: `1250.50 BEF`.
pub fn amount(minor: u64, currency: Currency) -> String {
    format!("{}.{:02} {}", minor / 100, minor % 100, currency.key())
}

/// The number of a receipt: ten figures, drawn and not counted, so that two nodes that have not met give no number twice
/// and nobody can tell from it how many there are. The last two check the rest (ISO 7064, mod 97-10): one wrong figure and
/// two swapped neighbours are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u64", try_from = "u64")]
pub struct Receipt(u64);

impl Receipt {
    /// The number of eight random bytes.
    pub fn from_random(bytes: [u8; 8]) -> Receipt {
        let drawn = u64::from_be_bytes(bytes) % RECEIPTS;
        Receipt(drawn * 100 + (98 - drawn * 100 % 97))
    }

    /// As tables keep it.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Its ten figures.
    pub fn plain(self) -> String {
        format!("{:010}", self.0)
    }

    /// What somebody typed in `field`: spaces and dashes do not matter.
    ///
    /// # Errors
    /// Names the field: nothing, or no number of a receipt.
    pub fn typed(field: &'static str, typed: &str) -> Result<Receipt, Refusal> {
        let plain: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '\u{2010}'..='\u{2015}'))
            .collect();
        if plain.is_empty() {
            return Err(refuse(field, "", Why::Missing));
        }
        let figures = plain.len() == 10 && plain.bytes().all(|b| b.is_ascii_digit());
        let number = plain.parse().ok().filter(|_| figures);
        let found = number.and_then(|n: u64| Receipt::try_from(n).ok());
        found.ok_or_else(|| refuse(field, typed.trim(), Why::Unreadable))
    }
}

impl std::fmt::Display for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plain = self.plain();
        let (head, tail) = plain.split_at(5);
        write!(f, "{head}-{tail}")
    }
}

impl From<Receipt> for u64 {
    fn from(receipt: Receipt) -> u64 {
        receipt.0
    }
}

impl TryFrom<u64> for Receipt {
    type Error = &'static str;

    fn try_from(number: u64) -> Result<Receipt, &'static str> {
        // Of the numbers with that remainder, those whose check is below two are nobody's: 98 - n stands from 2 to 98.
        let check = (2..=98).contains(&(number % 100));
        if number < RECEIPTS * 100 && number % 97 == 1 && check {
            Ok(Receipt(number))
        } else {
            Err("not the number of a receipt")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m_an_amount_is_read_in_minor_units_or_refused() {
        let check = |sum: &str, currency: &str, expected: Result<u32, (&str, Why)>| {
            let read = Money::typed(sum, currency);
            assert_eq!(read.map(|m| m.minor).map_err(|r| (r.field, r.why)), expected, "{sum} {currency}");
        };
        check("500", "BEF", Ok(50_000));
        check("1 250,5", "bef", Ok(125_050));
        check("1\u{202f}250.50", "BEF", Ok(125_050));
        check("0,01", "EUR", Ok(1));
        check("10000000", "EUR", Ok(1_000_000_000));
        check("10000000,01", "EUR", Err(("sum", Why::OutOfRange)));
        check("0", "EUR", Err(("sum", Why::OutOfRange)));
        check("99999999999999999999999", "EUR", Err(("sum", Why::Unreadable)));
        check("1,250", "EUR", Err(("sum", Why::Unreadable)));
        check("1.250,50", "EUR", Err(("sum", Why::Unreadable)));
        check("12.", "EUR", Err(("sum", Why::Unreadable)));
        check("-5", "EUR", Err(("sum", Why::Unreadable)));
        check("five", "EUR", Err(("sum", Why::Unreadable)));
        check("", "EUR", Err(("sum", Why::Missing)));
        check("5", "", Err(("currency", Why::Missing)));
        check("5", "gold", Err(("currency", Why::Unknown)));
        assert_eq!(Money::typed("1250,5", "BEF").unwrap().to_string(), "1250.50 BEF");
        for currency in Currency::ALL {
            assert_eq!(Currency::parse(currency.key()), Some(currency));
        }
    }

    #[test]
    fn m_the_number_of_a_receipt_is_read_or_refused() {
        let read = |typed: &str| Receipt::typed("receipt", typed).ok();
        let mut n = 1u64;
        for _ in 0..300 {
            n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
            let receipt = Receipt::from_random(n.to_be_bytes());
            for loosely in
                [receipt.plain(), receipt.to_string(), format!(" {} ", receipt.to_string().replace('-', " "))]
            {
                assert_eq!(read(&loosely), Some(receipt), "{loosely}");
            }
            assert_eq!(Receipt::try_from(u64::from(receipt)), Ok(receipt));
            let plain = receipt.plain().into_bytes();
            for i in 0..10 {
                for other in (b'0'..=b'9').filter(|o| *o != plain[i]) {
                    let mut wrong = plain.clone();
                    wrong[i] = other;
                    assert_eq!(read(std::str::from_utf8(&wrong).unwrap()), None, "{receipt} at {i}");
                }
                if i > 0 && plain[i] != plain[i - 1] {
                    let mut wrong = plain.clone();
                    wrong.swap(i, i - 1);
                    assert_eq!(read(std::str::from_utf8(&wrong).unwrap()), None, "{receipt} at {i}");
                }
            }
        }
        let check = |typed: &str, why: Why| {
            let refusal = Receipt::typed("receipt", typed).unwrap_err();
            assert_eq!((refusal.field, refusal.why), ("receipt", why), "{typed}");
        };
        check("", Why::Missing);
        check("Halimi", Why::Unreadable);
        check("1", Why::Unreadable);
        check("00000000001", Why::Unreadable);
    }
}
