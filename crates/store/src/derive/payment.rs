//! Derived rows of an account: its code, what was agreed, what was paid. What is owed follows from them when it is read.

use super::Rows;
use crate::problem::Problem;
use domain::payment::Account;

pub(crate) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(account) = Account::of(rows.file) else { return Ok(()) };
    let ledger = account.ledger();
    rows.insert(
        "insert into account (compartment, file, code, opened, ended, disputed) values ($1, $2, $3, $4, $5, $6)",
        [
            account.code.latest().plain().into(),
            account.opened.into(),
            ledger.ended.into(),
            account.disputed().into(),
        ],
    )?;
    for agreement in &ledger.agreed {
        rows.insert(
            "insert into agreed (compartment, file, from_month, until_month, minor, currency)
             values ($1, $2, $3, $4, $5, $6)",
            [
                agreement.from.to_string().into(),
                agreement.until.map(|until| until.to_string()).unwrap_or_default().into(),
                agreement.money.minor.into(),
                agreement.money.currency.key().into(),
            ],
        )?;
    }
    for (nth, payment) in (0i64..).zip(&ledger.payments) {
        let paid = &payment.paid;
        rows.insert(
            "insert into paid (compartment, file, receipt, nth, month, minor, currency, on_day, acknowledged, reversed)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                (paid.receipt.number() as i64).into(),
                nth.into(),
                paid.month.to_string().into(),
                paid.money.minor.into(),
                paid.money.currency.key().into(),
                paid.on.into(),
                payment.acknowledged.into(),
                payment.reversed.map(|why| why.key()).unwrap_or_default().into(),
            ],
        )?;
    }
    Ok(())
}
