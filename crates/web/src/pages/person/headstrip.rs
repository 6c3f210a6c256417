//! The head strip on every page of a person: who this is, at a glance, with how sure we are of it.

use super::age;
use super::opened::Opened;
use crate::frame;
use crate::pages::list;
use crate::viewer::Viewer;
use domain::accompaniment::{Fact as Accompaniment, Part, assigned};
use domain::entry::Fact;
use domain::kin::Relation;
use domain::person::NameKind;
use domain::said::Said;
use domain::stay::{current, stays};
use maud::{Markup, html};
use store::person::KinLine;

/// The head strip of an opened file.
pub(crate) fn headstrip(v: &Viewer, o: &Opened) -> Markup {
    let name = o.name();
    html! {
        section.headstrip aria-label=(name) {
            (photo(v, o))
            div {
                h1 { bdi { (name) } " " (list::code(&o.person.code().unwrap_or_default())) }
                (other_names(v, o))
                (marks(v, o))
            }
            dl {
                (fact(v, "person-strip-age", age_of(v, o)))
                (fact(v, "person-strip-speaks", speaks(v, o)))
                (fact(v, "person-strip-responsible", responsible(v, o)))
                (fact(v, "person-strip-guardian", guardian(v, o)))
                (fact(v, "person-strip-place", place(v, o)))
                (fact(v, "person-strip-siblings", siblings(v, o)))
            }
        }
    }
}

fn fact(v: &Viewer, label: &str, value: Option<Markup>) -> Markup {
    html! {
        div {
            dt { (v.t(label)) }
            @match value {
                Some(value) => { dd { (value) } }
                None => { dd.none { (v.t("person-not-noted")) } }
            }
        }
    }
}

fn photo(v: &Viewer, o: &Opened) -> Markup {
    match &o.person.photo {
        // The address tells a new photograph from an old one kept by the browser for the life of the page.
        Some((address, _)) => {
            let alt = v.t_with("person-photo-of", &[("name", &o.name())]);
            let short: String = address.chars().take(8).collect();
            html! { img.photo src=(format!("{}?v={short}", o.address("photo"))) alt=(alt) width="132" height="168"; }
        }
        None => html! { span.photo { (v.t("person-photo-none")) } },
    }
}

fn other_names(v: &Viewer, o: &Opened) -> Markup {
    let shown = o.person.shown().cloned();
    let others: Vec<_> = o
        .person
        .names
        .iter()
        .flat_map(|(_, said)| said.all())
        .map(|a| &a.value)
        .filter(|n| Some(*n) != shown.as_ref() && !n.spoken().is_empty())
        .collect();
    html! {
        @if !others.is_empty() {
            p.names {
                @for (i, name) in others.iter().enumerate() {
                    @if i > 0 { "; " }
                    @if name.kind == NameKind::Nickname { (v.t("person-called")) " " }
                    bdi { (name.spoken()) }
                }
            }
        }
    }
}

fn marks(v: &Viewer, o: &Opened) -> Markup {
    let icon = |mark: &str| match mark {
        "contact-ban" => "no-contact",
        "no-photo" => "no-photo",
        "call-rule" => "call-rule",
        _ => "allergy",
    };
    html! {
        @if !o.person.marks.is_empty() {
            div.marks {
                @for (mark, text) in &o.person.marks {
                    span class=(if matches!(mark.as_str(), "allergy" | "contact-ban") { "mark grave" } else { "mark" }) {
                        (frame::mark(icon(mark), "icon"))
                        (v.t(&format!("mark-{mark}"))) (v.t("person-colon")) " " bdi { (text) }
                    }
                }
            }
        }
    }
}

/// Age with how sure we are; for the dead, that they have died.
fn age_of(v: &Viewer, o: &Opened) -> Option<Markup> {
    if let Some(death) = &o.person.died {
        let on = v.words.edtf(&death.latest().on);
        return Some(html! { strong { (v.t_with("person-died-on", &[("date", &on)])) } });
    }
    let born = o.person.born.as_ref()?;
    let bands: Vec<(i16, i16)> = born.all().iter().filter_map(|b| age::band(&b.value, o.today)).collect();
    let band = (bands.iter().map(|b| b.0).min()?, bands.iter().map(|b| b.1).max()?);
    let sure = match born {
        Said::Many(_) => v.t("person-age-disputed"),
        Said::One(one) if one.value.exact_day().is_some() => {
            v.t_with("person-born-on", &[("date", &v.words.edtf(&one.value))])
        }
        Said::One(one) => v.t_with("person-born-about", &[("date", &v.words.edtf(&one.value))]),
    };
    Some(html! { (age::band_words(v, band)) " " span.certainty { (sure) } })
}

fn speaks(v: &Viewer, o: &Opened) -> Option<Markup> {
    let interpreter = o.volume.file.said("accompaniment/interpreter", |fact| match fact {
        Fact::Accompaniment(Accompaniment::Interpreter { name, .. }) => Some(name.clone()),
        _ => None,
    });
    let needed = o.person.needs.iter().any(|n| n == "interpreter");
    if o.person.languages.is_empty() && interpreter.is_none() && !needed {
        return None;
    }
    Some(html! {
        bdi { (o.person.languages.iter().map(|l| v.words.language(l)).collect::<Vec<_>>().join(", ")) } " "
        @match interpreter.as_ref().map(|s| s.latest()) {
            Some(name) => { span.certainty { (v.t("person-interpreter-is")) " " bdi { (name) } } }
            None => { @if needed { span.certainty { (v.t("person-interpreter-needed")) } } }
        }
    })
}

fn responsible(v: &Viewer, o: &Opened) -> Option<Markup> {
    let name = |part| assigned(&o.volume.file, part).map(|s| s.latest().1.clone()).filter(|n| !n.is_empty());
    let (worker, deputy) = (name(Part::Responsible), name(Part::Deputy));
    if worker.is_none() && deputy.is_none() {
        return None;
    }
    Some(html! {
        @match &worker { Some(w) => { bdi { (w) } } None => { (v.t("person-nobody")) } }
        @if let Some(deputy) = &deputy { " " span.certainty { (v.t("person-deputy-is")) " " bdi { (deputy) } } }
    })
}

/// The guardian; else the parents, with whether they live.
fn guardian(v: &Viewer, o: &Opened) -> Option<Markup> {
    let of = |wanted: &[Relation]| o.kin.iter().filter(|k| wanted.contains(&k.relation)).collect::<Vec<_>>();
    let guardians = of(&[Relation::Guardian]);
    let shown = if guardians.is_empty() {
        of(&[Relation::Mother, Relation::Father, Relation::Parent])
    } else {
        guardians
    };
    (!shown.is_empty()).then(|| {
        html! {
            @for tie in &shown {
                div {
                    (kin_link(tie)) " "
                    span.certainty {
                        (v.t(&format!("relation-{}", tie.relation.key())))
                        @if !tie.life.is_empty() { ", " (v.t(&format!("life-{}", tie.life))) }
                    }
                }
            }
        }
    })
}

/// A relative: a link where the viewer reads their file, the name as told elsewhere.
pub(crate) fn kin_link(tie: &KinLine) -> Markup {
    match &tie.file {
        Some(file) => html! { a href=(format!("/people/{file}")) { bdi { (tie.name) } } },
        None => html! { bdi { (tie.name) } },
    }
}

fn place(v: &Viewer, o: &Opened) -> Option<Markup> {
    let stays = stays(&o.volume.file);
    let Some(stay) = current(&stays) else {
        let last = stays.last()?;
        let until = last.closing.as_ref().map(|c| v.words.edtf(&c.latest().until)).unwrap_or_default();
        return Some(html! {
            (v.t("person-nowhere")) " "
            span.certainty { bdi { (last.opening.latest().name) } " " (v.t_with("person-until", &[("date", &until)])) }
        });
    };
    let opening = stay.opening.latest();
    let absent = stay.absent_on(o.today);
    Some(html! {
        (v.place(&opening.place, &opening.name))
        @if !opening.within.is_empty() { ", " bdi { (opening.within) } } " "
        span.certainty { (v.t_with("person-since", &[("date", &v.words.edtf(&opening.from))])) }
        @if let Some(absent) = absent { " " span.certainty { (v.t(&format!("absence-{}", absent.kind))) } }
    })
}

fn siblings(v: &Viewer, o: &Opened) -> Option<Markup> {
    let siblings: Vec<&KinLine> = o.kin.iter().filter(|k| k.relation.sibling()).collect();
    (!siblings.is_empty()).then(|| {
        html! {
            @for tie in &siblings {
                div {
                    (kin_link(tie))
                    @let twin = (tie.relation == Relation::Twin).then(|| v.t("relation-twin"));
                    @let about: Vec<String> = twin.into_iter().chain((!tie.place.is_empty()).then(|| tie.place.clone())).collect();
                    @if !about.is_empty() { " " span.certainty { bdi { (about.join(", ")) } } }
                }
            }
        }
    })
}
