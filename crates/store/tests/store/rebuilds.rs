//! Derived rows: one file's act makes only that file's rows again; a rebuild repairs whatever was done to them.

use crate::stories::sound;
use testkit::{Backing, House, Story};

fn given_names(house: &House) -> Vec<String> {
    let (keeper, camp) = (house.actor("keeper"), house.compartment("camp"));
    let rows =
        house.store().raw_query(keeper, &camp, "select given from person order by given", &[]).unwrap();
    rows.iter().map(|r| r.text(0).to_string()).collect()
}

#[test]
fn an_act_refolds_the_touched_file_and_no_other() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp").registers("Amin", "camp");
    let (keeper, camp) = (story.house.actor("keeper").clone(), story.house.compartment("camp"));
    // Somebody spoils the rows of both files; an act on one brings only that one back.
    story.house.store().raw_execute(&keeper, &camp, "update person set given = 'spoilt'", &[]).unwrap();
    assert_eq!(given_names(story.house), ["spoilt", "spoilt"]);
    story.corrects("Amina", "1934");
    assert_eq!(given_names(story.house), ["Amina", "spoilt"]);
    let spoilt = story.house.store().dump(&keeper, &camp).unwrap();
    story.house.store().rebuild(&keeper, &camp).unwrap();
    assert_ne!(spoilt, story.house.store().dump(&keeper, &camp).unwrap());
    assert_eq!(given_names(story.house), ["Amin", "Amina"]);
    sound(story.house);
}

#[test]
fn a_rebuild_brings_back_tables_that_are_gone() {
    let mut house = House::new(Backing::Sqlite);
    Story::new(&mut house).registers("Amina", "camp").notes("Amina", "Slept well.").corrects("Amina", "1934");
    let (keeper, camp) = (house.actor("keeper").clone(), house.compartment("camp"));
    let before = house.store().dump(&keeper, &camp).unwrap();
    for table in ["person", "token", "stay", "file", "entry_of", "place", "beds"] {
        house.store().raw_execute(&keeper, &camp, &format!("delete from {table}"), &[]).unwrap();
    }
    assert_ne!(house.store().dump(&keeper, &camp).unwrap(), before);
    let rebuilt = house.store().rebuild(&keeper, &camp).unwrap();
    assert_eq!(house.store().dump(&keeper, &camp).unwrap(), before);
    assert_eq!(rebuilt.files, 3, "the control file, the place, the child");
}

/// The journal in PostgreSQL was committed, then the power went before the local rows were: opening catches up.
#[test]
fn opening_catches_up_with_a_journal_that_is_ahead() {
    let server = testkit::postgres::Server::start();
    let mut house = House::new(Backing::Postgres(server.fresh()));
    Story::new(&mut house).registers("Amina", "camp").corrects("Amina", "1934");
    let (keeper, camp) = (house.actor("keeper").clone(), house.compartment("camp"));
    let before = house.store().dump(&keeper, &camp).unwrap();
    let last = "delete from entry_of where seq = (select max(seq) from entry_of)";
    house.store().raw_execute(&keeper, &camp, last, &[]).unwrap();
    house.store().raw_execute(&keeper, &camp, "update person set birth = 'lost'", &[]).unwrap();
    house.reopen();
    let keeper = house.actor("keeper").clone();
    assert_eq!(house.store().dump(&keeper, &camp).unwrap(), before);
    house.close();
}

/// Derived tables that another version made are made again when the compartment is opened, whatever they looked like.
#[test]
pub fn d8_tables_of_another_version_are_made_again() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp").corrects("Amina", "1934").registers("Amin", "camp");
    let (keeper, camp) = (house.actor("keeper").clone(), house.compartment("camp"));
    let before = house.store().dump(&keeper, &camp).unwrap();
    for sql in [
        "drop table token",
        "create table token (word text)",
        "alter table person rename column surname to family_name",
        "pragma user_version = 1",
    ] {
        house.store().raw_execute(&keeper, &camp, sql, &[]).unwrap();
    }
    house.reopen();
    assert_eq!(house.store().dump(house.actor("keeper"), &camp).unwrap(), before);
    sound(&house);
}
