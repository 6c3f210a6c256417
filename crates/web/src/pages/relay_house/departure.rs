//! The decision of a departure: which home, which day, why, by whom. A person takes it; brothers and sisters are parted
//! only with a reason in writing and a second person.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::draft;
use crate::pages::place::asked;
use crate::pages::stay::destination::{self, Destination};
use crate::pages::stay::moves::{chosen, parted};
use crate::viewer::Viewer;
use domain::compartment::{Role, Scene};
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId};
use domain::refusal::{Refusal, Why, refuse};
use domain::relay_house::{self, Departure};
use domain::stay::{current, stays};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::person::PersonLine;

/// Days before today up to which a decision may be dated: papers are sometimes filled in the week after.
const BACK_DAYS: i64 = 60;

/// The form of a decision.
pub(crate) async fn ask(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let asked = asked::asked(v);
            let kept = draft_key(v, &asked).and_then(|key| draft::restored(v, &key));
            shown(page(v, &kept.unwrap_or(asked), None)?)
        })
        .await
}

/// Records a decision, or takes one back.
pub(crate) async fn take(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match record(v, &typed) {
                Ok(to) => {
                    if let Some(key) = draft_key(v, &typed) {
                        draft::discard(v, &key)?;
                    }
                    onward(&to)
                }
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

/// A decision about one person is kept as a draft; brothers and sisters are decided in one go.
fn draft_key(v: &Viewer, typed: &Typed) -> Option<String> {
    let [file] = asked::files(typed).try_into().ok()?;
    let person = v.store().lines_of(v.actor.as_ref()?, &[file]).ok()?.pop()?;
    Some(draft::key("departure", &person.compartment, &file))
}

fn people(v: &Viewer, typed: &Typed) -> Result<Vec<PersonLine>, Complaint> {
    let people = v.store().lines_of(v.actor()?, &asked::files(typed))?;
    if people.is_empty() { Err(Complaint::unknown()) } else { Ok(people) }
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let people = people(v, typed)?;
    let here = people[0].compartment;
    let today = v.today_in(&here);
    let known = if typed.has("departure_day") { typed.clone() } else { decided(v, &people, typed, today)? };
    let files: Vec<FileId> = people.iter().map(|p| p.file).collect();
    let behind = match destination::parse(v, known.get("to")) {
        Ok(to) => parted_by(v, &files, &to.towards())?,
        Err(_) => v.store().left_behind(v.actor()?, &files)?,
    };
    let places: Vec<FileId> = people.iter().filter_map(|p| p.place).collect();
    let groups = destination::groups(v, &here, &places)?;
    let scene = v.compartment(&here).map(|c| c.scene).unwrap_or_default();
    let form = Form { viewer: v, typed: &known, refusal };
    let title = v.t("departure-title");
    let standing = known.get("standing") == "yes";
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("departure-intro")) } }
        (form.errors())
        (chosen(v, &people, today))
        @if !behind.is_empty() { (parted(v, &behind)) }
        form.stack method="post" action="/departures" data-draft=[draft_key(v, typed)] {
            @for file in &files { input type="hidden" name="file" value=(file); }
            div.fields {
                (destination::field(v, &groups, known.get("to"), refusal))
                (form.input("departure_day", "short", "date", &[]))
                (convoys(v, people[0].place, scene, known.get("convoy"), today)?)
                (form.area("reason", 4))
                @if !behind.is_empty() {
                    (form.area("parted_reason", 3))
                    (form.line("second", "medium"))
                }
            }
            p { output.draft-state data-kept=(v.t("draft-kept")) data-failed=(v.t("draft-failed")) {} }
            div.toolbar {
                button.button type="submit" { (v.t("departure-record")) }
                a.button.quiet href=(back(&people)) { (v.t("do-cancel")) }
            }
        }
        @if standing { (withdraw(v, &files)) }
    };
    Ok(frame::page(v, &title, body))
}

/// A decision that stands, as the form shows it again; else an empty form for today.
fn decided(v: &Viewer, people: &[PersonLine], typed: &Typed, today: Date) -> Result<Typed, Complaint> {
    let typed = typed.clone().with("departure_day", today.to_string());
    let [one, ..] = people else { return Ok(typed) };
    let volume = v.store().open_file(v.actor()?, &one.file, "departure")?;
    let all = stays(&volume.file);
    let Some(said) = current(&all).and_then(|s| relay_house::departure(&volume.file, s.id)) else {
        return Ok(typed);
    };
    let known = said.latest();
    let to = destination::decided(v, &known.towards)?.map(|d| d.value()).unwrap_or_default();
    Ok(typed
        .with("to", to)
        .with("departure_day", known.on.to_string())
        .with("convoy", known.convoy.map(|c| c.to_string()).unwrap_or_default())
        .with("reason", &*known.reason)
        .with("standing", "yes"))
}

/// The convoys from a place, as a choice.
pub(crate) fn convoys(
    v: &Viewer,
    place: Option<FileId>,
    scene: Scene,
    chosen: &str,
    today: Date,
) -> Result<Markup, Complaint> {
    let Some(place) = place else { return Ok(html! {}) };
    let from = today.checked_sub(BACK_DAYS.days()).unwrap_or(today);
    let convoys = v.store().board(v.actor()?, &place, from)?.convoys;
    Ok(html! {
        div.field.medium {
            label for="convoy" { (asked::of_its_time(v, scene, "convoy-one")) }
            select #convoy name="convoy" {
                option value="" { (asked::of_its_time(v, scene, "convoy-without")) }
                @for c in convoys {
                    option value=(c.file) selected[c.file.to_string() == chosen] { (c.name) ", " (v.words.day(c.on)) }
                }
            }
            p.hint { a href=(format!("/convoys?place={place}")) { (asked::of_its_time(v, scene, "convoy-new")) } }
        }
    })
}

fn withdraw(v: &Viewer, files: &[FileId]) -> Markup {
    html! {
        form method="post" action="/departures" {
            @for file in files { input type="hidden" name="file" value=(file); }
            input type="hidden" name="stands" value="no";
            p { button.button.quiet type="submit" { (v.t("departure-withdraw")) } }
        }
    }
}

fn back(people: &[PersonLine]) -> String {
    people
        .first()
        .and_then(|p| p.place)
        .map_or("/relay-house".into(), |place| format!("/relay-house?place={place}"))
}

/// What was decided, ready to be written in each file.
#[derive(Clone)]
struct Decision {
    to: Option<Destination>,
    on: Date,
    convoy: Option<FileId>,
    reason: String,
}

fn record(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let people = people(v, typed)?;
    let to = back(&people);
    let decision = if typed.get("stands") == "no" { None } else { Some(decision(v, &people, typed)?) };
    let mut by_compartment: BTreeMap<CompartmentId, Vec<FileId>> = BTreeMap::new();
    people.iter().for_each(|p| by_compartment.entry(p.compartment).or_default().push(p.file));
    for compartment in by_compartment.keys() {
        asked::must(v, compartment, Role::writes)?;
    }
    for (compartment, files) in by_compartment {
        let decision = decision.clone();
        v.store().write(v.actor()?, &compartment, move |w| {
            for id in files {
                let file = w.file(&id)?;
                let all = stays(&file);
                let stay = current(&all).ok_or_else(|| refuse("file", "", Why::AlreadyClosed))?;
                let departure = match &decision {
                    Some(decision) => decision.departure(),
                    None => {
                        let said = relay_house::departure(&file, stay.id)
                            .ok_or_else(|| refuse("file", "", Why::AlreadyClosed))?;
                        Departure { stands: false, ..said.latest().clone() }
                    }
                };
                w.append(
                    &id,
                    vec![Fact::RelayHouse(relay_house::Fact::Leaving { stay: stay.id, departure })],
                )?;
            }
            Ok(())
        })?;
    }
    Ok(to)
}

impl Decision {
    fn departure(&self) -> Departure {
        Departure {
            towards: self.to.as_ref().map(Destination::towards).unwrap_or_default(),
            name: self.to.as_ref().map(|d| d.name().to_string()).unwrap_or_default(),
            on: self.on,
            convoy: self.convoy,
            reason: self.reason.clone(),
            stands: true,
        }
    }
}

fn decision(v: &Viewer, people: &[PersonLine], typed: &Typed) -> Result<Decision, Complaint> {
    let to = destination::parse(v, typed.get("to"))?;
    let on = asked::day("departure_day", typed)?;
    let reason = written("reason", typed)?;
    let files: Vec<FileId> = people.iter().map(|p| p.file).collect();
    let behind = parted_by(v, &files, &to.towards())?;
    let reason = agreed(v, reason, &behind, typed)?;
    Ok(Decision { to: Some(to), on, convoy: convoy(typed)?, reason })
}

/// Brothers and sisters whom `files` are parted from by going to `towards`: those who stay, but not those for whom the same
/// place was decided.
pub(crate) fn parted_by(
    v: &Viewer,
    files: &[FileId],
    towards: &FileId,
) -> Result<Vec<PersonLine>, Complaint> {
    let mut behind = v.store().left_behind(v.actor()?, files)?;
    if let Some(one) = behind.first() {
        let bound = v.store().bound_for(v.actor()?, towards, v.today_in(&one.compartment))?;
        behind.retain(|p| !bound.contains(&p.file));
    }
    Ok(behind)
}

/// The reason with what parts brothers and sisters: another reason, and a second person.
pub(crate) fn agreed(
    v: &Viewer,
    reason: String,
    behind: &[PersonLine],
    typed: &Typed,
) -> Result<String, Complaint> {
    if behind.is_empty() {
        return Ok(reason);
    }
    let why = written("parted_reason", typed)?;
    let second = typed.get("second").trim();
    if second.is_empty() || second == v.actor()?.name {
        return Err(refuse("second", second, Why::NeedsSecondPerson).into());
    }
    let codes: Vec<&str> = behind.iter().map(|p| p.code.as_str()).collect();
    let said = [("reason", reason.as_str()), ("codes", &codes.join(", ")), ("why", &why), ("second", second)];
    Ok(v.t_with("departure-parted", &said))
}

/// The convoy of a form, if one was chosen.
pub(crate) fn convoy(typed: &Typed) -> Result<Option<FileId>, Refusal> {
    match typed.get("convoy") {
        "" => Ok(None),
        text => FileId::parse(text).map(Some).ok_or_else(|| refuse("convoy", text, Why::Unknown)),
    }
}

/// A reason in writing.
pub(crate) fn written(field: &'static str, typed: &Typed) -> Result<String, Refusal> {
    let text = asked::text(field, typed)?;
    if text.is_empty() { Err(refuse(field, "", Why::NeedsReason)) } else { Ok(text) }
}
