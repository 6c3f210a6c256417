//! `relais init`: a node with its keeper. It does not end without the recovery kit.

use crate::complaint::Complaint;
use crate::context::Done;
use crate::surroundings;
use clap::{Args, ValueEnum};
use domain::compartment::{Kind, Scene};
use journal::keyslot::{Cost, Strength, strength};
use serde_json::json;
use std::io::{BufRead, IsTerminal as _, Write};
use std::path::Path;
use store::{Setup, Store};
use zeroize::Zeroizing;

/// Make a node.
#[derive(Debug, Args)]
pub struct Init {
    /// Name of the first member, the keeper; asked for where it is not given
    #[arg(long)]
    pub name: Option<String>,
    /// Found a house of that name at once, with the keeper in it
    #[arg(long, value_name = "HOUSE")]
    pub founding: Option<String>,
    /// Address of a PostgreSQL journal (headquarters); the local databases stay encrypted files
    #[arg(long, value_name = "ADDRESS", default_value = "", hide_default_value = true)]
    pub journal: String,
    /// What one guess at the passphrase costs; never below 64 MiB
    #[arg(long, value_enum, default_value_t = Guess::Default, hide = true)]
    pub cost: Guess,
}

/// What one guess at a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Guess {
    /// 256 MiB, three passes.
    Default,
    /// 64 MiB, three passes: the floor.
    Demonstration,
}

impl Init {
    /// Makes the node in `dir`.
    pub fn run(&self, dir: &Path, json: bool, out: &mut dyn Write) -> Done {
        let name = match &self.name {
            Some(name) => name.clone(),
            None => asked("Name of the keeper: ")?,
        };
        let name = domain::refusal::text("name", &name)?;
        let passphrase =
            surroundings::passphrase("Passphrase of the keeper: ").filter(|p| !p.is_empty()).ok_or_else(
                || Complaint::new(5, "A node needs a passphrase.", "Type one, or set RELAIS_PASSPHRASE."),
            )?;
        if surroundings::variable("RELAIS_PASSPHRASE").is_none() {
            repeated(&passphrase)?;
        }
        let advice = match strength(&passphrase) {
            Strength::Short(missing) => format!(
                "Your passphrase is {missing} characters short of 15: five ordinary words are better."
            ),
            Strength::Plain => {
                "Your passphrase has few different characters: five ordinary words are better.".into()
            }
            Strength::Fair => String::new(),
        };
        let cost = if self.cost == Guess::Default { Cost::DEFAULT } else { Cost::DEMONSTRATION };
        let setup = Setup { keeper: name.clone(), passphrase, cost, journal: self.journal.clone() };
        let (store, actor) = Store::init(dir, &setup, surroundings::system(None))?;
        let house = match &self.founding {
            Some(house) => Some(store.found(&actor, house, Kind::House, Scene::Present)?.to_string()),
            None => None,
        };
        let (node, keeper) = store.identity(&actor)?;
        if json {
            let value = json!({ "data": dir, "node": node, "keeper": name, "key": keeper, "house": house, "advice": advice });
            serde_json::to_writer_pretty(&mut *out, &value)?;
            return Ok(writeln!(out)?);
        }
        write!(out, "{}", kit(dir, &node, &name, &keeper))?;
        let stdin = std::io::stdin();
        if stdin.is_terminal() {
            in_hand(&keeper, &mut stdin.lock(), out)?;
        }
        if !advice.is_empty() {
            writeln!(out, "\n{advice}")?;
        }
        let next = match &self.founding {
            Some(house) => {
                format!("\nThe house “{house}” is founded. Next: relais serve --data {}", dir.display())
            }
            None => format!(
                "\nNext: relais compartment found \"Name of the house\" --data {} --as \"{name}\"",
                dir.display()
            ),
        };
        Ok(writeln!(out, "{next}")?)
    }
}

fn asked(question: &str) -> Result<String, Complaint> {
    eprint!("{question}");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line)
}

fn repeated(first: &Zeroizing<String>) -> Done {
    let again = surroundings::passphrase("Once more: ").unwrap_or_default();
    if *again == **first {
        Ok(())
    } else {
        Err(Complaint::usage("The two passphrases differ.", "Nothing was made. Begin again."))
    }
}

/// Letters of the fingerprint that are read back from the page.
const READ_BACK: usize = 8;

/// Asks for the end of the fingerprint as it stands on the paper: a kit that nobody printed rescues nobody.
fn in_hand(key: &str, typed: &mut dyn BufRead, out: &mut dyn Write) -> Done {
    let end = &key[key.len().saturating_sub(READ_BACK)..];
    loop {
        write!(
            out,
            "\nWith the page in your hand, type the last {READ_BACK} characters of the fingerprint: "
        )?;
        out.flush()?;
        let mut line = String::new();
        if typed.read_line(&mut line)? == 0 {
            return Err(Complaint::usage(
                "The recovery kit was not read back.",
                "The node is made. Print the page above before anything is entrusted to this machine.",
            ));
        }
        let line: String = line.chars().filter(|c| c.is_ascii_hexdigit()).collect();
        if line.eq_ignore_ascii_case(end) {
            return Ok(());
        }
        writeln!(out, "That is not what the page says.")?;
    }
}

/// The text to print and to keep on paper.
fn kit(dir: &Path, node: &str, name: &str, key: &str) -> String {
    let spaced: Vec<String> =
        key.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    let lines: Vec<String> = spaced.chunks(8).map(|l| format!("    {}", l.join(" "))).collect();
    format!(
        "RECOVERY KIT: print this page, keep it in a sealed envelope away from the machine\n\n\
         Node             {node}\n\
         Folder           {}\n\
         Keeper           {name}\n\
         Keeper's key (fingerprint)\n{}\n\n\
         The passphrase is not on this page, and nobody can reset it. Write it by hand on a second sheet, in a second\n\
         envelope, with a second person.\n\
         Without a passphrase and a backup the files are lost: run `relais backup --to DIR` onto a disk that you take away,\n\
         and prove it once with `relais restore --from DIR --data OTHER-DIR`.\n\
         Whoever calls to confirm a key reads the fingerprint aloud; compare it with this page.\n",
        dir.display(),
        lines.join("\n"),
    )
}

#[cfg(test)]
mod tests {
    use super::in_hand;

    fn check(typed: &str, finished: bool, questions: usize) {
        let mut out = Vec::new();
        let ended = in_hand("00112233445566778899aabbccddeeff", &mut typed.as_bytes(), &mut out);
        assert_eq!(ended.is_ok(), finished, "{typed:?}");
        let asked = String::from_utf8_lossy(&out).matches("fingerprint").count();
        assert_eq!(asked, questions, "{typed:?}");
    }

    #[test]
    fn the_kit_is_read_back_before_init_ends() {
        check("ccdd eeff\n", true, 1);
        check("CCDDEEFF\n", true, 1);
        check("eeff\nccddeeff\n", true, 2);
        check("eeff\n", false, 2);
        check("", false, 1);
    }
}
