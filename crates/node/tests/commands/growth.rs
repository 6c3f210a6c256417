//! `relais growth`: files in, files out, without a node.

use crate::node::{Ran, ran};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs in a folder that holds no node and with no passphrase.
fn growth(dir: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
    command.arg("growth").args(args).current_dir(dir).env_remove("RELAIS_PASSPHRASE");
    ran(command.output().unwrap())
}

/// A table as a person types it: other columns, a quoted comma, codings of every kind, rows that cannot be.
const MEASURES: &str = "\u{feff}name,SEX,age_days,weight,lenhei,measure,oedema,village\n\
    \"Roth, Ida\",m,0,2.9,,,n,\"say \"\"A\"\"\"\n\
    Paul,2,1000,15,80,,,B\n\
    =cmd,1,1010,10,100,,2,B\n\
    Swollen,F,900,12,85,h,Y,B\n\
    Odd,x,900,twelve,-3,z,maybe,C\n\
    Short,1,100\n\
    School,female,2000,18,110,h,n,C\n";

fn read(dir: &Path, name: &str) -> String {
    std::fs::read_to_string(dir.join(name)).unwrap()
}

#[test]
fn a_file_is_scored_and_nothing_stops_it() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("f.csv"), MEASURES).unwrap();
    let done = growth(dir.path(), &["score", "--in", "f.csv", "--out", "g.csv", "--json"]).ok();
    let summary: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(summary["rows"], 7);
    assert_eq!(summary["scored"], 5);
    assert_eq!(summary["missing"], 2);
    assert_eq!(summary["flagged"], 1);
    let out = read(dir.path(), "g.csv");
    let rows: Vec<&str> = out.lines().collect();
    // The byte order mark is no part of a column's name: it is dropped.
    assert_eq!(
        rows[0],
        "name,SEX,age_days,weight,lenhei,measure,oedema,village,clenhei,cmeasure,c9mo_flag,cbmi,csex,zlen,flen,zwei,fwei,\
         zwfl,fwfl,zbmi,fbmi,zhc,fhc,zac,fac,zts,fts,zss,fss,zhfa,fhfa,zwfa,fwfa,zbfa,fbfa"
    );
    assert_eq!(rows[1], "\"Roth, Ida\",m,0,2.9,,,n,\"say \"\"A\"\"\",,,0,,1,,,-0.96,0,,,,,,,,,,,,,,,,,,");
    assert_eq!(rows[2], "Paul,2,1000,15,80,,,B,80,,0,23.4375,2,-3.50,0,0.95,0,4.13,0,4.66,0,,,,,,,,,,,,,,");
    assert!(
        rows[3].starts_with("=cmd,1,1010,10,100,,2,B,100,,0,10,1,1.62,0,-2.76,0,-5.19,1,-5.61,1,"),
        "{}",
        rows[3]
    );
    assert!(rows[4].contains(",Y,B,85,h,0,16.6") && rows[4].contains(",,,,,,,"), "{}", rows[4]);
    assert!(rows[5].starts_with("Odd,x,900,twelve,-3,z,maybe,C,,,0,,,,"), "{}", rows[5]);
    let width = rows[0].split(',').count();
    assert_eq!(rows[6].split(',').count(), width);
    assert_eq!(rows[7].split(',').count(), width);
    assert!(!rows[7].ends_with(",,"), "{}", rows[7]);
    let problems = read(dir.path(), "problems.csv");
    assert!(problems.starts_with("row,column,value,reason\r\n"));
    for part in ["5,sex,x,", "5,weight,twelve,", "5,lenhei,-3,", "5,measure,z,", "5,oedema,maybe,", "6,,3,"] {
        assert!(problems.contains(part), "{part}: {problems}");
    }
    // A second run with clean rows leaves no old problems behind.
    std::fs::write(dir.path().join("f.csv"), "sex,age_months,weight\n1,12,9\n").unwrap();
    growth(dir.path(), &["score", "--in", "f.csv", "--out", "g.csv", "--standard", "who2006"])
        .ends(0, "1 rows");
    assert!(!dir.path().join("problems.csv").exists());
    assert!(read(dir.path(), "g.csv").lines().next().unwrap().ends_with("zss,fss"));
}

#[test]
fn what_cannot_be_scored_is_refused_with_a_remedy() {
    let dir = tempfile::tempdir().unwrap();
    growth(dir.path(), &["score", "--in", "none.csv", "--out", "g.csv"]).ends(4, "none.csv");
    std::fs::write(dir.path().join("f.csv"), "weight\n3\n").unwrap();
    growth(dir.path(), &["score", "--in", "f.csv", "--out", "g.csv"]).ends(3, "sex");
    growth(dir.path(), &["score", "--in", "f.csv", "--out", "f.csv"]).ends(2, "same file");
    growth(dir.path(), &["survey", "--in", "f.csv", "--out", "p.csv"]).ends(3, "sex");
    std::fs::write(dir.path().join("p.csv"), "age,weight\n100,6\n").unwrap();
    let chart = |out: &str| {
        growth(dir.path(), &["chart", "--sex", "f", "--indicator", "wfa", "--points", "p.csv", "--out", out])
    };
    chart("c.png").ends(2, ".pdf");
    chart("c.pdf").ok();
    assert!(std::fs::read(dir.path().join("c.pdf")).unwrap().starts_with(b"%PDF-"));
    chart("c.svg").ok();
    let svg = read(dir.path(), "c.svg");
    assert!(svg.starts_with("<svg") && svg.matches("<circle").count() == 1);
    growth(dir.path(), &["chart", "--sex", "f", "--indicator", "x", "--points", "p.csv", "--out", "c.svg"])
        .ends(2, "wfa");
}

#[test]
fn a_survey_has_whos_table_and_a_report() {
    let dir = tempfile::tempdir().unwrap();
    let mut text = String::from("sex,age_days,weight,lenhei,measure,psu,stratum,w\n");
    for i in 0..300 {
        let days = 200 + i * 5;
        let height = 62.0 + 0.03 * f64::from(days - 200) + f64::from(i % 13) / 3.0;
        let weight = 15.4 * (height / 100.0) * (height / 100.0) * (0.8 + f64::from(i * 7 % 40) / 100.0);
        text += &format!(
            "{},{days},{weight:.1},{height:.1},,{},{},{}\n",
            i % 2 + 1,
            i % 12,
            i % 12 % 2,
            1 + i % 3
        );
    }
    text += "1,2500,20,115,h,1,1,1\n1,900,12,85,h,,1,1\n";
    std::fs::write(dir.path().join("f.csv"), text).unwrap();
    let args = [
        "survey",
        "--in",
        "f.csv",
        "--out",
        "p.csv",
        "--weight",
        "w",
        "--cluster",
        "psu",
        "--strata",
        "stratum",
        "--json",
    ];
    let summary: Value = serde_json::from_str(&growth(dir.path(), &args).ok().out).unwrap();
    assert_eq!(
        (&summary["children"], &summary["older_than_five"], &summary["without_design"]),
        (&300.into(), &1.into(), &1.into())
    );
    assert_eq!(summary["degrees_of_freedom"], 10.0);
    let table = read(dir.path(), "p.csv");
    let rows: Vec<Vec<&str>> = table.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(rows.len(), 22);
    assert_eq!(rows[0][..4], ["Group", "HAZ_pop", "HAZ_unwpop", "HA_3_r"]);
    assert_eq!(rows[1][..3], ["All", "600", "300"]);
    assert!(rows.iter().all(|r| r.len() == rows[0].len()));
    growth(dir.path(), &["survey", "--in", "f.csv", "--out", "p.csv", "--weight", "ww"]).ends(3, "psu");
    growth(dir.path(), &["plausibility", "--in", "f.csv", "--cluster", "psu"])
        .ends(0, "Digit preference, weight");
    let report = growth(dir.path(), &["plausibility", "--in", "f.csv", "--json"]).ok();
    let report: Value = serde_json::from_str(&report.out).unwrap();
    assert!(report["total"].as_u64().is_some() && report["not_made"].to_string().contains("Poisson"));
}
