//! A6, A9: two people open a house that one of them was not granted, to read in it for three hours. It alters nothing, it cannot
//! be silent, nothing extends it, and it opens nothing that came after the keys have changed.

use crate::exchange::joined;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, MemberId};
use store::break_glass::GlassOpening;
use store::{Actor, Problem, Store};
use testkit::cast::PASSPHRASE;
use testkit::{Backing, House, Post, Story};

const HOUR_MS: i64 = 60 * 60 * 1_000;
const WHY: &str = "a fever in the night and nobody of the camp team answers";

/// Amina is in the camp; host, nurse and visitor of the same node may break the glass, two at a time.
fn armed(house: &mut House) -> (FileId, CompartmentId) {
    let mut story = Story::new(house);
    story.on("1941-03-01").registers("Amina", "camp");
    let (file, camp) = (story.child("Amina").file, house.compartment("camp"));
    arm(house, &camp);
    (file, camp)
}

fn arm(house: &House, camp: &CompartmentId) {
    let people: Vec<MemberId> = ["host", "nurse", "visitor"].map(|n| house.actor(n).member).to_vec();
    house.store().arm_glass(house.actor("keeper"), camp, &people).unwrap();
}

fn opens(house: &House, who: &str, with: &str, camp: &CompartmentId) -> Result<(), Problem> {
    house.store().break_glass(house.actor(who), (with, PASSPHRASE), None, camp, WHY).map(drop)
}

fn refused(problem: Result<(), Problem>) -> String {
    match problem.unwrap_err() {
        Problem::Refused(r) => format!("{} {:?}", r.field, r.why),
        other => other.to_string(),
    }
}

fn reads(house: &House, who: &str, file: &FileId) -> bool {
    house.store().open_file(house.actor(who), file, "page person").is_ok()
}

fn entries(house: &House, camp: &CompartmentId) -> i64 {
    let sql = "select count(*) from entry where compartment = $1";
    house.store().raw_query(house.actor("keeper"), camp, sql, &[camp.bytes().into()]).unwrap()[0].int(0)
}

fn seen_by(house: &House, name: &str) -> Vec<GlassOpening> {
    house.store().glass_openings(house.actor(name)).unwrap()
}

#[test]
fn a6_two_read_for_three_hours_and_the_record_stands_in_the_house() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    assert!(!reads(&house, "host", &file));
    let before = entries(&house, &camp);
    opens(&house, "host", "nurse", &camp).unwrap();
    assert_eq!(entries(&house, &camp), before + 2, "both have signed");
    assert!(reads(&house, "host", &file));
    assert!(!reads(&house, "nurse", &file), "the second person sees nothing");
    for name in ["keeper", "auditor", "supervisor"] {
        let all = seen_by(&house, name);
        assert_eq!(all.len(), 1, "{name}");
        let said = &all[0].said;
        assert_eq!((said.by, said.opened.with), (house.actor("host").member, house.actor("nurse").member));
        assert_eq!((said.opened.why.as_str(), said.agreed, &all[0].looked), (WHY, true, &None));
        assert_eq!(said.opened.until.unix_ms() - said.opened.from.unix_ms(), 3 * HOUR_MS);
    }
    assert!(seen_by(&house, "worker").is_empty(), "only those who audit");
    let log = house.store().readings_of(house.actor("auditor"), &camp, &file).unwrap();
    assert_eq!((log[0].by, log[0].purpose.as_str()), (house.actor("host").member, "break-glass page person"));
    let proved = house.store().verify(house.actor("keeper"), &camp).unwrap();
    assert!(proved.fault.is_none(), "{:?}", proved.fault);
    house.clock.advance_ms(3 * HOUR_MS - 1);
    assert!(reads(&house, "host", &file));
    house.clock.advance_ms(1);
    assert!(!reads(&house, "host", &file));
    assert_eq!(entries(&house, &camp), before + 2, "nothing was altered");
}

#[test]
fn a9_one_person_alone_opens_nothing() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    let before = entries(&house, &camp);
    let tried = |who: &str, second: (&str, &str), why: &str| {
        refused(house.store().break_glass(house.actor(who), second, None, &camp, why).map(drop))
    };
    let mut all = vec![
        tried("host", ("host", PASSPHRASE), WHY),
        tried("host", ("nurse", "a guess"), WHY),
        tried("host", ("nobody", PASSPHRASE), WHY),
        tried("host", ("house-parent", PASSPHRASE), WHY),
        tried("house-parent", ("nurse", PASSPHRASE), WHY),
        tried("worker", ("nurse", PASSPHRASE), WHY),
        tried("host", ("nurse", PASSPHRASE), "it is urgent"),
    ];
    let elsewhere = house.compartment("infirmary");
    all.push(refused(
        house
            .store()
            .break_glass(house.actor("host"), ("visitor", PASSPHRASE), None, &elsewhere, WHY)
            .map(drop),
    ));
    let wrong = "name or passphrase is wrong";
    let unknown = "there is no such compartment";
    let expected = [
        "glass_with NeedsSecondPerson",
        wrong,
        wrong,
        unknown,
        unknown,
        "glass_house AlreadyThere",
        "glass_why NeedsReason",
        unknown,
    ];
    assert_eq!(all, expected);
    assert!(!reads(&house, "host", &file));
    assert_eq!(entries(&house, &camp), before, "nothing was written");
    for (by, people, expected) in [
        ("supervisor", vec!["host", "nurse"], "this role may not arm break-glass"),
        ("host", vec!["host", "nurse"], unknown),
        ("keeper", vec!["host"], "people OutOfRange"),
        ("keeper", vec!["host", "host"], "people OutOfRange"),
    ] {
        let people: Vec<MemberId> = people.iter().map(|n| house.actor(n).member).collect();
        assert_eq!(
            refused(house.store().arm_glass(house.actor(by), &camp, &people)),
            expected,
            "{by} {people:?}"
        );
    }
    let stranger = [house.actor("host").member, MemberId([9; 16])];
    assert_eq!(refused(house.store().arm_glass(house.actor("keeper"), &camp, &stranger)), "people Unknown");
}

/// Where the record cannot be written: whether they see anything, and how much more stands in the house.
fn opened_silently(house: &House, file: &FileId, camp: &CompartmentId) -> (bool, bool) {
    let (store, keeper) = (house.store(), house.actor("keeper").clone());
    let shut = "create trigger shut before insert on entry begin select raise(abort, 'shut'); end";
    store.raw_execute(&keeper, camp, shut, &[]).unwrap();
    let opened = opens(house, "host", "nurse", camp).is_ok();
    let seen = reads(house, "host", file);
    store.raw_execute(&keeper, camp, "drop trigger shut", &[]).unwrap();
    (opened, seen)
}

#[test]
fn a6_without_its_record_nothing_opens() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    assert_eq!(opened_silently(&house, &file, &camp), (false, false));
    assert!(seen_by(&house, "auditor").is_empty());
    opens(&house, "host", "nurse", &camp).unwrap();
    assert!(reads(&house, "host", &file));
}

#[test]
fn a6_is_seen_red_where_it_opens_without_a_record() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    store::rig::GLASS_WITHOUT_RECORD.set(true);
    let broken = opened_silently(&house, &file, &camp);
    store::rig::GLASS_WITHOUT_RECORD.set(false);
    assert_eq!(broken, (true, true), "with the promise broken the test has to see it");
    assert!(seen_by(&house, "auditor").is_empty(), "nobody was told");
}

#[test]
fn a6_nothing_is_written_granted_sent_or_taken_out() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    let subject = house.store().open_file(house.actor("worker"), &file, "story").unwrap();
    let subject = domain::person::Person::of(&subject.file).subject.unwrap();
    opens(&house, "host", "nurse", &camp).unwrap();
    let (store, host) = (house.store(), house.actor("host").clone());
    let before = entries(&house, &camp);
    assert_eq!(store.volets(&host, &subject).unwrap().len(), 1, "it is read as by a reader");
    let info = store.compartments(&host).unwrap().into_iter().find(|c| c.id == camp).unwrap();
    assert_eq!((info.role, info.glass_until.is_some()), (Role::Reader, true));
    let note = domain::entry::Fact::Withdrawn { slot: "person/born".into(), why: "x".into() };
    let relay = house.compartment("relay");
    let place = house.place("camp").file;
    let day = jiff::civil::date(1941, 3, 1);
    let exit = domain::consent::Exit::RegisterWithin;
    let asked = store::register::Asked { place, from: day, to: day, exit, without: None };
    let tried: Vec<(&str, Result<(), Problem>)> = vec![
        ("write", store.write(&host, &camp, move |w| w.append(&file, vec![note]).map(drop))),
        ("grant", store.grant(&host, &camp, &house.member("host"), Role::Worker)),
        ("remove", store.remove(&host, &camp, &house.member("worker").member)),
        ("offer", store.offer(&host, &camp, &relay, &[file])),
        ("arm", store.arm_glass(&host, &camp, &[host.member, house.actor("nurse").member])),
        ("disarm", store.disarm_glass(&host, &camp)),
        ("again", opens(&house, "host", "visitor", &camp)),
        ("draft", store.keep_draft(&host, &camp, "note", "text")),
        ("rebuild", store.rebuild(&host, &camp).map(drop)),
        ("verify", store.verify(&host, &camp).map(drop)),
        ("log", store.readings(&host, &camp, None, 10).map(drop)),
        ("sheet", store.subject_sheet(&host, &file).map(drop)),
        ("register", store::register::export_rows(store, &host, &asked).map(drop)),
        ("papers", store.leaving(&host, &[file], domain::consent::Exit::DossierPack, None).map(drop)),
        ("pfif", store.open_file(&host, &file, "relais tracing export: agreed").map(drop)),
        (
            "bundle",
            store.make_bundle(&host, &[host.member], &[camp], None, &house.folder().join("b")).map(drop),
        ),
    ];
    for (what, done) in tried {
        assert!(done.is_err(), "{what} was done");
    }
    store.carry_on(&host).unwrap();
    assert_eq!(entries(&house, &camp), before, "nothing was written in the house");
    assert_eq!(seen_by(&house, "keeper").len(), 1);
}

#[test]
fn a6_it_ends_at_lock_and_by_either_clock_and_nothing_extends_it() {
    let check = |what: &str, end: fn(&mut House)| {
        let mut house = House::new(Backing::Sqlite);
        let (file, camp) = armed(&mut house);
        opens(&house, "host", "nurse", &camp).unwrap();
        assert!(reads(&house, "host", &file), "{what}");
        assert_eq!(refused(opens(&house, "host", "visitor", &camp)), "glass_house AlreadyThere", "{what}");
        end(&mut house);
        assert!(!reads(&house, "host", &file), "{what}: it is over");
        assert_eq!(refused(opens(&house, "host", "visitor", &camp)), "glass_house ComesFirst", "{what}");
        // Another pair may still be needed; they have a record of their own.
        opens(&house, "visitor", "nurse", &camp).unwrap();
        assert!(reads(&house, "visitor", &file), "{what}");
    };
    check("lock", |house| {
        house.store().lock();
        house.reopen();
    });
    check("their own lock", |house| house.store().end_glass(house.actor("host")));
    check("the wall", |house| house.clock.advance_ms(3 * HOUR_MS));
    check("the wall put back", |house| house.clock.set(jiff::civil::date(1941, 2, 1)));
    check("the clock that runs on", |house| house.clock.passes_unseen_ms(3 * HOUR_MS));
}

#[test]
fn a6_the_same_member_opens_again_only_once_a_keeper_has_looked() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    let keeper = house.member("keeper").member;
    let people = [house.actor("host").member, keeper, house.actor("nurse").member];
    house.store().arm_glass(house.actor("keeper"), &camp, &people).unwrap();
    opens(&house, "host", "keeper", &camp).unwrap();
    house.clock.advance_ms(4 * HOUR_MS);
    let file_of = |house: &House| seen_by(house, "keeper")[0].file;
    let looks = |house: &House, who: &str, words: &str| {
        house.store().glass_looked_at(house.actor(who), &camp, &file_of(house), words)
    };
    for (who, expected) in [
        ("supervisor", "this role may not mark it as looked at"),
        ("auditor", "this role may not mark it as looked at"),
        ("host", "there is no such compartment"),
        ("keeper", "glass_with NeedsSecondPerson"),
    ] {
        assert_eq!(refused(looks(&house, who, "right")), expected, "{who}");
    }
    assert_eq!(refused(opens(&house, "host", "nurse", &camp)), "glass_house ComesFirst");
    house.store().grant(house.actor("keeper"), &camp, &house.member("visitor"), Role::Keeper).unwrap();
    house.store().open_doors(house.actor("visitor")).unwrap();
    assert_eq!(refused(looks(&house, "visitor", " ")), "glass_words Missing");
    looks(&house, "visitor", "it was right, the doctor came").unwrap();
    assert_eq!(
        seen_by(&house, "auditor")[0].looked.as_ref().map(|l| l.2.as_str()),
        Some("it was right, the doctor came")
    );
    assert_eq!(refused(looks(&house, "visitor", "again")), "glass_words AlreadyClosed");
    opens(&house, "host", "nurse", &camp).unwrap();
    assert!(reads(&house, "host", &file));
    assert_eq!(seen_by(&house, "auditor").len(), 2);
}

/// The box holds the keys: it opens a house that nobody of this node has unlocked since it started.
#[test]
fn a6_the_box_opens_what_nobody_has_open() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    house.close();
    house.open();
    let host = house.store().unlock("host", PASSPHRASE).unwrap();
    let sees = |store: &Store, who: &Actor| store.open_file(who, &file, "page person").is_ok();
    assert!(!sees(house.store(), &host));
    house.store().break_glass(&host, ("nurse", PASSPHRASE), None, &camp, WHY).unwrap();
    assert!(sees(house.store(), &host));
    // Whoever was granted it comes back meanwhile, and writes.
    let worker = house.store().unlock("worker", PASSPHRASE).unwrap();
    let fact = domain::entry::Fact::Withdrawn { slot: "person/born".into(), why: "a slip".into() };
    house.store().write(&worker, &camp, move |w| w.append(&file, vec![fact])).unwrap();
    assert!(sees(house.store(), &host) && sees(house.store(), &worker));
    house.clock.advance_ms(3 * HOUR_MS);
    assert!(!sees(house.store(), &host) && sees(house.store(), &worker));
    // And where nobody came, it is closed again.
    house.close();
    house.open();
    let visitor = house.store().unlock("visitor", PASSPHRASE).unwrap();
    house.store().break_glass(&visitor, ("host", PASSPHRASE), None, &camp, WHY).unwrap();
    assert!(sees(house.store(), &visitor));
    house.clock.advance_ms(3 * HOUR_MS);
    assert!(!sees(house.store(), &visitor));
}

/// What a removal or a disarming leaves behind opens nothing; armed anew it opens.
#[test]
fn a6_a_box_opens_nothing_after_a_removal_or_a_disarming() {
    let mut house = House::new(Backing::Sqlite);
    let (file, camp) = armed(&mut house);
    let keeper = house.actor("keeper").clone();
    let armed_now = |house: &House| {
        let all = house.store().glass_armed(&keeper).unwrap();
        let of = all.into_iter().find(|a| a.compartment == camp).unwrap();
        (of.armed.is_some(), of.stale)
    };
    assert_eq!(armed_now(&house), (true, false));
    assert_eq!(house.store().glass_doors(house.actor("host")).unwrap().len(), 1);
    house.store().remove(&keeper, &camp, &house.member("reader").member).unwrap();
    assert_eq!(armed_now(&house), (true, true));
    assert!(house.store().glass_doors(house.actor("host")).unwrap().is_empty());
    assert_eq!(refused(opens(&house, "host", "nurse", &camp)), "there is no such compartment");
    arm(&house, &camp);
    assert_eq!(armed_now(&house), (true, false));
    opens(&house, "host", "nurse", &camp).unwrap();
    assert!(reads(&house, "host", &file));
    house.store().disarm_glass(&keeper, &camp).unwrap();
    assert_eq!(armed_now(&house), (false, false));
    assert!(!reads(&house, "host", &file), "what was open is shut");
    assert_eq!(refused(opens(&house, "visitor", "nurse", &camp)), "there is no such compartment");
}

fn enrolled(post: &Post) -> [Actor; 2] {
    ["one", "two"].map(|name| post.store().enrol(name, PASSPHRASE).unwrap())
}

/// A keeper at another node removed somebody: the box here is of an epoch that is over, whatever still lies in it.
#[test]
fn a6_a_box_of_an_epoch_that_is_over_opens_nothing() {
    let (keeper, host, camp) = joined(Role::Keeper);
    let third = keeper.store().enrol("third", PASSPHRASE).unwrap();
    let member = store::MemberInfo { member: third.member, name: "third".into() };
    keeper.store().grant(&keeper.actor, &camp, &member, Role::Worker).unwrap();
    let [one, two] = enrolled(&keeper);
    keeper.store().arm_glass(&keeper.actor, &camp, &[one.member, two.member]).unwrap();
    host.meets(&keeper);
    host.store().remove(&host.actor, &camp, &third.member).unwrap();
    keeper.meets(&host);
    assert_eq!(keeper.store().glass_doors(&one).unwrap().len(), 1, "the box still lies here");
    let refused = refused(keeper.store().break_glass(&one, ("two", PASSPHRASE), None, &camp, WHY).map(drop));
    assert_eq!(refused, "glass_house AlreadyClosed");
    assert!(keeper.store().glass_armed(&keeper.actor).unwrap()[0].stale);
}

/// The record goes wherever the house goes, and counts there.
#[test]
fn a6_the_record_travels_with_the_exchange() {
    let (keeper, host, camp) = joined(Role::Keeper);
    let [one, two] = enrolled(&keeper);
    keeper.store().arm_glass(&keeper.actor, &camp, &[one.member, two.member]).unwrap();
    keeper.store().break_glass(&one, ("two", PASSPHRASE), None, &camp, WHY).unwrap();
    host.meets(&keeper);
    let all = host.store().glass_openings(&host.actor).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].said.opened.why.as_str(), all[0].said.agreed), (WHY, true));
    assert!(host.store().held(&host.actor).unwrap().is_empty(), "it counts there");
    host.store().glass_looked_at(&host.actor, &camp, &all[0].file, "right").unwrap();
    keeper.meets(&host);
    assert!(keeper.store().glass_openings(&keeper.actor).unwrap()[0].looked.is_some());
    for post in [&keeper, &host] {
        let proved = post.store().verify(&post.actor, &camp).unwrap();
        assert!(proved.fault.is_none(), "{:?}", proved.fault);
    }
}

#[test]
fn c4_the_second_person_shows_the_code_of_their_device_too() {
    let mut house = House::new(Backing::Sqlite);
    let (_, camp) = armed(&mut house);
    let (host, visitor) = (house.actor("host").clone(), house.actor("visitor").clone());
    let device = house.store().fresh_device();
    let secret = totp_rs::Secret::try_from_base32(device.typed().as_str()).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret.as_bytes().to_vec()).build().unwrap();
    let shows = |house: &House| {
        let now = store::Clock::wall_unix_ms(&house.clock).div_euclid(1_000).cast_unsigned();
        totp.generate(now).to_string()
    };
    house.store().begin_second_factor(&visitor, &device, &shows(&house)).unwrap();
    let opens = |house: &House, code: &str| {
        let second = ("visitor", PASSPHRASE);
        house.store().break_glass(&host, second, Some(code), &camp, WHY).map(drop)
    };
    for code in ["", "000000", shows(&house).as_str()] {
        assert!(opens(&house, code).is_err(), "{code:?}: none, a wrong one, one that was used");
    }
    house.clock.advance_ms(30_000);
    opens(&house, &shows(&house)).unwrap();
}
