//! A survey of a place from its own last weighings: prevalence with its interval by age and sex, and whether the measures
//! can be believed. Everybody who is there is counted, so no weights and no clusters are needed.

use super::{Ward, places, ward};
use crate::edge::{Answer, shown};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use growth::Age;
use growth::survey::{Design, Interval, Prevalence, SurveyChild, prevalence};
use maud::{Markup, html};

/// Weighings older than so many days say nothing of today.
const WITHIN_DAYS: i64 = 30;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let ward = ward(v, &asked::asked(v))?;
            let title = format!("{}: {}", v.t("weighing-survey"), ward.place.name);
            let children = children(&ward);
            let body = html! {
                div.page-head {
                    h1 { (v.t("weighing-survey")) (asked::colon(v)) bdi { (ward.place.name) } }
                    p { (v.words.day(ward.on)) ". " (v.t_with("weighing-survey-what", &[("n", &children.len().to_string()), ("days", &WITHIN_DAYS.to_string())])) }
                }
                form.filter action="/weighings/survey" {
                    label { (v.t("weighing-place")) " " (places(&ward)) }
                    label { (v.t("weighing-day")) " " input type="date" name="on" value=(ward.on); }
                    button.button.quiet { (v.t("do-show")) }
                }
                (table(v, &children))
            };
            shown(frame::page(v, &title, body))
        })
        .await
}

/// Those under five who were weighed lately, as a survey counts them.
fn children(ward: &Ward) -> Vec<SurveyChild> {
    let lately = |w: &&super::Weighed| {
        w.last.as_ref().is_some_and(|l| list::days_between(l.weighing.on, ward.on) <= WITHIN_DAYS)
    };
    ward.people
        .iter()
        .filter(lately)
        .filter_map(|w| {
            let scored = w.scored.as_ref()?;
            Some(SurveyChild {
                sex: super::body(&w.resident).sex,
                age: scored.age_months.map(Age::Months),
                oedema: scored.oedema > Some(growth::Grade::Absent),
                scores: scored.young?,
            })
        })
        .filter(SurveyChild::is_under_five)
        .collect()
}

fn table(v: &Viewer, children: &[SurveyChild]) -> Markup {
    let Ok(design) = Design::new(children.len(), None, None, None) else {
        return html! { p.empty { (v.t("weighing-survey-none")) } };
    };
    let groups: Vec<Prevalence> =
        prevalence(children, &design).into_iter().filter(|g| g.indicators[3].children > 0).collect();
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
                html! { bdi { (g.group.name()) } },
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
