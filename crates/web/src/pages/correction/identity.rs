//! Forms about who somebody is: names, birth, origins, languages, register numbers, separation from the family.

use super::{Facts, Sheet, date, hidden, key_of, past, words};
use crate::form::{Form, Typed, worded};
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::file::File;
use domain::id::Key;
use domain::person::{Fact as Person, Name, NameKind, Sex};
use domain::refusal::{Why, refuse, text};
use domain::said::Answer;
use maud::{Markup, html};
use store::{Problem, Writing};

/// Causes of separation, after the list of the inter-agency child protection forms.
pub(crate) const CAUSES: [&str; 13] = [
    "conflict",
    "persecution",
    "arrest",
    "death",
    "illness",
    "migration",
    "flight",
    "entrusted",
    "abandonment",
    "poverty",
    "violence",
    "disaster",
    "other",
];

pub(super) static SHEETS: [Sheet; 8] = [
    sheet("/people/{file}/names", "names", begin_name, name_fields, name),
    sheet("/people/{file}/births", "births", begin_birth, birth_fields, birth),
    sheet("/people/{file}/birth-places", "birth-places", begin_birth_place, birth_place_fields, birth_place),
    sheet("/people/{file}/sexes", "sexes", begin_sex, sex_fields, sex),
    sheet("/people/{file}/nationalities", "nationalities", begin_flag, nationality_fields, nationality),
    sheet("/people/{file}/languages", "languages", begin_flag, language_fields, language),
    sheet("/people/{file}/numbers", "numbers", begin_number, number_fields, number),
    Sheet {
        path: "/people/{file}/separations",
        noun: "separations",
        back: "#identity",
        draft: true,
        begin: begin_separation,
        fields: separation_fields,
        facts: separation,
    },
];

const fn sheet(
    path: &'static str,
    noun: &'static str,
    begin: fn(&Viewer, &Opened, Typed) -> Typed,
    fields: fn(&Form<'_>, &Opened) -> Markup,
    facts: Facts,
) -> Sheet {
    Sheet { path, noun, back: "#identity", draft: false, begin, fields, facts }
}

fn begin_name(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let key = Key::parse(query.get("key"));
    match o.person.names.iter().find(|(k, _)| Some(*k) == key) {
        None => query.with("name_kind", "usual"),
        Some((_, said)) => {
            let name = said.latest();
            query
                .with("given", &name.given)
                .with("surname", &name.surname)
                .with("name_kind", name.kind.key())
                .with("source", &name.source)
                .with("period", name.period.as_ref().map(ToString::to_string).unwrap_or_default())
        }
    }
}

fn name_fields(form: &Form<'_>, _: &Opened) -> Markup {
    let kinds = worded(form.viewer, "name-kind", NameKind::ALL.map(NameKind::key));
    html! {
        (hidden(form, "key"))
        div.fields {
            (form.line("surname", "medium"))
            (form.line("given", "medium"))
            (form.choose("name_kind", "medium", None, &kinds))
            (form.line("period", "short"))
            (form.line("source", "wide"))
        }
    }
}

fn name(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let name = Name {
        given: words("given", typed)?,
        surname: words("surname", typed)?,
        kind: NameKind::parse(typed.get("name_kind")).unwrap_or(NameKind::Usual),
        source: words("source", typed)?,
        period: date("period", typed)?,
    };
    if name.spoken().is_empty() {
        return Err(refuse("surname", "", Why::Missing).into());
    }
    Ok(vec![Fact::Person(Person::Name { key: key_of(typed, w), name })])
}

fn begin_birth(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    query.with("birth", o.person.birth().map(ToString::to_string).unwrap_or_default())
}

fn birth_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! { div.fields { (form.line("birth", "medium")) } }
}

fn birth(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    Ok(vec![Fact::Person(Person::Born(past("birth", typed, w.today())?))])
}

const ANSWERS: [&str; 5] = ["given", "not-asked", "does-not-know", "declines", "without"];

fn begin_birth_place(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let (place, code) = match o.person.birth_place.as_ref().map(|s| s.latest()) {
        Some(Answer::Given(place)) => (place.clone(), "given"),
        Some(Answer::DoesNotKnow) => (String::new(), "does-not-know"),
        Some(Answer::Declines) => (String::new(), "declines"),
        Some(Answer::Without) => (String::new(), "without"),
        Some(Answer::NotAsked) | None => (String::new(), "given"),
    };
    query.with("birth_place", place).with("answer", code)
}

fn birth_place_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! {
        div.fields { (form.line("birth_place", "wide")) }
        (form.radios("answer", "answer", &ANSWERS))
    }
}

fn birth_place(_: &Viewer, typed: &Typed, _: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let answer = match typed.get("answer") {
        "not-asked" => Answer::NotAsked,
        "does-not-know" => Answer::DoesNotKnow,
        "declines" => Answer::Declines,
        "without" => Answer::Without,
        _ => Answer::Given(text("birth_place", typed.get("birth_place"))?),
    };
    Ok(vec![Fact::Person(Person::BirthPlace(answer))])
}

fn begin_sex(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    query.with("sex", o.person.sex.as_ref().map(|s| s.latest().letter().to_string()).unwrap_or_default())
}

fn sex_fields(form: &Form<'_>, _: &Opened) -> Markup {
    form.radios("sex", "sex", &["f", "m", "x"])
}

fn sex(_: &Viewer, typed: &Typed, _: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let sex = Sex::parse(typed.get("sex")).ok_or_else(|| refuse("sex", typed.get("sex"), Why::Missing))?;
    Ok(vec![Fact::Person(Person::Sex(sex))])
}

fn begin_flag(_: &Viewer, _: &Opened, query: Typed) -> Typed {
    query.with("stands", "yes")
}

fn nationality_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! {
        div.fields { (form.line("nationality", "medium")) }
        (form.radios("stands", "person-stands", &["yes", "no"]))
    }
}

fn nationality(_: &Viewer, typed: &Typed, _: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let country = text("nationality", typed.get("nationality"))?;
    Ok(vec![Fact::Person(Person::Nationality { country, held: typed.get("stands") != "no" })])
}

fn language_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! {
        div.fields { (form.line("language", "medium")) }
        (form.radios("stands", "person-stands", &["yes", "no"]))
    }
}

fn language(_: &Viewer, typed: &Typed, _: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let language = text("language", typed.get("language"))?;
    Ok(vec![Fact::Person(Person::Language { language, spoken: typed.get("stands") != "no" })])
}

fn begin_number(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let number = o.person.numbers.iter().find(|(r, _)| query.has("register") && r == query.get("register"));
    let number = number.map(|(_, n)| n.clone()).unwrap_or_default();
    query.with("number", number)
}

fn number_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! { div.fields { (form.line("register", "medium")) (form.line("number", "short")) } }
}

fn number(_: &Viewer, typed: &Typed, _: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let (register, number) = (text("register", typed.get("register"))?, text("number", typed.get("number"))?);
    Ok(vec![Fact::Person(Person::RegisterNumber { register, number })])
}

fn begin_separation(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let said = o.volume.file.said("person/separation", |fact| match fact {
        Fact::Person(Person::Separation { on, account, cause }) => {
            Some((on.clone(), account.clone(), cause.clone()))
        }
        _ => None,
    });
    let Some((on, account, cause)) = said.map(|s| s.latest().clone()) else { return query };
    query
        .with("on", on.map(|d| d.to_string()).unwrap_or_default())
        .with("account", account)
        .with("separation_cause", cause)
}

fn separation_fields(form: &Form<'_>, _: &Opened) -> Markup {
    let causes = worded(form.viewer, "person-cause", CAUSES);
    html! {
        div.fields {
            (form.line("on", "medium"))
            (form.choose("separation_cause", "medium", None, &causes))
            (form.area("account", 6))
        }
    }
}

fn separation(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let on = if typed.has("on") { Some(past("on", typed, w.today())?) } else { None };
    let cause = typed.get("separation_cause");
    if !CAUSES.contains(&cause) {
        return Err(refuse("separation_cause", cause, Why::Missing).into());
    }
    let account = words("account", typed)?;
    Ok(vec![Fact::Person(Person::Separation { on, account, cause: cause.to_string() })])
}
