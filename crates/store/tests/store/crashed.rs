//! D9: the server that holds a headquarters' journal is killed. What was acknowledged is there, nothing stands there twice, and
//! nobody has to start Relais again.

use crate::exchange::{joined_on, registers_many};
use crate::stories::sound;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::FileId;
use domain::place;
use domain::planted::Fault;
use store::{Line, Lost, Store};
use testkit::planted::red;
use testkit::postgres::Server;
use testkit::{Backing, House, Story, Wire};

/// D9: the server crashes while people write; nobody has to start Relais again, and nothing acknowledged is missing.
#[test]
pub fn d9_writing_goes_on_after_the_server_crashed() {
    let mut server = testkit::postgres::Server::start();
    let mut house = House::new(Backing::Postgres(server.fresh()));
    Story::new(&mut house).registers("Amina", "camp");
    let camp = house.compartment("camp");
    let mut acknowledged = Vec::new();
    for crash in 0..4 {
        let mut refused = 0;
        for n in 0..12 {
            if n == 5 {
                server.crash_and_start();
            }
            let name = format!("K {crash} {n}");
            let written = house.store().write(house.actor("worker"), &camp, move |w| {
                let (file, kind) = (w.new_file(), place::Kind::Barrack);
                let named = place::Fact::Named { kind, name };
                w.append(&file, vec![Fact::Place(named)])?;
                Ok(file)
            });
            match written {
                Ok(file) => acknowledged.push(file),
                Err(_) => refused += 1,
            }
        }
        assert!(refused <= 1, "crash {crash}: {refused} refused, one at most met the crash itself");
    }
    let gone = |file: &&FileId| house.store().open_file(house.actor("worker"), file, "looked for").is_err();
    assert_eq!(acknowledged.iter().filter(gone).count(), 0, "acknowledged files are gone");
    sound(&house);
    house.close();
}

/// A line to a headquarters whose server crashes at one of its questions: before it is answered, or before the answer is back.
struct Crashing<'a> {
    to: &'a Store,
    server: &'a mut Server,
    asked: usize,
    at: usize,
    answered: bool,
}

impl Line for Crashing<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        self.asked += 1;
        let now = self.asked == self.at;
        if now && !self.answered {
            self.server.crash_and_start();
        }
        let answer = self.to.answer(&envelope)?;
        if now && self.answered {
            self.server.crash_and_start();
            return Err(Lost::Line("the answer is lost".into()));
        }
        Ok(answer)
    }

    fn room(&self) -> usize {
        4_096
    }
}

/// A laptop hands on what it wrote; whatever was under way when the server crashed is sent again, and then comes once more in
/// somebody's pocket.
#[test]
pub fn d9_an_exchange_whose_server_crashed_loses_and_doubles_nothing() {
    let mut server = Server::start();
    let backing = Backing::Postgres(server.fresh());
    let (keeper, host, camp) = joined_on(Role::Keeper, Backing::Sqlite, backing);
    let folder = tempfile::tempdir().unwrap();
    let mut crashed = 0;
    for (at, answered) in (1..=3).flat_map(|at| [(at, false), (at, true)]) {
        registers_many(&keeper, &camp, 12);
        let mut line = Crashing { to: host.store(), server: &mut server, asked: 0, at, answered };
        let (_, cut) = keeper.store().exchange(&keeper.actor, &host.node(), &mut line).unwrap();
        crashed += usize::from(line.asked >= at);
        assert!(cut.is_some() || !answered, "question {at}: the line held");
        // One question may still meet the line to the server that is gone; nobody has to start Relais again.
        let held = (0..2).any(|_| keeper.meets_over(&host, &mut Wire::to(&host)).1.is_none());
        assert!(held, "question {at}: the line does not hold again");
        let pocket = folder.path().join(format!("{at} {answered}"));
        let to = [host.actor.member];
        keeper.store().make_bundle(&keeper.actor, &to, &[camp], None, &pocket).unwrap();
        host.store().open_bundle(&host.actor, &pocket).unwrap();
        assert_eq!(host.store().held(&host.actor).unwrap().len(), 0, "what came twice is held");
        assert_eq!(host.dump(&camp), keeper.dump(&camp), "question {at}: the two differ");
        assert_eq!(host.store().verify(&host.actor, &camp).unwrap().fault, None, "question {at}");
    }
    assert_eq!(crashed, 6, "an exchange ended before its server crashed");
    assert_eq!(host.store().people_count(&host.actor).unwrap(), 6 * 12);
}

#[test]
fn d9_is_seen_red_where_a_server_answers_early() {
    red(
        Fault::ServerAnswersEarly,
        "acknowledged files are gone",
        d9_writing_goes_on_after_the_server_crashed,
    );
}

#[test]
fn d9_is_seen_red_where_what_comes_twice_is_another_truth() {
    let check = d9_an_exchange_whose_server_crashed_loses_and_doubles_nothing;
    red(Fault::RepeatsFork, "what came twice is held", check);
}
