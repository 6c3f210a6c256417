//! A messy register in, the same register out, and in again.

use crate::node::Node;
use serde_json::Value;

/// What a camp's office might send: a title, holes, a boy as "G", a day that does not exist, a formula, a whole name.
pub const MESSY: &str = "Liste du camp de Gurs\n\
    No;Nom;Prénom;Sexe;Date de naissance;Langues;Père;Famille;Baraque;Arrivé le;Venant de;Religion;Date de sortie;Motif de sortie;Tampon\n\
    1;BLUM;Anna;F;12.3.1934;allemand;Karl;F1;K12;25.10.1940;Bade;juive;;;x1\n\
    2;BLUM;Ernst;G;vers 1936;allemand, yiddish;Karl;F1;K12;25.10.1940;Bade;juive;;;\n\
    3;LÉVY;Rosa;F;31.2.1935;;;;K3;25.10.1940;;;20.2.1941;libérée;\n\
    4;;;F;1.1.1930;;;;;;;;;;\n\
    5;HALIMI;Amina;F;12.3.1934;;;;;1.1.2950;;;;;\n\
    6;=1+1;Max;M;1933;;;;;nov 1940;;;;transféré;\n";

#[test]
fn a_register_comes_in_once_and_goes_out_whole() {
    let node = Node::new();
    std::fs::write(node.file("list.csv"), MESSY).unwrap();
    let dry = node.json(&["register", "import", "list.csv", "--place", "Gurs", "--dry-run"]);
    assert_eq!((dry["rows"].as_u64(), dry["added"].as_u64()), (Some(5), Some(0)));
    assert!(node.json(&["person", "search", "Blum"]).as_array().unwrap().is_empty());
    let import = [
        "register",
        "import",
        "list.csv",
        "--place",
        "Gurs",
        "--problems",
        "problems.csv",
        "--save-mapping",
        "map.toml",
    ];
    let first = node.json(&import);
    assert_eq!((first["added"].as_u64(), first["known"].as_u64()), (Some(5), Some(0)), "{first}");
    assert_eq!(first["sibling_groups"], 1);
    assert_eq!(first["not_imported"][0]["cells"], 2);
    assert_eq!(first["set_aside"][0]["row"], 7);
    let problems = std::fs::read_to_string(node.file("problems.csv")).unwrap();
    for part in ["31.2.1935", "4 |  |  | F", "2950-01-01"] {
        assert!(problems.contains(part), "{part}: {problems}");
    }
    let second = node.json(&import);
    assert_eq!(
        (second["added"].as_u64(), second["known"].as_u64()),
        (Some(0), Some(5)),
        "the same file adds nothing"
    );
    let mapped = node.json(&["register", "import", "list.csv", "--place", "Gurs", "--mapping", "map.toml"]);
    assert_eq!(mapped["known"], 5, "the saved mapping reads the same");
    assert_eq!(node.json(&["report", "count", "--at", "1940-12-01", "--kind", "camp"])["count"], 4);
    let exported = out_and_in(&node);
    for part in ["vers", "juive", "x1"] {
        assert!(!exported.contains(part), "{part} has no place in an export");
    }
}

/// Exports, takes the file into a node of its own, exports there, and compares all but the codes.
fn out_and_in(node: &Node) -> String {
    let export = |node: &Node, format: &str| {
        let out = format!("out.{format}");
        node.run(&[
            "register", "export", "--place", "Gurs", "--for", "within", "--format", format, "--out", &out,
        ])
        .ok();
        std::fs::read(node.file(&out)).unwrap()
    };
    let without_codes = |bytes: &[u8]| -> Vec<Value> {
        let mut rows: Vec<Value> = serde_json::from_slice(bytes).unwrap();
        rows.iter_mut().for_each(|row| row["code"] = Value::Null);
        rows.sort_by_key(|row| row["number"].to_string());
        rows
    };
    let told = without_codes(&export(node, "json"));
    assert_eq!(told.len(), 5);
    for format in ["csv", "xlsx"] {
        let other = Node::new();
        std::fs::write(other.file(&format!("in.{format}")), export(node, format)).unwrap();
        let back = other.json(&["register", "import", &format!("in.{format}"), "--place", "Gurs"]);
        assert_eq!(back["added"], 5, "{back}");
        assert_eq!(without_codes(&export(&other, "json")), told, "{format}");
    }
    let back = node.json(&["register", "import", "out.csv", "--place", "Gurs"]);
    assert_eq!(
        (back["added"].as_u64(), back["known"].as_u64()),
        (Some(0), Some(5)),
        "who bears a code here is known here"
    );
    String::from_utf8(export(node, "csv")).unwrap()
}
