//! Whatever somebody sends as PFIF, it is read under caps or refused; nothing panics, and what is written of it is read
//! again as the same persons.
#![no_main]

use libfuzzer_sys::fuzz_target;
use register::pfif::{pfif, write};

fuzz_target!(|data: &[u8]| {
    let today = jiff::civil::date(1945, 7, 1);
    let read = pfif(data, today);
    let again = pfif(write(&read.persons).as_bytes(), today);
    assert_eq!(again.persons, read.persons);
});
