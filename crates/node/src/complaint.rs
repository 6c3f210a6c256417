//! What a command says when it cannot do what was asked: one sentence, what would help, and an exit code.

use domain::refusal::{Refusal, Why};
use serde::Serialize;
use store::Problem;

/// Exit codes, as `relais help exit-codes` and the handbook list them.
pub const EXIT_CODES: [(u8, &str); 9] = [
    (0, "done"),
    (1, "something failed that should not: the disk, the database, a fault of Relais itself"),
    (2, "the command was not understood: an unknown command or option, a value that cannot be read"),
    (3, "a rule refused; field, value and remedy are named; nothing was written"),
    (4, "not found, or not granted to this member: the two are not told apart"),
    (5, "locked: no passphrase, or name or passphrase wrong"),
    (6, "damaged: an entry or a file does not prove; what is damaged is named"),
    (7, "in use: the address, or the node by a command that cannot share it"),
    (8, "not finished: a line was cut, or something is still missing; what came is kept"),
];

/// A command that did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// What is wrong.
    pub message: String,
    /// What would help; empty where nothing is known to.
    pub hint: String,
    /// Of [`EXIT_CODES`].
    #[serde(rename = "exit")]
    pub code: u8,
}

impl Complaint {
    /// A complaint with its exit code.
    pub fn new(code: u8, message: impl Into<String>, hint: impl Into<String>) -> Complaint {
        Complaint { message: message.into(), hint: hint.into(), code }
    }

    /// The command was not understood.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Complaint {
        Complaint::new(2, message, hint)
    }

    /// Not found, or not granted.
    pub fn unknown(what: &str, value: &str, hint: impl Into<String>) -> Complaint {
        Complaint::new(4, format!("There is no {what} “{value}” here for you."), hint)
    }

    /// The text for a person.
    pub fn text(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("\n  {}", self.hint) };
        format!("relais: {}{hint}\n", self.message)
    }
}

impl From<Refusal> for Complaint {
    fn from(refusal: Refusal) -> Complaint {
        let Refusal { field, value, why } = refusal;
        let value = if value.is_empty() { String::new() } else { format!(", “{value}”") };
        let (reason, remedy) = words(why);
        Complaint::new(3, format!("{field}{value}: {reason}."), remedy)
    }
}

/// Reason and remedy in words.
pub fn words(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::Missing => ("something is needed here", "Give a value."),
        Why::Unreadable => (
            "this cannot be read",
            "Dates: 14.3.1931, March 1931, 1931, 1931~ (about) or another EDTF date. Sex: f, m or x.",
        ),
        Why::TooLong => ("this is longer than an entry may carry", "Shorten it, or attach it as a document."),
        Why::EndsBeforeItBegins => ("this ends before it begins", "Look at both dates."),
        Why::InTheFuture => ("this lies after today", "Look at the date; what is planned is no entry yet."),
        Why::Unknown => ("there is no such thing in this file", "Look at the file with `show`."),
        Why::AlreadyClosed => ("this is closed already", "Nothing to do, or correct it on its page."),
        Why::AlreadyThere => ("this is there already", "Nothing to do."),
        Why::LastKeeper => ("this is the last keeper", "Make somebody else a keeper first."),
        Why::OwnNode => ("this is the node you sit at", "Revoke it from another node."),
        Why::FileHasLeft => (
            "the file is on the road or has left: it takes no entry here",
            "Write where the file lives now, or take the offer back.",
        ),
        Why::AfterDeath => ("the person has died", "Look at the date."),
        Why::OutOfRange => ("this is out of its range", "Look at the number."),
        Why::NeedsSecondPerson => ("a second person has to do this", "Ask a colleague who may."),
        Why::NeedsReason => ("a reason in writing is needed", "Give the reason."),
        Why::ComesFirst => ("something else has to come first", "Do that; the file shows what is missing."),
        Why::NeedsProofs => {
            ("two independent proofs beyond names are needed", "Name two, or say that it is possible.")
        }
        Why::Ambiguous => ("several answer to this", "Give more of it."),
        Why::OtherCircuit => (
            "whoever stands in one circuit of hidden identity never sees the other",
            "Somebody else does this: one side knows names and families, the other covers and places.",
        ),
        Why::NotBatchDay => (
            "whoever is no longer followed goes on the last day of a month, towards nowhere",
            "Give the last day of a month and no direction; the true date and way belong in a notebook.",
        ),
        Why::NotProved => (
            "this notebook has not proved yet that it opens",
            "Its keeper begins a drill, enough custodians answer, and you take its plate anew.",
        ),
        Why::NotTheWords => ("those are not its words", "Let them read the words once more."),
        Why::MoreThanOwed => (
            "this is what is still owed for that month, and more was given",
            "Correct the sum; or, where it was handed over, add --all-the-same.",
        ),
        Why::NotErasable
        | Why::IdentityStays
        | Why::NotKnownOfAge
        | Why::TellFirst
        | Why::Erased
        | Why::OnHold => of_erasure(why),
        Why::NoFreeBed => ("no bed is free there for them", "Look again, or decide by hand."),
        Why::NoConsent
        | Why::ConsentWithdrawn
        | Why::ConsentExpired
        | Why::ConsentForOther
        | Why::Referred => of_sharing(why),
        Why::SamePerson => {
            ("nobody decides on what they proposed themselves", "Ask a supervisor or a keeper.")
        }
    }
}

/// The same, of what is destroyed or must not be.
fn of_erasure(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::NotErasable => ("such a file is never erased", "Nothing to do: it holds nobody's text."),
        Why::IdentityStays => (
            "who somebody is, whose child and whose sister, is kept until they ask otherwise themselves",
            "Only `asked`, by the person, of age and told what is lost; restricted volets may be erased.",
        ),
        Why::NotKnownOfAge => (
            "by the recorded birth the person is not, or not known to be, of age",
            "Wait until they are, or record the birth: `relais person correct`.",
        ),
        Why::TellFirst => (
            "whoever asks has to be told first what is lost",
            "Tell them: the names, the birth, whose child, the siblings, for ever. Then: --told.",
        ),
        Why::Erased => ("the file was erased", "Register the person anew, or ask a keeper what came later."),
        _ => (
            "a legal hold stands on this, for the case named",
            "`relais hold list` shows it; a supervisor or keeper lifts it when the case is over.",
        ),
    }
}

/// The same, of what is shared with a partner.
fn of_sharing(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::ConsentWithdrawn => {
            ("this consent was withdrawn", "Nothing is shared, unless it is given anew.")
        }
        Why::ConsentExpired => {
            ("the consent does not last until then", "Ask again and record it, or choose an earlier end.")
        }
        Why::ConsentForOther => (
            "this consent was given for something else",
            "A referral rests on `other-organisations` or on `authorities`.",
        ),
        Why::Referred => (
            "a partner was given something of it that still stands",
            "Have the snapshot erased first, then end the referral: `relais referral list`.",
        ),
        _ => ("nobody has given this consent", "Ask, and record the answer on the page of the file."),
    }
}

impl From<Problem> for Complaint {
    fn from(problem: Problem) -> Complaint {
        let message = sentence(&problem.to_string());
        let restore = "Nothing was changed. Restore the last backup: `relais restore --from DIR --data NEW-DIR`; \
                       `relais verify` names what is damaged.";
        match problem {
            Problem::Refused(refusal) => refusal.into(),
            Problem::Locked => {
                Complaint::new(5, message, "Give your passphrase: prompt, or RELAIS_PASSPHRASE.")
            }
            Problem::WrongPassphrase => Complaint::new(
                5,
                message,
                "Which of both is not told. Look at --as and at the keyboard's layout.",
            ),
            Problem::Unknown(_) => {
                Complaint::new(4, message, "It does not exist, or was not granted to you.")
            }
            Problem::NotAllowed(_) => Complaint::new(4, message, "Ask a keeper: `relais member grant`."),
            Problem::NoNode(_) => Complaint::new(
                4,
                message,
                "Make one with `relais init`, or say where it lies with --data DIR.",
            ),
            Problem::AlreadyThere(_) => {
                Complaint::new(3, message, "Give another folder; nothing was touched.")
            }
            Problem::SlotsFull => Complaint::new(3, message, "Remove a member who has left, or add a node."),
            Problem::Bundle(_) => Complaint::new(
                3,
                message,
                "Nothing of it was taken in. `relais bundle show` tells what can be seen.",
            ),
            Problem::Notebook(_) => Complaint::new(
                3,
                message,
                "Ask again, or ask more custodians: `relais notebook openings` tells who has answered.",
            ),
            Problem::InUse => Complaint::new(7, message, "Wait for it to end, or stop it."),
            Problem::Damaged { .. } | Problem::Unreadable { .. } => Complaint::new(6, message, restore),
            Problem::Database(_) | Problem::Journal(_) => Complaint::new(1, message, ""),
            Problem::Full => Complaint::new(
                1,
                message,
                "Reading and exporting go on. Free some megabytes on the disk, then write it again.",
            ),
            Problem::Failing => Complaint::new(
                1,
                message,
                "Take a backup elsewhere and look at the disk. Once Relais is opened again, look whether it stands there before you type it again. Reading goes on as far as the disk lets it.",
            ),
            Problem::Disk(_) => {
                Complaint::new(1, message, "What was being written is not acknowledged. Look at the disk.")
            }
        }
    }
}

impl From<std::io::Error> for Complaint {
    fn from(e: std::io::Error) -> Complaint {
        // Whoever reads the output has seen enough (`| head`).
        if e.kind() == std::io::ErrorKind::BrokenPipe {
            return Complaint::new(0, "", "");
        }
        Complaint::new(1, sentence(&e.to_string()), "")
    }
}

impl From<serde_json::Error> for Complaint {
    fn from(e: serde_json::Error) -> Complaint {
        match e.io_error_kind() {
            Some(kind) => std::io::Error::from(kind).into(),
            None => Complaint::new(1, sentence(&e.to_string()), ""),
        }
    }
}

/// A file that cannot be read or written, by name.
pub fn file(path: &std::path::Path, e: &std::io::Error) -> Complaint {
    let missing = e.kind() == std::io::ErrorKind::NotFound;
    let hint = if missing { "Look at the name and at the folder." } else { "" };
    Complaint::new(if missing { 4 } else { 1 }, format!("{}: {e}.", path.display()), hint)
}

/// The text of a file, of which at most so many bytes are read.
pub fn text(path: &std::path::Path, most: u64) -> Result<String, Complaint> {
    use std::io::Read as _;
    let mut text = String::new();
    let opened = std::fs::File::open(path).and_then(|file| file.take(most).read_to_string(&mut text));
    opened.map(|_| text).map_err(|e| file(path, &e))
}

/// A sentence: a capital first, a full stop last.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_a_documented_code() {
        fn check(problem: Problem, code: u8) {
            let complaint = Complaint::from(problem);
            assert_eq!(complaint.code, code, "{complaint:?}");
            assert!(EXIT_CODES.iter().any(|(c, _)| *c == code));
            assert!(complaint.message.ends_with('.'), "{complaint:?}");
        }
        check(Problem::Locked, 5);
        check(Problem::WrongPassphrase, 5);
        check(Problem::Unknown("file"), 4);
        check(Problem::NotAllowed("write"), 4);
        check(Problem::NoNode("x".into()), 4);
        check(Problem::AlreadyThere("x".into()), 3);
        check(Problem::InUse, 7);
        check(Problem::Unreadable { file: "a.db".into(), what: "not a database".into() }, 6);
        check(Problem::Database("x".into()), 1);
        check(domain::refusal::refuse("birth", "32.1.1934", Why::Unreadable).into(), 3);
    }

    #[test]
    fn a_refusal_names_field_value_and_remedy() {
        let complaint = Complaint::from(domain::refusal::refuse("birth", "32.1.1934", Why::Unreadable));
        assert_eq!(complaint.message, "birth, “32.1.1934”: this cannot be read.");
        assert!(complaint.hint.contains("EDTF"));
    }
}
