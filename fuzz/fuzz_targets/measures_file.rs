//! Whatever somebody brings as a file of a survey, it is read or refused; nothing panics, and the table that comes of it
//! holds numbers.
#![no_main]

use csv::ByteRecord;
use growth::survey::{plausibility, prevalence};
use libfuzzer_sys::fuzz_target;
use register::measures::{Columns, Named, Sample};

fuzz_target!(|data: &[u8]| {
    let Ok(table) = register::read(data, "fuzz") else { return };
    let headings = ByteRecord::from(table.header.clone());
    let Some(columns) = Columns::of(&headings) else { return };
    let Ok(named) = Named::of(&headings, "w", "psu", "stratum").or_else(|_| Named::of(&headings, "", "", ""))
    else {
        return;
    };
    let mut sample = Sample::new(named);
    for row in table.rows.iter().take(500) {
        sample.push(&columns, &ByteRecord::from(row.cells.clone()), |_, _, _| {});
    }
    if let Ok(design) = sample.design() {
        let groups = prevalence(&sample.children, &design);
        assert!(groups.iter().flat_map(|g| g.cells()).flatten().all(f64::is_finite));
    }
    let _ = plausibility(&sample.surveyed);
});
