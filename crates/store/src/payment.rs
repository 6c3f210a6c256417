//! Payment books: accounts by code over the books the actor was granted. What is shown of an account is a reading of it.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use crate::read::Reading;
use crate::read_log;
use crate::shelf::Shelf;
use domain::code::LongCode;
use domain::compartment::{Kind, Role};
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId};
use domain::indicator::Month;
use domain::payment::{
    Account, Agreement, Currency, Fact as Told, Ledger, Line, Money, Paid, Payment, Receipt, Reversal,
};
use domain::refusal::{Why, refuse};
use jiff::civil::Date;
use journal::chance::random;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Codes and numbers drawn before it is said that something is wrong with the chance.
const DRAWS: usize = 16;

/// An account in the list of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// The book.
    pub compartment: CompartmentId,
    /// Its file.
    pub file: FileId,
    /// Its code.
    pub code: LongCode,
    /// When it was opened.
    pub opened: Date,
    /// When it ended.
    pub ended: Option<Date>,
    /// Whether two agreed otherwise and nobody has settled it.
    pub disputed: bool,
    /// What is owed and paid, by currency.
    pub lines: Vec<Line>,
    /// What was paid for this month, what does not count among it.
    pub payments: Vec<Payment>,
}

/// An account that was opened, with the heads it was read at.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The book.
    pub compartment: CompartmentId,
    /// Its file.
    pub file: FileId,
    /// What it says.
    pub account: Account,
    /// The heads of the file.
    pub heads: Vec<EntryId>,
}

impl Store {
    /// The payment books in which the actor's role `may`.
    fn books(&self, actor: &Actor, may: fn(Role) -> bool) -> Result<Vec<Arc<Shelf>>, Problem> {
        let all = self.shelves(actor, may)?;
        Ok(all.into_iter().filter(|shelf| shelf.charter().kind == Some(Kind::Payments)).collect())
    }

    /// What is owed and paid for a month, by code: accounts that are open, and those that have ended and are not settled.
    /// Each of them is read for `purpose`, and that is on disk before this returns.
    pub fn payments_due(
        &self,
        actor: &Actor,
        month: Month,
        purpose: &str,
    ) -> Result<Vec<AccountLine>, Problem> {
        let mut all = Vec::new();
        for shelf in self.books(actor, Role::reads)? {
            let mut lines = self.read(actor, &shelf.id, |r| lines_of(r, month))?;
            lines.retain(|line| is_open(line, month) || !line.lines.iter().all(settled));
            read_log::record_all(&shelf, actor, lines.iter().map(|line| line.file).collect(), purpose)?;
            all.append(&mut lines);
        }
        all.sort_by_key(|line| (line.code, line.file));
        Ok(all)
    }

    /// An account, read for `purpose`.
    pub fn account(&self, actor: &Actor, file: &FileId, purpose: &str) -> Result<Opened, Problem> {
        let volume = self.open_file(actor, file, purpose)?;
        let account = Account::of(&volume.file).ok_or(Problem::Unknown("account"))?;
        Ok(Opened { compartment: volume.compartment, file: *file, account, heads: volume.file.heads.clone() })
    }

    /// The file of the account of a code.
    ///
    /// # Errors
    /// No such account among the actor's books; several, opened at nodes that had not met.
    pub fn account_of(&self, actor: &Actor, code: &LongCode) -> Result<FileId, Problem> {
        let sql = "select file from account where compartment = $1 and code = $2 order by file";
        self.the_account(actor, sql, &code.plain().into(), || ("long_code", code.to_string()))
    }

    /// The file of the account that has a receipt.
    ///
    /// # Errors
    /// No such receipt among the actor's books; several.
    pub fn account_of_receipt(&self, actor: &Actor, receipt: Receipt) -> Result<FileId, Problem> {
        let sql = "select distinct file from paid where compartment = $1 and receipt = $2 order by file";
        self.the_account(actor, sql, &(receipt.number() as i64).into(), || ("receipt", receipt.to_string()))
    }

    fn the_account(
        &self,
        actor: &Actor,
        sql: &str,
        value: &crate::database::Value,
        named: impl Fn() -> (&'static str, String),
    ) -> Result<FileId, Problem> {
        let mut found = Vec::new();
        for shelf in self.books(actor, Role::reads)? {
            let rows = self.read(actor, &shelf.id, |r| {
                let values = [r.here(), value.clone()];
                r.query(sql, &values)
            })?;
            found.extend(rows.iter().filter_map(|row| FileId::from_slice(row.blob(0))));
        }
        let refused = |why| {
            let (field, value) = named();
            Problem::from(refuse(field, value, why))
        };
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(refused(Why::Unknown)),
            _ => Err(refused(Why::Ambiguous)),
        }
    }

    /// Opens an account in a book: under a code that the notebooks gave, else under a fresh one.
    ///
    /// # Errors
    /// No payment book; a code that has an account here; not allowed to the role.
    pub fn account_opened(
        &self,
        actor: &Actor,
        book: &CompartmentId,
        code: Option<LongCode>,
        agreement: Option<Agreement>,
    ) -> Result<(FileId, LongCode), Problem> {
        if !self.books(actor, |_| true)?.iter().any(|shelf| shelf.id == *book) {
            return Err(Problem::Unknown("payment book"));
        }
        self.write(actor, book, move |w| {
            let code = match code {
                Some(code) if is_taken(w, &code)? => {
                    return Err(refuse("long_code", code, Why::AlreadyThere).into());
                }
                Some(code) => code,
                None => fresh(|| {
                    let code = LongCode::from_random(random(&mut w.chance()));
                    Ok((!is_taken(w, &code)?).then_some(code))
                })?,
            };
            let (on, file) = (w.today(), w.new_file());
            let mut facts = vec![Fact::Payment(Told::Opened { code, on })];
            if let Some(agreement) = agreement {
                span(&agreement)?;
                facts.push(Fact::Payment(Told::Agreed { agreement, on }));
            }
            w.append(&file, facts).map(|_| (file, code))
        })
    }

    /// Writes what is owed from a month on, with sight of `heads` only: what another agreed meanwhile stands beside it.
    pub fn payment_agreed(
        &self,
        actor: &Actor,
        opened: &Opened,
        agreement: Agreement,
    ) -> Result<(), Problem> {
        let (file, heads) = (opened.file, opened.heads.clone());
        self.write(actor, &opened.compartment, move |w| {
            account(w, &file)?.may_agree(&agreement)?;
            let on = w.today();
            w.append_after(&file, heads, vec![Fact::Payment(Told::Agreed { agreement, on })]).map(drop)
        })
    }

    /// Writes that money was handed over for a month, and answers with the number of its receipt. More than is owed for
    /// the month has to be said `all_the_same`.
    pub fn pay(
        &self,
        actor: &Actor,
        opened: &Opened,
        (month, money, on): (Month, Money, Date),
        all_the_same: bool,
    ) -> Result<Receipt, Problem> {
        let file = opened.file;
        self.write(actor, &opened.compartment, move |w| {
            let receipt = fresh(|| {
                let receipt = Receipt::from_random(random(&mut w.chance()));
                let sql = "select file from paid where compartment = $1 and receipt = $2";
                let here = [w.compartment().bytes().into(), (receipt.number() as i64).into()];
                Ok(w.query(sql, &here)?.is_empty().then_some(receipt))
            })?;
            let paid = Paid { month, money, on, receipt };
            account(w, &file)?.may_pay(&paid, w.today(), all_the_same)?;
            w.append(&file, vec![Fact::Payment(Told::Paid(paid))]).map(|_| receipt)
        })
    }

    /// Writes that a receipt came back signed.
    pub fn receipt_acknowledged(
        &self,
        actor: &Actor,
        opened: &Opened,
        receipt: Receipt,
        on: Date,
    ) -> Result<(), Problem> {
        let file = opened.file;
        self.write(actor, &opened.compartment, move |w| {
            account(w, &file)?.may_acknowledge(receipt, on, w.today())?;
            w.append(&file, vec![Fact::Payment(Told::Acknowledged { receipt, on })]).map(drop)
        })
    }

    /// Writes that a payment does not count.
    pub fn payment_reversed(
        &self,
        actor: &Actor,
        opened: &Opened,
        receipt: Receipt,
        why: Reversal,
    ) -> Result<(), Problem> {
        let file = opened.file;
        self.write(actor, &opened.compartment, move |w| {
            account(w, &file)?.may_reverse(receipt)?;
            let on = w.today();
            w.append(&file, vec![Fact::Payment(Told::Reversed { receipt, why, on })]).map(drop)
        })
    }

    /// Ends an account: nothing is owed for the months after that day's.
    pub fn account_ended(&self, actor: &Actor, opened: &Opened, on: Date) -> Result<(), Problem> {
        let (file, heads) = (opened.file, opened.heads.clone());
        self.write(actor, &opened.compartment, move |w| {
            account(w, &file)?.may_end(on, w.today())?;
            w.append_after(&file, heads, vec![Fact::Payment(Told::Ended { on })]).map(drop)
        })
    }
}

fn account(w: &mut Writing<'_>, file: &FileId) -> Result<Account, Problem> {
    Account::of(&w.file(file)?).ok_or(Problem::Unknown("account"))
}

/// # Errors
/// Names the field: a span that ends before it begins.
fn span(agreement: &Agreement) -> Result<(), Problem> {
    match agreement.until.filter(|until| *until < agreement.from) {
        Some(until) => Err(refuse("until_month", until, Why::EndsBeforeItBegins).into()),
        None => Ok(()),
    }
}

fn is_taken(w: &mut Writing<'_>, code: &LongCode) -> Result<bool, Problem> {
    let here = [w.compartment().bytes().into(), code.plain().into()];
    Ok(!w.query("select file from account where compartment = $1 and code = $2", &here)?.is_empty())
}

/// The first of what is drawn that is nobody's yet.
fn fresh<T>(mut draw: impl FnMut() -> Result<Option<T>, Problem>) -> Result<T, Problem> {
    for _ in 0..DRAWS {
        if let Some(drawn) = draw()? {
            return Ok(drawn);
        }
    }
    Err(Problem::Database("no fresh number could be drawn".into()))
}

/// Whether it was opened by the end of the month and had not ended before it.
fn is_open(line: &AccountLine, month: Month) -> bool {
    Month::of(line.opened) <= month && line.ended.is_none_or(|on| month <= Month::of(on))
}

/// Whether there is nothing to say of a line any more.
fn settled(line: &Line) -> bool {
    line.due() == 0 && line.paid == 0 && line.overpaid_before == 0
}

/// The accounts of a book as they stand in a month.
fn lines_of(r: &mut Reading<'_>, month: Month) -> Result<Vec<AccountLine>, Problem> {
    let here = [r.here()];
    let mut ledgers: BTreeMap<FileId, Ledger> = BTreeMap::new();
    let agreed = "select file, from_month, until_month, minor, currency from agreed where compartment = $1";
    for row in r.query(agreed, &here)? {
        let Some((file, agreement)) = agreement(&row) else { continue };
        ledgers.entry(file).or_default().agreed.push(agreement);
    }
    let paid = "select file, receipt, month, minor, currency, on_day, acknowledged, reversed from paid
                where compartment = $1 order by file, nth";
    for row in r.query(paid, &here)? {
        let Some((file, payment)) = payment(&row) else { continue };
        ledgers.entry(file).or_default().payments.push(payment);
    }
    let accounts = "select file, code, opened, ended, disputed from account where compartment = $1";
    let compartment = r.compartment();
    let mut lines = Vec::new();
    for row in r.query(accounts, &here)? {
        let (Some(file), Some(code)) = (FileId::from_slice(row.blob(0)), LongCode::parse(row.text(1))) else {
            continue;
        };
        let mut ledger = ledgers.remove(&file).unwrap_or_default();
        ledger.ended = row.day(3);
        let lines_of_month = ledger.month(month);
        ledger.payments.retain(|p| p.paid.month == month);
        lines.push(AccountLine {
            compartment,
            file,
            code,
            opened: row.day(2).unwrap_or_default(),
            ended: ledger.ended,
            disputed: row.int(4) != 0,
            lines: lines_of_month,
            payments: ledger.payments,
        });
    }
    Ok(lines)
}

fn money(minor: i64, currency: &str) -> Option<Money> {
    Some(Money { minor: u32::try_from(minor).ok()?, currency: Currency::parse(currency)? })
}

fn agreement(row: &Row) -> Option<(FileId, Agreement)> {
    let agreement = Agreement {
        money: money(row.int(3), row.text(4))?,
        from: Month::parse(row.text(1))?,
        until: Month::parse(row.text(2)),
    };
    Some((FileId::from_slice(row.blob(0))?, agreement))
}

fn payment(row: &Row) -> Option<(FileId, Payment)> {
    let receipt = Receipt::try_from(u64::try_from(row.int(1)).ok()?).ok()?;
    let paid = Paid {
        month: Month::parse(row.text(2))?,
        money: money(row.int(3), row.text(4))?,
        on: row.day(5)?,
        receipt,
    };
    let payment = Payment { paid, acknowledged: row.day(6), reversed: Reversal::parse(row.text(7)) };
    Some((FileId::from_slice(row.blob(0))?, payment))
}
