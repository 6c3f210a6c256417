//! Writing PFIF 1.4.

use super::{Fields, NOTE, PERSON, Person, plain};
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// The file of these persons; fields in the order of the specification, every text escaped.
#[must_use]
pub fn write(persons: &[Person]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pfif:pfif xmlns:pfif=\"http://zesty.ca/pfif/1.4\">\n",
    );
    for person in persons {
        out.push_str("  <pfif:person>\n");
        fields(&mut out, &PERSON, &person.fields, 4);
        for note in &person.notes {
            out.push_str("    <pfif:note>\n");
            fields(&mut out, &NOTE, note, 6);
            out.push_str("    </pfif:note>\n");
        }
        out.push_str("  </pfif:person>\n");
    }
    out.push_str("</pfif:pfif>\n");
    out
}

fn fields(out: &mut String, order: &[&'static str], fields: &Fields, indent: usize) {
    for name in order {
        if let Some(value) = fields.get(name).filter(|value| !value.is_empty()) {
            let value = plain(value);
            let _ = writeln!(out, "{:indent$}<pfif:{name}>{}</pfif:{name}>", "", escape(value.as_str()));
        }
    }
}
