//! What a place offers to children who need it, kept food and day of rest among it, and the languages spoken there. It is what
//! proposals count; what is not ticked is asked of the home.

use crate::form::{Form, Typed};
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::person::NEEDS;
use domain::place::{self, Place};
use domain::refusal::{Refusal, Why, refuse, text};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Most languages of one place.
const LANGUAGES_MAX: usize = 24;

/// What stands in the form when it opens.
pub(super) fn filled(place: &Place) -> Typed {
    let mut typed = Typed::default().with("languages", place.languages.join(", "));
    typed.0.insert("needs".into(), place.offers.clone());
    typed
}

/// The fields.
pub(super) fn fields(form: &Form<'_>) -> Markup {
    let ticked = form.typed.all("needs");
    html! {
        fieldset.choice.column #needs {
            legend { (form.viewer.t("place-offers")) }
            div.options {
                @for need in NEEDS {
                    label {
                        input type="checkbox" name="needs" value=(need) checked[ticked.iter().any(|t| t == need)];
                        " " (form.viewer.t(&format!("need-{need}")))
                    }
                }
            }
        }
        div.fields { (form.line("languages", "medium")) }
        p.hint { (form.viewer.t("place-languages-hint")) }
    }
}

/// Only what changed is recorded.
///
/// # Errors
/// Refused by the field for a need nobody knows, a language too long, or too many of them.
pub(super) fn facts(known: &Place, typed: &Typed) -> Result<Vec<Fact>, Refusal> {
    let ticked = typed.all("needs");
    if let Some(other) = ticked.iter().find(|need| !NEEDS.contains(&need.as_str())) {
        return Err(refuse("needs", other, Why::Unknown));
    }
    let offered = NEEDS.into_iter().filter_map(|need| {
        let there = ticked.iter().any(|t| t == need);
        let changed = there != known.offers.iter().any(|o| o == need);
        changed.then(|| place::Fact::Offers { need: need.to_string(), there })
    });
    let mut languages: BTreeSet<String> = BTreeSet::new();
    let told = typed.get("languages").split([',', ';', '/', '\n']).map(str::trim).filter(|l| !l.is_empty());
    for language in told {
        languages.insert(text("languages", language)?);
    }
    if languages.len() > LANGUAGES_MAX {
        return Err(refuse("languages", typed.get("languages"), Why::OutOfRange));
    }
    let lost = known.languages.iter().filter(|known| !languages.contains(*known));
    let lost = lost.map(|language| place::Fact::Speaks { language: language.clone(), spoken: false });
    let new = languages.iter().filter(|language| !known.languages.contains(language));
    let new = new.map(|language| place::Fact::Speaks { language: language.clone(), spoken: true });
    Ok(offered.chain(lost).chain(new).map(Fact::Place).collect())
}

/// The lines of the place's page.
pub(super) fn lines(v: &Viewer, place: &Place) -> Markup {
    let needs: Vec<String> = place.offers.iter().map(|need| v.t(&format!("need-{need}"))).collect();
    let languages: Vec<String> = place.languages.iter().map(|l| v.words.language(l)).collect();
    html! {
        @if !needs.is_empty() { div { dt { (v.t("place-offers")) } dd { bdi { (needs.join(", ")) } } } }
        @if !languages.is_empty() { div { dt { (v.t("field-languages")) } dd { bdi { (languages.join(", ")) } } } }
    }
}
