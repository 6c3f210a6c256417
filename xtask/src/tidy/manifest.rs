//! Each crate's Cargo.toml: which crates it may stand on, its licence, its lints.

use super::Finding;
use super::tree::Tree;
use toml::{Table, Value};

const DIRECTION: &str =
    "layout: growth, planning, linkage <- domain <- journal <- store <- print <- web <- node";
const LICENCE: &str = "layout: AGPL for the application, MIT OR Apache-2.0 for the engines";
const RIG: &str = "security: what breaks promises on purpose is in no program that anybody runs";
/// The features that do.
const RIGS: [&str; 4] = ["planted", "test-rig", "cheap-keyslots", "ledger"];
const LINTS: &str = "layout: every crate has the workspace's lints";
/// What a crate may stand on. `linkage` is below `domain`: names and uncertain dates live there.
const BELOW: &[(&str, &[&str])] = &[
    ("growth", &[]),
    ("planning", &[]),
    ("linkage", &[]),
    ("domain", &["growth", "planning", "linkage"]),
    ("register", &["growth", "linkage"]),
    ("journal", &["domain"]),
    ("store", &["domain", "journal", "linkage", "planning", "register"]),
    ("print", &["domain", "growth"]),
    ("web", &["domain", "growth", "linkage", "planning", "print", "register", "store"]),
    ("node", &["domain", "growth", "journal", "linkage", "planning", "print", "register", "store", "web"]),
    ("testkit", &["domain", "journal", "store"]),
    ("e2e", &[]),
    ("xtask", &[]),
];
/// Crates that others may use without being bound by the application's licence.
const ENGINES: &[&str] = &["growth", "planning", "linkage"];

/// Crate, path of its manifest, its text, the manifest. One that cannot be read is cargo's to report.
fn manifests(tree: &Tree) -> impl Iterator<Item = (&str, &str, &str, Table)> {
    tree.texts.iter().filter_map(|file| {
        let name = file.path.strip_suffix("/Cargo.toml")?;
        let name = name.strip_prefix("crates/").unwrap_or(name);
        // The fuzz targets are a workspace of their own: nothing stands on them.
        let known = !name.contains('/') && name != "fuzz";
        Some((name, file.path.as_str(), file.text.as_str(), file.text.parse().ok()?)).filter(|_| known)
    })
}

pub fn directions(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for (name, path, text, manifest) in manifests(tree) {
        let Some((_, allowed)) = BELOW.iter().find(|(known, _)| *known == name) else {
            let remedy = format!("`{name}` is new: say in xtask/src/tidy/manifest.rs what it may stand on");
            found.push(Finding::new(path, 1, DIRECTION, remedy));
            continue;
        };
        for (key, value, dev) in dependencies(&manifest) {
            let Some(inner) = internal(key, value) else { continue };
            // A test may look up and use the test crates; nobody stands on the program or on this tool.
            let fits = if dev { !matches!(inner, "node" | "xtask") } else { allowed.contains(&inner) };
            if !fits {
                let line = line_of(text, key);
                let remedy =
                    format!("`{name}` may not stand on `{inner}`; it may on: {}", allowed.join(", "));
                found.push(Finding::new(path, line, DIRECTION, remedy));
            }
        }
    }
    found
}

/// What breaks or weakens something on purpose is turned on by tests alone: no program that anybody runs has it.
pub fn rigs(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for (name, path, text, manifest) in manifests(tree) {
        for (key, value, _) in dependencies(&manifest).into_iter().filter(|(.., dev)| !dev) {
            let features = value.get("features").and_then(Value::as_array).into_iter().flatten();
            for rig in features.filter_map(Value::as_str).filter(|feature| RIGS.contains(feature)) {
                let remedy = format!("`{rig}` of `{key}`: turn it on under [dev-dependencies]");
                found.push(Finding::new(path, line_of(text, key), RIG, remedy));
            }
        }
        let features = manifest.get("features").and_then(Value::as_table).into_iter().flatten();
        let turned_on =
            features.flat_map(|(_, on)| on.as_array().into_iter().flatten()).filter_map(Value::as_str);
        let rigged = |feature: &&str| feature.rsplit('/').next().is_some_and(|rig| RIGS.contains(&rig));
        for feature in turned_on.filter(rigged).filter(|_| name != "testkit") {
            found.push(Finding::new(path, 1, RIG, format!("`{feature}`: only testkit passes it on")));
        }
    }
    let root: Table = tree.text("Cargo.toml").and_then(|text| text.parse().ok()).unwrap_or_default();
    let shared = root.get("workspace").and_then(|w| w.get("dependencies")).and_then(Value::as_table);
    for (key, value) in shared.into_iter().flatten() {
        let features = value.get("features").and_then(Value::as_array).into_iter().flatten();
        if features.filter_map(Value::as_str).any(|feature| RIGS.contains(&feature)) {
            found.push(Finding::new("Cargo.toml", 1, RIG, format!("`{key}`: every crate would have it")));
        }
    }
    found
}

/// Every dependency with its key, its value and whether it is for tests only, targets' tables included.
fn dependencies(manifest: &Table) -> Vec<(&str, &Value, bool)> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let tables = std::iter::once(manifest).chain(targets.filter_map(Value::as_table));
    let mut found = vec![];
    for table in tables {
        for (kind, dev) in
            [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
        {
            let entries = table.get(kind).and_then(Value::as_table).into_iter().flatten();
            found.extend(entries.map(|(key, value)| (key.as_str(), value, dev)));
        }
    }
    found
}

/// The crate of ours that a dependency means, whatever it is called here.
fn internal<'m>(key: &'m str, value: &'m Value) -> Option<&'m str> {
    let named = value.get("package").and_then(Value::as_str).unwrap_or(key);
    let by_path = value.get("path").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
    let name = named.strip_prefix("relais-").unwrap_or(by_path.unwrap_or(named));
    BELOW.iter().map(|(known, _)| *known).find(|known| *known == name)
}

pub fn licences(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for (name, path, text, manifest) in manifests(tree) {
        let licence = manifest.get("package").and_then(|package| package.get("license"));
        let line = line_of(text, "license");
        if ENGINES.contains(&name) {
            if licence.and_then(Value::as_str) != Some("MIT OR Apache-2.0") {
                found.push(Finding::new(path, line, LICENCE, "write license = \"MIT OR Apache-2.0\""));
            }
        } else if licence.and_then(|l| l.get("workspace")).and_then(Value::as_bool) != Some(true) {
            found.push(Finding::new(path, line, LICENCE, "write license.workspace = true"));
        }
    }
    let root: Table = tree.text("Cargo.toml").and_then(|text| text.parse().ok()).unwrap_or_default();
    let package = root.get("workspace").and_then(|workspace| workspace.get("package"));
    if package.and_then(|p| p.get("license")).and_then(Value::as_str) != Some("AGPL-3.0-or-later") {
        let remedy = "[workspace.package] license = \"AGPL-3.0-or-later\"";
        found.push(Finding::new("Cargo.toml", 1, LICENCE, remedy));
    }
    found
}

pub fn lints(tree: &Tree) -> Vec<Finding> {
    let without = manifests(tree).filter(|(_, _, _, manifest)| {
        manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool) != Some(true)
    });
    without.map(|(_, path, ..)| Finding::new(path, 1, LINTS, "write [lints] workspace = true")).collect()
}

/// Line of the first entry called `key`, 1 where it is written in another way.
fn line_of(text: &str, key: &str) -> usize {
    let entry = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', ' ', '=']));
    text.lines().position(entry).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn dependencies_point_downwards() {
        let domain = (
            "crates/domain/Cargo.toml",
            "[dependencies]\ngrowth.workspace = true\nserde = \"1\"\nstore.workspace = true\n",
        );
        check(directions, &[domain], &["crates/domain/Cargo.toml:4"]);
        let kit = "[dependencies]\ntestkit.workspace = true\n";
        check(directions, &[("crates/web/Cargo.toml", kit)], &["crates/web/Cargo.toml:2"]);
        check(directions, &[("crates/web/Cargo.toml", &kit.replace("[dep", "[dev-dep"))], &[]);
        let renamed = "[dependencies]\nlower = { package = \"relais-store\", path = \"../store\" }\n";
        check(directions, &[("crates/journal/Cargo.toml", renamed)], &["crates/journal/Cargo.toml:2"]);
        let by_path = "[target.'cfg(unix)'.dependencies]\nweb = { path = \"../web\" }\n";
        check(directions, &[("crates/store/Cargo.toml", by_path)], &["crates/store/Cargo.toml:2"]);
        check(directions, &[("crates/novel/Cargo.toml", "")], &["crates/novel/Cargo.toml:1"]);
        check(
            directions,
            &[("crates/store/Cargo.toml", "[dev-dependencies]\nnode.workspace = true")],
            &["crates/store/Cargo.toml:2"],
        );
    }

    const ROOT: (&str, &str) = ("Cargo.toml", "[workspace.package]\nlicense = \"AGPL-3.0-or-later\"");

    #[test]
    fn licences_are_as_promised() {
        let (own, engine) =
            ("[package]\nlicense.workspace = true\n", "[package]\nlicense = \"MIT OR Apache-2.0\"\n");
        check(licences, &[ROOT, ("crates/web/Cargo.toml", own), ("crates/growth/Cargo.toml", engine)], &[]);
        check(
            licences,
            &[ROOT, ("crates/growth/Cargo.toml", own), ("crates/web/Cargo.toml", engine)],
            &["crates/growth/Cargo.toml:2", "crates/web/Cargo.toml:2"],
        );
        check(licences, &[("Cargo.toml", "[workspace.package]\nlicense = \"MIT\"")], &["Cargo.toml:1"]);
    }

    #[test]
    fn what_breaks_promises_is_for_tests() {
        let of =
            |kind: &str| format!("[{kind}]\nstore = {{ workspace = true, features = [\"test-rig\"] }}\n");
        let passes = "[features]\nsimulation = [\"store/test-rig\"]\n";
        let (dev, shipped) = (of("dev-dependencies"), of("dependencies"));
        check(rigs, &[("crates/web/Cargo.toml", &dev), ("crates/testkit/Cargo.toml", passes)], &[]);
        check(rigs, &[("crates/web/Cargo.toml", &shipped)], &["crates/web/Cargo.toml:2"]);
        check(rigs, &[("crates/node/Cargo.toml", passes)], &["crates/node/Cargo.toml:1"]);
        let always = "[features]\ndefault = [\"planted\"]\nplanted = []\n";
        check(rigs, &[("crates/domain/Cargo.toml", always)], &["crates/domain/Cargo.toml:1"]);
        let for_all = "[workspace.dependencies]\ndomain = { path = \"x\", features = [\"planted\"] }\n";
        check(rigs, &[("Cargo.toml", for_all)], &["Cargo.toml:1"]);
    }

    #[test]
    fn every_crate_has_the_lints() {
        let files =
            [("crates/web/Cargo.toml", "[lints]\nworkspace = true"), ("crates/node/Cargo.toml", "[package]")];
        check(lints, &files, &["crates/node/Cargo.toml:1"]);
    }
}
