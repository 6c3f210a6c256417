//! The caps on a zip container, proved by inflating it once into nothing before any reader of workbooks sees it.
//!
//! What an entry declares about its size is never believed. The first pass also measures what the workbook
//! reader would multiply: announced strings, and cell formats that each copy the font that they name.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::limit::{
    MAX_INFLATE_RATIO, MAX_INFLATED_BYTES, MAX_SHARED_STRING_TAGS, MAX_SHARED_STRINGS, MAX_STYLE_BYTES,
    MAX_ZIP_ENTRIES, RATIO_FREE_BYTES,
};
use crate::planted::{Fault, planted};
use crate::unreadable::{LooksLike, Unreadable};

/// How every entry of a zip container's directory begins.
const DIRECTORY_MARK: [u8; 4] = *b"PK\x01\x02";

/// Proves that a container is a workbook and stays under every cap.
pub(crate) fn prove(bytes: &[u8]) -> Result<(), Unreadable> {
    // Counted before the directory is read, because reading it costs memory for each entry.
    let marks = bytes.windows(4).filter(|w| *w == DIRECTORY_MARK).take(MAX_ZIP_ENTRIES + 1).count();
    if marks > MAX_ZIP_ENTRIES && !planted(Fault::EntriesUncounted) {
        return Err(Unreadable::TooManyEntries { limit: MAX_ZIP_ENTRIES });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    kind(&mut archive)?;
    let mut inflated = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|e| damaged(&e))?;
        if entry.encrypted() {
            return Err(Unreadable::Locked);
        }
        let packed = entry.compressed_size().max(1);
        let declared = entry.size();
        drop(entry);
        within(declared, packed, MAX_INFLATED_BYTES - inflated)?;
        let entry = archive.by_index(index).map_err(|e| damaged(&e))?;
        let name = entry.name().map_err(|e| damaged(&e))?.to_lowercase().replace('\\', "/");
        inflated += measure(entry, &name, packed, MAX_INFLATED_BYTES - inflated)?;
    }
    Ok(())
}

fn damaged(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable::Damaged { detail: error.to_string() }
}

/// What the container is, by the names in it.
fn kind<R: Read + std::io::Seek>(archive: &mut ZipArchive<R>) -> Result<(), Unreadable> {
    let names: Vec<String> = archive
        .file_names_raw()
        .map(|n| String::from_utf8_lossy(n).to_lowercase().replace('\\', "/"))
        .collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("content.xml") && has("mimetype") {
        return Err(Unreadable::NotATable(LooksLike::OpenDocument));
    }
    if !has("_rels/.rels") || !names.iter().any(|n| n.ends_with("workbook.xml") || n.contains("worksheets/"))
    {
        return Err(Unreadable::NotATable(LooksLike::OtherContainer));
    }
    Ok(())
}

/// Whether an entry of that size fits into what is left, and is packed as a spreadsheet packs.
fn within(size: u64, packed: u64, room: u64) -> Result<(), Unreadable> {
    if planted(Fault::SizesUnproved) {
        return Ok(());
    }
    if size > room {
        return Err(Unreadable::InflatesTooFar { limit: MAX_INFLATED_BYTES });
    }
    if size > RATIO_FREE_BYTES && size / packed > MAX_INFLATE_RATIO {
        return Err(Unreadable::PackedTooTightly);
    }
    Ok(())
}

/// Inflates an entry into nothing, counting; gives its true size.
fn measure(mut entry: impl Read, name: &str, packed: u64, room: u64) -> Result<u64, Unreadable> {
    let mut scan = Scan::of(name);
    let mut chunk = [0u8; 64 * 1024];
    let mut size = 0u64;
    loop {
        let count = entry.read(&mut chunk).map_err(|e| damaged(&e))?;
        if count == 0 {
            break;
        }
        size += count as u64;
        within(size, packed, room)?;
        scan.feed(&chunk[..count])?;
    }
    scan.finish()?;
    Ok(size)
}

/// What is watched in one part while it goes by.
struct Scan {
    part: Part,
    tags: u64,
    since_tag: u64,
    longest: u64,
    carry: Vec<u8>,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Part {
    Strings,
    Styles,
    OtherXml,
    Other,
}

/// The attribute that announces how many strings follow; room for all is made at once.
const ANNOUNCED: &[u8] = b"uniqueCount";

/// Longest form of the announcement that is read: name, equals sign, quote, eight digits, quote.
const ANNOUNCED_REACH: usize = ANNOUNCED.len() + 2 + 8 + 1;

impl Scan {
    fn of(name: &str) -> Scan {
        let part = if name.ends_with("sharedstrings.xml") {
            Part::Strings
        } else if name.ends_with("styles.xml") {
            Part::Styles
        } else if name.ends_with(".xml") || name.ends_with(".rels") {
            Part::OtherXml
        } else {
            Part::Other
        };
        Scan { part, tags: 0, since_tag: 0, longest: 0, carry: Vec::new() }
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        if self.part == Part::Other {
            return Ok(());
        }
        // No XML holds a zero byte unless it is UTF-16, which no spreadsheet program writes and which would
        // hide the words looked for here.
        if bytes.contains(&0) {
            return Err(Unreadable::Damaged { detail: "zero bytes in an XML part".into() });
        }
        if self.part == Part::OtherXml {
            return Ok(());
        }
        for byte in bytes {
            self.since_tag += 1;
            if *byte == b'<' {
                self.tags += 1;
                self.longest = self.longest.max(self.since_tag);
                self.since_tag = 0;
            }
        }
        if self.part == Part::Strings {
            self.announced(bytes, false)?;
        }
        self.judge()
    }

    /// Looks for announcements, over the border of chunks as well.
    fn announced(&mut self, bytes: &[u8], last: bool) -> Result<(), Unreadable> {
        self.carry.extend_from_slice(bytes);
        let whole = std::mem::take(&mut self.carry);
        let end = if last { whole.len() } else { whole.len().saturating_sub(ANNOUNCED_REACH) };
        for at in 0..end {
            if whole[at..].starts_with(ANNOUNCED) {
                let count = announced_count(&whole[at + ANNOUNCED.len()..]);
                if count.is_none_or(|n| n > MAX_SHARED_STRINGS) {
                    return Err(Unreadable::Damaged { detail: "it announces too many strings".into() });
                }
            }
        }
        self.carry = whole[end..].to_vec();
        Ok(())
    }

    fn judge(&self) -> Result<(), Unreadable> {
        let longest = self.longest.max(self.since_tag);
        let grown = match self.part {
            Part::Strings => self.tags > MAX_SHARED_STRING_TAGS,
            Part::Styles => self.tags.saturating_mul(longest) > MAX_STYLE_BYTES,
            Part::OtherXml | Part::Other => false,
        };
        if grown { Err(Unreadable::TooMuchText) } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<(), Unreadable> {
        if self.part == Part::Strings {
            self.announced(&[], true)?;
        }
        self.judge()
    }
}

/// The number in `="123"`; none when it is written in any other way or has more than eight digits.
fn announced_count(rest: &[u8]) -> Option<u64> {
    let rest = rest.strip_prefix(b"=")?;
    let (quote, rest) = rest.split_first()?;
    let length = rest.iter().take(9).position(|b| b == quote)?;
    std::str::from_utf8(&rest[..length]).ok()?.parse().ok()
}
