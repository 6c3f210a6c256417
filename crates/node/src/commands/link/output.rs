//! The files that `relais link` writes.

use super::table::Ids;
use crate::complaint::Complaint;
use crate::context::Done;
use csv::Writer;
use linkage::link::{Class, FullPopulation, Linked};
use std::fs::File;
use std::path::Path;

fn create(path: &Path) -> Result<Writer<File>, Complaint> {
    Writer::from_path(path).map_err(|e| unwritable(path, &e))
}

/// A file that cannot be written.
pub fn unwritable(path: &Path, problem: &dyn std::fmt::Display) -> Complaint {
    Complaint::new(
        1,
        format!("{} cannot be written: {problem}.", path.display()),
        "Is there such a folder, and room?",
    )
}

/// Writes a text.
pub fn text(path: &Path, text: &str) -> Done {
    std::fs::write(path, text).map_err(|e| unwritable(path, &e))
}

/// `id,cluster`, in the order of the rows; clusters are numbered in the order in which they first come.
pub fn clusters(path: &Path, ids: &Ids, linked: &Linked) -> Done {
    let mut out = create(path)?;
    let wrong = |e| unwritable(path, &e);
    out.write_record(["id", "cluster"]).map_err(wrong)?;
    let mut numbers = vec![0_u32; ids.len()];
    let mut last = 0;
    let mut digits = String::new();
    for (row, first) in (0..).zip(&linked.clusters) {
        let number = &mut numbers[*first as usize];
        if *number == 0 {
            last += 1;
            *number = last;
        }
        digits.clear();
        digits.push_str(&number.to_string());
        out.write_record([ids.get(row), digits.as_bytes()]).map_err(wrong)?;
    }
    out.flush().map_err(|e| unwritable(path, &e))
}

/// `id_a,id_b,log_odds,same_cluster,against,reasons`, the likeliest first.
pub fn pairs(path: &Path, ids: &Ids, people: &FullPopulation, linked: &Linked) -> Done {
    let mut out = create(path)?;
    let wrong = |e| unwritable(path, &e);
    out.write_record(["id_a", "id_b", "log_odds", "same_cluster", "against", "reasons"]).map_err(wrong)?;
    for pair in &linked.pairs {
        let same = linked.clusters[pair.a as usize] == linked.clusters[pair.b as usize];
        let against = linked.model.against(people, pair.a, pair.b).map_or("", |(_, class)| class_name(class));
        let reasons: Vec<String> = linked
            .model
            .reasons(people, pair.a, pair.b)
            .iter()
            .map(|r| format!("{}: {} {:+.1}", r.field.key(), r.level, r.weight))
            .collect();
        out.write_record([
            ids.get(pair.a),
            ids.get(pair.b),
            format!("{:.2}", pair.log_odds).as_bytes(),
            if same { b"yes" } else { b"no" },
            against.as_bytes(),
            reasons.join("; ").as_bytes(),
        ])
        .map_err(wrong)?;
    }
    out.flush().map_err(|e| unwritable(path, &e))
}

/// What speaks most against one person.
pub fn class_name(class: Class) -> &'static str {
    match class {
        Class::Same => "same",
        Class::Siblings => "siblings",
        Class::ParentChild => "parent and child",
        Class::Kinfolk => "kinfolk",
        Class::Chance => "chance",
    }
}

/// `id_a,id_b,relation,log_odds`; of parent and child the parent comes first.
pub fn kin(path: &Path, ids: &Ids, linked: &Linked) -> Done {
    let mut out = create(path)?;
    let wrong = |e| unwritable(path, &e);
    out.write_record(["id_a", "id_b", "relation", "log_odds"]).map_err(wrong)?;
    for kin in &linked.kin {
        let odds = format!("{:.2}", kin.log_odds);
        out.write_record([ids.get(kin.a), ids.get(kin.b), kin.relation.key().as_bytes(), odds.as_bytes()])
            .map_err(wrong)?;
    }
    out.flush().map_err(|e| unwritable(path, &e))
}
