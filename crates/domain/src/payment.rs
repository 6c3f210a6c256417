//! Payments by code: who is owed what for a month, what was paid, which receipts came back signed.
//!
//! A payment book is a compartment of its own. Each of its files is one account, and an account says a code, amounts, months
//! and receipts: no fact of it has room for a word, so that nobody can write a name. Nothing is merged: two payments of one
//! month both stand, and what is too much is shown as overpaid until somebody says what became of it.

mod ledger;
mod money;

pub use ledger::{Ledger, Line, total};
pub use money::{Currency, Money, Receipt};

use crate::code::LongCode;
use crate::entry::Fact as Entry;
use crate::file::File;
use crate::indicator::Month;
use crate::refusal::{Refusal, Why, refuse};
use crate::said::Said;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Years in which a month of payments may lie.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// What is paid for each month of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// For one month.
    pub money: Money,
    /// The first month it is owed for.
    pub from: Month,
    /// The last, where that is known. An agreement from a later month takes its place from there on.
    pub until: Option<Month>,
}

/// Money that was handed over for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// For which month.
    pub month: Month,
    /// How much.
    pub money: Money,
    /// When.
    pub on: Date,
    /// The number on its receipt, the same on paper.
    pub receipt: Receipt,
}

/// Why a payment does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reversal {
    /// The money came back.
    CameBack,
    /// It was never handed over.
    NotHandedOver,
    /// One payment was written down twice.
    WrittenTwice,
    /// It was written on the account of another code.
    WrongCode,
    /// The amount or the month was another; it is written down again.
    WrongAmount,
}

impl Reversal {
    /// Every reason, in the order forms list them.
    pub const ALL: [Reversal; 5] = [
        Reversal::CameBack,
        Reversal::NotHandedOver,
        Reversal::WrittenTwice,
        Reversal::WrongCode,
        Reversal::WrongAmount,
    ];

    /// The name used in tables, commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Reversal::CameBack => "came-back",
            Reversal::NotHandedOver => "not-handed-over",
            Reversal::WrittenTwice => "written-twice",
            Reversal::WrongCode => "wrong-code",
            Reversal::WrongAmount => "wrong-amount",
        }
    }

    /// The reason of that name.
    pub fn parse(text: &str) -> Option<Reversal> {
        Reversal::ALL.into_iter().find(|r| r.key() == text)
    }
}

/// What is said of an account. No fact of it holds a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The account of a code is opened.
    Opened {
        /// Whose; nobody can tell from it.
        code: LongCode,
        /// When.
        on: Date,
    },
    /// What is owed for each month from one on.
    Agreed {
        /// What.
        agreement: Agreement,
        /// When it was agreed.
        on: Date,
    },
    /// Money was handed over.
    Paid(Paid),
    /// Its receipt came back, signed with the code.
    Acknowledged {
        /// Which.
        receipt: Receipt,
        /// When.
        on: Date,
    },
    /// A payment does not count.
    Reversed {
        /// Which.
        receipt: Receipt,
        /// Why.
        why: Reversal,
        /// When.
        on: Date,
    },
    /// Nothing is owed for the months after this day's.
    Ended {
        /// The day.
        on: Date,
    },
}

impl Fact {
    /// The slot it fills. Each receipt has its own: whoever pays the same month twice leaves two.
    pub fn slot(&self) -> String {
        match self {
            Fact::Opened { .. } => "payment/opened".into(),
            Fact::Agreed { agreement, .. } => format!("payment/agreed/{}", agreement.from),
            Fact::Paid(paid) => format!("payment/paid/{}", paid.receipt.plain()),
            Fact::Acknowledged { receipt, .. } => format!("payment/acknowledged/{}", receipt.plain()),
            Fact::Reversed { receipt, .. } => format!("payment/reversed/{}", receipt.plain()),
            Fact::Ended { .. } => "payment/ended".into(),
        }
    }
}

/// A payment as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// What was handed over.
    pub paid: Paid,
    /// When its signed receipt came back.
    pub acknowledged: Option<Date>,
    /// Why it does not count, where it does not.
    pub reversed: Option<Reversal>,
}

impl Payment {
    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.reversed.is_none()
    }
}

/// An account, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its code.
    pub code: Said<LongCode>,
    /// When it was opened.
    pub opened: Date,
    /// What was agreed, by the first month. Two who agreed otherwise both stand.
    pub agreed: Vec<Said<Agreement>>,
    /// What was paid, the earliest month first.
    pub payments: Vec<Payment>,
    /// When it ended.
    pub ended: Option<Said<Date>>,
}

impl Account {
    /// The account of a file; `None` where it is none.
    pub fn of(file: &File) -> Option<Account> {
        let opened = file.said("payment/opened", |fact| match told(fact)? {
            Fact::Opened { code, on } => Some((*code, *on)),
            _ => None,
        })?;
        let agreed = file.said_under("payment/agreed/", |fact| match told(fact)? {
            Fact::Agreed { agreement, .. } => Some(*agreement),
            _ => None,
        });
        let ended = file.said("payment/ended", |fact| match told(fact)? {
            Fact::Ended { on } => Some(*on),
            _ => None,
        });
        Some(Account {
            opened: opened.latest().1,
            code: opened.map(|(code, _)| code),
            agreed: agreed.map(|(_, said)| said).collect(),
            payments: payments(file),
            ended,
        })
    }

    /// What it comes to. Where two agreed otherwise, what was said last counts, and [`Account::disputed`] says so.
    pub fn ledger(&self) -> Ledger {
        Ledger {
            agreed: self.agreed.iter().map(|said| *said.latest()).collect(),
            payments: self.payments.clone(),
            ended: self.ended.as_ref().map(|said| *said.latest()),
        }
    }

    /// Whether somebody has to settle what is agreed, whose it is, or when it ended.
    pub fn disputed(&self) -> bool {
        let dates = self.ended.as_ref().is_some_and(Said::disputed);
        dates || self.code.disputed() || self.agreed.iter().any(Said::disputed)
    }

    /// The payment of that receipt.
    pub fn payment(&self, receipt: Receipt) -> Option<&Payment> {
        self.payments.iter().find(|p| p.paid.receipt == receipt)
    }

    /// # Errors
    /// Names the field: a span that ends before it begins, an account that has ended.
    pub fn may_agree(&self, agreement: &Agreement) -> Result<(), Refusal> {
        if self.ended.is_some() {
            return Err(refuse("long_code", self.code.latest(), Why::AlreadyClosed));
        }
        match agreement.until.filter(|until| *until < agreement.from) {
            Some(until) => Err(refuse("until_month", until, Why::EndsBeforeItBegins)),
            None => Ok(()),
        }
    }

    /// Whether money for a month may be written down as it is. More than is owed for it has to be said `all_the_same`: it
    /// was handed over, and stands as overpaid.
    ///
    /// # Errors
    /// Names the field: a day after `today`, a receipt that is there, more than is owed.
    pub fn may_pay(&self, paid: &Paid, today: Date, all_the_same: bool) -> Result<(), Refusal> {
        if paid.on > today {
            return Err(refuse("on", paid.on, Why::InTheFuture));
        }
        if self.payment(paid.receipt).is_some() {
            return Err(refuse("receipt", paid.receipt, Why::AlreadyThere));
        }
        let lines = self.ledger().month(paid.month);
        let line = lines.iter().find(|line| line.currency == paid.money.currency);
        let open = line.map_or(0, |line| line.outstanding);
        if !all_the_same && u64::from(paid.money.minor) > open {
            let owed =
                lines.iter().find(|line| line.outstanding > 0).map_or(paid.money.currency, |l| l.currency);
            let open = lines.iter().map(|line| line.outstanding).max().unwrap_or_default();
            return Err(refuse("sum", money::amount(open, owed), Why::MoreThanOwed));
        }
        Ok(())
    }

    /// # Errors
    /// Names the field: an unknown receipt, one that came back or was reversed, a day before the payment or after `today`.
    pub fn may_acknowledge(&self, receipt: Receipt, on: Date, today: Date) -> Result<(), Refusal> {
        let payment = self.payment(receipt).ok_or_else(|| refuse("receipt", receipt, Why::Unknown))?;
        if payment.acknowledged.is_some() {
            return Err(refuse("receipt", receipt, Why::AlreadyThere));
        }
        if payment.reversed.is_some() {
            return Err(refuse("receipt", receipt, Why::AlreadyClosed));
        }
        match on {
            on if on > today => Err(refuse("on", on, Why::InTheFuture)),
            on if on < payment.paid.on => Err(refuse("on", on, Why::EndsBeforeItBegins)),
            _ => Ok(()),
        }
    }

    /// # Errors
    /// Names the field: an unknown receipt, one that was reversed.
    pub fn may_reverse(&self, receipt: Receipt) -> Result<(), Refusal> {
        let payment = self.payment(receipt).ok_or_else(|| refuse("receipt", receipt, Why::Unknown))?;
        if payment.counts() { Ok(()) } else { Err(refuse("receipt", receipt, Why::AlreadyClosed)) }
    }

    /// # Errors
    /// Names the field: an account that has ended, a day after `today` or before it was opened.
    pub fn may_end(&self, on: Date, today: Date) -> Result<(), Refusal> {
        match on {
            _ if self.ended.is_some() => Err(refuse("long_code", self.code.latest(), Why::AlreadyClosed)),
            on if on > today => Err(refuse("on", on, Why::InTheFuture)),
            on if on < self.opened => Err(refuse("on", on, Why::EndsBeforeItBegins)),
            _ => Ok(()),
        }
    }
}

/// The payments of a file. What two said of one receipt stands twice.
fn payments(file: &File) -> Vec<Payment> {
    let paid = file.said_under("payment/paid/", |fact| match told(fact)? {
        Fact::Paid(paid) => Some(*paid),
        _ => None,
    });
    let acknowledged = |receipt: Receipt| {
        let slot = format!("payment/acknowledged/{}", receipt.plain());
        let said = file.said(&slot, |fact| match told(fact)? {
            Fact::Acknowledged { on, .. } => Some(*on),
            _ => None,
        });
        said.map(|said| *said.latest())
    };
    let reversed = |receipt: Receipt| {
        let slot = format!("payment/reversed/{}", receipt.plain());
        let said = file.said(&slot, |fact| match told(fact)? {
            Fact::Reversed { why, .. } => Some(*why),
            _ => None,
        });
        said.map(|said| *said.latest())
    };
    let mut all: Vec<Payment> = paid
        .flat_map(|(_, said)| said.all().iter().map(|a| a.value).collect::<Vec<_>>())
        .map(|paid| Payment {
            paid,
            acknowledged: acknowledged(paid.receipt),
            reversed: reversed(paid.receipt),
        })
        .collect();
    all.sort_by_key(|p| (p.paid.month, p.paid.on, p.paid.receipt));
    all
}

fn told(fact: &Entry) -> Option<&Fact> {
    match fact {
        Entry::Payment(fact) => Some(fact),
        _ => None,
    }
}

/// The month that was typed in `field`, as `1942-09`.
///
/// # Errors
/// Names the field: nothing, no month, one of no year that can be meant.
pub fn month(field: &'static str, typed: &str) -> Result<Month, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(refuse(field, "", Why::Missing));
    }
    let month = Month::parse(typed).ok_or_else(|| refuse(field, typed, Why::Unreadable))?;
    if YEARS.contains(&month.year) { Ok(month) } else { Err(refuse(field, typed, Why::OutOfRange)) }
}
