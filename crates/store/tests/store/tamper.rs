//! A8: whoever owns the database can change it; `verify` names the first entry that no longer proves.

use domain::id::CompartmentId;
use store::{Actor, Value, Verified};
use testkit::{Backing, House, Story};

/// A camp with a small chain: founding, grants, a place, two children, an act or two.
fn chain() -> House {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story
        .registers("Amina", "camp")
        .corrects("Amina", "1934")
        .registers("Amin", "camp")
        .notes("Amin", "Misses his sister.");
    for purpose in 0..4 {
        let file = story.child("Amina").file;
        story
            .house
            .store()
            .open_file(story.house.actor("worker"), &file, &format!("page {purpose}"))
            .unwrap();
    }
    house
}

struct Rig {
    house: House,
    keeper: Actor,
    camp: CompartmentId,
}

impl Rig {
    fn new() -> Rig {
        let house = chain();
        let (keeper, camp) = (house.actor("keeper").clone(), house.compartment("camp"));
        Rig { house, keeper, camp }
    }

    fn run(&self, sql: &str, values: &[Value]) {
        let changed = self.house.store().raw_execute(&self.keeper, &self.camp, sql, values).unwrap();
        assert!(changed > 0, "{sql} changes something");
    }

    fn verify(&self) -> Verified {
        self.house.store().verify(&self.keeper, &self.camp).unwrap()
    }

    fn length(&self) -> i64 {
        self.house
            .store()
            .raw_query(&self.keeper, &self.camp, "select max(seq) from entry where 1 = 1", &[])
            .unwrap()[0]
            .int(0)
    }

    /// A table as it is, to be put back.
    fn save(&self, table: &str) -> Vec<Vec<Value>> {
        let rows = self
            .house
            .store()
            .raw_query(&self.keeper, &self.camp, &format!("select * from {table} "), &[])
            .unwrap();
        rows.into_iter().map(|r| r.0).collect()
    }

    fn put_back(&self, table: &str, rows: &[Vec<Value>]) {
        let _ = self
            .house
            .store()
            .raw_execute(&self.keeper, &self.camp, &format!("delete from {table} "), &[])
            .unwrap();
        for row in rows {
            let marks: Vec<String> = (1..=row.len()).map(|i| format!("${i}")).collect();
            let sql = format!("insert into {table} values ({})", marks.join(", "));
            self.house.store().raw_execute(&self.keeper, &self.camp, &sql, row).unwrap();
        }
    }

    /// Mutates, checks what `verify` names, puts everything back, and sees it clean again.
    fn check(&self, what: &str, seq: i64, mutate: impl Fn(&Rig)) {
        let (entries, index) = (self.save("entry"), self.save("entry_of"));
        mutate(self);
        let fault = self.verify().fault;
        let named = fault.as_ref().map(|f| (f.kind, f.seq));
        assert_eq!(named, Some(("entry", seq)), "{what} of entry {seq}: {fault:?}");
        self.put_back("entry", &entries);
        self.put_back("entry_of", &index);
    }
}

#[test]
pub fn a8_every_change_of_one_entry_is_named() {
    let rig = Rig::new();
    let (clean, length) = (rig.verify(), rig.length());
    assert_eq!((clean.fault.clone(), clean.entries as i64), (None, length));
    assert!(length >= 8, "{length}");
    for seq in 1..=length {
        let at = || [Value::Int(seq)];
        rig.check("deleting", seq, |r| r.run("delete from entry where seq = $1", &at()));
        for column in ["header", "body", "hash"] {
            let flipped = |r: &Rig| {
                let sql = format!("select {column} from entry where seq = $1");
                let mut bytes =
                    r.house.store().raw_query(&r.keeper, &r.camp, &sql, &at()).unwrap()[0].blob(0).to_vec();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                r.run(
                    &format!("update entry set {column} = $2 where seq = $1"),
                    &[Value::Int(seq), bytes.into()],
                );
            };
            rig.check(column, seq, flipped);
        }
        rig.check("emptying", seq, |r| r.run("update entry set body = x'' where seq = $1", &at()));
        rig.check("a forged tip", seq, |r| {
            r.run("update entry set tip = zeroblob(64) where seq = $1", &at())
        });
        rig.check("another node", seq, |r| {
            r.run("update entry set node = zeroblob(16) where seq = $1", &at())
        });
        rig.check("another node behind", seq, |r| {
            r.run("update entry set node = x'ffffffffffffffffffffffffffffffff' where seq = $1", &at());
        });
    }
    assert_eq!(rig.verify(), clean, "everything was put back");
}

#[test]
fn a8_swapped_and_doubled_entries_are_named() {
    let rig = Rig::new();
    let length = rig.length();
    for seq in 1..length {
        rig.check("swapping", seq, |r| {
            for (from, to) in [(seq, 9_999), (seq + 1, seq), (9_999, seq + 1)] {
                r.run("update entry set seq = $2 where seq = $1", &[Value::Int(from), Value::Int(to)]);
            }
        });
    }
    rig.check("doubling at the end", length + 1, |r| {
        r.run("insert into entry select compartment, node, seq + 1, header, body, hash, tip from entry where seq = $1", &[Value::Int(length)]);
    });
}

#[test]
fn a8_an_end_cut_off_is_seen() {
    let rig = Rig::new();
    let length = rig.length();
    for last in 1..length {
        rig.check("cutting", last + 1, |r| r.run("delete from entry where seq > $1", &[Value::Int(last)]));
    }
    // Cut in the midst of one commit, index and all: the chain does not end at a signed tip.
    let worker = rig.house.actor("worker");
    let written = rig.house.store().write(worker, &rig.camp, |w| {
        let file = w.new_file();
        for name in ["first", "second"] {
            let kind = domain::place::Kind::Barrack;
            w.append(
                &file,
                vec![domain::entry::Fact::Place(domain::place::Fact::Named { kind, name: name.into() })],
            )?;
        }
        Ok(file)
    });
    written.unwrap();
    assert_eq!(rig.verify().fault, None);
    rig.check("an unsigned end", length + 1, |r| {
        r.run("delete from entry where seq > $1", &[Value::Int(length + 1)]);
        r.run("delete from entry_of where seq > $1", &[Value::Int(length + 1)]);
    });
}

#[test]
fn a8_a_changed_reading_is_named() {
    let rig = Rig::new();
    assert_eq!(rig.verify().readings, 4);
    for (seq, sql) in [
        (2, "update read_log set purpose = 'nothing' where seq = 2"),
        (1, "update read_log set at = at + 1 where seq = 1"),
        (3, "update read_log set by = zeroblob(16) where seq = 3"),
        (4, "update read_log set file = zeroblob(16) where seq = 4"),
        (2, "update read_log set hash = zeroblob(32) where seq = 2"),
        (2, "delete from read_log where seq = 2"),
        (1, "delete from read_log where seq = 1"),
    ] {
        let saved = rig.save("read_log");
        rig.run(sql, &[]);
        let fault = rig.verify().fault;
        assert_eq!(fault.as_ref().map(|f| (f.kind, f.seq)), Some(("reading", seq)), "{sql}: {fault:?}");
        rig.put_back("read_log", &saved);
    }
    assert_eq!(rig.verify().fault, None);
}

#[test]
fn a8_a_changed_or_missing_attachment_is_named_by_its_entry() {
    let mut rig = Rig::new();
    Story::new(&mut rig.house).registers("Aminata", "camp").scans("Aminata", &[b"a picture".to_vec()]);
    let (clean, seq) = (rig.verify(), rig.length());
    assert_eq!((clean.attachments, clean.fault), (1, None));
    for sql in ["update attachment set bytes = x'00ff'", "delete from attachment"] {
        let saved = rig.save("attachment");
        rig.run(sql, &[]);
        let fault = rig.verify().fault;
        assert_eq!(fault.as_ref().map(|f| (f.kind, f.seq)), Some(("attachment", seq)), "{sql}: {fault:?}");
        rig.put_back("attachment", &saved);
    }
    assert_eq!(rig.verify().fault, None);
}

/// A file key that is gone is seen too: without it nobody could say what the entry held.
#[test]
fn a8_a_lost_file_key_is_named() {
    let rig = Rig::new();
    rig.run("update file_key set bytes = zeroblob(72)", &[]);
    let fault = rig.verify().fault.unwrap();
    assert_eq!(fault.seq, 1, "{fault:?}");
}
