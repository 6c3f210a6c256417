//! A survey from a file that somebody brings: the same table and the same checks, with the file's own weights, clusters
//! and strata. It is read, answered and forgotten.

use super::survey::found;
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::viewer::Viewer;
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use csv::ByteRecord;
use domain::refusal::{Refusal, Why, refuse};
use growth::survey::plausibility;
use maud::{Markup, html};
use register::measures::{Columns, Named, Odd, Sample};

/// Columns of the design that may be named.
const DESIGN: [&str; 3] = ["weight_column", "cluster_column", "strata_column"];
/// Problems that are shown; the rest is counted.
const SHOWN: usize = 50;

/// The form a file is brought with.
pub(super) fn form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let wrong = refusal.is_some_and(|r| r.field == "file");
    let body = html! {
        (form.errors())
        p { (v.t("survey-file-what")) " " bdi lang="en" dir="ltr" { code { "sex, age_days, age_months, weight, lenhei, measure, armc, oedema" } } }
        form.stack method="post" action="/weighings/survey-file" enctype="multipart/form-data" {
            div.fields {
                div.field.wide {
                    label for="file" { (v.t("survey-file")) }
                    input id="file" name="file" type="file" required accept=".csv,.txt,.tsv,.xlsx"
                        aria-invalid=[wrong.then_some("true")];
                }
                @for column in DESIGN { (form.line(column, "short")) }
            }
            div.toolbar { button.button.quiet type="submit" { (v.t("do-show")) } }
        }
    };
    list::wide_part("survey-file", &v.t("survey-from-file"), body)
}

pub(super) async fn receive(viewer: Viewer, mut parts: Multipart) -> Answer {
    let mut typed = Typed::default();
    let (mut name, mut bytes) = (String::new(), Vec::new());
    let mut whole = true;
    while let Ok(Some(part)) = parts.next_field().await.inspect_err(|_| whole = false) {
        let field = part.name().unwrap_or_default().to_string();
        if field == "file" {
            name = part.file_name().unwrap_or_default().chars().take(120).collect();
        }
        let Ok(content) = part.bytes().await.inspect_err(|_| whole = false) else { break };
        match DESIGN.into_iter().find(|column| *column == field) {
            Some(column) => typed = typed.with(column, String::from_utf8_lossy(&content)),
            None if field == "file" => bytes = content.to_vec(),
            None => {}
        }
    }
    viewer
        .run(move |v| {
            if !super::holds_any(v) {
                return Err(Complaint::unknown().to(v));
            }
            let read =
                if whole { read(&bytes, &name, &typed) } else { Err(refuse("file", name, Why::TooLong)) };
            match read {
                Ok(survey) => shown(page(v, &survey)),
                Err(refusal) => {
                    let body = html! {
                        div.page-head { h1 { (v.t("survey-from-file")) } }
                        (form(v, &typed, Some(&refusal)))
                    };
                    let page = frame::page(v, &v.t("survey-from-file"), body);
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

/// A file read.
struct Survey {
    name: String,
    sample: Sample,
    problems: Vec<(u32, String, String, Odd)>,
    count: usize,
}

fn read(bytes: &[u8], name: &str, typed: &Typed) -> Result<Survey, Refusal> {
    let table = register::read(bytes, name).map_err(|_| refuse("file", name, Why::Unreadable))?;
    let headings = ByteRecord::from(table.header.clone());
    let columns = Columns::of(&headings).ok_or_else(|| refuse("file", "sex", Why::Missing))?;
    let [weight, cluster, strata] = DESIGN.map(|column| typed.get(column));
    let named = Named::of(&headings, weight, cluster, strata).map_err(|asked| {
        let field = DESIGN.into_iter().find(|column| typed.get(column) == asked).unwrap_or("file");
        refuse(field, asked, Why::Unknown)
    })?;
    let mut sample = Sample::new(named);
    let (mut problems, mut count) = (Vec::new(), table.problems.len());
    for row in &table.rows {
        let record = ByteRecord::from(row.cells.clone());
        sample.push(&columns, &record, |column, value, odd| {
            count += 1;
            if problems.len() < SHOWN {
                let value = String::from_utf8_lossy(value).chars().take(80).collect();
                problems.push((row.line, column.to_string(), value, odd));
            }
        });
    }
    Ok(Survey { name: name.to_string(), sample, problems, count })
}

fn page(v: &Viewer, survey: &Survey) -> Markup {
    let sample = &survey.sample;
    let counts = [
        ("rows", sample.rows.to_string()),
        ("children", sample.children.len().to_string()),
        ("older", sample.older.to_string()),
        ("out", sample.left_out.to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(k, n)| (*k, n.as_str())).collect();
    let body = html! {
        div.page-head {
            h1 { (v.t("weighing-survey")) (v.t("person-colon")) " " bdi { (survey.name) } }
            p { (v.t_with("survey-counted", &counts)) }
        }
        @match sample.design() {
            Ok(design) => { (found(v, &sample.children, &design, &plausibility(&sample.surveyed))) },
            Err(_) => p.empty { (v.t("weighing-survey-none")) },
        }
        @if survey.count > 0 { (problems(v, survey)) }
        (form(v, &Typed::default(), None))
    };
    frame::page(v, &v.t("weighing-survey"), body)
}

fn problems(v: &Viewer, survey: &Survey) -> Markup {
    let rows: Vec<Vec<Markup>> = survey
        .problems
        .iter()
        .map(|(line, column, value, odd)| {
            vec![
                html! { (line) },
                html! { bdi { (column) } },
                html! { bdi { (value) } },
                html! { (v.t(&format!("survey-odd-{}", odd.key()))) },
            ]
        })
        .collect();
    let heads = ["survey-row", "survey-column", "survey-value", "survey-why"];
    let title = v.t_with("survey-problems", &[("n", &survey.count.to_string())]);
    list::wide_part("problems", &title, list::table(v, "", &heads, &rows))
}
