//! Forms about people somebody wishes to find, or not to be found by, and about what fits them.

use super::{Sheet, hidden, key_of, words};
use crate::form::{Form, Typed, worded};
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::file::File;
use domain::id::Key;
use domain::person::{Contact, Fact as Person, Person as Known, SIZES, WISHES};
use domain::refusal::{Why, refuse, text};
use maud::{Markup, html};
use store::{Problem, Writing};

pub(super) static SHEETS: [Sheet; 2] = [
    Sheet {
        path: "/people/{file}/contacts",
        noun: "contacts",
        back: "#kin",
        draft: true,
        begin: begin_contact,
        fields: contact_fields,
        facts: contact,
    },
    Sheet {
        path: "/people/{file}/sizes",
        noun: "sizes",
        back: "#care",
        draft: false,
        begin: begin_sizes,
        fields: size_fields,
        facts: sizes,
    },
];

fn begin_contact(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let key = Key::parse(query.get("key"));
    let known = o.person.contacts.iter().find(|(k, _)| Some(*k) == key);
    let Some((_, said)) = known else { return query.with("wish", WISHES[0]) };
    let known = said.latest().clone();
    query
        .with("wish", known.wish)
        .with("contact", known.name)
        .with("tie", known.tie)
        .with("last_known", known.last_known)
}

fn contact_fields(form: &Form<'_>, _: &Opened) -> Markup {
    let wishes = worded(form.viewer, "wish", WISHES);
    html! {
        (hidden(form, "key"))
        div.fields {
            (form.choose("wish", "medium", None, &wishes))
            (form.line("contact", "medium"))
            (form.line("tie", "medium"))
            (form.line("last_known", "wide"))
        }
    }
}

fn contact(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let wish = typed.get("wish").to_string();
    if !WISHES.contains(&wish.as_str()) {
        return Err(refuse("wish", wish, Why::Unknown).into());
    }
    let contact = Contact {
        wish,
        name: text("contact", typed.get("contact"))?,
        tie: words("tie", typed)?,
        last_known: words("last_known", typed)?,
    };
    Ok(vec![Fact::Person(Person::Contact { key: key_of(typed, w), contact })])
}

fn begin_sizes(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    o.person.sizes.iter().fold(query, |typed, (of, size)| typed.with(&format!("size_{of}"), size.clone()))
}

fn size_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! { div.fields { @for of in SIZES { (form.line(&format!("size_{of}"), "short")) } } }
}

/// Only what changed is recorded.
fn sizes(_: &Viewer, typed: &Typed, file: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let before = Known::of(file).sizes;
    let mut facts = Vec::new();
    for (of, field) in SIZES.into_iter().zip(["size_shoes", "size_clothing"]) {
        let size = words(field, typed)?;
        let stands = before.iter().find(|(o, _)| o == of).map(|(_, s)| s.as_str()).unwrap_or_default();
        if size != stands {
            facts.push(Fact::Person(Person::Size { of: of.to_string(), size }));
        }
    }
    Ok(facts)
}
