//! Consent, purpose by purpose: who gave it, when, in which language it was explained, what it leaves out.

use super::correction::{Sheet, date, past, routes_of, words};
use super::person::Opened;
use crate::form::{Form, Typed, worded};
use crate::gate::Route;
use crate::viewer::Viewer;
use domain::consent::{ANSWERS, Consent, Fact as Consents, PURPOSES, consents};
use domain::entry::Fact;
use domain::file::File;
use domain::refusal::{Why, refuse, text};
use maud::{Markup, html};
use store::{Problem, Writing};

static SHEETS: [Sheet; 1] = [Sheet {
    path: "/people/{file}/consents",
    noun: "consents",
    back: "#consents",
    draft: true,
    begin,
    fields,
    facts,
}];

pub(crate) fn routes() -> Vec<Route> {
    routes_of(&SHEETS)
}

fn begin(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let purpose = query.get("purpose").to_string();
    let known = consents(&o.volume.file).into_iter().find(|(p, _)| *p == purpose);
    let Some((_, said)) = known else {
        return query.with("on", o.today.to_string());
    };
    let consent = said.latest();
    query
        .with("consent_answer", &consent.answer)
        .with("giver", &consent.giver)
        .with("on", o.today.to_string())
        .with("until", consent.until.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("language", &consent.language)
        .with("limits", &consent.limits)
}

fn fields(form: &Form<'_>, _: &Opened) -> Markup {
    let purposes = worded(form.viewer, "consent-purpose", PURPOSES);
    html! {
        div.fields { (form.choose("purpose", "wide", None, &purposes)) }
        (form.radios("consent_answer", "consent-answer", &ANSWERS))
        div.fields {
            (form.line("giver", "wide"))
            (form.line("on", "medium"))
            (form.line("until", "medium"))
            (form.line("language", "medium"))
            (form.area("limits", 3))
        }
    }
}

fn facts(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let (purpose, answer) = (typed.get("purpose"), typed.get("consent_answer"));
    if !PURPOSES.contains(&purpose) {
        return Err(refuse("purpose", purpose, Why::Unknown).into());
    }
    if !ANSWERS.contains(&answer) {
        return Err(refuse("consent_answer", answer, Why::Missing).into());
    }
    let on = past("on", typed, w.today())?;
    let until = date("until", typed)?;
    if let (Some(from), Some(last)) = (on.bounds().earliest, until.as_ref().and_then(|u| u.bounds().latest))
        && last < from
    {
        return Err(refuse("until", typed.get("until"), Why::EndsBeforeItBegins).into());
    }
    // An answer that somebody gave has a giver; that nobody asked has none.
    let giver =
        if answer == "not-asked" { words("giver", typed)? } else { text("giver", typed.get("giver"))? };
    let (language, limits) = (words("language", typed)?, words("limits", typed)?);
    let consent = Consent { answer: answer.to_string(), giver, on, until, language, limits };
    Ok(vec![Fact::Consent(Consents::For { purpose: purpose.to_string(), consent })])
}
