//! Tables for reading in a terminal, and the same rows as CSV that no spreadsheet program can be made to act on.

/// Rows under headings; columns of numbers stand to the right.
pub struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    numbers: Vec<bool>,
}

impl Table {
    /// An empty table; a heading that begins with `#` heads numbers.
    pub fn new(heads: &[&str]) -> Table {
        Table {
            heads: heads.iter().map(|h| h.trim_start_matches('#').to_string()).collect(),
            numbers: heads.iter().map(|h| h.starts_with('#')).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Aligned columns, two blanks apart; control characters that a register may hold do not reach the terminal.
    pub fn text(&self) -> String {
        let all: Vec<Vec<String>> = std::iter::once(&self.heads)
            .chain(&self.rows)
            .map(|r| r.iter().map(|c| plain(c)).collect())
            .collect();
        let width = |i: usize| all.iter().filter_map(|r| r.get(i)).map(|c| columns(c)).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.heads.len()).map(width).collect();
        let mut out = String::new();
        for row in &all {
            let mut line = String::new();
            for (i, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths.get(i).copied().unwrap_or(0).saturating_sub(columns(cell)));
                if self.numbers.get(i).copied().unwrap_or(false) {
                    line.push_str(&pad);
                    line.push_str(cell);
                } else {
                    line.push_str(cell);
                    line.push_str(&pad);
                }
                line.push_str("  ");
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// The rows as CSV with the headings first.
    pub fn csv(&self) -> String {
        let line =
            |cells: &Vec<String>| cells.iter().map(|c| csv_cell(c)).collect::<Vec<_>>().join(",") + "\r\n";
        std::iter::once(&self.heads).chain(&self.rows).map(line).collect()
    }

    /// The rows alone, every cell quoted, with another separator: to follow the rows of another table.
    pub fn quoted_rows(&self, separator: char) -> String {
        let quoted = |cell: &String| format!("\"{}\"", inert(cell).replace('"', "\"\""));
        let line = |row: &Vec<String>| {
            row.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string()) + "\r\n"
        };
        self.rows.iter().map(line).collect()
    }
}

/// The text without what would move a terminal's cursor.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Terminal columns of a text: marks over letters take none, wide letters are not met in names and places here.
fn columns(text: &str) -> usize {
    let none = |c: char| matches!(u32::from(c), 0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x200b..=0x200f | 0x2060..=0x2069);
    text.chars().filter(|c| !none(*c)).count()
}

/// A cell that a spreadsheet program takes as text, whatever it begins with.
fn inert(cell: &str) -> String {
    let acts = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if acts { format!("'{cell}") } else { cell.to_string() }
}

/// A cell of a CSV file, quoted where it must be, inert.
pub fn csv_cell(cell: &str) -> String {
    let inert = inert(cell);
    if inert.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", inert.replace('"', "\"\""))
    } else {
        inert
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_and_cells_are_inert() {
        let mut table = Table::new(&["home", "#children"]);
        table.row(["Les Tilleuls".into(), "7".into()]);
        table.row(["=cmd|' /C calc'!A0, x\u{1b}[2J".into(), "140".into()]);
        let text = table.text();
        let ends: Vec<usize> = text.lines().map(|l| l.chars().count()).collect();
        assert_eq!(ends[0], ends[1]);
        assert_eq!(ends[1], ends[2]);
        assert!(!text.contains('\u{1b}'));
        let csv = table.csv();
        assert!(csv.contains("\r\n\"'=cmd"), "{csv}");
        assert!(csv.starts_with("home,children\r\n"));
    }
}
