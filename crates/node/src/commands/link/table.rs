//! The file of people: which column is what, row by row into the list. Nothing is guessed: a column is taken by its
//! name or by the map, and every other one is named and left.

use crate::complaint::Complaint;
use csv::{ByteRecord, ReaderBuilder};
use linkage::gazetteer::Gazetteer;
use linkage::link::{FullPopulation, Hands, Population, Row};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

/// Columns that are used; `source` is known, carried by the file, and not compared.
const COLUMNS: [&str; 10] =
    ["id", "given", "surname", "sex", "birth", "birth_place", "father", "mother", "residence", "source"];

/// Which column of the file is taken for which of ours.
pub type Map = BTreeMap<String, String>;

/// The ids of all rows, end to end.
#[derive(Default)]
pub struct Ids {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Ids {
    fn add(&mut self, id: &[u8]) {
        self.text.extend_from_slice(id);
        self.ends.push(self.text.len());
    }

    /// The id of a row.
    pub fn get(&self, row: u32) -> &[u8] {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

/// A file of people, read.
pub struct Table {
    /// The ids, in the order of the rows.
    pub ids: Ids,
    /// The people, likewise.
    pub people: FullPopulation,
    reading: Reading,
}

/// What a person should know of a file that was read.
#[derive(Default)]
pub struct Reading {
    missing: Vec<&'static str>,
    unused: Vec<String>,
    nameless: Vec<u64>,
    damaged: Vec<u64>,
    not_utf8: u64,
}

/// The whole text of a small file.
pub fn text(path: &Path) -> Result<String, Complaint> {
    std::fs::read_to_string(path).map_err(|e| unreadable(path, &e))
}

fn unreadable(path: &Path, problem: &dyn std::fmt::Display) -> Complaint {
    Complaint::new(4, format!("{} cannot be read: {problem}.", path.display()), "Is the path right?")
}

/// Reads a map.
pub fn map(path: &Path) -> Result<Map, Complaint> {
    let map: Map = toml::from_str(&text(path)?).map_err(|e| {
        Complaint::usage(
            format!("{} is no map: {}.", path.display(), e.message()),
            "One line for each column, as given = \"given_name\".",
        )
    })?;
    if let Some(unknown) = map.keys().find(|key| !COLUMNS.contains(&key.as_str())) {
        return Err(Complaint::usage(
            format!("The map speaks of “{unknown}”, which is no column of ours."),
            format!("One of: {}.", COLUMNS.join(", ")),
        ));
    }
    Ok(map)
}

impl Table {
    /// Reads the file.
    pub fn read(
        path: &Path,
        map: Option<&Map>,
        gazetteer: Gazetteer,
        hands: &dyn Hands,
    ) -> Result<Table, Complaint> {
        let (mut ids, mut people) = (Ids::default(), Population::new(gazetteer, hands));
        let mut rows = Rows::open(path, map)?;
        people.read(&mut |waiting| {
            let more = &mut |id: &[u8], row: &Row<'_>| {
                ids.add(id);
                waiting.add(row);
                !waiting.is_full()
            };
            rows.each(more)
        })?;
        Ok(Table { ids, people: people.finish(), reading: rows.reading })
    }

    /// What a person should know of the file.
    pub fn remarks(&self) -> Vec<String> {
        let mut said = self.reading.remarks();
        let (unread, some) = self.people.unread_births();
        if unread > 0 {
            said.push(format!(
                "{unread} births cannot be read and are taken as unknown: {}.",
                some.join("; ")
            ));
        }
        said
    }
}

/// The rows of a file, from first to last.
struct Rows<'a> {
    path: &'a Path,
    rows: csv::Reader<BufReader<File>>,
    places: [Option<usize>; 10],
    width: usize,
    record: ByteRecord,
    reading: Reading,
}

impl<'a> Rows<'a> {
    /// Opens a file and reads its heading.
    fn open(path: &'a Path, map: Option<&Map>) -> Result<Self, Complaint> {
        let mut file = BufReader::with_capacity(BUFFER, File::open(path).map_err(|e| unreadable(path, &e))?);
        let start = file.fill_buf().map_err(|e| unreadable(path, &e))?;
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            return Err(Complaint::usage("The file is UTF-16.", "Save it as CSV in UTF-8."));
        }
        let skipped = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let heading = start.split(|b| *b == b'\n').next().unwrap_or_default();
        let count = |sign: u8| heading.iter().filter(|b| **b == sign).count();
        // The sign that the heading has most of; the comma where there is none.
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',');
        file.by_ref().take(skipped).read_to_end(&mut Vec::new())?;
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(file);
        let heading = rows.byte_headers().map_err(|e| unreadable(path, &e))?;
        let heading: Vec<String> =
            heading.iter().map(|c| String::from_utf8_lossy(c).trim().to_string()).collect();
        let (places, unused) = columns(&heading, map)?;
        let missing =
            COLUMNS.iter().zip(places).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
        let reading = Reading { missing, unused, ..Reading::default() };
        Ok(Self { path, rows, places, width: heading.len(), record: ByteRecord::new(), reading })
    }

    /// Shows row after row with its id, as long as more are wanted and there are any.
    fn each(&mut self, show: &mut dyn FnMut(&[u8], &Row<'_>) -> bool) -> Result<(), Complaint> {
        let mut more = true;
        while more && self.rows.read_byte_record(&mut self.record).map_err(|e| unreadable(self.path, &e))? {
            let line = self.record.position().map_or(0, csv::Position::line);
            let wanted = &mut |id: &[u8], row: &Row<'_>| more = show(id, row);
            self.reading.row(&self.record, &self.places, self.width, line, wanted);
        }
        Ok(())
    }
}

/// Bytes read at once.
const BUFFER: usize = 1 << 18;

impl Reading {
    /// Reads the file and shows each row with its id.
    pub fn each(
        path: &Path,
        map: Option<&Map>,
        show: &mut dyn FnMut(&[u8], &Row<'_>),
    ) -> Result<Reading, Complaint> {
        let mut rows = Rows::open(path, map)?;
        rows.each(&mut |id, row| {
            show(id, row);
            true
        })?;
        Ok(rows.reading)
    }

    fn row(
        &mut self,
        record: &ByteRecord,
        places: &[Option<usize>; 10],
        width: usize,
        line: u64,
        show: &mut dyn FnMut(&[u8], &Row<'_>),
    ) {
        let cell =
            |column: usize| places[column].and_then(|at| record.get(at)).unwrap_or_default().trim_ascii();
        if cell(0).is_empty() {
            self.nameless.push(line);
            return;
        }
        if record.len() != width {
            self.damaged.push(line);
        }
        let words: [Cow<'_, str>; 8] = std::array::from_fn(|i| String::from_utf8_lossy(cell(i + 1)));
        self.not_utf8 += u64::from(words.iter().any(|w| matches!(w, Cow::Owned(_))));
        let [given, surname, sex, birth, birth_place, father, mother, residence] = &words;
        show(cell(0), &Row { given, surname, sex, birth, birth_place, father, mother, residence });
    }

    /// What a person should know of the file.
    pub fn remarks(&self) -> Vec<String> {
        let mut said = Vec::new();
        if !self.missing.is_empty() {
            said.push(format!("Columns that are not there: {}.", self.missing.join(", ")));
        }
        if !self.unused.is_empty() {
            said.push(format!("Columns that are not used: {}.", self.unused.join(", ")));
        }
        let lines = |what: &str, lines: &[u64]| {
            let some: Vec<String> = lines.iter().take(5).map(u64::to_string).collect();
            format!(
                "{} {what}: line {}{}.",
                lines.len(),
                some.join(", "),
                if lines.len() > 5 { " .." } else { "" }
            )
        };
        if !self.nameless.is_empty() {
            said.push(lines("rows without an id are left out", &self.nameless));
        }
        if !self.damaged.is_empty() {
            said.push(lines("rows have more or fewer cells than the heading", &self.damaged));
        }
        if self.not_utf8 > 0 {
            said.push(format!(
                "{} rows are not UTF-8; the letters that cannot be read are lost.",
                self.not_utf8
            ));
        }
        said
    }
}

/// Where each of our columns stands in the file, and the columns that are none of ours.
fn columns(heading: &[String], map: Option<&Map>) -> Result<([Option<usize>; 10], Vec<String>), Complaint> {
    let mut places = [None; 10];
    for (place, ours) in places.iter_mut().zip(COLUMNS) {
        let mapped = map.and_then(|map| map.get(ours));
        let wanted = mapped.map_or(ours, String::as_str);
        *place = heading.iter().position(|column| column.eq_ignore_ascii_case(wanted));
        if let (Some(wanted), None) = (mapped, *place) {
            return Err(Complaint::usage(
                format!("The map takes “{wanted}” for {ours}, and the file has no such column."),
                format!("It has: {}.", heading.join(", ")),
            ));
        }
    }
    if places[0].is_none() {
        return Err(Complaint::usage(
            "The file has no column id.",
            format!("Name it in a map, as id = \"..\". The file has: {}.", heading.join(", ")),
        ));
    }
    let used = |at: &usize| places.iter().flatten().any(|place| place == at);
    let unused =
        heading.iter().enumerate().filter(|(at, _)| !used(at)).map(|(_, name)| name.clone()).collect();
    Ok((places, unused))
}
