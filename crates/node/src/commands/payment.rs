//! `relais payments`: who is owed what for a month, receipts, accounts. Codes, months and amounts; nothing else is printed.

use crate::complaint::Complaint;
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::{Args, Subcommand};
use domain::code::LongCode;
use domain::compartment::Kind;
use domain::indicator::Month;
use domain::payment::{Agreement, Line, Money, Payment, Receipt, Reversal, month, total};
use domain::refusal::{Why, refuse};
use jiff::civil::Date;
use serde_json::{Value, json};
use store::payment::{AccountLine, Opened};
use store::{CompartmentInfo, Problem};

/// Purpose of a reading for a command.
const PURPOSE: &str = "relais payments";

/// Payments by code.
#[derive(Debug, Subcommand)]
pub enum Payments {
    /// What is owed, paid and outstanding for a month, by code
    Due {
        /// As 1942-09; this month where none is given
        #[arg(long, value_name = "MONTH")]
        month: Option<String>,
    },
    /// Open an account: a fresh code is drawn, unless the notebooks gave one
    Open {
        /// A code that the notebooks gave
        #[arg(long)]
        code: Option<String>,
        /// What is owed for one month, where that is agreed already
        #[arg(long, requires_all = ["currency", "from"])]
        sum: Option<String>,
        /// EUR, CHF, USD, ILS, BEF, FRF or NLG
        #[arg(long, requires = "sum")]
        currency: Option<String>,
        /// The first month it is owed for, as 1942-09
        #[arg(long, value_name = "MONTH", requires = "sum")]
        from: Option<String>,
        /// The last
        #[arg(long, value_name = "MONTH", requires = "sum")]
        until: Option<String>,
    },
    /// Say what is owed from a month on
    Agree {
        /// The code
        code: String,
        #[command(flatten)]
        owed: Owed,
    },
    /// Record money that was handed over; prints the number of its receipt
    Pay {
        /// The code
        code: String,
        /// The month it was for, as 1942-09
        #[arg(long)]
        month: String,
        /// How much
        #[arg(long)]
        sum: String,
        /// EUR, CHF, USD, ILS, BEF, FRF or NLG
        #[arg(long)]
        currency: String,
        /// When; today where no day is given
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        /// It was handed over beyond what is owed for the month, and stands as overpaid
        #[arg(long)]
        all_the_same: bool,
    },
    /// Record that a receipt came back, signed with the code
    Acknowledge {
        /// Its number
        receipt: String,
        /// When; today where no day is given
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
    },
    /// Say that a payment does not count
    Reverse {
        /// The number of its receipt
        receipt: String,
        /// came-back, not-handed-over, written-twice, wrong-code or wrong-amount
        #[arg(long)]
        why: String,
    },
    /// End an account: nothing is owed for the months after that day's
    End {
        /// The code
        code: String,
        /// When; today where no day is given
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
    },
}

/// What is owed, as typed.
#[derive(Debug, Args)]
pub struct Owed {
    /// For one month
    #[arg(long)]
    sum: String,
    /// EUR, CHF, USD, ILS, BEF, FRF or NLG
    #[arg(long)]
    currency: String,
    /// The first month, as 1942-09
    #[arg(long, value_name = "MONTH")]
    from: String,
    /// The last month
    #[arg(long, value_name = "MONTH")]
    until: Option<String>,
}

impl Owed {
    fn agreement(&self) -> Result<Agreement, Complaint> {
        let money = Money::typed(&self.sum, &self.currency)?;
        let until = self.until.as_ref().map(|until| month("until_month", until)).transpose()?;
        Ok(Agreement { money, from: month("since_month", &self.from)?, until })
    }
}

impl Payments {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Payments::Due { month } => due(ctx, month.as_deref()),
            Payments::Open { code, sum, currency, from, until } => {
                let owed = sum.clone().zip(currency.clone()).zip(from.clone());
                let owed =
                    owed.map(|((sum, currency), from)| Owed { sum, currency, from, until: until.clone() });
                open(ctx, code.as_deref(), owed.as_ref())
            }
            Payments::Agree { code, owed } => {
                let opened = account(ctx, code)?;
                let agreement = owed.agreement()?;
                ctx.store.payment_agreed(ctx.actor, &opened, agreement)?;
                let code = opened.account.code.latest();
                let told = format!("{code}: {} for each month from {}.", agreement.money, agreement.from);
                ctx.done(
                    told,
                    &json!({ "code": code, "from": agreement.from, "until": agreement.until,
                    "owed": money_value(agreement.money) }),
                )
            }
            Payments::Pay { code, month: of, sum, currency, on, all_the_same } => {
                let opened = account(ctx, code)?;
                let (of, money) = (month("month", of)?, Money::typed(sum, currency)?);
                let on = day_or_today(ctx, &opened, on.as_deref())?;
                let receipt = ctx.store.pay(ctx.actor, &opened, (of, money, on), *all_the_same)?;
                let code = opened.account.code.latest();
                ctx.done(
                    format!("{code}: {money} for {of}, receipt {receipt}."),
                    &json!({ "code": code, "month": of, "paid": money_value(money), "on": on, "receipt": receipt.plain() }),
                )
            }
            Payments::Acknowledge { receipt, on } => {
                let (receipt, opened) = account_of_receipt(ctx, receipt)?;
                let on = day_or_today(ctx, &opened, on.as_deref())?;
                ctx.store.receipt_acknowledged(ctx.actor, &opened, receipt, on)?;
                ctx.done(
                    format!("Receipt {receipt} came back."),
                    &json!({ "receipt": receipt.plain(), "on": on }),
                )
            }
            Payments::Reverse { receipt, why } => {
                let reason = Reversal::parse(why).ok_or_else(|| {
                    let known = Reversal::ALL.map(Reversal::key).join(", ");
                    Complaint::usage(format!("why, “{why}”: this is no reason."), format!("One of: {known}."))
                })?;
                let (receipt, opened) = account_of_receipt(ctx, receipt)?;
                ctx.store.payment_reversed(ctx.actor, &opened, receipt, reason)?;
                ctx.done(
                    format!("Receipt {receipt} does not count: {why}."),
                    &json!({ "receipt": receipt.plain(), "why": why }),
                )
            }
            Payments::End { code, on } => {
                let opened = account(ctx, code)?;
                let on = day_or_today(ctx, &opened, on.as_deref())?;
                ctx.store.account_ended(ctx.actor, &opened, on)?;
                let code = opened.account.code.latest();
                ctx.done(
                    format!("{code}: nothing is owed after {}.", Month::of(on)),
                    &json!({ "code": code, "ended": on }),
                )
            }
        }
    }
}

fn account(ctx: &Context<'_>, code: &str) -> Result<Opened, Complaint> {
    let code = LongCode::typed("code", code)?;
    let file = ctx.store.account_of(ctx.actor, &code).map_err(not_found)?;
    Ok(ctx.store.account(ctx.actor, &file, PURPOSE)?)
}

/// What is in no book of the actor is not found, like anything else.
fn not_found(problem: Problem) -> Complaint {
    match problem {
        Problem::Refused(refusal) if refusal.why == Why::Unknown => Complaint::unknown(
            refusal.field.trim_start_matches("long_"),
            &refusal.value,
            "`relais payments due` lists what is in your books.",
        ),
        other => other.into(),
    }
}

fn account_of_receipt(ctx: &Context<'_>, receipt: &str) -> Result<(Receipt, Opened), Complaint> {
    let receipt = Receipt::typed("receipt", receipt)?;
    let file = ctx.store.account_of_receipt(ctx.actor, receipt).map_err(not_found)?;
    Ok((receipt, ctx.store.account(ctx.actor, &file, PURPOSE)?))
}

fn day_or_today(ctx: &Context<'_>, opened: &Opened, on: Option<&str>) -> Result<Date, Complaint> {
    on.map_or_else(|| ctx.today(&opened.compartment), |on| day("on", on))
}

/// The books the actor belongs to; the one named, where one is.
fn books(ctx: &Context<'_>) -> Result<Vec<CompartmentInfo>, Complaint> {
    let all = ctx.compartments(|_| true)?;
    Ok(all.into_iter().filter(|c| c.kind == Kind::Payments).collect())
}

fn open(ctx: &mut Context<'_>, code: Option<&str>, owed: Option<&Owed>) -> Done {
    let code = code.map(|code| LongCode::typed("code", code)).transpose()?;
    let agreement = owed.map(Owed::agreement).transpose()?;
    let all: Vec<CompartmentInfo> = books(ctx)?.into_iter().filter(|c| c.role.writes()).collect();
    let book = match all.as_slice() {
        [only] => only,
        [] => {
            return Err(Complaint::new(
                4,
                "You write in no payment book.",
                "Found one: `relais compartment found NAME --kind payments`, or ask its keeper.",
            ));
        }
        _ => return Err(Complaint::usage("You write in several payment books.", "Add --compartment.")),
    };
    let (file, code) = ctx.store.account_opened(ctx.actor, &book.id, code, agreement)?;
    ctx.done(format!("{code} is opened."), &json!({ "code": code, "file": file }))
}

fn due(ctx: &mut Context<'_>, typed: Option<&str>) -> Done {
    let books = books(ctx)?;
    let of = match (typed, books.first()) {
        (Some(typed), _) => month("month", typed)?,
        (None, Some(book)) => Month::of(ctx.today(&book.id)?),
        (None, None) => return Err(refuse("month", "", Why::Missing).into()),
    };
    let mut lines = ctx.store.payments_due(ctx.actor, of, PURPOSE)?;
    lines.retain(|line| books.iter().any(|book| book.id == line.compartment));
    let mut table = Table::new(&[
        "code",
        "#carried",
        "#owed",
        "#paid",
        "#outstanding",
        "#overpaid",
        "currency",
        "receipts",
    ]);
    for line in &lines {
        for sum in &line.lines {
            let receipts: Vec<String> = line
                .payments
                .iter()
                .filter(|p| p.paid.money.currency == sum.currency)
                .map(|p| format!("{} {}", p.paid.receipt, standing(p)))
                .collect();
            table.row(row(line.code.to_string(), sum, receipts.join(", ")));
        }
        if line.lines.is_empty() {
            let nothing = || "-".to_string();
            table.row([
                line.code.to_string(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                String::new(),
            ]);
        }
    }
    let sums = total(lines.iter().flat_map(|line| &line.lines));
    for sum in &sums {
        table.row(row("together".into(), sum, String::new()));
    }
    let value = json!({ "month": of, "accounts": lines.iter().map(account_value).collect::<Vec<_>>(),
        "together": sums.iter().map(line_value).collect::<Vec<_>>() });
    ctx.table(&table, &value, "No account for this month.")
}

fn row(head: String, sum: &Line, receipts: String) -> [String; 8] {
    let of = |minor: u64| format!("{}.{:02}", minor / 100, minor % 100);
    let over = sum.overpaid.saturating_add(sum.overpaid_before);
    [
        head,
        of(sum.carried),
        of(sum.owed),
        of(sum.paid),
        of(sum.outstanding),
        of(over),
        sum.currency.key().to_string(),
        receipts,
    ]
}

/// How a payment stands, in a word.
fn standing(payment: &Payment) -> &'static str {
    match (payment.reversed, payment.acknowledged) {
        (Some(why), _) => why.key(),
        (None, Some(_)) => "signed",
        (None, None) => "not back",
    }
}

fn account_value(line: &AccountLine) -> Value {
    let paid = |p: &Payment| {
        json!({ "receipt": p.paid.receipt.plain(), "paid": money_value(p.paid.money), "on": p.paid.on,
            "acknowledged": p.acknowledged, "reversed": p.reversed.map(Reversal::key) })
    };
    json!({ "code": line.code, "file": line.file, "opened": line.opened, "ended": line.ended, "disputed": line.disputed,
        "sums": line.lines.iter().map(line_value).collect::<Vec<_>>(),
        "payments": line.payments.iter().map(paid).collect::<Vec<_>>() })
}

/// A line in minor units: whole numbers, so that nothing is rounded.
fn line_value(line: &Line) -> Value {
    json!({ "currency": line.currency.key(), "carried": line.carried, "owed": line.owed, "paid": line.paid,
        "outstanding": line.outstanding, "overpaid": line.overpaid, "overpaid_before": line.overpaid_before })
}

fn money_value(money: Money) -> Value {
    json!({ "minor": money.minor, "currency": money.currency.key(), "sum": money.to_string() })
}
