//! A10: who opened a file, when and why, is on disk before the file is handed over.

use store::rig::READ_WITHOUT_RECORD;
use testkit::{Backing, House, Story};

/// Opens a file, then looks straight into the database: is the reading there?
fn recorded(story: &Story<'_>) -> bool {
    let before = readings(story);
    story.opens("worker", "Amina");
    readings(story) == before + 1
}

fn readings(story: &Story<'_>) -> i64 {
    let (keeper, camp) = (story.house.actor("keeper"), story.house.compartment("camp"));
    story.house.store().raw_query(keeper, &camp, "select count(*) from read_log", &[]).unwrap()[0].int(0)
}

#[test]
fn a10_a_reading_is_recorded_before_the_file_is_returned_and_seen_red() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp");
    assert!(recorded(&story));
    READ_WITHOUT_RECORD.set(true);
    let broken = recorded(&story);
    READ_WITHOUT_RECORD.set(false);
    assert!(!broken, "with the promise broken the test has to see it");
    assert!(recorded(&story));
}

#[test]
fn a10_the_log_says_who_when_and_why() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.on("1941-03-01").registers("Amina", "camp").registers("Amin", "camp");
    let (file, camp) = (story.child("Amina").file, story.house.compartment("camp"));
    for (name, day, purpose) in [
        ("worker", "1941-03-02", "timeline"),
        ("reader", "1941-03-05", "print"),
        ("supervisor", "1941-03-04", "report"),
    ] {
        story.on(day);
        story.house.store().open_file(story.house.actor(name), &file, purpose).unwrap();
    }
    story.opens("worker", "Amin");
    let log = story.house.store().readings_of(story.house.actor("auditor"), &camp, &file).unwrap();
    let told: Vec<(String, String)> =
        log.iter().map(|r| (r.at.day().to_string(), r.purpose.clone())).collect();
    let expected = [("1941-03-04", "report"), ("1941-03-05", "print"), ("1941-03-02", "timeline")];
    assert_eq!(told, expected.map(|(d, p)| (d.to_string(), p.to_string())));
    assert_eq!(log[1].by, story.house.actor("reader").member);
    let all = story.house.store().readings(story.house.actor("auditor"), &camp, None, 2).unwrap();
    assert_eq!(all.iter().map(|r| r.seq).collect::<Vec<_>>(), [4, 3]);
    let older = story.house.store().readings(story.house.actor("auditor"), &camp, Some(3), 9).unwrap();
    assert_eq!(older.iter().map(|r| r.seq).collect::<Vec<_>>(), [2, 1]);
    // A refused opening is no reading.
    assert!(story.house.store().open_file(story.house.actor("auditor"), &file, "curious").is_err());
    assert_eq!(readings(&story), 4);
}

/// Who answers to both words is found, however many answer to one of them.
#[test]
fn search_finds_the_one_among_many_of_each_name() {
    let mut house = House::new(Backing::Sqlite);
    Story::new(&mut house).registers("Amina", "camp");
    let (worker, camp) = (house.actor("worker").clone(), house.compartment("camp"));
    let registered = house.store().write(&worker, &camp, |w| {
        let mut one = None;
        for n in 0..1_000 {
            let (given, surname) = match n {
                500 => ("Zelda".to_string(), "Zuckerkorn".to_string()),
                n if n % 2 == 0 => ("Zelda".to_string(), format!("Q{n}q")),
                n => (format!("Q{n}q"), "Zuckerkorn".to_string()),
            };
            let typed = domain::registration::Registration { given, surname, ..Default::default() };
            let (stay, today) = (w.new_stay(), w.today());
            let facts = typed.facts(|| w.new_key(), stay, today)?;
            let (file, _) = w.register(None, domain::person::Volet::Administrative, facts)?;
            if n == 500 {
                one = Some(file);
            }
        }
        Ok(one)
    });
    let one = registered.unwrap();
    for text in ["Zuckerkorn Zelda", "zelda zuckerk", "Zelda Zuckerkorn Levi"] {
        let seek = store::Seek { text: text.into(), limit: 5, ..Default::default() };
        let found = house.store().search(&worker, &seek).unwrap();
        assert_eq!(found.first().map(|f| f.file), one, "{text}");
    }
}

/// Search before create looks with the index that tracing uses: across writings, at once for whoever was just written, by
/// what a file says now, and never for whom one does not read.
#[test]
fn search_before_create_finds_by_the_index_at_once() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp");
    let (worker, camp) = (story.house.actor("worker").clone(), story.house.compartment("camp"));
    let many = story.house.store().write(&worker, &camp, |w| {
        for n in 0..300 {
            let given = ["Ruth", "Max", "Ilse", "Kurt"][n % 4].to_string();
            let surname =
                format!("{}{}", ["Baum", "Stern", "Roth"][n % 3], ["mann", "feld", "er", "i"][n / 75]);
            let birth = format!("19{}", 26 + n % 14);
            let typed = domain::registration::Registration { given, surname, birth, ..Default::default() };
            let (stay, today) = (w.new_stay(), w.today());
            let facts = typed.facts(|| w.new_key(), stay, today)?;
            w.register(None, domain::person::Volet::Administrative, facts)?;
        }
        Ok(())
    });
    many.unwrap();
    let sought = |given: &str, surname: &str, birth: &str| domain::tracing::Sought {
        given: given.into(),
        surname: surname.into(),
        birth: domain::Edtf::parse(birth).ok(),
        ..Default::default()
    };
    let names = |story: &Story<'_>, sought: &domain::tracing::Sought| -> Vec<String> {
        let found = story.house.store().like(&worker, sought, 6).unwrap();
        found.into_iter().filter(|f| f.score >= 0.8).map(|f| f.given).collect()
    };
    assert_eq!(names(&story, &sought("אמינה", "חלימי", "1934")), ["Amina"], "in another writing");
    assert!(names(&story, &sought("Lazare", "Wolkowicz", "1930")).is_empty());
    // Written after the index was made: found at once, and by what the file says now.
    story.registers("Amin", "camp");
    let amin = |birth: &str| domain::tracing::Sought { sex: "m".into(), ..sought("Amin", "Halimi", birth) };
    assert_eq!(names(&story, &amin("1934-03-12"))[0], "Amin");
    let known = |story: &Story<'_>, who: &store::Actor, birth: &str| {
        let mut found = story.house.store().known_like(who, &amin(birth)).unwrap();
        found.retain(|c| c.side.given == "Amin");
        found
    };
    let before = known(&story, &worker, "1921-05-02");
    story.corrects("Amin", "1921-05-02");
    let after = known(&story, &worker, "1921-05-02");
    assert_eq!(after.len(), 1, "each once");
    assert_eq!(after[0].side.birth, "1921-05-02");
    assert!(before.first().is_none_or(|b| after[0].log_odds > b.log_odds));
    // Whoever does not read the camp finds nobody of it.
    let stranger = story.house.actor("host").clone();
    assert!(known(&story, &stranger, "1921-05-02").is_empty());
    story.moves("Amin", "relay", "1942-04-01");
    assert_eq!(known(&story, &stranger, "1921-05-02").len(), 1, "the file has come");
    assert!(known(&story, &worker, "1921-05-02").is_empty(), "and has left");
}
