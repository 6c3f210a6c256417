//! The store-room beside the ration list: what there is of therapeutic food and milk, how long it lasts at what is given
//! out each day, and the stock card on which a person writes what came, went, was lost or was counted.

use super::ration::need;
use super::{Ward, decimal, places, ward};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::correction::words;
use crate::pages::health::HEALTH;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::id::{CompartmentId, Key};
use domain::refusal::{Refusal, Why, refuse};
use domain::supply::{Line, Movement, PRODUCTS, WAYS, stock};
use maud::{Markup, html};
use store::supply::SupplyLine;

/// Below so many days of what is needed, the shelf is running out.
const SOON_DAYS: u64 = 7;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let ward = ward(v, &asked::asked(v))?;
            let typed = Typed::default()
                .with("on", ward.on.to_string())
                .with("product", PRODUCTS[0])
                .with("way", WAYS[0]);
            shown(page(v, &ward, &typed, None)?)
        })
        .await
}

pub(super) async fn record(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            // The place is typed, and the day too: the page is that of the place today.
            let ward = ward(v, &Typed::default().with("place", typed.get("place")))?;
            if let Err(complaint) = taken(v, &ward, &typed) {
                let refusal = complaint.into_refusal()?;
                let page = page(v, &ward, &typed, Some(&refusal))?;
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
            onward(&format!("/weighings/supplies?place={}&done=1", ward.place.file))
        })
        .await
}

fn taken(v: &Viewer, ward: &Ward, typed: &Typed) -> Result<(), Complaint> {
    let text = |name: &str| typed.get(name).to_string();
    let line = Line {
        on: asked::day("on", typed)?,
        product: text("product"),
        way: text("way"),
        amount: text("amount"),
        words: words("words", typed)?,
    };
    let movement = line.movement(v.today(ward.place.scene))?;
    let room = room(v, ward).ok_or_else(|| Complaint::forbidden(v))?;
    v.store().supply_moved(v.actor()?, &room, (ward.place.file, ward.place.name.clone()), movement)?;
    Ok(())
}

/// The health volet of the scene in which the viewer writes.
fn room(v: &Viewer, ward: &Ward) -> Option<CompartmentId> {
    HEALTH.rooms_of(v, ward.place.scene).first().map(|c| c.id)
}

pub(super) async fn withdraw(viewer: Viewer, Path(key): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let key = Key::parse(&key).ok_or_else(Complaint::unknown)?;
            let ward = ward(v, &Typed::default().with("place", typed.get("place")))?;
            let card = v.store().supply(v.actor()?, &ward.place.file)?;
            let line = card.into_iter().find(|l| l.key == key).ok_or_else(Complaint::unknown)?;
            let why = words("why", &typed)?;
            if why.is_empty() {
                return Err(refuse("why", "", Why::Missing).into());
            }
            v.store().supply_withdrawn(v.actor()?, &line, why)?;
            onward(&format!("/weighings/supplies?place={}&done=1", ward.place.file))
        })
        .await
}

/// An amount in the unit of its product.
fn amount(v: &Viewer, product: &str, amount: i64) -> String {
    let said = match product {
        "milk" => decimal(v, amount as f64 / 1_000.0, 1),
        _ => amount.to_string(),
    };
    v.t_with(&format!("supply-amount-{product}"), &[("n", &said)])
}

/// What there is of each product beside what a day asks for.
pub(super) fn shelf(v: &Viewer, ward: &Ward) -> Result<Markup, Complaint> {
    let card: Vec<Movement> =
        v.store().supply(v.actor()?, &ward.place.file)?.into_iter().map(|l| l.movement).collect();
    let rows = PRODUCTS.map(|product| {
        let there = stock(&card, product, ward.on);
        let per_day_100 = need(ward, product);
        let lasts = there.lasts_days(per_day_100);
        vec![
            html! { (v.t(&format!("supply-product-{product}"))) },
            html! {
                (amount(v, product, there.amount))
                @if there.amount < 0 { " " span.certainty { (v.t("supply-count-again")) } }
            },
            html! { @match there.counted_on { Some(on) => (v.words.day(on)), None => (v.t("supply-never-counted")) } },
            html! { (amount(v, product, per_day_100.div_ceil(100) as i64)) },
            html! {
                @match lasts {
                    None => "–",
                    Some(days) if days < SOON_DAYS => { strong { (v.t_with("supply-days", &[("n", &days.to_string())])) } },
                    Some(days) => (v.t_with("supply-days", &[("n", &days.to_string())])),
                }
            },
        ]
    });
    let heads = ["supply-product", "supply-there", "supply-counted", "supply-needed", "supply-lasts"];
    Ok(list::wide_part("supply", &v.t("supply-title"), list::table(v, "", &heads, &rows)))
}

fn page(v: &Viewer, ward: &Ward, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("supply-title");
    let card = v.store().supply(v.actor()?, &ward.place.file)?;
    let writes = room(v, ward).is_some();
    let form = Form { viewer: v, typed, refusal };
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head {
            h1 { (title) (asked::colon(v)) bdi { (ward.place.name) } }
            p { (v.words.day(ward.on)) ". " (v.t("supply-what")) }
        }
        form.filter action="/weighings/supplies" {
            label { (v.t("weighing-place")) " " (places(ward)) }
            button.button.quiet { (v.t("do-show")) }
        }
        (form.errors())
        (shelf(v, ward)?)
        @if writes { (line_form(v, ward, &form)) }
        (list::wide_part("card", &v.t("supply-card"), lines(v, ward, &card, writes)))
        div.toolbar { a.button.quiet href=(format!("/weighings/rations?place={}", ward.place.file)) { (v.t("do-back")) } }
    };
    Ok(frame::page(v, &title, body))
}

fn line_form(v: &Viewer, ward: &Ward, form: &Form<'_>) -> Markup {
    html! {
        form.stack method="post" action="/weighings/supplies" {
            input type="hidden" name="place" value=(ward.place.file);
            div.fields {
                (list::calendar(form, "on", "weighing-day", "date", Some(v.today(ward.place.scene))))
                (form.choose("way", "short", None, &worded(v, "supply-way", WAYS)))
                (form.choose("product", "medium", None, &worded(v, "supply-product", PRODUCTS)))
                (form.input("amount", "short", "text", &[("inputmode", "decimal"), ("required", "")]))
                (form.line("words", "wide"))
            }
            div.toolbar { button.button type="submit" { (v.t("do-record")) } }
        }
    }
}

/// The stock card, newest first.
fn lines(v: &Viewer, ward: &Ward, card: &[SupplyLine], writes: bool) -> Markup {
    let row = |l: &SupplyLine| {
        let m = &l.movement;
        vec![
            html! { (v.words.day(m.on)) },
            html! { (v.t(&format!("supply-way-{}", m.way))) },
            html! { (amount(v, &m.product, i64::from(m.amount))) },
            html! { span dir="auto" { (m.words) } },
            html! {
                bdi { (v.member_name(&l.by)) }
                @if writes { " " (withdrawal(v, ward, l)) }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = card.iter().rev().map(row).collect();
    let heads = ["list-date", "supply-way", "supply-amount", "supply-words", "supply-by"];
    html! { @if rows.is_empty() { p.empty { (v.t("supply-none")) } } @else { (list::table(v, "", &heads, &rows)) } }
}

fn withdrawal(v: &Viewer, ward: &Ward, line: &SupplyLine) -> Markup {
    let id = format!("why-{}", line.key);
    html! {
        details.no-print {
            summary { (v.t("supply-withdraw")) }
            form.stack method="post" action=(format!("/weighings/supplies/{}/withdrawals", line.key)) {
                input type="hidden" name="place" value=(ward.place.file);
                div.field.medium {
                    label for=(id) { (v.t("field-why")) }
                    input id=(id) name="why" type="text" dir="auto" autocomplete="off" required;
                }
                button.button.quiet type="submit" { (v.t("supply-withdraw")) }
            }
        }
    }
}
