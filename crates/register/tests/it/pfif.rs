//! PFIF in every version, hostile or damaged, and out again.

use jiff::civil::date;
use proptest::prelude::*;
use register::pfif::{LEFT_WHEN_EXPIRED, Person, PfifWhy, pfif, write};

const OUT: &str = r#"<?xml version="1.0"?>
<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4">
  <pfif:person>
    <pfif:person_record_id>zurich.example/p1</pfif:person_record_id>
    <pfif:source_date>1945-06-01T00:00:00Z</pfif:source_date>
    <pfif:author_name>Esther Halimi</pfif:author_name>
    <pfif:full_name>Amina &amp; Amin Halimi</pfif:full_name>
    <pfif:given_name>Amina</pfif:given_name>
    <pfif:family_name>Halimi</pfif:family_name>
    <pfif:sex>female</pfif:sex>
    <pfif:date_of_birth>1934-03-12</pfif:date_of_birth>
    <pfif:note>
      <pfif:note_record_id>zurich.example/n1</pfif:note_record_id>
      <pfif:author_name>Esther Halimi</pfif:author_name>
      <pfif:source_date>1945-06-01T00:00:00Z</pfif:source_date>
      <pfif:status>information_sought</pfif:status>
      <pfif:text>Last letter from Gurs, <![CDATA[March & April]]> 1941</pfif:text>
    </pfif:note>
  </pfif:person>
</pfif:pfif>"#;

const OLD: &str = r#"<pfif xmlns="http://zesty.ca/pfif/1.1"><person><person_record_id>a/1</person_record_id>
<first_name>Ruth</first_name><last_name>Baum</last_name><home_zip>3000</home_zip><other>blue coat</other>
<note><note_record_id>a/n</note_record_id><found>true</found><text>seen</text></note></person></pfif>"#;

fn field<'a>(person: &'a Person, name: &str) -> &'a str {
    person.fields.get(name).map(String::as_str).unwrap_or_default()
}

#[test]
fn versions_are_read_as_the_latest_and_written_again_without_loss() {
    let today = date(1945, 7, 1);
    let read = pfif(OUT.as_bytes(), today);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let person = &read.persons[0];
    assert_eq!((field(person, "full_name"), field(person, "sex")), ("Amina & Amin Halimi", "female"));
    assert_eq!(person.notes[0]["text"], "Last letter from Gurs, March & April 1941");
    assert_eq!(pfif(write(&read.persons).as_bytes(), today).persons, read.persons);
    let old = pfif(OLD.as_bytes(), today);
    let person = &old.persons[0];
    let read =
        ["given_name", "family_name", "home_postal_code", "description"].map(|name| field(person, name));
    assert_eq!((read, old.problems.len()), (["Ruth", "Baum", "3000", "blue coat"], 0));
    assert_eq!(person.notes[0]["author_made_contact"], "true");
}

#[test]
fn what_has_expired_keeps_its_id_and_dates_only() {
    let expiring = OUT.replace(
        "<pfif:source_date>",
        "<pfif:expiry_date>1946-06-01T00:00:00Z</pfif:expiry_date><pfif:source_date>",
    );
    assert_eq!(pfif(expiring.as_bytes(), date(1946, 6, 1)).expired, 0, "its last day");
    let read = pfif(expiring.as_bytes(), date(1946, 6, 2));
    let left: Vec<&str> = read.persons[0].fields.keys().copied().collect();
    assert_eq!((read.expired, read.persons[0].notes.len()), (1, 0));
    assert!(left.len() == 3 && left.iter().all(|field| LEFT_WHEN_EXPIRED.contains(field)), "{left:?}");
    let again = pfif(write(&read.persons).as_bytes(), date(1946, 6, 2));
    assert_eq!(
        again, read,
        "who has no name because they have expired is read as expired, and named to nobody"
    );
    let before = pfif(write(&read.persons).as_bytes(), date(1946, 6, 1));
    assert_eq!(
        (before.persons.len(), before.problems[0].why),
        (0, PfifWhy::Missing),
        "a name is required else"
    );
}

#[test]
fn what_xml_cannot_hold_is_not_read_from_references_either() {
    let check = |name: &str, persons: usize| {
        let read = pfif(OUT.replace("Amina &amp; Amin Halimi", name).as_bytes(), date(1945, 7, 1));
        assert_eq!(read.persons.len(), persons, "{name}");
        assert_eq!(pfif(write(&read.persons).as_bytes(), date(1945, 7, 1)).persons, read.persons, "{name}");
    };
    check("Ruth &#10; Baum", 1);
    check("Ruth&#x1; Baum", 1);
    check("&#x7; Ruth Baum &#x85;", 1);
    check("&#xFFFE; Ruth Baum&#xFFFF;", 1);
    check("Ruth&#13;Baum", 1);
    check("<![CDATA[Ruth ]]>&#93;]&gt; Baum", 1);
}

#[test]
fn hostile_and_damaged_files_are_named_and_what_is_whole_stands() {
    let check = |text: &str, persons: usize, why: &[PfifWhy]| {
        let read = pfif(text.as_bytes(), date(1945, 7, 1));
        let found: Vec<PfifWhy> = read.problems.iter().map(|p| p.why).collect();
        assert_eq!((read.persons.len(), found.as_slice()), (persons, why), "{text}");
    };
    check("", 0, &[PfifWhy::OtherFormat]);
    check("not xml", 0, &[PfifWhy::OtherFormat]);
    check("<html><body/></html>", 0, &[PfifWhy::OtherFormat]);
    check(&OUT.replace("pfif/1.4", "pfif/2.0"), 0, &[PfifWhy::OtherFormat]);
    check(&OUT.replace("</pfif:pfif>", ""), 1, &[PfifWhy::Broken]);
    check(&OUT[..700], 0, &[PfifWhy::Broken]);
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>{}", &OUT[21..]);
    check(&bomb, 0, &[PfifWhy::Entities]);
    check(&OUT.replace("&amp;", "&lol;"), 1, &[PfifWhy::Entities]);
    check(&OUT.replace("female", "girl"), 1, &[PfifWhy::Unknown]);
    check(&OUT.replace("zurich.example/p1", ""), 0, &[PfifWhy::Missing]);
    check(&OUT.replace("zurich.example/n1", ""), 1, &[PfifWhy::Missing]);
    check(&OUT.replace("March", &"x".repeat(20_000)), 1, &[PfifWhy::TooLong]);
    let hostile = OUT.replace("Esther Halimi", "&lt;script&gt;");
    let written = write(&pfif(hostile.as_bytes(), date(1945, 7, 1)).persons);
    assert!(!written.contains("<script>") && written.contains("&lt;script&gt;"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0_usize..1200) {
        let mut text = OUT.as_bytes().to_vec();
        let at = at.min(text.len());
        text.splice(at..at, bytes.iter().copied());
        let read = pfif(&text, date(1945, 7, 1));
        let again = pfif(write(&read.persons).as_bytes(), date(1945, 7, 1));
        prop_assert_eq!(again.persons.len(), read.persons.len());
        let _ = pfif(&bytes, date(1945, 7, 1));
    }
}
