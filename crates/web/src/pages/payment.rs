//! Payments by code: what is owed for a month, what was paid, which receipts came back. A page of this room shows codes,
//! months and amounts and nothing else; nobody is named, on the screen or on paper.

mod account;
mod act;
mod paper;

#[cfg(test)]
pub(crate) use act::ACTS;

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::code::LongCode;
use domain::compartment::Kind;
use domain::indicator::Month;
use domain::payment::{Currency, Line, Money, Payment, Receipt, month, total};
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use store::CompartmentInfo;
use store::payment::AccountLine;

/// Purpose of a reading for the list of a month.
const PURPOSE: &str = "payments";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/payments", Gate::Reads, get(show)),
        route("POST", "/payments", Gate::Writes, post(take)),
        route("GET, POST", "/payments/open", Gate::Writes, get(account::ask).post(account::open)),
        route("GET", "/payments/list", Gate::Reads, get(paper::list)),
        route("GET", "/payments/receipts", Gate::Reads, get(paper::receipts)),
        route("GET", "/payments/{file}", Gate::Reads, get(account::show)),
        route("GET", "/payments/{file}/card", Gate::Reads, get(paper::card)),
        route("GET, POST", "/payments/{file}/{act}", Gate::Writes, get(act::ask).post(act::take)),
    ]
}

/// The payment books in which the viewer's role `may`.
pub(crate) fn books(v: &Viewer, may: fn(domain::compartment::Role) -> bool) -> Vec<&CompartmentInfo> {
    v.compartments.iter().filter(|c| c.kind == Kind::Payments && may(c.role)).collect()
}

/// Today, where the first of the viewer's books stands.
fn today(v: &Viewer) -> Date {
    let book = books(v, domain::compartment::Role::reads).into_iter().next();
    v.today(book.map_or_else(|| v.scene(), |c| c.scene))
}

/// The month that the address asks for; this one where it asks for none that can be read.
fn month_asked(v: &Viewer, typed: &Typed) -> Month {
    month("month", typed.get("month")).unwrap_or_else(|_| Month::of(today(v)))
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let asked = asked::asked(v);
            let month = month_asked(v, &asked);
            shown(page(v, month, &begin(v, month), None)?)
        })
        .await
}

/// What stands in the fields at first.
fn begin(v: &Viewer, month: Month) -> Typed {
    let today = today(v).to_string();
    Typed::default()
        .with("month", month.to_string())
        .with("on", &today)
        .with("came_back", &today)
        .with("currency", currency(v).key())
}

/// The currency a form begins with where nothing is agreed: francs of the historical scene, euro of today.
fn currency(v: &Viewer) -> Currency {
    if today(v).year() < 1999 { Currency::Bef } else { Currency::Eur }
}

async fn take(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let shown_month = month_asked(v, &typed);
            let taken = match typed.get("act") {
                "acknowledge" => came_back(v, &typed).map(|()| "done=1".to_string()),
                _ => paid(v, &typed).map(|receipt| format!("receipt={}", receipt.plain())),
            };
            match taken {
                Ok(done) => onward(&format!("/payments?month={shown_month}&{done}")),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, shown_month, &typed, Some(&refusal))?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

/// A payment to the code that was typed.
fn paid(v: &Viewer, typed: &Typed) -> Result<Receipt, Complaint> {
    let code = LongCode::typed("long_code", typed.get("long_code"))?;
    let handed_over = act::handed_over(typed)?;
    let file = v.store().account_of(v.actor()?, &code)?;
    let opened = v.store().account(v.actor()?, &file, PURPOSE)?;
    Ok(v.store().pay(v.actor()?, &opened, handed_over, typed.has("all_the_same"))?)
}

/// A receipt that came back, by its number.
fn came_back(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let receipt = Receipt::typed("receipt", typed.get("receipt"))?;
    let on = asked::day("came_back", typed)?;
    let file = v.store().account_of_receipt(v.actor()?, receipt)?;
    let opened = v.store().account(v.actor()?, &file, PURPOSE)?;
    let told = v.store().receipt_acknowledged(v.actor()?, &opened, receipt, on);
    Ok(told.map_err(act::of_came_back)?)
}

fn page(v: &Viewer, of: Month, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("payment-title");
    let lines = v.store().payments_due(v.actor()?, of, PURPOSE)?;
    let holds = !books(v, domain::compartment::Role::reads).is_empty();
    let writes = !books(v, domain::compartment::Role::writes).is_empty();
    let query = asked::asked(v);
    let body = html! {
        div.by-code {
            (notices(v, &query))
            div.page-head { h1 { (title) } p { (v.t("payment-what")) } }
            @if !holds { p.empty { (v.t("payment-no-book")) } } @else {
                (chooser(v, of))
                (list::wide_part("of-month", &v.words.month(of), html! {
                    @if lines.is_empty() { p.empty { (v.t("payment-none")) } } @else { (table(v, &lines)) (totals(v, &lines)) }
                    div.toolbar {
                        a.button.quiet href=(format!("/payments/list?month={of}")) { (v.t("payment-print-list")) }
                        a.button.quiet href=(format!("/payments/receipts?month={of}")) { (v.t("payment-print-receipts")) }
                        @if writes { a.button.quiet href="/payments/open" { (v.t("payment-open")) } }
                    }
                }))
                @if writes { div.no-print { (forms(v, typed, refusal)) } }
            }
        }
    };
    Ok(frame::page(v, &title, body))
}

/// What was just written: the number that stands on the receipt.
fn notices(v: &Viewer, query: &Typed) -> Markup {
    let receipt = Receipt::typed("receipt", query.get("receipt")).ok();
    html! {
        @if query.has("done") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        @if let Some(receipt) = receipt {
            div.notice.done role="status" { p { (v.t("payment-receipt-is")) " " span.code { (receipt) } } }
        }
    }
}

/// The choice of a month, and the ways to the one before and the one after.
fn chooser(v: &Viewer, of: Month) -> Markup {
    let before = Month::of(of.first().yesterday().unwrap_or(of.first()));
    let to = |month: Month| format!("/payments?month={month}");
    html! {
        form.filter action="/payments" {
            label { (v.t("field-month")) " " input type="month" name="month" value=(of) autocomplete="off"; }
            button.button.quiet type="submit" { (v.t("do-show")) }
        }
        nav.pager aria-label=(v.t("pager")) {
            a href=(to(before)) { (v.words.month(before)) }
            a href=(to(of.next())) { (v.words.month(of.next())) }
        }
    }
}

fn table(v: &Viewer, lines: &[AccountLine]) -> Markup {
    let mut rows = Vec::new();
    for line in lines {
        let nothing = [Line::of(currency(v))];
        let by_currency = if line.lines.is_empty() { &nothing[..] } else { &line.lines[..] };
        for sum in by_currency {
            let code = html! {
                a href=(format!("/payments/{}", line.file)) { (code(&line.code)) }
                @if line.disputed { " " span.status data-status="refused" { (v.t("payment-disputed")) } }
                @if line.ended.is_some() { " " span.certainty { (v.t("payment-ended")) } }
            };
            let receipts = line.payments.iter().filter(|p| p.paid.money.currency == sum.currency);
            let receipts: Vec<&Payment> = receipts.collect();
            rows.push(
                [
                    vec![code],
                    sums(v, sum),
                    vec![html! { @for p in &receipts { (receipt(v, p)) } @if receipts.is_empty() { "–" } }],
                ]
                .concat(),
            );
        }
    }
    let heads = [
        "field-code",
        "payment-owed",
        "payment-paid",
        "payment-outstanding",
        "payment-carried",
        "payment-overpaid",
        "field-receipt",
    ];
    list::table(v, "", &heads, &rows)
}

/// What is owed, paid, outstanding, carried over and overpaid: the cells of a line.
fn sums(v: &Viewer, line: &Line) -> Vec<Markup> {
    let over = line.overpaid.saturating_add(line.overpaid_before);
    [line.owed, line.paid, line.outstanding, line.carried]
        .into_iter()
        .map(|minor| amount(v, minor, line.currency))
        .chain([html! {
            @if over > 0 { strong.overpaid { (amount(v, over, line.currency)) } } @else { "–" }
        }])
        .collect()
}

/// The sums of the whole list, by currency.
fn totals(v: &Viewer, lines: &[AccountLine]) -> Markup {
    let rows: Vec<Vec<Markup>> = total(lines.iter().flat_map(|line| &line.lines))
        .iter()
        .map(|sum| [vec![html! { (sum.currency.key()) }], sums(v, sum)].concat())
        .collect();
    let heads = [
        "payment-together",
        "payment-owed",
        "payment-paid",
        "payment-outstanding",
        "payment-carried",
        "payment-overpaid",
    ];
    html! { @if !rows.is_empty() { (list::table(v, "", &heads, &rows)) } }
}

/// An amount; nothing is a dash.
pub(super) fn amount(v: &Viewer, minor: u64, currency: Currency) -> Markup {
    html! { @if minor == 0 { "–" } @else { bdi dir="ltr" { (v.words.amount(minor, currency)) } } }
}

/// The amount of a payment.
pub(super) fn sum_of(v: &Viewer, money: Money) -> Markup {
    amount(v, u64::from(money.minor), money.currency)
}

/// A code in its three groups.
pub(super) fn code(code: &LongCode) -> Markup {
    html! { span.code { (code) } }
}

/// A receipt with how it stands.
fn receipt(v: &Viewer, payment: &Payment) -> Markup {
    html! { p { span.code { (payment.paid.receipt) } " " span.certainty { (standing(v, payment)) } } }
}

/// Whether a payment's receipt came back, or why it does not count.
pub(super) fn standing(v: &Viewer, payment: &Payment) -> String {
    match (payment.reversed, payment.acknowledged) {
        (Some(why), _) => v.t(&format!("payment-reversal-{}", why.key())),
        (None, Some(on)) => v.t_with("payment-signed-on", &[("date", &v.words.day(on))]),
        (None, None) => v.t("payment-not-signed"),
    }
}

/// The two forms of the list: one to record a payment, one for a receipt that came back.
fn forms(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let signs = typed.get("act") == "acknowledge";
    let pay = Form { viewer: v, typed, refusal: refusal.filter(|_| !signs) };
    let sign = Form { viewer: v, typed, refusal: refusal.filter(|_| signs) };
    html! {
        (list::part("pay", &v.t("payment-pay"), html! {
            (pay.errors())
            form.stack method="post" action="/payments" {
                input type="hidden" name="act" value="pay";
                div.fields { (pay.line("long_code", "medium")) (act::payment_fields(&pay)) }
                div.toolbar { button.button type="submit" { (v.t("do-record")) } }
            }
        }))
        (list::part("acknowledge", &v.t("payment-acknowledge"), html! {
            (sign.errors())
            form.stack method="post" action="/payments" {
                input type="hidden" name="act" value="acknowledge";
                input type="hidden" name="month" value=(typed.get("month"));
                div.fields { (sign.input("receipt", "medium", "text", &[("inputmode", "numeric")])) (list::calendar(&sign, "came_back", "field-came-back", "date", None)) }
                div.toolbar { button.button type="submit" { (v.t("do-record")) } }
            }
        }))
    }
}

/// The book that was chosen among those the viewer writes in; the only one where nothing was.
fn book_typed<'a>(v: &'a Viewer, typed: &Typed) -> Result<&'a CompartmentInfo, Refusal> {
    let all = books(v, domain::compartment::Role::writes);
    let named = domain::id::CompartmentId::parse(typed.get("book"));
    match all.as_slice() {
        [only] if !typed.has("book") => Ok(only),
        _ => all.into_iter().find(|c| Some(c.id) == named).ok_or_else(|| refuse("book", "", Why::Missing)),
    }
}
