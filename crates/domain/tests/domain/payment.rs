//! An account by code: what may be written on it, what two wrote who had not met, what a payment book takes at all.

use crate::saying::{born, entry};
use domain::code::LongCode;
use domain::compartment::Kind;
use domain::entry::{Entry, Fact};
use domain::file::File;
use domain::indicator::Month;
use domain::payment::{Account, Agreement, Currency, Fact as Told, Money, Paid, Receipt, Reversal};
use domain::refusal::{Refusal, Why};
use jiff::civil::{Date, date};

const TODAY: Date = date(1942, 11, 15);

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn bef(minor: u32) -> Money {
    Money { minor, currency: Currency::Bef }
}

fn receipt(n: u8) -> Receipt {
    Receipt::from_random([n; 8])
}

fn agreed(minor: u32, from: &str) -> Fact {
    let agreement = Agreement { money: bef(minor), from: month(from), until: None };
    Fact::Payment(Told::Agreed { agreement, on: TODAY })
}

fn paid(n: u8, of: &str, minor: u32) -> Fact {
    let paid = Paid { month: month(of), money: bef(minor), on: date(1942, 11, 3), receipt: receipt(n) };
    Fact::Payment(Told::Paid(paid))
}

fn opened() -> Entry {
    let fact = Told::Opened { code: LongCode::from_random([9; 16]), on: date(1942, 9, 1) };
    entry(1, &[], vec![Fact::Payment(fact), agreed(50_000, "1942-09")])
}

fn account(more: impl IntoIterator<Item = Entry>) -> Account {
    Account::of(&File::fold([opened()].into_iter().chain(more))).unwrap()
}

fn refused(verdict: Result<(), Refusal>) -> Option<(&'static str, Why)> {
    verdict.err().map(|r| (r.field, r.why))
}

/// In minor units: owed, paid, outstanding, overpaid.
fn sums(account: &Account, of: &str) -> [u64; 4] {
    let lines = account.ledger().month(month(of));
    assert_eq!(lines.len(), 1, "{lines:?}");
    [lines[0].owed, lines[0].paid, lines[0].outstanding, lines[0].overpaid]
}

#[test]
fn m_two_who_pay_the_same_month_both_stand() {
    // The same month, the same amount, the same day, at nodes that had not met: nothing tells them apart but the receipt.
    let both =
        [entry(2, &[1], vec![paid(2, "1942-10", 50_000)]), entry(3, &[1], vec![paid(3, "1942-10", 50_000)])];
    let account = account(both.clone());
    assert_eq!(account.payments.len(), 2);
    assert_eq!(sums(&account, "1942-10"), [50_000, 100_000, 0, 50_000]);
    // One of them says what became of it; the other stays.
    let fact = Told::Reversed { receipt: receipt(3), why: Reversal::CameBack, on: TODAY };
    let [two, three] = both;
    let settled = self::account([two, three, entry(4, &[2, 3], vec![Fact::Payment(fact)])]);
    assert_eq!(sums(&settled, "1942-10"), [50_000, 50_000, 0, 0]);
    assert_eq!(settled.payments.len(), 2, "what does not count is shown");
    assert_eq!(settled.payment(receipt(3)).unwrap().reversed, Some(Reversal::CameBack));
}

#[test]
fn m_two_who_agree_otherwise_both_stand_until_somebody_settles_it() {
    let (five, six) =
        (entry(2, &[1], vec![agreed(50_000, "1942-11")]), entry(3, &[1], vec![agreed(60_000, "1942-11")]));
    let disputed = account([five.clone(), six.clone()]);
    assert!(disputed.disputed());
    assert_eq!(disputed.agreed[1].all().len(), 2);
    assert_eq!(sums(&disputed, "1942-11"), [60_000, 0, 60_000, 0], "what was said last counts meanwhile");
    let settled = account([five, six, entry(4, &[2, 3], vec![agreed(55_000, "1942-11")])]);
    assert!(!settled.disputed());
    assert_eq!(sums(&settled, "1942-11"), [55_000, 0, 55_000, 0]);
}

#[test]
fn m_what_may_be_paid() {
    let account = account([entry(2, &[1], vec![paid(2, "1942-10", 30_000)])]);
    let check =
        |of: &str, minor: u32, currency: Currency, anyway: bool, expected: Option<(&'static str, Why)>| {
            let money = Money { minor, currency };
            let paid = Paid { month: month(of), money, on: TODAY, receipt: receipt(7) };
            assert_eq!(refused(account.may_pay(&paid, TODAY, anyway)), expected, "{of} {money}");
        };
    let more = Some(("sum", Why::MoreThanOwed));
    check("1942-09", 50_000, Currency::Bef, false, None);
    check("1942-09", 50_001, Currency::Bef, false, more);
    check("1942-09", 50_001, Currency::Bef, true, None);
    check("1942-10", 20_000, Currency::Bef, false, None);
    check("1942-10", 50_000, Currency::Bef, false, more);
    check("1942-08", 1, Currency::Bef, false, more);
    check("1942-09", 50_000, Currency::Chf, false, more);
    check("1942-09", 50_000, Currency::Chf, true, None);
    let later = Paid { month: month("1942-09"), money: bef(1), on: date(1942, 11, 16), receipt: receipt(7) };
    assert_eq!(refused(account.may_pay(&later, TODAY, true)), Some(("on", Why::InTheFuture)));
    let same = Paid { on: TODAY, receipt: receipt(2), ..later };
    assert_eq!(refused(account.may_pay(&same, TODAY, true)), Some(("receipt", Why::AlreadyThere)));
    // The refusal says what is still owed, and in what.
    let much = Paid { month: month("1942-10"), money: bef(50_000), on: TODAY, receipt: receipt(7) };
    assert_eq!(account.may_pay(&much, TODAY, false).unwrap_err().value, "200.00 BEF");
}

#[test]
fn m_what_may_be_said_of_a_receipt_and_of_the_end() {
    let told = |fact| Fact::Payment(fact);
    let account = account([
        entry(
            2,
            &[1],
            vec![paid(2, "1942-09", 50_000), paid(3, "1942-10", 50_000), paid(4, "1942-11", 50_000)],
        ),
        entry(3, &[2], vec![told(Told::Acknowledged { receipt: receipt(2), on: TODAY })]),
        entry(
            4,
            &[3],
            vec![told(Told::Reversed { receipt: receipt(3), why: Reversal::WrittenTwice, on: TODAY })],
        ),
    ]);
    let back = |n: u8, on: Date| refused(account.may_acknowledge(receipt(n), on, TODAY));
    assert_eq!(back(4, TODAY), None);
    assert_eq!(back(2, TODAY), Some(("receipt", Why::AlreadyThere)));
    assert_eq!(back(3, TODAY), Some(("receipt", Why::AlreadyClosed)));
    assert_eq!(back(9, TODAY), Some(("receipt", Why::Unknown)));
    assert_eq!(back(4, date(1942, 11, 2)), Some(("on", Why::EndsBeforeItBegins)));
    assert_eq!(back(4, date(1942, 11, 16)), Some(("on", Why::InTheFuture)));
    let reverse = |n: u8| refused(account.may_reverse(receipt(n)));
    assert_eq!(
        (reverse(2), reverse(3), reverse(9)),
        (None, Some(("receipt", Why::AlreadyClosed)), Some(("receipt", Why::Unknown)))
    );
    let end = |on| refused(account.may_end(on, TODAY));
    assert_eq!(end(TODAY), None);
    assert_eq!(end(date(1942, 8, 31)), Some(("on", Why::EndsBeforeItBegins)));
    assert_eq!(end(date(1942, 11, 16)), Some(("on", Why::InTheFuture)));
    let ended = self::account([entry(2, &[1], vec![told(Told::Ended { on: TODAY })])]);
    assert_eq!(refused(ended.may_end(TODAY, TODAY)), Some(("long_code", Why::AlreadyClosed)));
    let agreement = Agreement { money: bef(1), from: month("1942-12"), until: None };
    assert_eq!(refused(ended.may_agree(&agreement)), Some(("long_code", Why::AlreadyClosed)));
    // What was owed before the end can still be paid.
    let late = Paid { month: month("1942-09"), money: bef(50_000), on: TODAY, receipt: receipt(8) };
    assert_eq!(refused(ended.may_pay(&late, TODAY, false)), None);
    let backwards = Agreement { until: Some(month("1942-11")), ..agreement };
    assert_eq!(refused(account.may_agree(&backwards)), Some(("until_month", Why::EndsBeforeItBegins)));
}

#[test]
fn m_a_month_is_typed_or_refused() {
    let check = |typed: &str, expected: Result<&str, Why>| {
        let read =
            domain::payment::month("month", typed).map(|m| m.to_string()).map_err(|r| (r.field, r.why));
        assert_eq!(read, expected.map(str::to_string).map_err(|why| ("month", why)), "{typed}");
    };
    check("1942-09", Ok("1942-09"));
    check(" 2026-1 ", Ok("2026-01"));
    check("", Err(Why::Missing));
    check("1942-13", Err(Why::Unreadable));
    check("Halimi", Err(Why::Unreadable));
    check("1-1", Err(Why::OutOfRange));
    check("9000-01", Err(Why::OutOfRange));
}

/// Nothing but payments comes into a payment book, and payments come into nothing else.
#[test]
fn m_a_payment_book_takes_payments_only() {
    let withdrawn = Fact::Withdrawn { slot: "payment/ended".into(), why: "it was Amina Halimi".into() };
    let check =
        |kind: Kind, fact: &Fact, expected: bool| assert_eq!(kind.takes(fact), expected, "{kind:?} {fact:?}");
    check(Kind::Payments, &agreed(1, "1942-09"), true);
    check(Kind::Payments, &born("1934"), false);
    check(Kind::Payments, &withdrawn, false);
    for kind in [Kind::House, Kind::Volet, Kind::Direction, Kind::Origin] {
        check(kind, &agreed(1, "1942-09"), false);
        check(kind, &born("1934"), true);
        check(kind, &withdrawn, true);
    }
    assert!(Kind::Payments.restricted(), "it is nobody's house");
}
