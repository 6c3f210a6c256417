//! What SQLite's planner is told of the indexes. It counts nothing: without figures it holds the first column of a key for
//! telling, and here that is the compartment, the same for every row of a file. A lookup by a second index would then walk
//! the whole compartment. So each index bears figures that follow from its columns, the same on every node: plans do not
//! depend on what was analysed when.

use crate::problem::Problem;
use rusqlite::Connection;

/// Rows a table is taken to have.
const ROWS: u64 = 1_000_000;
/// Rows of one node's chain.
const OF_A_NODE: u64 = 200_000;
/// Rows that share what follows the compartment.
const ALIKE: u64 = 10;

/// Gives every index its figures: after some were made (`anew`), and where nobody ever gave any.
pub(super) fn teach(db: &Connection, anew: bool) -> Result<(), Problem> {
    let kept = "select count(*) from sqlite_schema where name = 'sqlite_stat1'";
    let taught = db.query_row(kept, [], |row| row.get::<_, i64>(0))? > 0;
    if taught && !anew && db.query_row("select exists (select 1 from sqlite_stat1)", [], |row| row.get(0))? {
        return Ok(());
    }
    let indexes = indexes(db)?;
    if !taught {
        let Some((table, _, _)) = indexes.first() else { return Ok(()) };
        // The table of figures comes into being with the first analysis, of one row.
        db.execute_batch(&format!(
            "pragma analysis_limit = 1; analyze \"{table}\"; delete from sqlite_stat1"
        ))?; // tidy: columns only
    }
    let known: i64 = db.query_row("select count(*) from sqlite_stat1", [], |row| row.get(0))?;
    if known == indexes.len() as i64 {
        return Ok(());
    }
    db.execute_batch("savepoint plans; delete from sqlite_stat1")?;
    for (table, index, figures) in &indexes {
        let sql = "insert into sqlite_stat1 (tbl, idx, stat) values ($1, $2, $3)";
        db.execute(sql, [table, index, figures])?;
    }
    db.execute_batch("release plans; analyze sqlite_schema")?;
    Ok(())
}

/// Every index: its table, the name under which figures are kept, and its figures.
fn indexes(db: &Connection) -> Result<Vec<(String, String, String)>, Problem> {
    let sql = "select t.name, t.wr, i.name, i.\"unique\", i.origin, group_concat(c.name, ' ')
               from pragma_table_list t join pragma_index_list(t.name) i join pragma_index_info(i.name) c
               where t.type = 'table' and t.schema = 'main' group by t.name, i.name order by t.name, i.name";
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let (table, without_rowid): (String, bool) = (row.get(0)?, row.get(1)?);
        let (index, unique): (String, bool) = (row.get(2)?, row.get(3)?);
        let (origin, columns): (String, String) = (row.get(4)?, row.get(5)?);
        // The key of a table that is its own index goes by the table's name.
        let name = if without_rowid && origin == "pk" { table.clone() } else { index };
        Ok((table, name, figures(&columns, unique)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many rows share the first column, the first two, and so on.
fn figures(columns: &str, unique: bool) -> String {
    let columns: Vec<&str> = columns.split(' ').collect();
    let mut figures = vec![ROWS.to_string()];
    let mut alike = ROWS;
    for (at, column) in columns.iter().enumerate() {
        let whole = unique && at + 1 == columns.len();
        alike = match *column {
            _ if whole => 1,
            "compartment" => ROWS,
            "node" | "peer" if at == 1 => OF_A_NODE,
            _ => alike.min(ALIKE),
        };
        figures.push(alike.to_string());
    }
    figures.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_the_columns() {
        for (columns, unique, expected) in [
            ("compartment node seq", true, "1000000 1000000 200000 1"),
            ("compartment file", false, "1000000 1000000 10"),
            ("compartment id", true, "1000000 1000000 1"),
            ("name", true, "1000000 1"),
        ] {
            assert_eq!(figures(columns, unique), expected, "{columns}");
        }
    }
}
