//! Who somebody is: names, birth, origins, languages; what a house provides for; who answers for them.

use super::opened::Opened;
use super::slot::{row, rows_under, slots_under};
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::person::{Fact as Person, WASHINGTON_DOMAINS};
use maud::{Markup, html};

/// The identity, always open to who reads the file.
pub(super) fn section(v: &Viewer, o: &Opened) -> Markup {
    html! {
        section.volet #identity data-lock="open" aria-labelledby="identity-h" {
            header {
                h2 #identity-h { (v.t("person-identity")) }
                span.lock { (crate::frame::mark("unlock", "icon")) (v.t("person-open-to-house")) }
            }
            div.body {
                dl.facts {
                    (rows_under(v, o, "person/name/"))
                    (row(v, o, "person/born", &v.t("person-fact-born")))
                    (row(v, o, "person/birth-place", &v.t("person-fact-birth-place")))
                    (row(v, o, "person/sex", &v.t("person-fact-sex")))
                    (rows_under(v, o, "person/nationality/"))
                    (rows_under(v, o, "person/language/"))
                    (rows_under(v, o, "person/separation"))
                    (rows_under(v, o, "person/photo"))
                    (rows_under(v, o, "person/died"))
                    (rows_under(v, o, "person/told/"))
                }
            }
        }
    }
}

/// What else can be recorded: one way to each form.
pub(super) fn more(v: &Viewer, o: &Opened) -> Markup {
    let forms = [
        "names",
        "births",
        "birth-places",
        "sexes",
        "nationalities",
        "languages",
        "photos",
        "kin",
        "contacts",
        "parted-siblings",
        "assignments",
        "interpreters",
        "needs",
        "marks",
        "washington-answers",
        "sizes",
        "consents",
        "separations",
        "numbers",
        "deaths",
    ];
    html! {
        details.no-print {
            summary { (v.t("person-record-more")) }
            ul {
                @for form in forms {
                    li { a href=(o.address(form)) { (v.t(&format!("person-form-{form}"))) } }
                }
                @if o.person.died.is_some() { li { a href=(o.address("tellings")) { (v.t("person-form-tellings")) } } }
            }
        }
    }
}

/// Who accompanies them.
pub(super) fn accompaniment(v: &Viewer, o: &Opened) -> Markup {
    html! {
        section.volet #accompaniment aria-labelledby="accompaniment-h" {
            header { h2 #accompaniment-h { (v.t("person-accompaniment")) } }
            div.body {
                dl.facts {
                    (row(v, o, "accompaniment/responsible", &v.t("person-strip-responsible")))
                    (row(v, o, "accompaniment/deputy", &v.t("person-fact-deputy")))
                    (row(v, o, "accompaniment/interpreter", &v.t("person-fact-interpreter")))
                }
            }
        }
    }
}

/// What a house provides for, and what a person can do.
pub(super) fn care(v: &Viewer, o: &Opened) -> Markup {
    let asked = slots_under(o, "person/washington/");
    html! {
        section.volet #care aria-labelledby="care-h" {
            header { h2 #care-h { (v.t("person-care")) } }
            div.body.stack {
                dl.facts {
                    (rows_under(v, o, "person/mark/"))
                    @if slots_under(o, "person/need/").is_empty() {
                        div { dt { (v.t("field-needs")) } dd.none { (v.t("person-not-noted")) } }
                    }
                    (rows_under(v, o, "person/need/"))
                    (rows_under(v, o, "person/size/"))
                }
                @if asked.is_empty() {
                    p.by { (v.t("person-washington-none")) }
                } @else {
                    h3 { (v.t("person-washington")) }
                    dl.facts {
                        @for domain in WASHINGTON_DOMAINS {
                            (row(v, o, &format!("person/washington/{domain}"), &v.t(&format!("washington-domain-{domain}"))))
                        }
                    }
                }
            }
        }
    }
}

/// Numbers in registers, and cells of a register that nobody could read yet.
pub(super) fn registers(v: &Viewer, o: &Opened) -> Markup {
    let kept = slots_under(o, "person/row/").into_iter().filter(|slot| {
        o.volume
            .file
            .standing(slot)
            .any(|c| matches!(&c.fact, Fact::Person(Person::Row { kept, .. }) if !kept.is_empty()))
    });
    let kept: Vec<&str> = kept.collect();
    let numbers = slots_under(o, "person/number/");
    html! {
        @if !kept.is_empty() || !numbers.is_empty() {
            section.volet #registers aria-labelledby="registers-h" {
                header { h2 #registers-h { (v.t("person-registers")) } }
                div.body {
                    dl.facts {
                        (rows_under(v, o, "person/number/"))
                        @for slot in &kept { (row(v, o, slot, &v.t("person-fact-row"))) }
                    }
                    @if !kept.is_empty() { p.by { (v.t("person-row-hint")) } }
                }
            }
        }
    }
}
