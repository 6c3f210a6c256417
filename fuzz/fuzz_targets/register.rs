//! Whatever somebody imports as a list, it is read under caps or refused with a reason; nothing panics, and what was wrong with it
//! can be written down. The first byte says what the file is called: as a workbook, a CSV, a TSV, or as nothing known.
#![no_main]

use libfuzzer_sys::fuzz_target;
use register::{Lang, Mapping, problems_csv, read, rows};

const NAMES: [&str; 4] = ["list.xlsx", "list.csv", "list.tsv", "list"];

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    let name = NAMES[usize::from(*kind) % NAMES.len()];
    let Ok(table) = read(bytes, name) else { return };
    let guess = Mapping::guess(&table);
    let (_, problems) = rows(&table, &guess.mapping, name);
    problems_csv(&problems, Lang::Fr);
});
