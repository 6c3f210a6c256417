//! A child's weighings: the curve, each measure with what it means and who read it, the form, and the programmes.

use super::programme;
use super::session::{keep, question, sheet};
use super::{decimal, measures, reasons};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame::{self, encode};
use crate::pages::health::HEALTH;
use crate::pages::list;
use crate::pages::person::{Opened, headstrip, tabs};
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use domain::id::Key;
use domain::person::Sex;
use domain::refusal::Refusal;
use domain::said::Said;
use domain::weighing::{
    APPETITES, Body, COMPLICATIONS, OEDEMA_PLACES, Odd, POSITIONS, Weighing, oddities, protocol_for, scored,
    weighings,
};
use growth::Indicator;
use maud::{Markup, PreEscaped, html};
use print::growth_chart::{Point, growth_chart, growth_figure, growth_sheet, growth_title};

/// Purpose of a reading of this page.
pub(super) const PURPOSE: &str = "page person/weighings";

/// A child with their health volet, as this room needs them.
pub(super) struct Child {
    /// The person's file.
    pub o: Opened,
    /// The health volet, where there is one.
    pub health: Option<Opened>,
    /// What scores need.
    pub body: Body,
}

impl Child {
    /// Opens both; unknown to who holds no health volet.
    pub fn open(v: &Viewer, file: &str) -> Result<Child, Complaint> {
        let o = HEALTH.main_file(v, file)?;
        if !HEALTH.held(v, &o)? {
            return Err(Complaint::unknown().to(v));
        }
        let health = HEALTH.opened(v, &o, PURPOSE)?;
        let sex: Option<Sex> = o.person.sex.as_ref().map(|s| *s.latest());
        let body = Body::new(sex, o.person.birth().cloned());
        Ok(Child { o, health, body })
    }

    /// Weighings that stand, earliest first.
    pub fn weighings(&self) -> Vec<(Key, Said<Weighing>)> {
        self.health.as_ref().map(|h| weighings(&h.volume.file)).unwrap_or_default()
    }
}

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let child = Child::open(v, &file)?;
            let typed = Typed::default().with("position", POSITIONS[1]).with("on", child.o.today.to_string());
            shown(page(v, &child, &typed, None, &[])?)
        })
        .await
}

pub(super) async fn record(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let child = Child::open(v, &file)?;
            match taken(v, &child, &typed) {
                Ok(odd) if odd.is_empty() => onward(&child.o.address("weighings?done=1")),
                Ok(odd) => Ok((StatusCode::CONFLICT, page(v, &child, &typed, None, &odd)?).into_response()),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, &child, &typed, Some(&refusal), &[])?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

/// Writes it, or says what is odd about it.
fn taken(v: &Viewer, child: &Child, typed: &Typed) -> Result<Vec<Odd>, Complaint> {
    let mut sheet = sheet(&typed.clone().with("oedema", ""), asked::day("on", typed)?)?;
    sheet.oedema = typed.all("oedema_at").iter().filter(|p| *p != "none").cloned().collect();
    sheet.oedema_looked_for = !typed.all("oedema_at").is_empty();
    sheet.appetite = typed.get("appetite").to_string();
    sheet.complications = typed.all("complications").to_vec();
    let mut weighing = sheet.weighing(child.o.today)?;
    let all = child.weighings();
    let before = all.iter().rev().map(|(_, said)| said.latest()).find(|w| w.on <= weighing.on);
    let odd = oddities(&weighing, before, &scored(&weighing, &child.body));
    if !odd.is_empty() && typed.get("confirmed") != "yes" {
        return Ok(odd);
    }
    weighing.confirmed = !odd.is_empty();
    keep(v, &child.o, weighing)?;
    Ok(Vec::new())
}

/// Whether the standards to five years hold today; a child of unknown age is looked at as young.
fn young(child: &Child) -> bool {
    let under_five = |(youngest, _)| !growth::who2007::applies(growth::Age::Days(youngest));
    child.body.age_days(child.o.today).is_none_or(under_five)
}

/// Which curve: the one asked for, else weight for age while there is one, else body mass index.
fn indicator(child: &Child, asked: &str) -> Indicator {
    let otherwise = if young(child) { Indicator::WeightForAge } else { Indicator::SchoolBmiForAge };
    Indicator::parse(asked).unwrap_or(otherwise)
}

pub(super) async fn chart(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let child = Child::open(v, &file)?;
            let Some(sex) = child.body.sex else { return Err(Complaint::unknown().to(v)) };
            let indicator = indicator(&child, asked::asked(v).get("indicator"));
            let points: Vec<Point> = points(&child, indicator).into_iter().map(|(point, _)| point).collect();
            let lang = v.words.0.code();
            if asked::asked(v).get("format") == "pdf" {
                let sheet = growth_sheet(indicator, sex, &points, lang).map_err(|problem| {
                    tracing::error!(%problem, "a growth chart could not be set on paper");
                    Complaint::internal(v)
                })?;
                return Ok(([(header::CONTENT_TYPE, "application/pdf")], sheet).into_response());
            }
            let svg = growth_chart(indicator, sex, &points, lang);
            Ok(([(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8")], svg).into_response())
        })
        .await
}

/// The weighings on a curve, each with the way to its line in the table.
fn points(child: &Child, indicator: Indicator) -> Vec<(Point, String)> {
    let all = child.weighings();
    let place = |(key, said): &(Key, Said<Weighing>)| {
        Some((point(child, indicator, said.latest())?, format!("#weighing-{key}")))
    };
    all.iter().filter_map(place).collect()
}

/// The same curve on the other side of the fifth birthday, where the child has been weighed there too.
fn beyond_the_seam(child: &Child, shown: Indicator) -> Option<Indicator> {
    let pairs = [
        (Indicator::WeightForAge, Indicator::SchoolWeightForAge),
        (Indicator::LengthForAge, Indicator::SchoolHeightForAge),
        (Indicator::BmiForAge, Indicator::SchoolBmiForAge),
        (Indicator::ArmForAge, Indicator::SchoolArmForAge),
    ];
    let swapped = pairs.map(|(young, school)| (school, young));
    let (_, other) = pairs.into_iter().chain(swapped).find(|(one, _)| *one == shown)?;
    let (first, last) = other.range();
    let within = |p: &(Point, String)| (first..=last).contains(&p.0.at);
    points(child, other).iter().any(within).then_some(other)
}

/// Where a weighing stands on a curve; nowhere where the age or the measure is not known: a year of birth would draw a
/// child where nobody knows them to be.
fn point(child: &Child, indicator: Indicator, w: &Weighing) -> Option<Point> {
    let days = child.body.known_age(w.on)?.days();
    let kilograms = w.weight_g.map(|g| f64::from(g) / 1_000.0);
    let centimetres = w.height_mm.map(|mm| f64::from(mm) / 10.0);
    let at = match indicator.axis() {
        growth::Axis::Days => days,
        growth::Axis::Months => days / growth::DAYS_PER_MONTH,
        growth::Axis::Centimetres => centimetres?,
    };
    let measure = match indicator {
        Indicator::WeightForAge | Indicator::WeightForLength | Indicator::WeightForHeight => kilograms?,
        Indicator::SchoolWeightForAge => kilograms?,
        Indicator::LengthForAge | Indicator::SchoolHeightForAge => centimetres?,
        Indicator::BmiForAge | Indicator::SchoolBmiForAge => {
            kilograms? / (centimetres? / 100.0) / (centimetres? / 100.0)
        }
        Indicator::ArmForAge | Indicator::SchoolArmForAge => f64::from(w.muac_mm?) / 10.0,
        _ => return None,
    };
    Some(Point { at, measure })
}

/// The curves a child of that age has.
fn curves(child: &Child) -> &'static [Indicator] {
    if young(child) {
        &[Indicator::WeightForAge, Indicator::LengthForAge, Indicator::BmiForAge, Indicator::ArmForAge]
    } else {
        &[Indicator::SchoolBmiForAge, Indicator::SchoolHeightForAge, Indicator::WeightForAge]
    }
}

fn page(
    v: &Viewer,
    child: &Child,
    typed: &Typed,
    refusal: Option<&Refusal>,
    odd: &[Odd],
) -> Result<Markup, Complaint> {
    let title = v.t("weighing-title");
    let body = html! {
        (headstrip(v, &child.o))
        (tabs(v, &child.o, "weighings")?)
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        (curve(v, child))
        (table(v, child))
        (programme::part(v, child))
        @if !HEALTH.rooms(v, &child.o).is_empty() { (form_part(v, child, typed, refusal, odd)) }
    };
    Ok(frame::page(v, &format!("{title} · {}", child.o.titled()), body))
}

fn curve(v: &Viewer, child: &Child) -> Markup {
    let shown = indicator(child, asked::asked(v).get("indicator"));
    let body = html! {
        @if child.body.sex.is_none() || child.body.birth.is_none() {
            p.empty { (v.t("weighing-no-curve")) }
        } @else {
            nav.tabs.no-print aria-label=(v.t("weighing-curves")) {
                ul { @for one in curves(child) {
                    li { a href=(child.o.address(&format!("weighings?indicator={}", encode(one.key()))))
                        aria-current=[(*one == shown).then_some("true")] { (v.t(&format!("curve-{}", one.key()))) } }
                } }
            }
            (figure(v, child, shown, "curve-shown"))
            @if let Some(other) = beyond_the_seam(child, shown) {
                p.by { (v.t("weighing-seam")) }
                (figure(v, child, other, "curve-beyond"))
            }
        }
    };
    list::wide_part("curve", &v.t("weighing-curve"), body)
}

/// One curve: each point leads to its line in the table, which says the same in figures.
fn figure(v: &Viewer, child: &Child, indicator: Indicator, id: &str) -> Markup {
    let Some(sex) = child.body.sex else { return html! {} };
    let lang = v.words.0.code();
    let name = growth_title(indicator, sex, lang);
    let svg = growth_figure(indicator, sex, &points(child, indicator), lang, id);
    let address = format!("growth-chart?indicator={}&lang={lang}&format=pdf", encode(indicator.key()));
    html! {
        figure.chart {
            figcaption { (name) }
            div.scroll tabindex="0" role="region" aria-label=(v.t_with("weighing-curve-of", &[("curve", &name)])) { (PreEscaped(svg)) }
        }
        p.by.no-print { a href=(child.o.address(&address)) { (v.t("weighing-curve-paper")) } }
    }
}

/// Every weighing with its scores: the curve in figures, newest first, each with who read it.
fn table(v: &Viewer, child: &Child) -> Markup {
    let Some(under_five) = super::under_five(&asked::asked(v)) else { return html! {} };
    let z = |score: Option<growth::Z>| score.map(|z| decimal(v, z.rounded(), 2)).unwrap_or_default();
    let rows: Vec<Vec<Markup>> = child
        .weighings()
        .iter()
        .rev()
        .flat_map(|(key, said)| said.all().iter().map(move |a| (*key, a)))
        .map(|(key, attested)| {
            let w = &attested.value;
            let scored = scored(w, &child.body);
            let protocol = protocol_for(&child.body, w.on, under_five);
            vec![
                html! { span id=(format!("weighing-{key}")) { (v.words.day(w.on)) } },
                measures(v, w),
                html! { bdi { (z(scored.whz)) } },
                html! { bdi { (z(scored.haz)) } },
                html! { bdi { (z(scored.waz)) } },
                html! { bdi { (z(scored.baz)) } },
                html! { (reasons(v, protocol, &scored)) },
                html! { bdi { (v.member_name(&attested.by)) } ", " (v.words.moment(attested.stamp)) " " (withdraw(v, child, key)) },
            ]
        })
        .collect();
    let heads = [
        "list-date",
        "weighing-measures",
        "indicator-whz",
        "indicator-haz",
        "indicator-waz",
        "indicator-baz",
        "weighing-why",
        "weighing-read-by",
    ];
    let body = html! {
        @if rows.is_empty() { p.empty { (v.t("weighing-none")) } } @else { (list::table(v, "", &heads, &rows)) }
    };
    list::wide_part("weighings", &v.t("weighing-all-of-child"), body)
}

/// The way to withdraw a weighing of the wrong child.
fn withdraw(v: &Viewer, child: &Child, key: Key) -> Markup {
    html! {
        @if let Some(health) = child.health.as_ref().filter(|h| h.writable()) {
            a.no-print href=(health.address(&format!("withdrawals?slot={}", encode(&format!("weighing/{key}"))))) { (v.t("person-withdraw")) }
        }
    }
}

fn form_part(v: &Viewer, child: &Child, typed: &Typed, refusal: Option<&Refusal>, odd: &[Odd]) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let decimal = [("inputmode", "decimal")];
    let body = html! {
        (form.errors())
        form.stack method="post" action=(child.o.address("weighings")) {
            @if !odd.is_empty() {
                div.notice.warning role="alert" {
                    p { strong { (v.t("weighing-odd")) } }
                    ul { @for one in odd { li { (question(v, *one)) } } }
                }
            }
            div.fields {
                (list::calendar(&form, "on", "weighing-day", "date", Some(child.o.today)))
                (form.input("weight", "short", "text", &decimal))
                (form.input("height", "short", "text", &decimal))
                (form.choose("position", "short", None, &worded(v, "position", POSITIONS)))
                (form.input("muac", "short", "text", &decimal))
            }
            (ticks(v, typed, "oedema_at", "oedema", &["none"], &OEDEMA_PLACES))
            div.fields { (form.choose("appetite", "medium", Some("weighing-not-asked"), &worded(v, "appetite", APPETITES))) }
            (ticks(v, typed, "complications", "complication", &[], &COMPLICATIONS))
            div.toolbar {
                @if odd.is_empty() { button.button type="submit" { (v.t("do-record")) } }
                @else { button.button type="submit" name="confirmed" value="yes" { (v.t("weighing-so-it-is")) } }
            }
        }
    };
    list::part("weigh", &v.t("weighing-one-more"), body)
}

/// Tick boxes of a list.
fn ticks(v: &Viewer, typed: &Typed, name: &str, prefix: &str, first: &[&str], codes: &[&str]) -> Markup {
    let ticked = typed.all(name);
    html! {
        fieldset.choice id=(name) {
            legend { (v.t(&format!("field-{}", name.replace('_', "-")))) }
            div.options {
                @for code in first.iter().chain(codes) {
                    label {
                        input type="checkbox" name=(name) value=(code) checked[ticked.iter().any(|t| t == code)];
                        " " (v.t(&format!("{prefix}-{code}")))
                    }
                }
            }
        }
    }
}
