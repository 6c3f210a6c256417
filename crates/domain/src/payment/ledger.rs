//! What an account comes to: for a month what is owed and paid, and what earlier months left.
//!
//! A month stands for itself: what was paid too much for one never covers what another lacks, so that paying twice is seen.

use super::{Agreement, Currency, Payment};
use crate::indicator::Month;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What was agreed and paid, from a file or from rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// What is owed, by the first month.
    pub agreed: Vec<Agreement>,
    /// What was paid.
    pub payments: Vec<Payment>,
    /// When it ended.
    pub ended: Option<Date>,
}

/// One month in one currency, in minor units. `owed + overpaid = paid + outstanding`, always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Of what.
    pub currency: Currency,
    /// Owed for earlier months and not paid: what those left outstanding.
    pub carried: u64,
    /// Owed for this month.
    pub owed: u64,
    /// Paid for this month.
    pub paid: u64,
    /// Of what is owed for this month, what is not paid.
    pub outstanding: u64,
    /// Of what was paid for this month, what was not owed.
    pub overpaid: u64,
    /// Paid for earlier months and not owed for them.
    pub overpaid_before: u64,
}

impl Line {
    /// Nothing yet.
    pub fn of(currency: Currency) -> Line {
        Line { currency, carried: 0, owed: 0, paid: 0, outstanding: 0, overpaid: 0, overpaid_before: 0 }
    }

    /// What there is to pay: for this month and those before it.
    pub fn due(&self) -> u64 {
        self.carried.saturating_add(self.outstanding)
    }

    fn is_empty(&self) -> bool {
        *self == Line::of(self.currency)
    }
}

impl Ledger {
    /// What is agreed for a month: the agreement that begins last before it, if it goes so far and the account has not ended.
    pub fn agreed_for(&self, month: Month) -> Option<&Agreement> {
        let ended = self.ended.is_some_and(|on| month > Month::of(on));
        let begun = self.agreed.iter().filter(|a| a.from <= month && !ended);
        begun.max_by_key(|a| a.from).filter(|a| a.until.is_none_or(|until| month <= until))
    }

    /// The lines of a month, one for each currency in which anything was ever owed or paid up to it.
    pub fn month(&self, month: Month) -> Vec<Line> {
        let mut lines: BTreeMap<Currency, Line> = BTreeMap::new();
        for at in self.months(month) {
            let owed = self.agreed_for(at).map(|a| a.money);
            let counting =
                || self.payments.iter().filter(|p| p.counts() && p.paid.month == at).map(|p| p.paid.money);
            let currencies: BTreeSet<Currency> =
                owed.into_iter().chain(counting()).map(|m| m.currency).collect();
            for currency in currencies {
                let owed = owed.filter(|m| m.currency == currency).map_or(0, |m| u64::from(m.minor));
                let paid =
                    counting().filter(|m| m.currency == currency).map(|m| u64::from(m.minor)).sum::<u64>();
                let (outstanding, overpaid) = (owed.saturating_sub(paid), paid.saturating_sub(owed));
                let line = lines.entry(currency).or_insert_with(|| Line::of(currency));
                if at == month {
                    *line = Line { owed, paid, outstanding, overpaid, ..*line };
                } else {
                    line.carried = line.carried.saturating_add(outstanding);
                    line.overpaid_before = line.overpaid_before.saturating_add(overpaid);
                }
            }
        }
        lines.into_values().filter(|line| !line.is_empty()).collect()
    }

    /// Every month up to `last` in which something may be owed or was paid, in order.
    fn months(&self, last: Month) -> BTreeSet<Month> {
        let mut all: BTreeSet<Month> =
            self.payments.iter().map(|p| p.paid.month).filter(|month| *month <= last).collect();
        let Some(first) = self.agreed.iter().map(|a| a.from).min() else { return all };
        let end = self.ended.map_or(last, |on| last.min(Month::of(on)));
        let mut at = first;
        while at <= end {
            all.insert(at);
            let next = at.next();
            if next <= at {
                break;
            }
            at = next;
        }
        all
    }
}

/// The lines of many accounts, added up by currency.
pub fn total<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<Line> {
    let mut sums: BTreeMap<Currency, Line> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(line.currency).or_insert_with(|| Line::of(line.currency));
        *sum = Line {
            currency: line.currency,
            carried: sum.carried.saturating_add(line.carried),
            owed: sum.owed.saturating_add(line.owed),
            paid: sum.paid.saturating_add(line.paid),
            outstanding: sum.outstanding.saturating_add(line.outstanding),
            overpaid: sum.overpaid.saturating_add(line.overpaid),
            overpaid_before: sum.overpaid_before.saturating_add(line.overpaid_before),
        };
    }
    sums.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Money, Paid, Receipt, Reversal};
    use super::*;
    use jiff::civil::date;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn bef(minor: u32) -> Money {
        Money { minor, currency: Currency::Bef }
    }

    fn agreed(minor: u32, from: &str, until: Option<&str>) -> Agreement {
        Agreement { money: bef(minor), from: month(from), until: until.map(month) }
    }

    fn paid(n: u8, minor: u32, of: &str) -> Payment {
        let receipt = Receipt::from_random([n; 8]);
        let paid = Paid { month: month(of), money: bef(minor), on: date(1943, 6, 1), receipt };
        Payment { paid, acknowledged: None, reversed: None }
    }

    #[test]
    fn m_what_is_agreed_for_a_month() {
        let ledger = Ledger {
            agreed: vec![
                agreed(500, "1942-09", None),
                agreed(600, "1943-01", Some("1943-03")),
                agreed(700, "1943-05", None),
            ],
            payments: Vec::new(),
            ended: Some(date(1943, 7, 1)),
        };
        let check = |of: &str, expected: Option<u32>| {
            assert_eq!(ledger.agreed_for(month(of)).map(|a| a.money.minor), expected, "{of}");
        };
        check("1942-08", None);
        check("1942-09", Some(500));
        check("1942-12", Some(500));
        check("1943-01", Some(600));
        check("1943-03", Some(600));
        check("1943-04", None);
        check("1943-05", Some(700));
        check("1943-07", Some(700));
        check("1943-08", None);
    }

    #[test]
    fn m_a_month_stands_for_itself_and_what_it_leaves_is_carried() {
        let mut back = paid(5, 500, "1942-11");
        back.reversed = Some(Reversal::CameBack);
        let ledger = Ledger {
            agreed: vec![agreed(500, "1942-09", None)],
            payments: vec![
                paid(1, 500, "1942-09"),
                paid(2, 200, "1942-10"),
                paid(3, 500, "1942-12"),
                paid(4, 500, "1942-12"),
                back,
            ],
            ended: None,
        };
        let check = |of: &str, expected: [u64; 6]| {
            let lines = ledger.month(month(of));
            let line = lines.first().copied().unwrap_or(Line::of(Currency::Bef));
            let Line { carried, owed, paid, outstanding, overpaid, overpaid_before, .. } = line;
            assert_eq!([carried, owed, paid, outstanding, overpaid, overpaid_before], expected, "{of}");
            assert_eq!(line.due(), carried + outstanding, "{of}");
        };
        check("1942-08", [0; 6]);
        check("1942-09", [0, 500, 500, 0, 0, 0]);
        check("1942-10", [0, 500, 200, 300, 0, 0]);
        // What came back does not count.
        check("1942-11", [300, 500, 0, 500, 0, 0]);
        // Two paid the same month: both stand, and nothing of it covers November.
        check("1942-12", [800, 500, 1000, 0, 500, 0]);
        check("1943-01", [800, 500, 0, 500, 0, 500]);
        assert_eq!(Ledger::default().month(month("1942-09")), []);
    }

    #[test]
    fn m_what_was_paid_in_another_currency_covers_nothing() {
        let mut francs = paid(1, 500, "1942-09");
        francs.paid.money.currency = Currency::Chf;
        let ledger =
            Ledger { agreed: vec![agreed(500, "1942-09", None)], payments: vec![francs], ended: None };
        let seen: Vec<_> =
            ledger.month(month("1942-09")).iter().map(|l| (l.currency, l.outstanding, l.overpaid)).collect();
        assert_eq!(seen, [(Currency::Chf, 0, 500), (Currency::Bef, 500, 0)]);
    }

    /// Stock and flow: over any accounts and months, owed + overpaid = paid + outstanding, and what is carried into a month
    /// is what was carried into the one before and what that left.
    #[test]
    fn m_stock_and_flow_reconcile() {
        let mut n: u32 = 7;
        let mut chance = |most: u32| {
            n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (n >> 8) % most
        };
        let months: Vec<Month> =
            std::iter::successors(Some(month("1942-01")), |m| Some(m.next())).take(30).collect();
        for case in 0..200 {
            let mut ledger = Ledger::default();
            for _ in 0..chance(4) {
                let from = months[chance(20) as usize];
                let until =
                    (chance(2) == 0).then(|| months[chance(30) as usize]).filter(|until| *until >= from);
                let currency = Currency::ALL[chance(2) as usize];
                ledger.agreed.push(Agreement {
                    money: Money { minor: 1 + chance(900), currency },
                    from,
                    until,
                });
            }
            for i in 0..chance(40) {
                let mut payment = paid(i as u8, 1 + chance(900), "1942-01");
                payment.paid.month = months[chance(30) as usize];
                payment.paid.money.currency = Currency::ALL[chance(2) as usize];
                payment.reversed = (chance(5) == 0).then_some(Reversal::WrittenTwice);
                ledger.payments.push(payment);
            }
            ledger.ended = (chance(3) == 0).then(|| months[chance(30) as usize].first());
            for currency in [Currency::ALL[0], Currency::ALL[1]] {
                let of = |m: &Month| {
                    let line = ledger.month(*m).into_iter().find(|l| l.currency == currency);
                    line.unwrap_or(Line::of(currency))
                };
                let lines: Vec<Line> = months.iter().map(of).collect();
                let sum = |f: fn(&Line) -> u64| lines.iter().map(f).sum::<u64>();
                let (owed, over) = (sum(|l| l.owed), sum(|l| l.overpaid));
                assert_eq!(owed + over, sum(|l| l.paid) + sum(|l| l.outstanding), "case {case}");
                for pair in lines.windows(2) {
                    assert_eq!(pair[1].carried, pair[0].due(), "case {case}");
                    assert_eq!(
                        pair[1].overpaid_before,
                        pair[0].overpaid_before + pair[0].overpaid,
                        "case {case}"
                    );
                }
                // Every payment that counts is in some month's line, and nothing else is.
                let counted: u64 = ledger
                    .payments
                    .iter()
                    .filter(|p| p.counts())
                    .map(|p| p.paid.money)
                    .filter(|m| m.currency == currency)
                    .map(|m| u64::from(m.minor))
                    .sum();
                assert_eq!(sum(|l| l.paid), counted, "case {case}");
            }
        }
    }
}
