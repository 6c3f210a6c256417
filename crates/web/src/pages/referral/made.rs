//! A referral in the making, from a person's file: on which consent, to whom, what goes, until when; and what the file tells
//! of those that were made.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::person::{Opened, headstrip};
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::Role;
use domain::consent::{Consent, given};
use domain::id::MemberId;
use domain::referral::{CONSENTS, MONTHS_MAX};
use domain::refusal::{Refusal, Why, refuse};
use domain::transfer::Whereabouts;
use maud::{Markup, html};
use store::referral::Asking;

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = opened(v, &file)?;
            shown(page(v, &o, &Typed::default(), None)?)
        })
        .await
}

pub(super) async fn make(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let (o, typed) = (opened(v, &file)?, Typed::parse(&body));
            match taken(v, &o, &typed) {
                Ok(()) => onward(&o.address("?done=1#referrals")),
                Err(complaint) => {
                    let refusal = by_field(complaint.into_refusal()?);
                    asked::again(page(v, &o, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn opened(v: &Viewer, file: &str) -> Result<Opened, Complaint> {
    let o = Opened::open(v, file, "referral")?;
    asked::must(v, &o.compartment(), Role::directs)?;
    if !o.administrative() {
        return Err(Complaint::unknown());
    }
    if o.whereabouts != Whereabouts::Here {
        return Err(refuse("file", o.name(), Why::FileHasLeft).into());
    }
    Ok(o)
}

fn taken(v: &Viewer, o: &Opened, typed: &Typed) -> Result<(), Complaint> {
    let to = typed.get("to_partner");
    let to = MemberId::parse(to).ok_or_else(|| refuse("to_partner", to, Why::Missing))?;
    let consent = typed.get("consent");
    if consent.is_empty() {
        return Err(refuse("consent", "", Why::Missing).into());
    }
    let asking = Asking {
        file: o.id(),
        to,
        fields: typed.all("fields").to_vec(),
        purpose: typed.get("referral_purpose").to_string(),
        words: typed.get("referral_words").to_string(),
        consent: consent.to_string(),
        until: asked::day("referral_until", typed)?,
    };
    Ok(v.store().refer(v.actor()?, &asking).map(drop)?)
}

/// The rule names fields and values as commands do; the form names its own, and values in words stand beside them.
fn by_field(refusal: Refusal) -> Refusal {
    let field = match refusal.field {
        "to" => "to_partner",
        "until" => "referral_until",
        "purpose" => "referral_purpose",
        "words" => "referral_words",
        same => same,
    };
    refuse(field, refusal.value, refusal.why)
}

/// The value of a refusal in the viewer's words, where it is a code.
fn in_words(v: &Viewer, refusal: &Refusal) -> Refusal {
    let key = match refusal.field {
        "consent" => format!("consent-purpose-{}", refusal.value),
        "fields" => format!("referral-field-{}", refusal.value),
        _ => String::new(),
    };
    let value = if v.words.has(&key) { v.t(&key) } else { refusal.value.clone() };
    refuse(refusal.field, value, refusal.why)
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let partners = v.store().partners(v.actor()?, &o.compartment())?;
    let fields = v.store().fields_of(v.actor()?, &o.volume)?;
    let consents: Vec<(&str, Option<Consent>)> =
        CONSENTS.into_iter().map(|p| (p, given(&o.volume.file, p, o.today).ok())).collect();
    let can = consents.iter().any(|(_, given)| given.is_some());
    let refusal = refusal.map(|r| in_words(v, r));
    let form = Form { viewer: v, typed, refusal: refusal.as_ref() };
    let body = html! {
        (headstrip(v, o))
        (list::wide_part("new", &v.t("referral-new"), html! {
            p { (v.t("referral-what")) }
            (form.errors())
            @if !can {
                div.notice.warning #consent {
                    p { (v.t("referral-no-consent")) }
                    p { a href=(o.address("consents")) { (v.t("referral-ask-consent")) } }
                }
            }
            @if partners.is_empty() {
                div.notice.warning #to_partner { p { (v.t("referral-no-partner")) } p { a href="/nodes" { (v.t("peer-title")) } } }
            }
            @if can && !partners.is_empty() {
                form.stack method="post" action=(o.address("referrals")) {
                    (consent_choice(v, &form, &consents))
                    div.fields {
                        (form.choose("to_partner", "medium", Some("form-choose"), &partners.iter().map(|p| (p.member.to_string(), p.name.clone())).collect::<Vec<_>>()))
                        (until(&form, o))
                        (form.area("referral_purpose", 2))
                    }
                    (field_choice(v, &form, &fields))
                    div.fields { (form.area("referral_words", 2)) }
                    p.by { (v.t("referral-names-told")) }
                    p.by { (v.t("referral-stays-read")) }
                    div.toolbar {
                        button.button type="submit" { (v.t("referral-make")) }
                        a.button.quiet href=(o.address("")) { (v.t("do-back")) }
                    }
                }
            }
        }))
    };
    Ok(frame::page(v, &o.titled(), body))
}

fn until(form: &Form<'_>, o: &Opened) -> Markup {
    let day = |span: jiff::Span| o.today.checked_add(span).unwrap_or(o.today).to_string();
    let (first, last) = (day(jiff::Span::new().days(1)), day(jiff::Span::new().months(MONTHS_MAX)));
    form.input("referral_until", "medium", "date", &[("min", &first), ("max", &last)])
}

fn consent_choice(v: &Viewer, form: &Form<'_>, consents: &[(&str, Option<Consent>)]) -> Markup {
    let limits: Vec<&str> =
        consents.iter().flat_map(|(_, c)| c).map(|c| c.limits.as_str()).filter(|l| !l.is_empty()).collect();
    html! {
        fieldset.choice #consent {
            legend { (v.t("field-consent")) }
            div.options {
                @for (purpose, consent) in consents {
                    label {
                        input type="radio" name="consent" value=(purpose) disabled[consent.is_none()] checked[form.typed.get("consent") == *purpose];
                        " "
                        @match consent {
                            Some(c) => (super::given(v, purpose, &c.giver, &v.words.edtf(&c.on))),
                            None => (v.t_with("referral-consent-lacks", &[("purpose", &v.t(&format!("consent-purpose-{purpose}")))])),
                        }
                    }
                }
            }
            (wrong(form, "consent"))
        }
        @if !limits.is_empty() {
            div.notice.warning {
                @for limit in limits { p dir="auto" { (v.t_with("referral-consent-limits", &[("limits", limit)])) } }
                p { (v.t("referral-consent-limits-stay")) }
            }
        }
    }
}

fn field_choice(v: &Viewer, form: &Form<'_>, fields: &[&'static str]) -> Markup {
    html! {
        fieldset.choice #fields {
            legend { (v.t("field-fields")) }
            @if fields.is_empty() { p.empty { (v.t("referral-fields-none")) } }
            div.options {
                @for field in fields {
                    label {
                        input type="checkbox" name="fields" value=(field) checked[form.typed.all("fields").iter().any(|f| f == field)];
                        " " (v.t(&format!("referral-field-{field}")))
                    }
                }
            }
            (wrong(form, "fields"))
        }
    }
}

fn wrong(form: &Form<'_>, field: &str) -> Markup {
    let refusal = form.refusal.filter(|r| r.field == field);
    html! { @if let Some(refusal) = refusal { p.error { (crate::edge::refused(form.viewer, refusal)) } } }
}

/// On the page of a file: who received what, until when, and what became of it.
pub(crate) fn section(v: &Viewer, o: &Opened) -> Result<Markup, Complaint> {
    let all: Vec<_> = v.store().referrals(v.actor()?)?.into_iter().filter(|l| l.file == o.id()).collect();
    let may = o.whereabouts == Whereabouts::Here && o.role.is_some_and(Role::directs);
    let told = domain::referral::Referral::all_of(&o.volume.file);
    let fields = |key: &domain::id::Key| -> String {
        let sent = told.iter().find(|r| r.key == *key).map(|r| r.sent.fields.clone()).unwrap_or_default();
        sent.iter().map(|f| v.t(&format!("referral-field-{f}"))).collect::<Vec<_>>().join(", ")
    };
    let row = |l: &store::referral::ReferralLine| {
        vec![
            html! { (super::partner(v, l)) },
            html! { (fields(&l.key)) },
            html! { (super::by(v, l)) },
            html! { (v.words.day(l.until)) },
            html! { (super::state(v, l)) (super::end_form(v, l)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = ["referral-to", "referral-fields", "referral-made", "referral-ends", "referral-state"];
    if rows.is_empty() && !may {
        return Ok(html! {});
    }
    Ok(html! {
        section.volet.wide #referrals aria-labelledby="referrals-h" {
            header { h2 #referrals-h { (v.t("referral-title")) } }
            div.body {
                @if !rows.is_empty() { (list::table(v, "", &heads, &rows)) p.by { (v.t("referral-stays-read")) } }
                @if may { p.no-print { a href=(o.address("referrals")) { (v.t("referral-new")) } } }
            }
        }
    })
}
