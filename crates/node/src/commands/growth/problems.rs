//! What could not be read in a measures file: row, column, value and reason, written to a file beside the output as they
//! are met. The file is made with the first of them; nothing stops.

use super::create;
use crate::complaint::Complaint;
use crate::context::Done;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

/// Problems on their way into a file.
pub struct Problems {
    path: PathBuf,
    to: Option<BufWriter<File>>,
    count: u64,
    failed: Option<Complaint>,
}

impl Problems {
    /// Into this file; one from an earlier run is removed, so that what lies there is of this run.
    pub fn into_file(path: PathBuf) -> Problems {
        let _ = std::fs::remove_file(&path);
        Problems { path, to: None, count: 0, failed: None }
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Where they lie; None where there are none.
    pub fn file(&self) -> Option<&std::path::Path> {
        (self.count > 0).then_some(&self.path)
    }

    /// One more; `line` counts rows from 1, the headings not among them.
    pub fn add(&mut self, line: u64, column: &str, value: &[u8], why: &str) {
        self.count += 1;
        if let Err(complaint) = self.write(line, column, value, why) {
            self.failed.get_or_insert(complaint);
        }
    }

    fn write(&mut self, line: u64, column: &str, value: &[u8], why: &str) -> Done {
        if self.to.is_none() {
            let mut to = create(&self.path)?;
            to.write_all(b"row,column,value,reason\r\n")?;
            self.to = Some(to);
        }
        let Some(to) = self.to.as_mut() else { return Ok(()) };
        let value = crate::table::csv_cell(&String::from_utf8_lossy(value));
        Ok(write!(to, "{line},{column},{value},{}\r\n", crate::table::csv_cell(why))?)
    }

    /// All written; the first failure, if any.
    pub fn end(&mut self) -> Done {
        if let Some(complaint) = self.failed.take() {
            return Err(complaint);
        }
        match self.to.as_mut() {
            Some(to) => Ok(to.flush()?),
            None => Ok(()),
        }
    }
}
