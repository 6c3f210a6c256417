//! How papers stand on a day: the cases a clerk meets.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use relais_planning::papers::{Need, Paper, PaperStatus, Standing, Why, standing};
use relais_planning::procedure::{Meaning, Procedure};

/// consent, photo (valid 20 days, handed in), passport or card -> request (handed in) -> order (silence,
/// appeal) -> pass (8 days)
fn procedure() -> Procedure {
    let paper = |id: &str, more: &str| {
        format!(
            "[[papers]]\nid = \"{id}\"\ntitle = {{ fr = \"f\", en = \"e\" }}\n\
             issuer = {{ fr = \"f\", en = \"e\" }}\nsource = \"s\"\nto_confirm = false\n\
             days = {{ optimistic = 2, likely = 5, pessimistic = 10 }}\n{more}\n"
        )
    };
    let text = [
        "id = \"p\"\nversion = 1\ncountry = \"FR\"\nin_force_from = \"1941-01-01\"\n\
         title = { fr = \"f\", en = \"e\" }\n\
         target = { fr = \"f\", en = \"e\" }\nsources = [{ ref = \"r\", note = \"n\" }]\n"
            .to_owned(),
        paper("consent", "required = true"),
        paper("photo", "required = true\nhanded_in = true\nvalid_days = 20\nrenewable = true"),
        paper("passport", "required = false\nvalid_days = 300"),
        paper("card", "required = false"),
        paper("extra", "required = false"),
        paper(
            "request",
            "required = true\nhanded_in = true\nall_of = [\"consent\", \"photo\"]\n\
             one_of = [[\"passport\", \"card\"]]",
        ),
        paper(
            "order",
            "required = true\nall_of = [\"request\"]\nappeal = { days = 30 }\n\
             silence = { after = { months = 4 }, means = \"refusal\", appeal = { months = 2 } }",
        ),
        paper("pass", "required = true\nall_of = [\"order\"]\nvalid_days = 8"),
    ]
    .concat();
    Procedure::parse(&text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn received(on: Date) -> Paper {
    Paper { status: PaperStatus::Received, received_on: Some(on), ..Paper::default() }
}

fn asked(on: Date) -> Paper {
    Paper { status: PaperStatus::Asked, asked_on: Some(on), ..Paper::default() }
}

fn stand(papers: &[(&str, Paper)], today: Date) -> Standing {
    let papers: BTreeMap<String, Paper> =
        papers.iter().map(|(id, p)| ((*id).to_owned(), p.clone())).collect();
    standing(&procedure(), &papers, today)
}

const MARCH: Date = date(1941, 3, 1);

#[test]
fn an_empty_dossier_asks_for_what_needs_nothing() {
    let now = stand(&[], MARCH);
    let asks: Vec<(&str, bool)> = now.can_ask_now.iter().map(|a| (a.paper.as_str(), a.needed)).collect();
    assert_eq!(
        asks,
        [("consent", true), ("photo", true), ("passport", true), ("card", true), ("extra", false)]
    );
    assert_eq!(now.missing, ["consent", "photo", "request", "order", "pass"]);
    let request = &now.blocked[0];
    let paper = |id: &str| Need::Paper(id.to_owned());
    let choice = Need::OneOf(vec!["passport".to_owned(), "card".to_owned()]);
    assert_eq!(request.waits_for, [paper("consent"), paper("photo"), choice]);
    assert!(!now.complete && now.deadlines.is_empty());
}

#[test]
fn one_paper_of_a_choice_is_enough() {
    let now =
        stand(&[("consent", received(MARCH)), ("photo", received(MARCH)), ("card", received(MARCH))], MARCH);
    let asks: Vec<(&str, bool)> = now.can_ask_now.iter().map(|a| (a.paper.as_str(), a.needed)).collect();
    assert_eq!(asks, [("request", true), ("passport", false), ("extra", false)]);
}

#[test]
fn a_received_paper_lapses_by_its_date_whatever_is_recorded() {
    let photo = [("photo", received(MARCH))];
    for (day, valid, lapsing, lapsed) in [
        (date(1941, 3, 1), 1, 1, 0),
        (date(1941, 3, 21), 1, 1, 0), // the last valid day
        (date(1941, 3, 22), 0, 0, 1),
    ] {
        let now = stand(&photo, day);
        assert_eq!((now.valid.len(), now.lapsing.len(), now.lapsed.len()), (valid, lapsing, lapsed), "{day}");
    }
    let last = stand(&photo, date(1941, 3, 21));
    assert_eq!((last.lapsing[0].days_left, last.lapsing[0].until), (0, date(1941, 3, 21)));
    let after = stand(&photo, date(1941, 3, 22));
    assert!(after.can_ask_now.iter().any(|ask| ask.paper == "photo" && ask.again && ask.needed));
    // What is written on the paper goes before the procedure's count.
    let written = Paper { valid_until: Some(date(1941, 3, 5)), ..received(MARCH) };
    assert_eq!(stand(&[("photo", written)], date(1941, 3, 6)).lapsed[0].until, Some(date(1941, 3, 5)));
}

#[test]
fn lapsing_begins_thirty_days_before_the_end() {
    let paper = [("passport", Paper { valid_until: Some(date(1941, 3, 31)), ..received(date(1941, 1, 1)) })];
    assert_eq!(stand(&paper, date(1941, 2, 28)).lapsing.len(), 0);
    assert_eq!(stand(&paper, date(1941, 3, 1)).lapsing[0].days_left, 30);
}

#[test]
fn what_was_handed_in_has_done_its_work() {
    let day = date(1941, 6, 1);
    let base = [("consent", received(MARCH)), ("photo", received(MARCH)), ("card", received(MARCH))];
    // The photo has lapsed. Before the request it is missing, after the request it is not.
    assert!(stand(&base, day).missing.contains(&"photo".to_owned()));
    let mut made = base.to_vec();
    made.push(("request", asked(date(1941, 3, 2))));
    let now = stand(&made, day);
    assert_eq!(now.missing, ["request", "order", "pass"]);
    assert!(!now.lapsed[0].needed);
    // The consent is not handed in: it must hold on the day of leaving, so losing it makes it missing.
    made[0].1.status = PaperStatus::Lapsed;
    assert_eq!(stand(&made, day).missing, ["consent", "request", "order", "pass"]);
    // The whole way: only what must hold on the day of leaving is looked at.
    let mut done = base.to_vec();
    done.extend([
        ("request", received(MARCH)),
        ("order", received(MARCH)),
        ("pass", received(date(1941, 5, 30))),
    ]);
    assert!(stand(&done, day).complete);
    assert_eq!(stand(&done, date(1941, 6, 8)).missing, ["pass"]);
}

#[test]
fn a_refused_request_wants_its_papers_again() {
    let mut papers =
        vec![("consent", received(MARCH)), ("photo", received(MARCH)), ("card", received(MARCH))];
    let refused_on = Some(date(1941, 3, 10));
    papers.push(("request", Paper { status: PaperStatus::Refused, refused_on, ..Paper::default() }));
    let now = stand(&papers, date(1941, 6, 1));
    assert_eq!(now.missing, ["photo", "request", "order", "pass"]);
    assert!(now.can_ask_now.iter().all(|ask| ask.paper != "request"), "a person decides to ask again");
}

#[test]
fn waiting_says_when_and_what_silence_means() {
    let order = [("request", received(MARCH)), ("order", asked(date(1941, 3, 31)))];
    let now = stand(&order, date(1941, 4, 1));
    let waiting = &now.waiting[0];
    assert_eq!(waiting.expected, Some((date(1941, 4, 2), date(1941, 4, 10))));
    assert!(!waiting.late);
    let late = |day| stand(&order, date(1941, 4, day)).waiting[0].late;
    assert!(!late(10) && late(11), "the latest expected day is still in time");
    let days: Vec<(Date, Why)> = now.deadlines.iter().map(|d| (d.on, d.why)).collect();
    assert_eq!(
        days,
        [
            (date(1941, 4, 10), Why::AnswerExpected),
            (date(1941, 7, 31), Why::SilenceRefuses),
            (date(1941, 9, 30), Why::AppealEnds),
        ]
    );
    // Silence has spoken: the reminder and the appeal stay.
    let later = stand(&order, date(1941, 8, 1));
    assert!(later.waiting[0].late && later.waiting[0].silence.unwrap().spoken);
    let whys: Vec<Why> = later.deadlines.iter().map(|d| d.why).collect();
    assert_eq!(whys, [Why::AnswerExpected, Why::AppealEnds]);
    assert_eq!(stand(&order, date(1941, 9, 30)).deadlines.len(), 2, "the last day to appeal is still one");
    assert_eq!(stand(&order, date(1941, 10, 1)).deadlines.len(), 1);
    let undated = stand(&[("order", Paper { status: PaperStatus::Asked, ..Paper::default() })], MARCH);
    assert_eq!((undated.waiting[0].expected, undated.waiting[0].silence), (None, None));
}

#[test]
fn silence_that_grants_stays_until_somebody_records_it() {
    let mut procedure = procedure();
    let order = procedure.papers.iter_mut().find(|kind| kind.id == "order").unwrap();
    let silence = order.silence.as_mut().unwrap();
    // A hand-made procedure: a file with an appeal against a grant does not parse.
    silence.means = Meaning::Grant;
    assert!(silence.appeal.is_some());
    let papers = BTreeMap::from([("order".to_owned(), asked(date(1941, 3, 31)))]);
    let now = standing(&procedure, &papers, date(1941, 8, 15));
    assert!(
        now.waiting[0].silence.unwrap().spoken && now.valid.is_empty(),
        "nothing is granted by a machine"
    );
    let whys: Vec<Why> = now.deadlines.iter().map(|d| d.why).collect();
    assert_eq!(whys, [Why::AnswerExpected, Why::SilenceGrants]);
}

#[test]
fn a_refusal_shows_until_when_it_can_be_appealed() {
    let refused_on = Some(date(1941, 3, 1));
    let order = [("order", Paper { status: PaperStatus::Refused, refused_on, ..Paper::default() })];
    let now = stand(&order, date(1941, 3, 31));
    assert_eq!(now.refused[0].appeal_until, Some(date(1941, 3, 31)));
    assert!(now.refused[0].appeal_open && now.deadlines[0].why == Why::AppealEnds);
    let late = stand(&order, date(1941, 4, 1));
    assert!(!late.refused[0].appeal_open && late.deadlines.is_empty());
}

#[test]
fn what_is_dated_after_today_has_not_happened() {
    let order = Paper { asked_on: Some(date(1941, 3, 5)), ..received(date(1941, 3, 20)) };
    for (day, valid, waiting) in [(4, 0, 0), (5, 0, 1), (19, 0, 1), (20, 1, 0)] {
        let now = stand(&[("order", order.clone())], date(1941, 3, day));
        assert_eq!((now.valid.len(), now.waiting.len()), (valid, waiting), "on the {day}th");
    }
}

#[test]
fn a_paper_without_dates_is_valid_and_says_so() {
    let bare = Paper { status: PaperStatus::Received, ..Paper::default() };
    let now = stand(&[("photo", bare.clone()), ("consent", bare)], MARCH);
    let undated: Vec<(&str, bool)> = now.valid.iter().map(|v| (v.paper.as_str(), v.undated)).collect();
    assert_eq!(undated, [("consent", false), ("photo", true)]);
}

#[test]
fn what_the_procedure_does_not_name_is_kept_apart() {
    assert_eq!(stand(&[("letter", received(MARCH))], MARCH).outside, ["letter"]);
}
