//! Notes: what somebody wrote down, in their words, with the day it speaks of. `n` opens this form; what is typed is
//! kept as a draft until it is recorded.

use super::correction::{Sheet, hidden, key_of, past, routes_of};
use super::person::Opened;
use crate::form::{Form, Typed};
use crate::gate::Route;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::file::File;
use domain::id::Key;
use domain::note::{Fact as Written, Note, notes};
use domain::refusal::text;
use maud::{Markup, html};
use store::{Problem, Writing};

static SHEETS: [Sheet; 1] = [Sheet {
    path: "/people/{file}/notes",
    noun: "notes",
    back: "#happened",
    draft: true,
    begin,
    fields,
    facts,
}];

pub(crate) fn routes() -> Vec<Route> {
    routes_of(&SHEETS)
}

fn begin(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let key = Key::parse(query.get("key"));
    let known = notes(&o.volume.file).into_iter().find(|(k, _)| Some(*k) == key);
    let Some((_, said)) = known else {
        return query.with("on", o.today.to_string());
    };
    let note = said.latest();
    query
        .with("text", &note.text)
        .with("on", note.on.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("own_words", if note.own_words { "yes" } else { "" })
}

fn fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! {
        (hidden(form, "key"))
        div.fields { (form.writing("text", 9)) (form.line("on", "medium")) (form.tick("own_words")) }
    }
}

fn facts(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let note = Note {
        text: text("text", typed.get("text"))?,
        on: if typed.has("on") { Some(past("on", typed, w.today())?) } else { None },
        own_words: typed.get("own_words") == "yes",
    };
    Ok(vec![Fact::Note(Written::Written { key: key_of(typed, w), note })])
}
