//! A survey of a place from its own last weighings, or of a file that somebody brings: prevalence with its interval by
//! age and sex, and whether the measures can be believed. Of a place everybody is counted, so no weights and no clusters
//! are needed; a file has its own. A file is read and answered; nothing of it is kept.

use super::survey_file;
use super::{Ward, places, ward};
use crate::edge::{Answer, shown};
use crate::form::Typed;
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use growth::Age;
use growth::survey::{
    Design, Group, Interval, Plausibility, Prevalence, SurveyChild, Surveyed, plausibility, prevalence,
};
use maud::{Markup, html};

/// Weighings older than so many days say nothing of today.
const WITHIN_DAYS: i64 = 30;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let ward = ward(v, &asked::asked(v))?;
            let title = v.t("weighing-survey");
            let (children, surveyed) = children(&ward);
            let body = html! {
                div.page-head {
                    h1 { (title) (asked::colon(v)) bdi { (ward.place.name) } }
                    p { (v.words.day(ward.on)) ". " (v.t_with("weighing-survey-what", &[("n", &children.len().to_string()), ("days", &WITHIN_DAYS.to_string())])) }
                }
                form.filter action="/weighings/survey" {
                    label { (v.t("weighing-place")) " " (places(&ward)) }
                    label { (v.t("weighing-day")) " " input type="date" name="on" value=(ward.on); }
                    button.button.quiet { (v.t("do-show")) }
                }
                @match Design::new(children.len(), None, None, None) {
                    Ok(design) => { (found(v, &children, &design, &plausibility(&surveyed))) },
                    Err(_) => p.empty { (v.t("weighing-survey-none")) },
                }
                (survey_file::form(v, &Typed::default(), None))
            };
            shown(frame::page(v, &title, body))
        })
        .await
}

/// Those under five who were weighed lately, as a survey counts them, and as its checks look at them.
fn children(ward: &Ward) -> (Vec<SurveyChild>, Vec<Surveyed>) {
    let lately = |w: &&super::Weighed| {
        w.last.as_ref().is_some_and(|l| list::days_between(l.weighing.on, ward.on) <= WITHIN_DAYS)
    };
    ward.people
        .iter()
        .filter(lately)
        .filter_map(|w| {
            let (scored, measured) = (w.scored.as_ref()?, &w.last.as_ref()?.weighing);
            let (sex, age) = (super::body(&w.resident).sex, scored.age_months.map(Age::Months));
            let oedema = scored.oedema > Some(growth::Grade::Absent);
            let child = SurveyChild { sex, age, oedema, scores: scored.young? };
            let surveyed = Surveyed {
                sex,
                age,
                weight_kg: measured.weight_g.map(|g| f64::from(g) / 1_000.0),
                lenhei_cm: measured.height_mm.map(|mm| f64::from(mm) / 10.0),
                muac_mm: measured.muac_mm.map(f64::from),
                whz: scored.whz.map(growth::Z::value),
                oedema,
                cluster: None,
            };
            Some((child, surveyed))
        })
        .filter(|(child, _)| child.is_under_five())
        .unzip()
}

/// What a survey found: prevalence, and whether it can be believed.
pub(super) fn found(v: &Viewer, children: &[SurveyChild], design: &Design, report: &Plausibility) -> Markup {
    html! { (table(v, children, design)) (believed(v, report)) }
}

/// A group in words: everybody, an age, a sex, an age within a sex.
fn group(v: &Viewer, group: Group) -> Markup {
    let months = group.age.map(|age| age.name().trim_end_matches(" mo").replace('-', "–"));
    html! {
        @match (&months, group.sex) {
            (None, None) => { (v.t("survey-everybody")) },
            (Some(months), None) => { (v.t_with("survey-months", &[("months", months)])) },
            (None, Some(sex)) => { (sex_words(v, sex)) },
            (Some(months), Some(sex)) => { (v.t_with("survey-months", &[("months", months)])) ", " (sex_words(v, sex)) },
        }
    }
}

fn sex_words(v: &Viewer, sex: growth::Sex) -> String {
    v.t(if sex == growth::Sex::Female { "sex-f" } else { "sex-m" })
}

/// The checks of SMART, with their points.
fn believed(v: &Viewer, report: &Plausibility) -> Markup {
    let rows: Vec<Vec<Markup>> = report
        .checks
        .iter()
        .map(|c| {
            vec![
                html! { (v.t(&format!("survey-check-{}", c.key))) },
                html! { bdi { (super::decimal(v, c.value, 3)) } },
                html! { @if c.counts { (c.rating.points) } @else { "(" (c.rating.points) ")" } },
                html! { (c.children) },
            ]
        })
        .collect();
    let heads = ["survey-check", "survey-value", "survey-points", "weighing-children"];
    let body = html! {
        @if rows.is_empty() { p.empty { (v.t("survey-no-check")) } } @else {
            p { strong { (v.t_with("survey-total", &[("n", &report.total.to_string())])) (v.t("person-colon")) " " (v.t(&format!("survey-verdict-{}", report.verdict.word().to_lowercase()))) } }
            (list::table(v, "", &heads, &rows))
        }
        p.by { (v.t("survey-checks-how")) }
    };
    list::wide_part("believed", &v.t("survey-believed"), body)
}

fn table(v: &Viewer, children: &[SurveyChild], design: &Design) -> Markup {
    let groups: Vec<Prevalence> =
        prevalence(children, design).into_iter().filter(|g| g.indicators[3].children > 0).collect();
    let share = |interval: Option<Interval>| match interval {
        Some(i) => {
            let percent = |x: f64| super::decimal(v, x, 1);
            html! {
                (percent(i.value)) " %"
                @if let Some((low, high)) = i.limits { " " span.certainty { bdi { "[" (percent(low)) " – " (percent(high)) "]" } } }
            }
        }
        None => html! {},
    };
    let rows: Vec<Vec<Markup>> = groups
        .iter()
        .map(|g| {
            let [haz, waz, _, whz] = &g.indicators;
            vec![
                html! { (group(v, g.group)) },
                html! { (whz.children) },
                share(whz.shares[0]),
                share(whz.shares[1]),
                share(haz.shares[1]),
                share(waz.shares[1]),
            ]
        })
        .collect();
    let heads = [
        "weighing-group",
        "weighing-children",
        "weighing-wasted-severe",
        "weighing-wasted",
        "weighing-stunted",
        "weighing-underweight",
    ];
    html! {
        @if rows.is_empty() { p.empty { (v.t("weighing-survey-none")) } }
        @else { (list::wide_part("prevalence", &v.t("weighing-prevalence"), list::table(v, "", &heads, &rows))) }
        p.by { (v.t("weighing-survey-how")) }
    }
}
