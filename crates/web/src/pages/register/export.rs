//! A place's register out again, in the columns that an import reads: to whom it goes is said first, and who did not agree
//! to that stays behind, by a number that somebody has seen.

use super::{choose_place, lang};
use crate::edge::{Answer, Complaint};
use crate::form::Typed;
use crate::pages::consent::lacking;
use crate::pages::dossier::day;
use crate::viewer::Viewer;
use axum::http::header;
use axum::response::IntoResponse as _;
use domain::consent::Exit;
use domain::id::FileId;
use domain::refusal::{Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use store::place::PlaceLine;
use store::register::{Asked, Exported, export_rows};

pub(super) fn form(v: &Viewer, places: &[PlaceLine], place: &str) -> Markup {
    let today = v.today(v.scene()).to_string();
    html! {
        p { (v.t("register-export-what")) }
        form.stack action="/register/export" {
            div.fields {
                (choose_place(v, "export-place", places, place))
                div.field.wide {
                    label for="export_for" { (v.t("field-export-for")) }
                    select id="export_for" name="export_for" required aria-describedby="export_for-hint" {
                        option value="" { (v.t("form-choose")) }
                        @for exit in Exit::REGISTERS { option value=(exit.key()) { (v.t(&format!("consent-exit-{}", exit.key()))) } }
                    }
                    p.hint id="export_for-hint" { (v.t("register-export-for-hint")) }
                }
                div.field.short {
                    label for="format" { (v.t("register-format")) }
                    select id="format" name="format" {
                        @for format in ["csv", "xlsx", "json"] { option value=(format) { (format) } }
                    }
                }
                div.field.medium {
                    label for="export-from" { (v.t("register-from")) }
                    input id="export-from" name="from" type="date" max=(today);
                }
                div.field.medium {
                    label for="export-until" { (v.t("register-until")) }
                    input id="export-until" name="until" type="date" max=(today) value=(today);
                }
            }
            div.toolbar { button.button.quiet type="submit" { (v.t("register-do-export")) } }
        }
    }
}

/// The earliest day of an export that names none: before any register of this century or the last.
const BEGINNING: Date = jiff::civil::date(1800, 1, 1);

pub(super) async fn file(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let typed = Typed::parse(v.asked.split_once('?').map_or("", |(_, q)| q));
            let place = FileId::parse(typed.get("place")).ok_or_else(Complaint::unknown)?;
            let line = v.store().place(v.actor()?, &place, None)?;
            let today = v.today(line.scene);
            let from = if typed.has("from") { day("from", typed.get("from"), today)? } else { BEGINNING };
            let until = day("until", typed.get("until"), today)?;
            if until < from {
                return Err(refuse("until", until, Why::EndsBeforeItBegins).into());
            }
            let to = typed.get("export_for");
            let exit = Exit::REGISTERS.into_iter().find(|exit| exit.key() == to);
            let exit = exit.ok_or_else(|| refuse("export_for", to, Why::Missing))?;
            let without = Some(typed.get("without").parse().unwrap_or(0));
            let asked = Asked { place, from, to: until, exit, without };
            let exported = export_rows(v.store(), v.actor()?, &asked)?;
            if Some(exported.stay.len()) != without {
                return stays(v, &typed, &asked, &exported);
            }
            let rows = exported.rows;
            let (kind, bytes) = match typed.get("format") {
                "xlsx" => (
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    ::register::export::xlsx(&rows, lang(v)),
                ),
                "json" => ("application/json", ::register::export::json(&rows)),
                _ => ("text/csv; charset=utf-8", Ok(::register::export::csv(&rows, lang(v)))),
            };
            let bytes = bytes.map_err(|why| {
                tracing::error!(problem = %why, "an export could not be written");
                Complaint::internal(v)
            })?;
            let format = Some(typed.get("format")).filter(|f| ["xlsx", "json"].contains(f)).unwrap_or("csv");
            // The file's name says what it is and when it was made, and not of whom.
            let name = format!("attachment; filename=\"register-{today}.{format}\"");
            let heads = [(header::CONTENT_TYPE, kind.to_string()), (header::CONTENT_DISPOSITION, name)];
            Ok((heads, bytes).into_response())
        })
        .await
}

/// Who stays, before anything goes, and the way to the same file without them.
fn stays(v: &Viewer, typed: &Typed, asked: &Asked, exported: &Exported) -> Answer {
    let (from, until, to) = (asked.from, asked.to, asked.exit.key());
    let format = Some(typed.get("format")).filter(|f| ["xlsx", "json"].contains(f)).unwrap_or("csv");
    let at = format!(
        "/register/export?place={}&from={from}&until={until}&export_for={to}&format={format}&without={}",
        asked.place,
        exported.stay.len()
    );
    let words = v.t_with("consent-export-rest", &[("count", &exported.go.to_string())]);
    let on = (exported.go > 0).then(|| html! { a.button href=(at) { (words) } });
    lacking::page(v, &exported.stay, on, &format!("/register?place={}#export", asked.place))
}
