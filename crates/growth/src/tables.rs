//! The tables: rows of L, M and S by day, by month and by tenth of a centimetre. Read once from the data files beside
//! the source, which `cargo xtask growth-tables` writes; looked up by position, never by search.

use crate::child::Sex;
use crate::lms::Row;
use std::sync::LazyLock;

/// One table: rows at even steps for each sex.
#[derive(Debug)]
pub struct Table {
    first: f64,
    per_unit: f64,
    rows: [Box<[Row]>; 2],
}

impl Table {
    /// The row at a whole number of steps; None outside of the table.
    #[inline]
    pub fn row(&self, sex: Sex, at: f64) -> Option<Row> {
        let index = (at - self.first) * self.per_unit;
        // A float below zero becomes 0 as an index, so it is compared before.
        if index < 0.0 { None } else { self.rows[sex.index()].get(index as usize).copied() }
    }

    /// The row at any point, between two rows in straight lines; None outside of the table.
    #[inline]
    pub fn between(&self, sex: Sex, at: f64) -> Option<Row> {
        if at.is_nan() || at < self.first || at > self.last() {
            return None;
        }
        let rows = &self.rows[sex.index()];
        let step = (at * self.per_unit).trunc();
        let share = (at - step / self.per_unit) * self.per_unit;
        // The first row stands at a whole step, so nothing is lost here.
        let index = (step - self.first * self.per_unit) as usize;
        let low = *rows.get(index)?;
        if share <= 0.0 {
            return Some(low);
        }
        rows.get(index + 1).map(|next| low.towards(*next, share))
    }

    /// Where the table begins, in its unit.
    pub fn first(&self) -> f64 {
        self.first
    }

    /// Where it ends, in its unit.
    pub fn last(&self) -> f64 {
        self.first + (self.rows[0].len().saturating_sub(1)) as f64 / self.per_unit
    }

    /// Rows to one unit: 1, or 10 for tenths of a centimetre.
    pub fn per_unit(&self) -> f64 {
        self.per_unit
    }

    /// Reads a data file of ours; a broken one is a fault of the build.
    fn read(text: &str, per_unit: f64) -> Table {
        let mut first = None;
        let mut rows = [Vec::new(), Vec::new()];
        for line in text.lines().skip(1) {
            let mut numbers = [0.0; 7];
            let mut cells = line.split(',');
            for number in &mut numbers {
                let cell = cells.next().and_then(|cell| cell.parse().ok());
                *number = cell.expect("BUG: a table of this crate cannot be read");
            }
            let [at, l, m, s, girls_l, girls_m, girls_s] = numbers;
            first.get_or_insert(at);
            rows[0].push(Row { l, m, s });
            rows[1].push(Row { l: girls_l, m: girls_m, s: girls_s });
        }
        Table { first: first.unwrap_or_default(), per_unit, rows: rows.map(Vec::into_boxed_slice) }
    }
}

/// All tables of this crate.
#[derive(Debug)]
pub struct Tables {
    pub wfa: Table,
    pub lfa: Table,
    pub bfa: Table,
    pub hcfa: Table,
    pub acfa: Table,
    pub tsfa: Table,
    pub ssfa: Table,
    pub wfl: Table,
    pub wfh: Table,
    pub school_hfa: Table,
    pub school_wfa: Table,
    pub school_bfa: Table,
    /// Arm circumference from 5 to 19 years: Mramba and others 2017, not WHO's.
    pub school_acfa: Table,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    macro_rules! table {
        ($name:literal, $per_unit:literal) => {
            Table::read(include_str!(concat!("../tables/", $name, ".csv")), $per_unit)
        };
    }
    Tables {
        wfa: table!("who2006_wfa", 1.0),
        lfa: table!("who2006_lfa", 1.0),
        bfa: table!("who2006_bfa", 1.0),
        hcfa: table!("who2006_hcfa", 1.0),
        acfa: table!("who2006_acfa", 1.0),
        tsfa: table!("who2006_tsfa", 1.0),
        ssfa: table!("who2006_ssfa", 1.0),
        wfl: table!("who2006_wfl", 10.0),
        wfh: table!("who2006_wfh", 10.0),
        school_hfa: table!("who2007_hfa", 1.0),
        school_wfa: table!("who2007_wfa", 1.0),
        school_bfa: table!("who2007_bfa", 1.0),
        school_acfa: table!("mramba2017_acfa", 1.0),
    }
});

impl Tables {
    /// The tables, read at the first call (some milliseconds).
    #[inline]
    pub fn get() -> &'static Tables {
        &TABLES
    }
}
